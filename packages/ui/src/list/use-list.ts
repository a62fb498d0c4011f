import { call, type Of, type RouteDef, type TSchema } from '@tarim/platform/contract';
import { useCursor } from '../cursor.tsx';
import { useRouteQuery } from '../query.tsx';
import { readAll } from '../read-all.ts';
import type { Filters, FilterValues } from './filters.ts';
import { type Filtered, useFilters } from './use-filters.ts';

type Cursor = string | number;

/** A list as a page shows it: filters of the address, the rows where one stands, and the way to all of them. */
export interface List<Row, S extends Filters = Filters, Answer = unknown> extends Filtered<S> {
  /** What the route is asked, without the cursor: also for the server's own export. */
  readonly asked: object;
  readonly query: ReturnType<typeof useRouteQuery> & { readonly data: Answer | undefined };
  readonly rows: readonly Row[];
  /** Absent where the route answers all at once. */
  readonly pages?: {
    readonly at: ReturnType<typeof useCursor<Cursor>>;
    readonly next: Cursor | null | undefined;
  };
  /** All rows of the filter, page by page. */
  readonly all?: () => Promise<readonly Row[]>;
}

export interface ListOptions<S extends Filters, Answer, Row> {
  readonly filters: S;
  readonly rows: (answer: Answer) => readonly Row[];
  /** Name of the cursor in the query, and the next one of an answer, which has the same name unless told. */
  readonly by?: string;
  readonly next?: string;
  /** The query, where its names are not those of the filters. */
  readonly ask?: (values: FilterValues<S>) => object;
  /** Rows at once, where the route is to give more than it does unasked; not asked of an export. */
  readonly most?: number;
  readonly refetchMs?: number;
}

/** Reads a list by its filters; a list that is read by cursor begins anew when a filter changes. */
export function useList<Q extends TSchema | undefined, R extends TSchema, S extends Filters, Row>(
  def: RouteDef<undefined, Q, undefined, R>,
  { filters, rows, by, next: named = by, ask, most, refetchMs }: ListOptions<S, Of<R>, Row>,
): List<Row, S, Of<R>> {
  const of = useFilters(filters);
  const asked = ask ? ask(of.values) : of.values;
  const at = useCursor<Cursor>(JSON.stringify(asked));
  const limit = most === undefined ? {} : { limit: most };
  const query = useRouteQuery(
    def,
    { query: { ...asked, ...limit, ...(by === undefined ? {} : { [by]: at.cursor }) } },
    { refetchMs },
  );
  const nextOf = (answer: Of<R> | undefined) =>
    named === undefined ? null : (answer as Readonly<Record<string, Cursor | null>> | undefined)?.[named];
  return {
    ...of,
    asked,
    query: query as never,
    rows: query.data === undefined ? [] : rows(query.data),
    ...(by === undefined
      ? {}
      : {
          pages: { at, next: nextOf(query.data) },
          all: () =>
            readAll(async (cursor: Cursor | undefined) => {
              const answer = (await call(def, {
                query: { ...asked, ...largest(def.query), [by]: cursor },
              } as never)) as Of<R>;
              return { rows: rows(answer), next: nextOf(answer) ?? null };
            }),
        }),
  };
}

/** As many rows at once as the route gives, so that an export is soon there. */
function largest(query: TSchema | undefined): { readonly limit?: number } {
  const { limit } =
    (query as { properties?: { limit?: { maximum?: number } } } | undefined)?.properties ?? {};
  return limit?.maximum === undefined ? {} : { limit: limit.maximum };
}
