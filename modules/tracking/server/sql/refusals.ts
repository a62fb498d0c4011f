import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface RefusalRow {
  readonly day: string;
  readonly code: string;
  readonly number: string;
  readonly count: number;
  readonly lastAt: Date;
  readonly remote: string;
}

export async function addRefusals(db: DbOrTx, rows: readonly RefusalRow[]): Promise<void> {
  await sql`
    insert into tracking.refusal (day, code, number, count, last_at, remote)
    select day, code, number, count, "lastAt", remote
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(day date, code text, number text, count bigint, "lastAt" timestamptz, remote text)
    on conflict (day, code, number) do update
      set count = tracking.refusal.count + excluded.count, last_at = excluded.last_at, remote = excluded.remote`.execute(
    db,
  );
}

/** Of a terminal (by number), the newest days first. */
export async function refusalsOf(db: DbOrTx, number: string, limit: number): Promise<RefusalRow[]> {
  const { rows } = await sql<RefusalRow>`
    select day::text, code, number, count::int as count, last_at as "lastAt", remote from tracking.refusal
    where number = ${number} order by day desc, code limit ${limit}`.execute(db);
  return rows;
}
