import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface RunRecord {
  readonly id: number;
  readonly byName: string;
  readonly pointIds: readonly number[];
  readonly at: Date;
  readonly endedAt: Date | null;
  readonly devices: number;
  readonly devicesDone: number;
  readonly asked: number;
  readonly read: number;
  readonly failed: number;
}
const COLUMNS = sql`id, by_name as "byName", point_ids as "pointIds", at, ended_at as "endedAt", devices, devices_done as "devicesDone", asked, read, failed`;

export async function insertRun(
  tx: DbOrTx,
  run: {
    readonly unitPath: string;
    readonly enterpriseId: number | null;
    readonly byName: string;
    readonly byUser: string | null;
    readonly pointIds: readonly number[];
    readonly at: Date;
  },
): Promise<RunRecord> {
  const { rows } = await sql<RunRecord>`
    insert into operation.reading_run (unit_path, enterprise_id, by_name, by_user, point_ids, devices, at)
    values (${run.unitPath}, ${run.enterpriseId}, ${run.byName}, ${run.byUser}, ${run.pointIds}::int[], ${run.pointIds.length}, ${run.at})
    returning ${COLUMNS}`.execute(tx);
  return rows[0]!;
}

export async function runById(db: DbOrTx, id: number): Promise<RunRecord | null> {
  const { rows } =
    await sql<RunRecord>`select ${COLUMNS} from operation.reading_run where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function newestRuns(db: DbOrTx, limit: number): Promise<RunRecord[]> {
  const { rows } =
    await sql<RunRecord>`select ${COLUMNS} from operation.reading_run order by id desc limit ${limit}`.execute(
      db,
    );
  return rows;
}

/** The newest that asks this outlet alone. */
export async function newestRunOf(db: DbOrTx, pointId: number): Promise<RunRecord | null> {
  const { rows } = await sql<RunRecord>`
    select ${COLUMNS} from operation.reading_run where point_ids = ${[pointId]}::int[] order by id desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function addToRun(
  db: DbOrTx,
  id: number,
  done: { readonly devices: number; readonly asked: number; readonly read: number; readonly failed: number },
): Promise<void> {
  await sql`update operation.reading_run set devices_done = devices_done + ${done.devices}, asked = asked + ${done.asked},
    read = read + ${done.read}, failed = failed + ${done.failed} where id = ${id}`.execute(db);
}

export async function endRun(db: DbOrTx, id: number, at: Date): Promise<void> {
  await sql`update operation.reading_run set ended_at = ${at} where id = ${id}`.execute(db);
}
