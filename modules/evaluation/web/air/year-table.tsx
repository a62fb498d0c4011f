import { DataTable, formatNumber, type Text, withSubscripts } from '@tarim/ui';
import type { ReactNode } from 'react';
import { POLLUTANTS } from './place-and-time.tsx';
import type { PeriodAnswer } from './year-card.tsx';

interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** The four figures as rows, to be compared across and taken along as a file. */
export function YearTable({ data, t }: { data: PeriodAnswer; t: Text }): ReactNode {
  const { four } = data;
  const line = (
    name: string,
    value: (figures: NonNullable<(typeof four)[number]['figures']>) => number | null,
  ): Line => ({
    name,
    values: four.map((one) => (one.figures ? value(one.figures) : null)),
  });
  const lines: Line[] = [
    line(t('year.composite'), (one) => one.composite?.rounded ?? null),
    line(`${t('year.goodRatio')} %`, (one) => one.days.goodRatio),
    line(t('year.validDays'), (one) => one.days.validDays),
    ...POLLUTANTS.flatMap((name) => {
      const unit = name === 'CO' ? 'mg/m³' : 'µg/m³';
      const percent = four[0]?.figures?.pollutants[name]?.percentile?.percent;
      return [
        ...(four.some((one) => one.figures?.pollutants[name]?.mean)
          ? [line(`${name} ${t('year.mean')} ${unit}`, (one) => one.pollutants[name]?.mean?.rounded ?? null)]
          : []),
        line(
          `${name} ${t('year.percentile', { p: percent ?? '' })} ${unit}`,
          (one) => one.pollutants[name]?.percentile?.rounded ?? null,
        ),
        line(`${name} ${t('year.exceedDays')}`, (one) => one.pollutants[name]?.exceedDays ?? null),
      ];
    }),
  ];
  return (
    <DataTable<Line>
      name={`${data.city.name} ${data.period.text}`}
      rowKey="name"
      stack={false}
      sortable={false}
      pagination={false}
      scroll={{ x: 620 }}
      dataSource={lines}
      columns={[
        { title: t('year.item'), value: (row) => row.name, render: (_, row) => withSubscripts(row.name) },
        ...four.map((one, index) => ({
          title: `${t('edition.n', { edition: one.edition })} ${t(`dust.${one.dust}`)}`,
          value: (row: Line) => row.values[index] ?? null,
          render: (_: unknown, row: Line) => formatNumber(row.values[index]),
        })),
        ...(data.simulated ? [{ title: t('simulated'), hidden: true, value: () => true }] : []),
      ]}
    />
  );
}
