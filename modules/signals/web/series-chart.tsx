import { formatNumber, formatTime, type Text, unitText, useText, withSubscripts } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { type ReactNode, useMemo } from 'react';
import type { Change, LeadDetail, LeadSeries } from '../contract.ts';

const HOUR_MS = 3_600_000;
const COLOURS = ['#0f6c7d', '#c0602f', '#6a5fb0', '#3f8f4f', '#b0821c', '#a8456f'];
const SUSPECT = 'rgba(198,40,40,0.16)';
const [TOP, PANEL, GAP] = [30, 120, 40];
const DAY_HOURS = 24;

const timeOf = (series: LeadSeries, hour: number) => formatTime(Date.parse(series.from) + hour * HOUR_MS);
export const chartHeight = (panels: number): number => TOP + panels * (PANEL + GAP) + 44;

/** A panel a factor: the hours, the hours that the lead rests on behind them, the limit, and reported changes as lines. */
export function seriesOption(
  series: LeadSeries,
  changes: readonly Change[],
  t: Text,
): Record<string, unknown> {
  const times = Array.from({ length: series.hours }, (_, hour) => timeOf(series, hour));
  const { columns } = series;
  const hourOf = (time: string) => Math.floor((Date.parse(time) - Date.parse(series.from)) / HOUR_MS);
  return {
    grid: columns.map((_, index) => ({
      left: 62,
      right: 76,
      top: TOP + index * (PANEL + GAP),
      height: PANEL,
    })),
    tooltip: { trigger: 'axis', confine: true },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    dataZoom: [{ type: 'slider', xAxisIndex: columns.map((_, index) => index), height: 16, bottom: 6 }],
    xAxis: columns.map((_, index) => ({
      type: 'category',
      gridIndex: index,
      data: times,
      axisTick: { show: false },
      axisLabel: { show: index === columns.length - 1 },
    })),
    yAxis: columns.map((column, index) => ({
      type: 'value',
      gridIndex: index,
      scale: true,
      splitNumber: 3,
      name: `${withSubscripts(column.name)} ${column.measure === 'converted' ? t('chart.converted') : ''} ${unitText(column.unit)}`,
      nameTextStyle: { align: 'left', padding: [0, 0, 0, -54], fontSize: 11 },
      axisLabel: { fontSize: 10 },
    })),
    series: columns.map((column, index) => ({
      name: withSubscripts(column.name),
      type: 'line',
      xAxisIndex: index,
      yAxisIndex: index,
      color: COLOURS[index % COLOURS.length],
      symbol: 'circle',
      showSymbol: true,
      lineStyle: { width: 1.3 },
      data: column.values.map((value, hour) => ({
        value,
        symbolSize: column.marks[hour] ? 6 : 2,
        ...(column.marks[hour] ? { itemStyle: { color: '#d9901a' } } : {}),
      })),
      tooltip: {
        valueFormatter: (value: unknown) =>
          `${formatNumber(value as number | null)} ${unitText(column.unit)}`,
      },
      markArea: {
        silent: true,
        itemStyle: { color: SUSPECT },
        data: series.suspicious.map(([from, to]) => [
          { xAxis: times[from] },
          { xAxis: times[Math.min(series.hours - 1, to)] },
        ]),
      },
      markLine: {
        silent: true,
        symbol: 'none',
        data: [
          ...(series.limit !== null && index === 0
            ? [
                {
                  yAxis: series.limit,
                  lineStyle: { color: '#c62828' },
                  label: { formatter: `${t('chart.limit')} ${series.limit}`, color: '#c62828' },
                },
              ]
            : []),
          ...changes
            .filter(
              (one) => one.item === column.code && hourOf(one.time) >= 0 && hourOf(one.time) < series.hours,
            )
            .map((one) => ({
              xAxis: times[hourOf(one.time)],
              lineStyle: { color: '#8c2f5f' },
              label: {
                formatter: `${t(`parameter.${one.parameter}`)} ${one.before}→${one.after}`,
                fontSize: 10,
              },
            })),
        ],
      },
    })),
  };
}

/** Two copied days, hour by hour over each other. */
function daysOption(series: LeadSeries, t: Text): Record<string, unknown> {
  const [column] = series.columns;
  return {
    grid: { left: 56, right: 20, top: 40, bottom: 30 },
    tooltip: { trigger: 'axis', confine: true },
    legend: { top: 4 },
    xAxis: { type: 'category', data: Array.from({ length: DAY_HOURS }, (_, hour) => `${hour}:00`) },
    yAxis: { type: 'value', scale: true, name: unitText(column?.unit ?? null) },
    series: series.suspicious.map(([from, to], index) => ({
      name: t('chart.day', { day: timeOf(series, from).slice(0, 5) }),
      type: 'line',
      color: COLOURS[index],
      lineStyle: { type: index === 0 ? 'solid' : 'dashed' },
      data: column?.values.slice(from, to) ?? [],
    })),
  };
}

export function SeriesChart({ lead, series }: { lead: LeadDetail; series: LeadSeries }): ReactNode {
  const t = useText('signals');
  const option = useMemo(() => seriesOption(series, lead.changes, t), [series, lead.changes, t]);
  const days = useMemo(
    () => (lead.detector === 'copied-days' && series.suspicious.length === 2 ? daysOption(series, t) : null),
    [lead.detector, series, t],
  );
  return (
    <>
      <p className="muted">
        {t('chart.note')}
        {series.limit === null ? '' : ` ${t('chart.above', { n: series.above, hours: series.hours })}`}
      </p>
      <Chart option={option} height={chartHeight(series.columns.length)} label={t('chart.series')} />
      {days ? <Chart option={days} height={260} label={t('chart.days')} /> : null}
    </>
  );
}
