import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Owner } from './records.ts';

export interface RemoteStep {
  readonly at: string | null;
  readonly text: string;
  readonly lsn: number | null;
  readonly value: number | null;
}
export interface RemoteRow extends Owner {
  readonly id: number;
  readonly mn: string;
  readonly code: string;
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly steps: readonly RemoteStep[];
  readonly recordId: number | null;
  readonly byName: string;
  readonly byUser: string | null;
  readonly at: Date;
  readonly endedAt: Date | null;
}
const COLUMNS = sql`id, point_id as "pointId", unit_path as "unitPath", enterprise_id as "enterpriseId", mn, code, kind, state, steps,
  record_id as "recordId", by_name as "byName", by_user as "byUser", at, ended_at as "endedAt"`;

/** Newest first. */
export async function remoteRows(db: DbOrTx, pointId: number): Promise<RemoteRow[]> {
  const { rows } = await sql<RemoteRow>`
    select ${COLUMNS} from operation.remote_check where point_id = ${pointId} order by id desc limit 50`.execute(
    db,
  );
  return rows;
}
export async function remoteById(db: DbOrTx, id: number): Promise<RemoteRow | null> {
  const { rows } =
    await sql<RemoteRow>`select ${COLUMNS} from operation.remote_check where id = ${id}`.execute(db);
  return rows[0] ?? null;
}
export async function insertRemote(
  tx: DbOrTx,
  one: Omit<RemoteRow, 'id' | 'state' | 'steps' | 'recordId' | 'endedAt'>,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into operation.remote_check (point_id, unit_path, enterprise_id, mn, code, kind, by_name, by_user, at)
    values (${one.pointId}, ${one.unitPath}, ${one.enterpriseId}, ${one.mn}, ${one.code}, ${one.kind}, ${one.byName}, ${one.byUser},
      ${one.at}) returning id`.execute(tx);
  return rows[0]!.id;
}
export async function updateRemote(
  db: DbOrTx,
  id: number,
  change: Pick<RemoteRow, 'state' | 'steps' | 'recordId' | 'endedAt'>,
): Promise<void> {
  await sql`
    update operation.remote_check set state = ${change.state}, steps = ${JSON.stringify(change.steps)}::jsonb,
      record_id = ${change.recordId}, ended_at = ${change.endedAt} where id = ${id}`.execute(db);
}
