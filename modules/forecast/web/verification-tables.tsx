import { DataTable, formatNumber, type Text } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { CityVerification, SourceVerification, Verification } from '../contract.ts';
import { sourceName } from './words.tsx';

const percent = (rate: number | null): string => (rate === null ? '—' : `${formatNumber(rate * 100, 1)}%`);
const inPercent = (rate: number | null): number | null =>
  rate === null ? null : Number((rate * 100).toFixed(2));
const round = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(3)));

/** A hair below zero is told as zero, not as −0. */
const figure = (value: number | null, digits: number): string =>
  formatNumber(value === null ? null : Number(value.toFixed(digits)) + 0, digits);

/** Columns of the measures, for rows that have figures. */
function measures<Row>(t: Text, of: (row: Row) => Verification) {
  const rate = (title: string, get: (one: Verification) => number | null) => ({
    title,
    align: 'end' as const,
    value: (row: Row) => inPercent(get(of(row))),
    render: (_: unknown, row: Row) => percent(get(of(row))),
  });
  const number = (title: string, get: (one: Verification) => number | null, digits = 1) => ({
    title,
    align: 'end' as const,
    value: (row: Row) => round(get(of(row))),
    render: (_: unknown, row: Row) => figure(get(of(row)), digits),
  });
  return [
    number(t('verify.n'), (one) => one.n, 0),
    rate(t('verify.level'), (one) => one.level.rate),
    rate(t('verify.range'), (one) => one.range.rate),
    number(t('verify.meanError'), (one) => one.meanError),
    number('MAE', (one) => one.mae),
    number('RMSE', (one) => one.rmse),
    number(t('verify.skillClimatology'), (one) => one.skillClimatology.score, 2),
    number(t('verify.skillPersistence'), (one) => one.skillPersistence.score, 2),
  ];
}

interface LeadRow {
  readonly source: string;
  readonly lead: number;
  readonly figures: Verification;
}
const rowsOf = (sources: readonly SourceVerification[]): LeadRow[] =>
  sources
    .flatMap(({ source, leads }) => leads.map((one) => ({ source, ...one })))
    .sort((a, b) => a.lead - b.lead);
const keyOf = (row: LeadRow) => `${row.source} ${row.lead}`;

/** The source is told where there are several; a file tells it always. */
function sourceAndLead(t: Text, sources: readonly SourceVerification[]) {
  const lead = (row: LeadRow) => t('leadShort', { n: row.lead });
  const source = (row: LeadRow) => sourceName(t, row.source);
  return [
    {
      title: t('lead'),
      fixed: 'left' as const,
      width: 86,
      value: (row: LeadRow) => row.lead,
      render: (_: unknown, row: LeadRow) => lead(row),
    },
    {
      title: t('source'),
      hidden: sources.length < 2,
      value: source,
      render: (_: unknown, row: LeadRow) => source(row),
    },
  ];
}

/** Every source by days of lead. */
export function LeadTable({ sources, t }: { sources: readonly SourceVerification[]; t: Text }): ReactNode {
  return (
    <DataTable<LeadRow>
      name={t('verify.byLead')}
      rowKey={keyOf}
      pagination={false}
      stack={false}
      scroll={{ x: 900 }}
      dataSource={rowsOf(sources)}
      columns={[...sourceAndLead(t, sources), ...measures<LeadRow>(t, (row) => row.figures)]}
    />
  );
}

/** Heavy pollution: forecast × happened. */
export function HeavyTable({ sources, t }: { sources: readonly SourceVerification[]; t: Text }): ReactNode {
  const count = (key: 'hits' | 'misses' | 'falseAlarms' | 'correctNegatives') => ({
    title: t(`verify.${key}`),
    align: 'end' as const,
    value: (row: LeadRow) => row.figures.heavy[key],
    render: (_: unknown, row: LeadRow) => row.figures.heavy[key],
  });
  const rate = (key: 'pod' | 'far' | 'ts') => ({
    title: t(`verify.${key}`),
    align: 'end' as const,
    value: (row: LeadRow) => inPercent(row.figures.heavy[key]),
    render: (_: unknown, row: LeadRow) => percent(row.figures.heavy[key]),
  });
  return (
    <DataTable<LeadRow>
      name={t('verify.heavy')}
      rowKey={keyOf}
      pagination={false}
      stack={false}
      scroll={{ x: 860 }}
      dataSource={rowsOf(sources)}
      columns={[
        ...sourceAndLead(t, sources),
        count('hits'),
        count('misses'),
        count('falseAlarms'),
        count('correctNegatives'),
        rate('pod'),
        rate('far'),
        rate('ts'),
      ]}
    />
  );
}

/** The cities of one source. */
export function CityTable({ cities, t }: { cities: readonly CityVerification[]; t: Text }): ReactNode {
  return (
    <DataTable<CityVerification>
      name={t('verify.byCity')}
      rowKey="code"
      pagination={false}
      stack={false}
      scroll={{ x: 900 }}
      dataSource={[...cities]}
      columns={[
        { title: t('city'), dataIndex: 'name', fixed: 'left' as const, width: 116 },
        ...measures<CityVerification>(t, (row) => row.figures),
      ]}
    />
  );
}
