import type { Text } from '@tarim/ui';
import type { SourceVerification, Verification } from '../contract.ts';
import { sourceName } from './words.tsx';

/** Told apart also by those who do not see red or green. */
const COLOURS = ['#0b6e78', '#b8860b', '#7b3f8c', '#c2553a', '#2a7fb8', '#7a8288'];

/** A line a source, by days of lead. */
export function leadChart(
  t: Text,
  sources: readonly SourceVerification[],
  value: (figures: Verification) => number | null,
  unit: '%' | '',
) {
  const leads = [...new Set(sources.flatMap((one) => one.leads.map(({ lead }) => lead)))].sort(
    (a, b) => a - b,
  );
  const rounded = (number: number | null | undefined) =>
    number === null || number === undefined ? null : Number(number.toFixed(1));
  return {
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: { top: 4 },
    tooltip: { trigger: 'axis', valueFormatter: (number: unknown) => `${number ?? '—'}${unit}` },
    xAxis: { type: 'category', data: leads.map((lead) => t('leadShort', { n: lead })) },
    yAxis: {
      type: 'value',
      ...(unit === '%' ? { min: 0, max: 100 } : { min: 0 }),
      axisLabel: { formatter: `{value}${unit}` },
    },
    series: sources.map((one, i) => ({
      name: sourceName(t, one.source),
      type: 'line',
      symbolSize: 7,
      itemStyle: { color: COLOURS[i % COLOURS.length] },
      lineStyle: { width: 2.5, type: i % 2 === 0 ? 'solid' : 'dashed' },
      data: leads.map((lead) => {
        const found = one.leads.find((other) => other.lead === lead);
        return rounded(found && value(found.figures));
      }),
    })),
  };
}
