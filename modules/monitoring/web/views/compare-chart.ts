import { unitText } from '@tarim/ui';
import type { CompareAnswer } from '../../contract.ts';

/** Told apart also by those who do not see red or green. */
const COLOURS = [
  '#0b6e78',
  '#c2553a',
  '#2a7fb8',
  '#b8860b',
  '#7b3f8c',
  '#5b8c5a',
  '#d1477a',
  '#4a5a9a',
  '#8a6d3b',
  '#17a2a2',
  '#7a8288',
  '#a03b3b',
];
const STROKES = ['solid', 'dashed', 'dotted', [10, 3, 2, 3], [2, 6], [14, 4]] as const;
const AXIS = 58;

export const unitsOf = (answer: CompareAnswer) => [...new Set(answer.series.map((one) => one.unit))];

/** One axis a unit; a colour a site, a stroke an item. Below detection: open marks at half of the limit. */
export function compareChart(answer: CompareAnswer, automatic: string) {
  const units = unitsOf(answer);
  const items = [...new Set(answer.series.map((one) => one.item))];
  const months = [...new Set(answer.series.flatMap((one) => one.months.map((each) => each.month)))].sort();
  const name = new Map(answer.sites.map((one) => [one.pointId, one.name]));
  const place = new Map(answer.sites.map((one, i) => [one.pointId, i]));
  const rightAxes = Math.max(0, units.length - 1);
  return {
    grid: { left: 8, right: 12 + AXIS * Math.max(0, rightAxes - 1), top: 76, bottom: 42, containLabel: true },
    legend: { type: 'scroll', top: 4 },
    tooltip: { trigger: 'axis' },
    dataZoom: [{ type: 'slider', height: 16, bottom: 8 }, { type: 'inside' }],
    xAxis: { type: 'category', data: months },
    yAxis: units.map((unit, i) => ({
      type: 'value',
      // What has no unit goes by its items.
      name:
        unitText(unit) ||
        [...new Set(answer.series.filter((one) => one.unit === unit).map((one) => one.item))].join('、'),
      scale: true,
      position: i === 0 ? 'left' : 'right',
      offset: i > 1 ? AXIS * (i - 1) : 0,
      splitLine: { show: i === 0 },
    })),
    series: answer.series.map((one) => {
      const byMonth = new Map(one.months.map((each) => [each.month, each]));
      const colour = COLOURS[place.get(one.pointId)! % COLOURS.length];
      return {
        type: 'line',
        name: `${name.get(one.pointId)} ${one.item}${one.origin === 'automatic' ? ` · ${automatic}` : ''}`,
        yAxisIndex: units.indexOf(one.unit),
        connectNulls: true,
        symbolSize: one.origin === 'automatic' ? 9 : 6,
        lineStyle: { color: colour, type: STROKES[items.indexOf(one.item) % STROKES.length] },
        itemStyle: { color: colour },
        data: months.map((month) => {
          const found = byMonth.get(month);
          return found
            ? {
                value: Number(found.value.toPrecision(6)),
                symbol: one.origin === 'automatic' ? 'diamond' : found.below ? 'emptyCircle' : 'circle',
              }
            : null;
        }),
      };
    }),
  };
}
