import type { Text } from '@tarim/ui';
import type { MapLine, MapPoint } from '@tarim/ui/map';
import type { SectionRow, WaterAnswer } from '../../contract.ts';
import { CLASSES, classColour, className, WORST } from './classes.tsx';

export function sectionPoints(t: Text, sections: readonly SectionRow[]): MapPoint[] {
  return sections.flatMap((row) =>
    row.lon === null || row.lat === null
      ? []
      : [
          {
            id: row.pointId,
            lon: row.lon,
            lat: row.lat,
            colour: classColour(row.class),
            title: [row.name, className(t, row.class), row.main.join('、')].filter(Boolean).join(' '),
          },
        ],
  );
}

/** Between successive sections of a river a straight line in the class of the lower one: a scheme, not the river's bed. */
export function riverLines(sections: readonly SectionRow[]): MapLine[] {
  const placed = sections.filter(
    (row) => row.river !== null && row.order !== null && row.lon !== null && row.lat !== null,
  );
  return [...Map.groupBy(placed, (row) => row.river)].flatMap(([, list]) => {
    const down = list.toSorted((a, b) => a.order! - b.order!);
    return down.slice(1).map((lower, i) => {
      const upper = down[i]!;
      return {
        coordinates: [
          [upper.lon!, upper.lat!],
          [lower.lon!, lower.lat!],
        ] as const,
        colour: classColour(lower.class),
      };
    });
  });
}

/** Shares of the classes, month by month, stacked to a hundred. */
export function monthsChart(t: Text, months: WaterAnswer['months']) {
  const names = [...CLASSES, 'worse'] as const;
  const countOf = (classes: Record<string, number>, name: string) =>
    name === 'worse'
      ? Object.entries(classes).reduce(
          (sum, [grade, n]) => ((CLASSES as readonly string[]).includes(grade) ? sum : sum + n),
          0,
        )
      : (classes[name] ?? 0);
  const totals = months.map(({ classes }) => Object.values(classes).reduce((sum, n) => sum + n, 0));
  const title = (name: string) => className(t, name === 'worse' ? '' : name);
  return {
    option: {
      grid: { left: 8, right: 12, top: 58, bottom: 8, containLabel: true },
      legend: { top: 4, itemWidth: 14 },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        valueFormatter: (value: number) => `${value.toFixed(1)}%`,
      },
      xAxis: { type: 'category', data: months.map((one) => one.month) },
      yAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value}%' } },
      series: names.map((name) => ({
        name: title(name),
        type: 'bar',
        stack: 'class',
        barMaxWidth: 34,
        itemStyle: { color: name === 'worse' ? WORST : classColour(name) },
        data: months.map(({ classes }, i) => (100 * countOf(classes, name)) / (totals[i] || 1)),
      })),
    },
    table: {
      head: [t('tasks.month'), ...names.map(title)],
      rows: months.map(({ month, classes }) => [month, ...names.map((name) => countOf(classes, name))]),
    },
  };
}
