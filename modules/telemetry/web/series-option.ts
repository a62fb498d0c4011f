import type { AlarmRow } from '@tarim/alarm/contract';
import type { Static } from '@tarim/platform/contract';
import type { Limit } from '@tarim/registry/contract';
import { formatTime, type Text } from '@tarim/ui';
import type { Series } from '../contract.ts';

const SHOWN = new Set(['Avg', 'ZsAvg', 'Rtd', 'Mda8']);
const NAMED_ATTRS = new Set(['ZsAvg', 'Mda8']);

/** Lines of a series with limits (dashed), alarm spans (red ground) and marked values (hollow). */
export function seriesOption(
  series: Static<typeof Series>,
  limits: readonly Limit[],
  alarms: readonly AlarmRow[],
  t: Text,
): Record<string, unknown> {
  const shown = series.columns
    .map((column, index) => ({ ...column, index }))
    .filter((column) => SHOWN.has(column.attr));
  const units = [...new Set(shown.map((column) => column.unit ?? ''))].slice(0, 2);
  const times = series.rows.map((row) => row.time);
  return {
    grid: { left: 54, right: units.length > 1 ? 54 : 16, top: 40, bottom: 54 },
    legend: { type: 'scroll', top: 4 },
    tooltip: { trigger: 'axis' },
    dataZoom: [{ type: 'inside' }, { type: 'slider', height: 18, bottom: 8 }],
    xAxis: { type: 'category', data: times.map((time) => formatTime(time)) },
    yAxis: (units.length > 0 ? units : ['']).map((unit, index) => ({
      type: 'value',
      name: unit,
      scale: true,
      position: index === 0 ? 'left' : 'right',
      splitLine: { show: index === 0 },
    })),
    series: shown.map((column, order) => ({
      name: `${column.name}${NAMED_ATTRS.has(column.attr) ? t('point.attr.suffix', { attr: t(`point.attr.${column.attr}`) }) : ''}`,
      type: 'line',
      showSymbol: series.rows.length < 400,
      symbolSize: 5,
      yAxisIndex: Math.max(0, units.indexOf(column.unit ?? '')) % Math.max(1, units.length),
      data: series.rows.map((row) => {
        const value = row.v[column.index] ?? null;
        const marked = row.f[column.index];
        return marked && marked !== 'N'
          ? { value, symbol: 'emptyCircle', itemStyle: { opacity: 0.6 } }
          : value;
      }),
      markLine: limitLines(limits, column, series.grain),
      markArea: order === 0 ? alarmSpans(alarms, times) : undefined,
    })),
  };
}

function limitLines(
  limits: readonly Limit[],
  column: { code: string; attr: string },
  grain: string,
): object | undefined {
  const data = limits
    .filter(
      (limit) =>
        limit.code === column.code &&
        (limit.basis === grain || grain === 'minute' || grain === 'realtime') &&
        (limit.measure === 'converted') === (column.attr === 'ZsAvg'),
    )
    .flatMap((limit) =>
      [limit.upper, limit.lower]
        .filter((one): one is number => one != null)
        .map((yAxis) => ({ yAxis, name: limit.standard })),
    );
  return data.length > 0
    ? {
        silent: true,
        symbol: 'none',
        lineStyle: { type: 'dashed', color: '#c62828' },
        label: { formatter: '{b} {c}', position: 'insideEndTop', fontSize: 10 },
        data,
      }
    : undefined;
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
