import { formatNumber, formatTime, type Text, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { type ReactNode, useMemo } from 'react';
import type { JudgedHour } from '../contract.ts';
import { HOUR_COLOURS } from './words.tsx';

const [TOP, DOSE_HEIGHT, RAIN_HEIGHT, GAP] = [46, 210, 80, 34];
const BAND = 'rgba(47,158,98,0.14)';

/** Dose rate over its normal band, and rain below, on one axis of time. */
export function doseOption(hours: readonly JudgedHour[], t: Text): Record<string, unknown> {
  const times = hours.map(({ time }) => formatTime(time));
  const lower = hours.map(({ mean, limit }) =>
    mean === null || limit === null ? null : Math.max(0, 2 * mean - limit),
  );
  const height = hours.map(({ limit }, i) =>
    limit === null || lower[i] === null ? null : limit - lower[i]!,
  );
  const axis = { type: 'category', data: times, axisTick: { show: false } };
  const band = { type: 'line', stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, silent: true };
  return {
    grid: [
      { left: 62, right: 24, top: TOP, height: DOSE_HEIGHT },
      { left: 62, right: 24, top: TOP + DOSE_HEIGHT + GAP, height: RAIN_HEIGHT },
    ],
    legend: { top: 4, data: [t('chart.dose'), t('chart.band'), t('chart.rain')] },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (rows: { dataIndex: number }[]) => told(hours, rows, t),
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    dataZoom: [{ type: 'slider', xAxisIndex: [0, 1], height: 16, bottom: 6 }],
    xAxis: [
      { ...axis, gridIndex: 0, axisLabel: { show: false } },
      { ...axis, gridIndex: 1 },
    ],
    yAxis: [
      { type: 'value', gridIndex: 0, scale: true, name: 'nGy/h', splitNumber: 4 },
      { type: 'value', gridIndex: 1, name: 'mm', splitNumber: 2 },
    ],
    series: [
      { ...band, name: 'lower', data: lower },
      { ...band, name: t('chart.band'), data: height, areaStyle: { color: BAND }, color: '#8fcfac' },
      {
        name: t('chart.dose'),
        type: 'line',
        color: '#24424a',
        lineStyle: { width: 1.3 },
        showSymbol: true,
        symbol: 'circle',
        connectNulls: false,
        data: hours.map(({ value, state }) => ({
          value,
          symbolSize: state === 'normal' ? 2 : 7,
          itemStyle: { color: state === 'normal' ? '#24424a' : HOUR_COLOURS[state] },
        })),
      },
      {
        name: t('chart.rain'),
        type: 'bar',
        xAxisIndex: 1,
        yAxisIndex: 1,
        color: '#2f80c4',
        data: hours.map(({ rain }) => rain),
      },
    ],
  };
}

function told(hours: readonly JudgedHour[], rows: readonly { dataIndex: number }[], t: Text): string {
  const hour = hours[rows[0]?.dataIndex ?? -1];
  if (!hour) return '';
  return [
    formatTime(hour.time, 'full'),
    t(`hour.${hour.state}`),
    `${t('chart.dose')} ${formatNumber(hour.value, 1)} nGy/h`,
    `${t('field.limit')} ${formatNumber(hour.limit, 1)} nGy/h`,
    `${t('chart.rain')} ${formatNumber(hour.rain, 2)} mm`,
  ].join('<br>');
}

export function DoseChart({ hours, label }: { hours: readonly JudgedHour[]; label: string }): ReactNode {
  const t = useText('radnet');
  const option = useMemo(() => doseOption(hours, t), [hours, t]);
  const table = useMemo(
    () => ({
      head: [t('field.hour'), t('chart.dose'), t('chart.rain'), t('field.limit'), t('field.state')],
      rows: hours.map((one) => [
        formatTime(one.time),
        formatNumber(one.value, 1),
        formatNumber(one.rain, 2),
        formatNumber(one.limit, 1),
        t(`hour.${one.state}`),
      ]),
    }),
    [hours, t],
  );
  return (
    <Chart option={option} height={TOP + DOSE_HEIGHT + GAP + RAIN_HEIGHT + 60} label={label} table={table} />
  );
}
