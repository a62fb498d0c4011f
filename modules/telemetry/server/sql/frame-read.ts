import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface FrameIndexRow {
  readonly lsn: number;
  readonly receivedAt: number;
  readonly mn: string | null;
  readonly cn: string | null;
  readonly qn: string | null;
  readonly bytes: number;
  readonly status: string;
  readonly problem: string | null;
}

/** Which device a frame came from, by the index. */
export async function frameOwner(
  db: DbOrTx,
  lsn: number,
): Promise<{ mn: string | null; status: string } | null> {
  const { rows } = await sql<{
    mn: string | null;
    status: string;
  }>`select mn, status from telemetry.frame where lsn = ${lsn}`.execute(db);
  return rows[0] ?? null;
}

/** Newest first; `before` is the cursor. Only the conditions that are asked for, so that each question finds its index. */
export async function listFrameRows(
  db: DbOrTx,
  query: { mn?: string; mns?: readonly string[]; status?: string; before?: number; limit: number },
): Promise<FrameIndexRow[]> {
  const conditions = [sql`true`];
  if (query.mn !== undefined) conditions.push(sql`mn = ${query.mn}`);
  if (query.mns !== undefined) conditions.push(sql`mn = any(${query.mns}::text[])`);
  if (query.before !== undefined) conditions.push(sql`lsn < ${query.before}`);
  if (query.status !== undefined) conditions.push(sql`status = ${query.status}`);
  // Nearly all are recorded; the others have an index of their own, which this opens.
  if (query.status !== undefined && query.status !== 'recorded') conditions.push(sql`status <> 'recorded'`);
  const { rows } = await sql<Omit<FrameIndexRow, 'receivedAt'> & { received_at: Date }>`
    select lsn, received_at, mn, cn, qn, bytes, status, problem from telemetry.frame
    where ${sql.join(conditions, sql` and `)} order by lsn desc limit ${query.limit}
  `.execute(db);
  return rows.map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at.getTime() }));
}

/** Frames of a device in one state, oldest first, for projecting them again. */
export async function framesOfDevice(
  db: DbOrTx,
  query: { mn: string; statuses: readonly string[]; after: number; limit: number },
): Promise<number[]> {
  const { rows } = await sql<{ lsn: number }>`
    select lsn from telemetry.frame where mn = ${query.mn} and status = any(${query.statuses}::text[]) and lsn > ${query.after}
    order by lsn limit ${query.limit}
  `.execute(db);
  return rows.map((row) => row.lsn);
}
