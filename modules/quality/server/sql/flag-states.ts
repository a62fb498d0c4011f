import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { FRESH, type PointFlagState } from '../domain/flags/fold.ts';

/** States of these points, made where there is none, locked in the order of their ids. */
export async function lockStates(
  tx: Tx,
  pointIds: readonly number[],
): Promise<Map<number, { state: PointFlagState; redoFrom: number | null }>> {
  const ids = [...new Set(pointIds)].sort((a, b) => a - b);
  const read = () =>
    sql<{ point_id: number; state: PointFlagState; redo_from: Date | null }>`
      select point_id, state, redo_from from quality.flag_state where point_id = any(${ids}::int[]) order by point_id for update
    `.execute(tx);
  let { rows } = await read();
  if (rows.length < ids.length) {
    await sql`insert into quality.flag_state (point_id, state) select unnest(${ids}::int[]), ${JSON.stringify(FRESH)}::jsonb
      on conflict do nothing`.execute(tx);
    ({ rows } = await read());
  }
  return new Map(
    rows.map((row) => [row.point_id, { state: row.state, redoFrom: row.redo_from?.getTime() ?? null }]),
  );
}

const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

interface OfPoint {
  readonly pointId: number;
  readonly state: PointFlagState;
}

export async function putStates(tx: Tx, all: readonly OfPoint[]): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map((one) => ({ p: one.pointId, a: instant(one.state.at), s: one.state }));
  await sql`
    insert into quality.flag_state (point_id, at, state)
    select p, a, s from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(p int, a timestamptz, s jsonb)
    on conflict (point_id) do update set at = excluded.at, state = excluded.state
  `.execute(tx);
}

/** Of each point the youngest kept state that no hour from an instant on is in; points without one are absent. */
export async function snapshotsBefore(
  tx: Tx,
  all: ReadonlyArray<{ readonly pointId: number; readonly from: number }>,
): Promise<Map<number, PointFlagState>> {
  if (all.length === 0) return new Map();
  const keys = all.map((one) => ({ p: one.pointId, a: instant(one.from) }));
  const { rows } = await sql<{ point_id: number; state: PointFlagState }>`
    select s.point_id, s.state from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(p int, a timestamptz)
    cross join lateral (
      select x.point_id, x.state from quality.flag_snapshot x where x.point_id = k.p and x.at <= k.a order by x.at desc limit 1
    ) s
  `.execute(tx);
  return new Map(rows.map((row) => [row.point_id, row.state]));
}

/** Replaces the kept states of points after the instant from which each was folded anew. */
export async function putSnapshots(
  tx: Tx,
  all: readonly OfPoint[],
  voided: ReadonlyArray<{ readonly pointId: number; readonly after: number | null }>,
): Promise<void> {
  if (voided.length > 0) {
    const keys = voided.map((one) => ({ p: one.pointId, a: instant(one.after) ?? '-infinity' }));
    await sql`
      delete from quality.flag_snapshot s using jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(p int, a timestamptz)
      where s.point_id = k.p and s.at > k.a
    `.execute(tx);
  }
  if (all.length === 0) return;
  const rows = all.map((one) => ({ p: one.pointId, a: instant(one.state.at), s: one.state }));
  await sql`
    insert into quality.flag_snapshot (point_id, at, state)
    select p, a, s from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(p int, a timestamptz, s jsonb)
    on conflict (point_id, at) do update set state = excluded.state
  `.execute(tx);
}

/** Lets go of daily states that are older than `before`, but for those of the first of each month. */
export async function thinSnapshots(db: DbOrTx, before: number): Promise<number> {
  const result = await sql`
    delete from quality.flag_snapshot where at < ${new Date(before)} and extract(day from at at time zone 'Asia/Shanghai') <> 1
  `.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/** Where each point stands: its newest hour. */
export async function flagPositions(db: DbOrTx): Promise<Array<{ pointId: number; state: PointFlagState }>> {
  const { rows } = await sql<{ pointId: number; state: PointFlagState }>`
    select point_id as "pointId", jsonb_build_object('at', state -> 'at', 'receipt', state -> 'receipt', 'codes', '{}'::jsonb,
      'open', '{}'::jsonb) as state
    from quality.flag_state where at is not null order by point_id
  `.execute(db);
  return rows;
}

/** Points that are to be tested anew from an instant on, later; an older one stands. */
export async function markRedo(
  tx: Tx,
  all: ReadonlyArray<{ readonly pointId: number; readonly from: number }>,
): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map((one) => ({ p: one.pointId, a: instant(one.from) }));
  await sql`
    update quality.flag_state s set redo_from = least(s.redo_from, i.a)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(p int, a timestamptz) where s.point_id = i.p
  `.execute(tx);
}

export async function pointsToRedo(db: DbOrTx, limit: number): Promise<number[]> {
  const { rows } = await sql<{ point_id: number }>`
    select point_id from quality.flag_state where redo_from is not null order by redo_from limit ${limit}
  `.execute(db);
  return rows.map((row) => row.point_id);
}

/** @returns from when on it was to be tested anew; null: somebody did it meanwhile */
export async function takeRedo(tx: Tx, pointId: number): Promise<number | null> {
  const redoFrom = (await lockStates(tx, [pointId])).get(pointId)!.redoFrom;
  await sql`update quality.flag_state set redo_from = null where point_id = ${pointId}`.execute(tx);
  return redoFrom;
}
