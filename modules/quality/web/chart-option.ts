import { formatNumber, type Text, unitText, withSubscripts } from '@tarim/ui';
import type { Column, FlagRow, Mark, ReviewMonth } from '../contract.ts';
import { flagMarks } from './flag-marks.ts';

const HOUR_MS = 3_600_000;
const COLOURS = ['#0f6c7d', '#c0602f', '#6a5fb0', '#3f8f4f', '#b0821c', '#a8456f', '#4677c8', '#7a7f83'];
/** Ground of hours that do not count, by letter of their state. */
const GROUND: Readonly<Record<string, string>> = {
  I: 'rgba(198,40,40,0.13)',
  O: 'rgba(216,67,21,0.24)',
  M: 'rgba(224,160,32,0.16)',
  S: 'rgba(110,125,130,0.16)',
};
const PANEL = 96;
const GAP = 34;
const TOP = 26;

export const chartHeight = (panels: number): number => TOP + panels * (PANEL + GAP) + 52;
/** `10-03 14:00` of the hour with this index. */
export function hourText(from: string, index: number): string {
  const at = new Date(Date.parse(from) + index * HOUR_MS + 8 * HOUR_MS).toISOString();
  return `${at.slice(5, 10)} ${at.slice(11, 16)}`;
}

/**
 * A panel a factor, one time axis for all: the line as it counts now, substituted hours as hollow dots, grounds for hours that do
 * not count, bars on top for marks, and the span that is selected.
 */
export function reviewOption(
  data: Pick<ReviewMonth, 'from' | 'hours' | 'marks'>,
  columns: readonly Column[],
  selected: readonly [number, number] | null,
  t: Text,
  flags: readonly FlagRow[] = [],
): Record<string, unknown> {
  const times = Array.from({ length: data.hours }, (_, index) => hourText(data.from, index));
  const grids = columns.map((_, index) => ({
    left: 62,
    right: 18,
    top: TOP + index * (PANEL + GAP),
    height: PANEL,
  }));
  return {
    grid: grids,
    tooltip: { trigger: 'axis', confine: true, axisPointer: { type: 'line' } },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    toolbox: { show: false },
    brush: { xAxisIndex: 'all', brushMode: 'single', brushStyle: { color: 'rgba(15,108,125,0.18)' } },
    dataZoom: [{ type: 'slider', xAxisIndex: columns.map((_, index) => index), height: 16, bottom: 6 }],
    xAxis: columns.map((_, index) => ({
      type: 'category',
      gridIndex: index,
      data: times,
      axisLabel: { show: index === columns.length - 1 },
      axisTick: { show: false },
    })),
    yAxis: columns.map((column, index) => ({
      type: 'value',
      gridIndex: index,
      name: `${withSubscripts(column.name)} ${unitText(column.unit)}`,
      nameGap: 6,
      nameTextStyle: { align: 'left', padding: [0, 0, 0, -54], fontSize: 11 },
      scale: true,
      splitNumber: 3,
      axisLabel: { fontSize: 10 },
    })),
    series: columns.flatMap((column, index) => {
      // What is of the point itself stands in the first panel.
      const own = flags.filter((one) => one.code === column.code || (index === 0 && one.code === '*'));
      const marks = flagMarks(data, column, index, own, times, t);
      return [...lineOf(data, column, index, times, selected, marks.areas, t), ...marks.series];
    }),
  };
}

function lineOf(
  data: Pick<ReviewMonth, 'from' | 'hours' | 'marks'>,
  column: Column,
  index: number,
  times: readonly string[],
  selected: readonly [number, number] | null,
  areas: readonly object[],
  t: Text,
): object[] {
  const colour = COLOURS[index % COLOURS.length]!;
  const axes = { xAxisIndex: index, yAxisIndex: index };
  const suffix = (hour: number) => t(`letter.${column.origin[hour] === 's' ? 's' : column.state[hour]}`);
  return [
    {
      ...axes,
      name: withSubscripts(column.name),
      type: 'line',
      color: colour,
      symbol: 'circle',
      symbolSize: 5,
      showSymbol: true,
      lineStyle: { width: 1.4 },
      data: column.mean.map((value, hour) => {
        const state = column.state[hour]!;
        const origin = column.origin[hour]!;
        const symbol = origin === 's' ? 'emptyCircle' : origin === 'c' ? 'diamond' : 'none';
        const shape = state === 'V' && origin === 'm' ? 'none' : symbol;
        return { value, symbol: shape, symbolSize: 6 };
      }),
      tooltip: {
        valueFormatter: (value: unknown, hour: number) =>
          `${formatNumber(value as number | null)} ${unitText(column.unit)} · ${suffix(hour)}`,
      },
      markArea: {
        silent: true,
        data: [
          ...groundsOf(column.state).map(([letter, from, to]) => [
            { xAxis: times[from], itemStyle: { color: GROUND[letter] } },
            { xAxis: times[to] },
          ]),
          ...(index === 0 ? marksOf(data, times) : []),
          ...areas,
          ...(selected
            ? [
                [
                  {
                    xAxis: times[selected[0]],
                    itemStyle: { color: 'rgba(15,108,125,0.16)', borderColor: '#0f6c7d', borderWidth: 1 },
                  },
                  { xAxis: times[selected[1]] },
                ],
              ]
            : []),
        ],
      },
    },
  ];
}

/** Runs of one letter other than V: first and last hour. */
export function groundsOf(states: string): [string, number, number][] {
  const runs: [string, number, number][] = [];
  for (let from = 0; from < states.length; ) {
    let to = from;
    while (to + 1 < states.length && states[to + 1] === states[from]) to++;
    if (states[from] !== 'V') runs.push([states[from]!, from, to]);
    from = to + 1;
  }
  return runs;
}

function marksOf(data: Pick<ReviewMonth, 'from' | 'hours' | 'marks'>, times: readonly string[]): object[] {
  const start = Date.parse(data.from);
  const clamp = (ms: number) => Math.min(data.hours - 1, Math.max(0, Math.floor((ms - start) / HOUR_MS)));
  return data.marks.filter(holds).map((mark) => [
    {
      name: mark.name,
      xAxis: times[clamp(Date.parse(mark.from))],
      itemStyle: { color: 'rgba(70,119,200,0.10)' },
      label: { show: true, position: 'insideTop', fontSize: 11, color: '#2456a6' },
    },
    { xAxis: times[clamp(Date.parse(mark.to) - 1)] },
  ]);
}

export const holds = (mark: Mark): boolean => !mark.withdrawn && mark.replacedBy === null;
