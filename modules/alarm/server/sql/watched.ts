import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AlarmKind } from '../../contract.ts';

/** Kinds that have something to end on some point, of all points that have open alarms. */
export async function openSubjects(db: DbOrTx): Promise<Array<{ pointId: number; kind: AlarmKind }>> {
  const { rows } = await sql<{ point_id: number; kind: AlarmKind }>`
    select distinct point_id, kind from alarm.alarm where state <> 'closed' and group_key = ''
  `.execute(db);
  return rows.map((row) => ({ pointId: row.point_id, kind: row.kind }));
}

/** Ids of the open alarms of these kinds on these points, locked in the order of their ids. */
export async function lockOpenIds(
  tx: Tx,
  keys: ReadonlyArray<{ pointId: number; kind: AlarmKind }>,
): Promise<number[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ id: string | number }>`
    select a.id from alarm.alarm a
    join jsonb_to_recordset(${JSON.stringify(keys.map((key) => ({ p: key.pointId, k: key.kind })))}::jsonb) as k(p int, k text)
      on a.point_id = k.p and a.kind = k.k
    where a.state <> 'closed' and a.group_key = '' order by a.id for update of a
  `.execute(tx);
  return rows.map((row) => Number(row.id));
}
