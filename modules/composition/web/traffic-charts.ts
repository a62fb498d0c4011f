import type { Text } from '@tarim/ui';
import type { TrafficFigures } from '../contract.ts';
import { rounded } from './voc-charts.ts';

const ROADSIDE = '#c2553a';
const URBAN = '#2a7fb8';
export const digitsOf = (unit: string): number => (unit === 'mg/m³' ? 2 : 1);

/** A pollutant over the hours of the day: roadside and urban, working days and weekends. */
export function dayChart(t: Text, { diurnal, unit, urban }: TrafficFigures) {
  const line = (
    name: string,
    key: Exclude<keyof (typeof diurnal)[number], 'hour'>,
    color: string,
    type: string,
  ) => ({
    name,
    type: 'line',
    symbolSize: 4,
    itemStyle: { color },
    lineStyle: { type, width: 2 },
    data: diurnal.map((one) => rounded(one[key], digitsOf(unit))),
  });
  return {
    grid: { left: 8, right: 16, top: 64, bottom: 8, containLabel: true },
    legend: { top: 4, itemGap: 18 },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value ?? '—'} ${unit}` },
    xAxis: { type: 'category', data: diurnal.map((one) => String(one.hour)) },
    yAxis: { type: 'value', name: unit, min: 0 },
    series: [
      line(t('traffic.weekday'), 'weekday', ROADSIDE, 'solid'),
      line(t('traffic.weekend'), 'weekend', ROADSIDE, 'dashed'),
      // NO is seldom measured elsewhere: no lines that hold nothing.
      ...(urban === null
        ? []
        : [
            line(t('traffic.urbanWeekday'), 'urbanWeekday', URBAN, 'solid'),
            line(t('traffic.urbanWeekend'), 'urbanWeekend', URBAN, 'dashed'),
          ]),
    ],
  };
}

/** Daily means of a pollutant beside those of the city. */
export function daysChart(
  t: Text,
  days: readonly {
    readonly day: string;
    readonly values: readonly { roadside: number | null; urban: number | null }[];
  }[],
  index: number,
  unit: string,
) {
  const bar = (name: string, key: 'roadside' | 'urban', color: string) => ({
    name,
    type: 'bar',
    barMaxWidth: 18,
    itemStyle: { color },
    data: days.map((one) => rounded(one.values[index]?.[key], digitsOf(unit))),
  });
  return {
    grid: { left: 8, right: 16, top: 44, bottom: 8, containLabel: true },
    legend: { top: 4 },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value ?? '—'} ${unit}` },
    xAxis: { type: 'category', data: days.map((one) => one.day.slice(5, 10)) },
    yAxis: { type: 'value', name: unit, min: 0 },
    series: [
      bar(t('traffic.roadside'), 'roadside', ROADSIDE),
      ...(days.some((one) => one.values[index]?.urban !== null)
        ? [bar(t('traffic.urban'), 'urban', URBAN)]
        : []),
    ],
  };
}
