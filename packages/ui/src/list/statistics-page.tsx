import { beijingDate, DAY_MS } from '@tarim/kernel';
import type { Of, RouteDef, TSchema } from '@tarim/platform/contract';
import type { ReactNode } from 'react';
import type { DataColumn } from '../data-table.tsx';
import { Figure, type FigureProps, Page, type PageProps } from '../page.tsx';
import { QueryState, useRouteQuery } from '../query.tsx';
import { FilterBar } from './filter-bar.tsx';
import { dayFilter, periodOf, unitFilter } from './filters.ts';
import { useAddress } from './use-address.ts';
import { type Filtered, useFilters } from './use-filters.ts';

interface Statistics<Answer> extends Filtered {
  readonly query: ReturnType<typeof useRouteQuery> & { readonly data: Answer | undefined };
}

/** Figures of a period and a unit, which stand in the address; the period begins as the last `days` days. */
export function useStatistics<Q extends TSchema | undefined, R extends TSchema>(
  def: RouteDef<undefined, Q, undefined, R>,
  days: number,
  words: { readonly from: string; readonly to: string; readonly unit: string },
): Statistics<Of<R>> {
  const { address } = useAddress();
  const now = Date.now();
  const first = { from: beijingDate(now - days * DAY_MS), to: beijingDate(now) };
  const period = periodOf(address, first);
  const of = useFilters({
    from: dayFilter(words.from, { first: first.from, max: period.to }),
    to: dayFilter(words.to, { first: first.to, min: period.from }),
    unit: unitFilter(words.unit, { width: 260 }),
  });
  const values = { ...of.values, ...period };
  const query = useRouteQuery(def, { query: values });
  return { ...(of as unknown as Filtered), values, query: query as never };
}

/** A page of statistics: period and unit, figures of the whole, then tables and charts. */
export function StatisticsPage({
  asked,
  figures,
  children,
  ...page
}: PageProps & {
  readonly asked: Statistics<unknown>;
  readonly figures: readonly FigureProps[];
}): ReactNode {
  return (
    <Page {...page}>
      <FilterBar of={asked} />
      <QueryState query={asked.query}>
        <div className="figures">
          {figures.map((figure) => (
            <Figure key={figure.label} {...figure} />
          ))}
        </div>
        {children}
      </QueryState>
    </Page>
  );
}

/** A column of figures: sorted and exported as numbers, shown as `show` writes them. */
export function figureColumn<Row>(
  title: string,
  of: (row: Row) => number | null,
  show: (value: number | null) => ReactNode = (value) => value ?? '—',
): DataColumn<Row> {
  return { title, value: of, render: (_, row) => show(of(row)), align: 'right' };
}
