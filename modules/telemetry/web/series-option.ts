import type { AlarmRow } from '@tarim/alarm/contract';
import type { Static } from '@tarim/platform/contract';
import type { Limit } from '@tarim/registry/contract';
import { formatBounds, formatNumber, formatTime, type Text, unitText, withSubscripts } from '@tarim/ui';
import type { Series } from '../contract.ts';

type Column = Static<typeof Series>['columns'][number] & { readonly index: number };

const SHOWN = new Set(['Avg', 'ZsAvg', 'Rtd', 'Mda8']);
/** Other attributes than the mean are named behind the factor. */
const NAMED_ATTRS = new Set(['ZsAvg', 'Mda8']);
/** A chart has two value axes; a third unit would be drawn on a scale that is not its own. */
const MOST_UNITS = 2;
/** A limit that far above the values would press them flat: it is told below the chart instead. */
const FAR = 5;
const COLOURS = ['#0f6c7d', '#c0602f', '#6a5fb0', '#3f8f4f', '#b0821c', '#a8456f', '#4677c8', '#7a7f83'];

/** Columns that are drawn, in the order of their lines, and those whose unit finds no axis. */
export function drawnColumns(series: Static<typeof Series>): { drawn: Column[]; left: Column[] } {
  const shown = series.columns
    .map((column, index) => ({ ...column, index }))
    .filter((column) => SHOWN.has(column.attr));
  const units = unitsOf(shown);
  const fits = (column: Column) => units.includes(column.unit ?? '');
  return { drawn: shown.filter(fits), left: shown.filter((column) => !fits(column)) };
}

const unitsOf = (columns: readonly Column[]): string[] =>
  [...new Set(columns.map((column) => column.unit ?? ''))].slice(0, MOST_UNITS);

export function columnName(column: Pick<Column, 'name' | 'attr'>, t: Text): string {
  const suffix = NAMED_ATTRS.has(column.attr)
    ? t('point.attr.suffix', { attr: t(`point.attr.${column.attr}`) })
    : '';
  return `${withSubscripts(column.name)}${suffix}`;
}

/** Limits that hold for a column at a grain: minutes are seen against those of the hour. */
export function limitsOf(
  limits: readonly Limit[],
  column: Pick<Column, 'code' | 'attr' | 'unit'>,
  grain: string,
): Limit[] {
  return limits.filter(
    (limit) =>
      limit.code === column.code &&
      (limit.basis === grain || grain === 'minute' || grain === 'realtime') &&
      (limit.measure === 'converted') === (column.attr === 'ZsAvg') &&
      // A bound in another unit than the values cannot be drawn among them.
      (limit.unit == null || limit.unit === column.unit),
  );
}

/** One limit in words, for the line and for the note below the chart. */
export const limitWords = (limit: Limit, column: Pick<Column, 'name' | 'attr' | 'unit'>, t: Text): string =>
  `${columnName(column, t)} ${formatBounds(limit.lower, limit.upper)} ${unitText(column.unit)} (${limit.standard})`;

/** Lines of a series with limits (dashed, in the colour of their factor), alarm spans (red ground) and marked values (hollow). */
export function seriesOption(
  series: Static<typeof Series>,
  limits: readonly Limit[],
  alarms: readonly AlarmRow[],
  t: Text,
): { option: Record<string, unknown>; far: string[] } {
  const { drawn } = drawnColumns(series);
  const units = unitsOf(drawn);
  const times = series.rows.map((row) => row.time);
  const tops = units.map((unit) => topOf(series, drawn, unit));
  const far: string[] = [];
  const lines = drawn.map((column, order) => {
    const axis = Math.max(0, units.indexOf(column.unit ?? ''));
    const own = limitsOf(limits, column, series.grain);
    const near = own.filter((limit) => limit.upper == null || limit.upper <= tops[axis]! * FAR);
    far.push(...own.filter((limit) => !near.includes(limit)).map((limit) => limitWords(limit, column, t)));
    for (const limit of near) tops[axis] = Math.max(tops[axis]!, limit.upper ?? 0, limit.lower ?? 0);
    const colour = COLOURS[order % COLOURS.length]!;
    return {
      name: columnName(column, t),
      type: 'line',
      color: colour,
      showSymbol: series.rows.length < 400,
      symbolSize: 6,
      yAxisIndex: axis,
      tooltip: {
        valueFormatter: (value: number | null) => `${formatNumber(value)} ${unitText(column.unit)}`,
      },
      data: series.rows.map((row) => {
        const value = row.v[column.index] ?? null;
        const marked = row.f[column.index];
        return marked && marked !== 'N'
          ? { value, symbol: 'emptyCircle', itemStyle: { opacity: 0.6 } }
          : value;
      }),
      markLine: limitLines(near, column, colour, order, t),
      markArea: order === 0 ? alarmSpans(alarms, times) : undefined,
    };
  });
  const option = {
    grid: { left: 58, right: units.length > 1 ? 58 : 18, top: 66, bottom: 58 },
    legend: { type: 'scroll', top: 0, left: 0, right: 0 },
    tooltip: { trigger: 'axis', confine: true },
    dataZoom: [{ type: 'inside' }, { type: 'slider', height: 18, bottom: 8 }],
    xAxis: { type: 'category', data: times.map((time) => formatTime(time)) },
    yAxis: (units.length > 0 ? units : ['']).map((unit, index) => ({
      type: 'value',
      // Below the legend, each over its own axis.
      name: unitText(unit),
      nameGap: 12,
      nameTextStyle: {
        align: index === 0 ? 'left' : 'right',
        padding: index === 0 ? [0, 0, 0, -40] : [0, -40, 0, 0],
      },
      scale: true,
      max: ({ max }: { max: number }) => axisEnd(Math.max(max, tops[index] ?? 0)),
      position: index === 0 ? 'left' : 'right',
      splitLine: { show: index === 0 },
    })),
    series: lines,
  };
  return { option, far };
}

function topOf(series: Static<typeof Series>, drawn: readonly Column[], unit: string): number {
  let top = 0;
  for (const column of drawn) {
    if ((column.unit ?? '') !== unit) continue;
    for (const row of series.rows) top = Math.max(top, row.v[column.index] ?? 0);
  }
  return top;
}

/** A little above the greatest value or limit, with two significant digits. */
function axisEnd(top: number): number {
  if (!(top > 0)) return 1;
  const step = 10 ** (Math.floor(Math.log10(top)) - 1);
  return Number((Math.ceil((top * 1.04) / step) * step).toPrecision(3));
}

function limitLines(
  limits: readonly Limit[],
  column: Column,
  colour: string,
  order: number,
  t: Text,
): object | undefined {
  const data = limits.flatMap((limit) =>
    [limit.upper, limit.lower]
      .filter((one): one is number => one != null)
      .map((yAxis) => ({ yAxis, name: limitWords(limit, column, t) })),
  );
  if (data.length === 0) return undefined;
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { type: 'dashed', color: colour, width: 1.4 },
    // Labels of several factors stand at both ends in turn, so that they rarely meet.
    label: {
      formatter: '{b}',
      position: order % 2 === 0 ? 'insideEndTop' : 'insideStartTop',
      fontSize: 10,
      color: colour,
    },
    data,
  };
}

function alarmSpans(alarms: readonly AlarmRow[], times: readonly string[]): object | undefined {
  if (times.length === 0) return undefined;
  const first = Date.parse(times[0]!);
  const last = Date.parse(times.at(-1)!);
  const nearest = (ms: number) =>
    formatTime(
      times.reduce(
        (best, time) => (Math.abs(Date.parse(time) - ms) < Math.abs(Date.parse(best) - ms) ? time : best),
        times[0]!,
      ),
    );
  const data = alarms
    .map(
      (alarm) => [Date.parse(alarm.startedAt), alarm.closedAt ? Date.parse(alarm.closedAt) : last] as const,
    )
    .filter(([from, to]) => to >= first && from <= last)
    .slice(0, 20)
    .map(([from, to]) => [{ xAxis: nearest(Math.max(from, first)) }, { xAxis: nearest(Math.min(to, last)) }]);
  return data.length > 0 ? { silent: true, itemStyle: { color: 'rgba(198,40,40,0.07)' }, data } : undefined;
}
