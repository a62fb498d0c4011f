import type { Of } from '@tarim/platform/contract';
import { type Text, withSubscripts } from '@tarim/ui';
import type { ChartTable } from '@tarim/ui/chart';
import type { airCompare } from '../../contract.ts';
import { POLLUTANT_COLOURS, POLLUTANTS } from './place-and-time.tsx';

export type CompareAnswer = Of<NonNullable<typeof airCompare.response>>;
type Month = CompareAnswer['now'][number];

/** What months are compared by. */
export interface Item {
  readonly key: string;
  readonly label: string;
  readonly value: (month: Month) => number | null;
}

export function itemsOf(t: Text): Item[] {
  return [
    { key: 'composite', label: t('rankBy.composite'), value: (month) => month.composite },
    { key: 'goodRatio', label: t('rankBy.goodRatio'), value: (month) => month.goodRatio },
    ...POLLUTANTS.map((name) => ({
      key: name,
      label: name,
      value: (month: Month) => month.concentrations[name] ?? null,
    })),
  ];
}

/** This year's line over that of the year before. */
export function monthsChart({ now, before }: CompareAnswer, year: number, item: Item) {
  return {
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: { top: 4 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: now.map((month) => month.month.slice(5)) },
    yAxis: { type: 'value', scale: true },
    series: [
      {
        name: String(year - 1),
        type: 'line',
        data: before.map(item.value),
        lineStyle: { type: 'dashed', color: '#8a9a9d' },
        itemStyle: { color: '#8a9a9d' },
        symbolSize: 5,
      },
      {
        name: String(year),
        type: 'line',
        data: now.map(item.value),
        lineStyle: { color: '#0b6e78', width: 2.5 },
        itemStyle: { color: '#0b6e78' },
        symbolSize: 7,
      },
    ],
  };
}

/** Bars of twelve months, stacked by what each pollutant adds to the composite index. */
export function contributionChart({ now }: CompareAnswer): {
  option: Record<string, unknown>;
  table: ChartTable;
} {
  const shown = now.filter((month) => month.composite !== null);
  return {
    option: {
      grid: { left: 8, right: 16, top: 62, bottom: 8, containLabel: true },
      legend: { top: 4 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'category', data: shown.map((month) => month.month.slice(5)) },
      yAxis: { type: 'value' },
      series: POLLUTANTS.map((name) => ({
        name: withSubscripts(name),
        type: 'bar',
        stack: 'index',
        barMaxWidth: 36,
        data: shown.map((month) => month.contribution[name] ?? null),
        itemStyle: { color: POLLUTANT_COLOURS[name] },
      })),
    },
    table: {
      head: ['', ...POLLUTANTS.map(withSubscripts)],
      rows: shown.map((month) => [month.month, ...POLLUTANTS.map((name) => month.contribution[name] ?? '—')]),
    },
  };
}
