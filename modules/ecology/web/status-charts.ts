import { formatNumber } from '@tarim/ui';
import type { StatusRevision } from '../contract.ts';
import { GRADE_COLOURS, type StatusAnswer } from './words.tsx';

const LINE = '#0f6c7d';
/** Room above and below the curve, in units of the index. */
const ROOM = 3;

/** The index through the years before the bounds of its grades. */
export function historyOption(
  years: readonly StatusRevision[],
  grades: StatusAnswer['grades'],
  method: string,
  wordOf: (grade: string) => string,
): Record<string, unknown> {
  const ascending = years.toReversed();
  const values = ascending.map((one) => one.value);
  const [low, high] = [Math.min(...values) - ROOM, Math.max(...values) + ROOM];
  const bounds = grades.flatMap(({ zh, ge }, at) =>
    ge !== null && ge > low && ge < high ? [{ zh, ge, colour: GRADE_COLOURS[at] }] : [],
  );
  return {
    grid: { left: 46, right: 76, top: 16, bottom: 28 },
    tooltip: { trigger: 'axis', valueFormatter: (value: number) => formatNumber(value, 2) },
    xAxis: { type: 'category', data: ascending.map((one) => String(one.year)) },
    yAxis: {
      type: 'value',
      min: Math.max(0, Math.floor(low)),
      max: Math.min(100, Math.ceil(high)),
      minInterval: 1,
    },
    series: [
      {
        type: 'line',
        name: method,
        data: values,
        symbolSize: 8,
        lineStyle: { color: LINE, width: 2 },
        itemStyle: { color: LINE },
        label: { show: true, formatter: ({ value }: { value: number }) => formatNumber(value, 1) },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { position: 'end', fontSize: 11 },
          data: bounds.map(({ zh, ge, colour }) => ({
            yAxis: ge,
            lineStyle: { color: colour, type: 'dashed' },
            label: { formatter: `${wordOf(zh)} ≥ ${ge}` },
          })),
        },
      },
    ],
  };
}

/** Sub-indices on their common scale of 0 to 100. */
export function indicesOption(
  keys: readonly string[],
  indices: Readonly<Record<string, number>>,
  wordOf: (key: string) => string,
): Record<string, unknown> {
  const known = keys.filter((key) => indices[key] !== undefined);
  return {
    color: [LINE],
    grid: { left: 124, right: 48, top: 6, bottom: 24 },
    tooltip: { trigger: 'axis', valueFormatter: (value: number) => formatNumber(value, 2) },
    xAxis: { type: 'value', min: 0, max: 100 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: known.map(wordOf),
      axisLabel: { interval: 0, width: 116, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 16,
        data: known.map((key) => indices[key]),
        label: {
          show: true,
          position: 'right',
          formatter: ({ value }: { value: number }) => formatNumber(value, 1),
        },
      },
    ],
  };
}
