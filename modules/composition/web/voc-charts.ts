import { formatTime, type Text } from '@tarim/ui';
import type { ComponentMoment, GroupFigures, SpeciesFigures } from '../contract.ts';
import { GROUP_COLOURS } from './words.tsx';

const GRID = { left: 8, right: 16, top: 44, bottom: 8, containLabel: true };
export const rounded = (value: number | null | undefined, digits = 2): number | null =>
  value === null || value === undefined ? null : Number(value.toFixed(digits));

/** Every hour or day of the period, so that a gap is seen as one. */
function wholeOf(series: readonly ComponentMoment[], grain: 'hour' | 'day') {
  const step = grain === 'hour' ? 3_600_000 : 86_400_000;
  const byTime = new Map(series.map((one) => [Date.parse(one.time), one]));
  const times = [...byTime.keys()];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (times.length === 0) return [];
  return Array.from({ length: Math.round((last - first) / step) + 1 }, (_, index) => {
    const time = first + index * step;
    return { time, moment: byTime.get(time) ?? null };
  });
}

const label = (ms: number, grain: 'hour' | 'day') => {
  const text = formatTime(new Date(ms).toISOString(), 'full');
  return grain === 'day' ? text.slice(5, 10) : text.slice(5, 16);
};

/** Groups stacked over time. */
export function stackChart(
  t: Text,
  groups: readonly string[],
  series: readonly ComponentMoment[],
  grain: 'hour' | 'day',
  unit: string,
) {
  const whole = wholeOf(series, grain);
  return {
    grid: { ...GRID, bottom: whole.length > 60 ? 46 : 8 },
    legend: { top: 4, type: 'plain' },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value ?? '—'} ${unit}` },
    xAxis: { type: 'category', data: whole.map((one) => label(one.time, grain)), axisTick: { show: false } },
    yAxis: { type: 'value', name: unit, min: 0 },
    ...(whole.length > 60 ? { dataZoom: [{ type: 'slider', height: 18, bottom: 8 }] } : {}),
    series: groups.map((group, index) => ({
      name: t(`group.${group}`),
      type: grain === 'day' ? 'bar' : 'line',
      stack: 'all',
      symbol: 'none',
      barMaxWidth: 40,
      itemStyle: { color: GROUP_COLOURS[group] },
      lineStyle: { width: 0.5 },
      areaStyle: { opacity: 0.85 },
      data: whole.map(({ moment }) => rounded(moment?.groups[index], 3)),
    })),
  };
}

/** Shares of the groups: of the total, or of the ozone formation potential. */
export function pieChart(t: Text, groups: readonly GroupFigures[], of: 'share' | 'ofpShare') {
  return {
    tooltip: { trigger: 'item', valueFormatter: (value: unknown) => `${value}%` },
    series: [
      {
        type: 'pie',
        radius: ['38%', '66%'],
        label: { formatter: '{b}\n{d}%', fontSize: 12 },
        // OFP of a group can be below 0: it has no slice.
        data: groups
          .filter((one) => (one[of] ?? 0) > 0)
          .map((one) => ({
            name: t(`group.${one.group}`),
            value: rounded(one[of]! * 100, 1),
            itemStyle: { color: GROUP_COLOURS[one.group] },
          })),
      },
    ],
  };
}

/** The ten species of the highest ozone formation potential, the highest on top. */
export function topOfp(species: readonly SpeciesFigures[]): SpeciesFigures[] {
  return [...species]
    .filter((one) => one.ofp !== null)
    .sort((a, b) => b.ofp! - a.ofp!)
    .slice(0, 10);
}

export function ofpChart(top: readonly SpeciesFigures[], nameOf: (one: SpeciesFigures) => string) {
  const shown = [...top].reverse();
  return {
    grid: { left: 8, right: 60, top: 8, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value} µg/m³` },
    xAxis: { type: 'value', axisLabel: { hideOverlap: true } },
    yAxis: { type: 'category', data: shown.map(nameOf), axisTick: { show: false } },
    series: [
      {
        type: 'bar',
        barMaxWidth: 18,
        label: { show: true, position: 'right', formatter: '{c}' },
        data: shown.map((one) => ({
          value: rounded(one.ofp, 1),
          itemStyle: { color: GROUP_COLOURS[one.group] },
        })),
      },
    ],
  };
}

/** Means of each hour of the day, a line a group. */
export function diurnalChart(
  t: Text,
  groups: readonly string[],
  diurnal: readonly { hour: number; groups: readonly (number | null)[] }[],
  unit: string,
) {
  return {
    grid: GRID,
    legend: { top: 4 },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value ?? '—'} ${unit}` },
    xAxis: { type: 'category', data: diurnal.map((one) => String(one.hour)), name: t('hourOfDay') },
    yAxis: { type: 'value', name: unit, min: 0 },
    series: groups.map((group, index) => ({
      name: t(`group.${group}`),
      type: 'line',
      symbolSize: 4,
      itemStyle: { color: GROUP_COLOURS[group] },
      data: diurnal.map((one) => rounded(one.groups[index], 3)),
    })),
  };
}

/** Toluene against benzene, hour by hour, with the lines of T/B 1 and 3 that the hints part by. */
export function scatterChart(t: Text, series: readonly ComponentMoment[]) {
  const points = series.flatMap((one) =>
    one.toluene === null || one.benzene === null
      ? []
      : [[rounded(one.benzene, 3)!, rounded(one.toluene, 3)!, one.time.slice(5, 16).replace('T', ' ')]],
  );
  const most = Math.max(0.1, ...points.map(([benzene]) => Number(benzene)));
  const line = (ratio: number) => ({
    name: `T/B = ${ratio}`,
    type: 'line',
    symbol: 'none',
    silent: true,
    itemStyle: { color: ratio === 1 ? '#7a8288' : '#b8860b' },
    lineStyle: { type: 'dashed', width: 1.5 },
    data: [
      [0, 0],
      [rounded(most, 3), rounded(most * ratio, 3)],
    ],
  });
  return {
    grid: { ...GRID, bottom: 24 },
    legend: { top: 4 },
    tooltip: {
      trigger: 'item',
      formatter: ({ value }: { value: readonly (number | string)[] }) =>
        `${value[2] ?? ''} ${t('benzene')} ${value[0]} · ${t('toluene')} ${value[1]} ppbv`,
    },
    xAxis: { type: 'value', name: `${t('benzene')} ppbv`, nameLocation: 'middle', nameGap: 26, min: 0 },
    yAxis: { type: 'value', name: `${t('toluene')} ppbv`, min: 0 },
    series: [
      {
        name: t('hours'),
        type: 'scatter',
        symbolSize: 7,
        itemStyle: { color: '#0b6e78', opacity: 0.55 },
        data: points,
      },
      line(1),
      line(3),
    ],
  };
}
