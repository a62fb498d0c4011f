import { formatNumber } from '@tarim/ui';
import type { SurveyRow, Taxon } from '../contract.ts';

const COLOURS = [
  '#0f6c7d',
  '#7aa95c',
  '#d9901a',
  '#8a5a3c',
  '#3f7fc4',
  '#9c6bb0',
  '#c95f5f',
  '#8a9aa0',
] as const;
export const colourOfDivision = (at: number): string => COLOURS[at % COLOURS.length]!;
/** Bars that still have room; what is rarer is drawn as one. */
const MOST_BARS = 15;

export interface Division {
  readonly name: string;
  readonly share: number;
}
/** Divisions (门类) by their part of the whole, the largest first. */
export function divisionsOf(taxa: readonly Taxon[], without: string): Division[] {
  const total = taxa.reduce((sum, one) => sum + one.count, 0);
  const counts = new Map<string, number>();
  for (const { order, count } of taxa) {
    const name = order ?? without;
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts]
    .map(([name, count]) => ({ name, share: count / total }))
    .sort((a, b) => b.share - a.share);
}

/** Taxa by abundance, in the colour of their division. */
export function abundanceOption(
  taxa: readonly Taxon[],
  divisions: readonly Division[],
  without: string,
  others: string,
): Record<string, unknown> {
  const sorted = taxa.toSorted((a, b) => b.count - a.count);
  const rare = sorted.slice(MOST_BARS);
  const bars = sorted.slice(0, MOST_BARS).map((one) => ({
    name: one.name,
    value: one.count,
    colour: colourOfDivision(divisions.findIndex(({ name }) => name === (one.order ?? without))),
  }));
  if (rare.length > 0)
    bars.push({
      name: `${others} (${rare.length})`,
      value: rare.reduce((sum, one) => sum + one.count, 0),
      colour: '#b9c4c6',
    });
  return {
    grid: { left: 128, right: 64, top: 10, bottom: 28 },
    tooltip: { trigger: 'axis', valueFormatter: (value: number) => formatNumber(value, 1) },
    xAxis: { type: 'value', axisLabel: { hideOverlap: true } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((one) => one.name),
      axisLabel: { interval: 0, width: 118, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 16,
        data: bars.map(({ value, colour }) => ({ value, itemStyle: { color: colour } })),
        label: {
          show: true,
          position: 'right',
          formatter: ({ value }: { value: number }) => formatNumber(value, 0),
        },
      },
    ],
  };
}

/** Diversity and number of species of a site through the years. */
export function seriesOption(
  series: readonly SurveyRow[],
  words: { readonly shannon: string; readonly richness: string },
): Record<string, unknown> {
  return {
    color: [COLOURS[4], COLOURS[0]],
    grid: { left: 40, right: 44, top: 34, bottom: 28 },
    legend: { top: 0 },
    tooltip: { trigger: 'axis', valueFormatter: (value: number | null) => formatNumber(value, 2) },
    xAxis: { type: 'category', data: series.map((one) => one.surveyedOn) },
    yAxis: [
      { type: 'value', minInterval: 1, min: 0 },
      { type: 'value', min: 0, splitLine: { show: false } },
    ],
    series: [
      {
        type: 'bar',
        name: words.richness,
        barMaxWidth: 34,
        itemStyle: { color: '#c9dde0' },
        data: series.map((one) => one.indices.richness),
      },
      {
        type: 'line',
        name: words.shannon,
        yAxisIndex: 1,
        symbolSize: 8,
        itemStyle: { color: COLOURS[0] },
        lineStyle: { color: COLOURS[0] },
        data: series.map((one) => one.indices.shannon),
      },
    ],
  };
}
