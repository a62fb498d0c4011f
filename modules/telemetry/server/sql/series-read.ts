import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { spreadFlags } from './arrays.ts';
import { type Layout, layoutOf } from './layouts.ts';
import { PERIOD_CODES, type RollupPeriod } from './rollup-read.ts';

/** A row of a series. Its numbers stay text until somebody wants them: a chart asks for one factor of many. */
export interface SeriesRow {
  /** Start of the period or instant, epoch ms. */
  readonly time: number;
  readonly revision: number;
  /** Records only. */
  readonly lsn: number | null;
  readonly layout: Layout;
  readonly values: readonly string[];
  /** Device marks of a record, reasons of a roll-up; one a slot, or null. */
  readonly marks: readonly (string | null)[] | null;
}

export interface SeriesSelection {
  readonly pointId: number;
  /** A roll-up's period, or a record's kind. */
  readonly period?: RollupPeriod;
  readonly kind?: number;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

interface Raw {
  at: number;
  revision: number;
  lsn: number | null;
  layout_id: number;
  values: string;
  marks: (string | null)[] | null;
}

/** Where the rows of a selection stand. */
function rowsOf({ pointId, period, kind, from, to }: Omit<SeriesSelection, 'limit'>) {
  const inside = sql`time >= ${new Date(from)} and time < ${new Date(to)}`;
  return period
    ? sql`telemetry.rollup where point_id = ${pointId} and period = ${PERIOD_CODES[period]} and ${inside}`
    : sql`telemetry.record where point_id = ${pointId} and kind = ${kind} and ${inside}`;
}

/** Layouts that occur in [from, to), in the order of their first appearance. */
export async function layoutsOfSeries(
  db: DbOrTx,
  selection: Omit<SeriesSelection, 'limit'>,
): Promise<Layout[]> {
  const { rows } = await sql<{ layout_id: number }>`
    select layout_id from ${rowsOf(selection)} group by layout_id order by min(time)`.execute(db);
  const layouts: Layout[] = [];
  for (const row of rows) layouts.push(await layoutOf(db, row.layout_id));
  return layouts;
}

/** How many rows there are, counted up to `limit`. */
export async function countSeries(db: DbOrTx, selection: SeriesSelection): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from ${rowsOf(selection)} limit ${selection.limit}) counted`.execute(
    db,
  );
  return rows[0]!.n;
}

/** Rows in [from, to), in time order. */
export async function readSeries(db: DbOrTx, selection: SeriesSelection): Promise<SeriesRow[]> {
  const own = selection.period ? sql`null as lsn, invalid as marks` : sql`lsn, flags as marks`;
  const { rows } = await sql<Raw>`
    select extract(epoch from time)::float8 * 1000 as at, revision, layout_id, values::text as values, ${own}
    from ${rowsOf(selection)} order by time limit ${selection.limit}`.execute(db);
  const result: SeriesRow[] = [];
  for (const row of rows) {
    const layout = await layoutOf(db, row.layout_id);
    result.push({
      time: Math.round(row.at),
      revision: row.revision,
      lsn: row.lsn,
      layout,
      values: row.values.slice(1, -1).split(','),
      marks: spreadFlags(row.marks, layout.length),
    });
  }
  return result;
}

/** A number of a series row; null where none is. */
export function numberAt(row: SeriesRow, index: number): number | null {
  const text = row.values[index];
  return text === undefined || text === '' || text === 'NULL' ? null : Number(text);
}
