import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { SeriesState } from '../domain/engine/types.ts';

export interface StoredSeries {
  readonly ruleId: number;
  readonly pointId: number;
  readonly state: SeriesState;
}
export interface SeriesInput extends StoredSeries {
  readonly dueAt: number | null;
}

export const seriesKey = (of: { ruleId: number; pointId: number }): string => `${of.ruleId}|${of.pointId}`;

interface Raw {
  rule_id: number;
  point_id: number;
  state: SeriesState;
}
const toSeries = (row: Raw): StoredSeries => ({
  ruleId: row.rule_id,
  pointId: row.point_id,
  state: row.state,
});

/** States of these series, locked in the order of their keys: whoever evaluates one waits for the other. */
export async function lockSeries(
  tx: Tx,
  ruleIds: readonly number[],
  pointIds: readonly number[],
): Promise<StoredSeries[]> {
  const { rows } = await sql<Raw>`
    select rule_id, point_id, state from alarm.series
    where rule_id = any(${[...ruleIds]}::int[]) and point_id = any(${[...pointIds]}::int[])
    order by rule_id, point_id for update
  `.execute(tx);
  return rows.map(toSeries);
}

/** Series in which a deadline has passed, oldest first. */
export async function dueSeries(
  tx: Tx,
  ruleIds: readonly number[],
  until: number,
  limit: number,
): Promise<StoredSeries[]> {
  const { rows } = await sql<Raw>`
    select rule_id, point_id, state from alarm.series
    where due_at <= ${new Date(until)} and rule_id = any(${[...ruleIds]}::int[])
    order by due_at limit ${limit} for update skip locked
  `.execute(tx);
  return rows.map(toSeries);
}

/** Series of a version with an open alarm, locked. */
export async function openSeries(tx: Tx, ruleId: number): Promise<StoredSeries[]> {
  const { rows } = await sql<Raw>`
    select rule_id, point_id, state from alarm.series where rule_id = ${ruleId} and open order by point_id for update
  `.execute(tx);
  return rows.map(toSeries);
}

export async function putSeries(tx: Tx, all: readonly SeriesInput[], at: number): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map((one) => ({
    r: one.ruleId,
    p: one.pointId,
    s: one.state,
    o: one.state.open !== null,
    t: one.state.trouble,
    d: one.dueAt === null ? null : new Date(one.dueAt).toISOString(),
  }));
  await sql`
    insert into alarm.series (rule_id, point_id, state, open, trouble, due_at, updated_at)
    select r, p, s, o, t, d, ${new Date(at)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(r int, p int, s jsonb, o boolean, t text, d timestamptz)
    on conflict (rule_id, point_id) do update set state = excluded.state, open = excluded.open, trouble = excluded.trouble,
      due_at = excluded.due_at, updated_at = excluded.updated_at
  `.execute(tx);
}

/** The youngest kept state of a series that is older than an instant. */
export async function anchorOf(
  tx: Tx,
  series: { ruleId: number; pointId: number },
  since: number,
): Promise<SeriesState | null> {
  const { rows } = await sql<{ state: SeriesState }>`
    select state from alarm.series_anchor where rule_id = ${series.ruleId} and point_id = ${series.pointId} and at < ${since}
    order by at desc limit 1
  `.execute(tx);
  return rows[0]?.state ?? null;
}

/** Keeps states for late data; those younger than an anchor that was gone back to are void. */
export async function putAnchors(tx: Tx, all: readonly StoredSeries[], at: number): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map((one) => ({ r: one.ruleId, p: one.pointId, a: one.state.at, s: one.state }));
  await sql`
    insert into alarm.series_anchor (rule_id, point_id, at, state, kept_at)
    select r, p, a, s, ${new Date(at)} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(r int, p int, a float8, s jsonb)
    on conflict (rule_id, point_id, at) do update set state = excluded.state
  `.execute(tx);
}

export async function dropAnchorsAfter(
  tx: Tx,
  series: { ruleId: number; pointId: number },
  at: number,
): Promise<void> {
  await sql`delete from alarm.series_anchor where rule_id = ${series.ruleId} and point_id = ${series.pointId} and at > ${at}`.execute(
    tx,
  );
}

export async function purgeAnchors(tx: Tx, before: number): Promise<void> {
  await sql`delete from alarm.series_anchor where at < ${before}`.execute(tx);
}

/** Somebody closed the alarm by hand: a cause that lasts is a new one. */
export async function forgetOpen(tx: Tx, ruleId: number, pointIds: readonly number[]): Promise<void> {
  await sql`
    update alarm.series set state = state || '{"open": null}', open = false
    where rule_id = ${ruleId} and point_id = any(${[...pointIds]}::int[])
  `.execute(tx);
}

/** Where conditions cannot be evaluated, by version. */
export async function troublesOf(
  db: DbOrTx,
  ruleIds: readonly number[],
): Promise<Array<{ ruleId: number; pointId: number; reason: string }>> {
  if (ruleIds.length === 0) return [];
  const { rows } = await sql<{ ruleId: number; pointId: number; reason: string }>`
    select rule_id as "ruleId", point_id as "pointId", trouble as reason from alarm.series
    where rule_id = any(${[...ruleIds]}::int[]) and trouble is not null order by rule_id, point_id
  `.execute(db);
  return rows;
}
