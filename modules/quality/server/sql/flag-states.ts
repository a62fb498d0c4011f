import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { FRESH, type PointFlagState } from '../domain/flags/fold.ts';

/** States of these points, made where there is none, locked in the order of their ids. */
export async function lockStates(tx: Tx, pointIds: readonly number[]): Promise<Map<number, PointFlagState>> {
  const ids = [...new Set(pointIds)].sort((a, b) => a - b);
  const read = () =>
    sql<{ point_id: number; state: PointFlagState }>`
      select point_id, state from quality.flag_state where point_id = any(${ids}::int[]) order by point_id for update
    `.execute(tx);
  let { rows } = await read();
  if (rows.length < ids.length) {
    await sql`insert into quality.flag_state (point_id, state) select unnest(${ids}::int[]), ${JSON.stringify(FRESH)}::jsonb
      on conflict do nothing`.execute(tx);
    ({ rows } = await read());
  }
  return new Map(rows.map((row) => [row.point_id, row.state]));
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

/** The youngest kept state that no hour from an instant on is in; null: none is kept. */
export async function snapshotBefore(tx: Tx, pointId: number, since: number): Promise<PointFlagState | null> {
  const { rows } = await sql<{ state: PointFlagState }>`
    select state from quality.flag_snapshot where point_id = ${pointId} and at <= ${new Date(since)} order by at desc limit 1
  `.execute(tx);
  return rows[0]?.state ?? null;
}

/** Replaces the kept states of points after the instant from which each was folded anew. */
export async function putSnapshots(
  tx: Tx,
  all: readonly OfPoint[],
  voided: ReadonlyArray<{ readonly pointId: number; readonly after: number | null }>,
): Promise<void> {
  for (const { pointId, after } of voided)
    await sql`delete from quality.flag_snapshot where point_id = ${pointId}
      and (${instant(after)}::timestamptz is null or at > ${instant(after)}::timestamptz)`.execute(tx);
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
