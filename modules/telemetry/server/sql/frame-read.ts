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

/** Newest first; `before` is the cursor. */
export async function listFrameRows(
  db: DbOrTx,
  query: { mn?: string; mns?: readonly string[]; status?: string; before?: number; limit: number },
): Promise<FrameIndexRow[]> {
  const { rows } = await sql<Omit<FrameIndexRow, 'receivedAt'> & { received_at: Date }>`
    select lsn, received_at, mn, cn, qn, bytes, status, problem from telemetry.frame
    where (${query.mn ?? null}::text is null or mn = ${query.mn ?? null})
      and (${query.mns ?? null}::text[] is null or mn = any(${query.mns ?? null}::text[]))
      and (${query.status ?? null}::text is null or status = ${query.status ?? null})
      and (${query.before ?? null}::bigint is null or lsn < ${query.before ?? null})
    order by lsn desc limit ${query.limit}
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
