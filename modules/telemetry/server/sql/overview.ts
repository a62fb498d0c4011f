import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface ArrivalMinute {
  readonly minute: number;
  readonly frames: number;
  readonly values: number;
}

/** Arrivals of the last minutes, oldest first; minutes without any are filled with zero. */
export async function arrivalMinutes(db: DbOrTx, now: number, minutes: number): Promise<ArrivalMinute[]> {
  const { rows } = await sql<{ minute: Date; frames: number; values: number }>`
    select m as minute, coalesce(a.frames, 0) as frames, coalesce(a.values, 0) as values
    from generate_series(date_trunc('minute', ${new Date(now)}::timestamptz) - make_interval(mins => ${minutes - 1}::int),
      date_trunc('minute', ${new Date(now)}::timestamptz), interval '1 minute') m
    left join telemetry.arrival a on a.minute = m order by m
  `.execute(db);
  return rows.map((row) => ({ minute: row.minute.getTime(), frames: row.frames, values: row.values }));
}

export async function quarantineWaiting(db: DbOrTx): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from telemetry.quarantine where state = 'waiting'`.execute(db);
  return rows[0]!.n;
}

export async function projectedPosition(db: DbOrTx): Promise<number> {
  const { rows } = await sql<{
    position: number;
  }>`select position from telemetry.projection where partition = 'main'`.execute(db);
  return rows[0]?.position ?? 0;
}

/** What waits to be computed, and what waits for people. */
export async function backlog(
  db: DbOrTx,
  now: number,
): Promise<{ periods: number; seconds: number; open: number; quarantined: number }> {
  const at = new Date(now);
  const { rows } = await sql<{ periods: number; seconds: number; open: number; quarantined: number }>`
    select d.periods, d.seconds, (select count(*)::int from telemetry.rollup where open) as open,
      (select count(*)::int from telemetry.quarantine where state = 'waiting') as quarantined
    from (select count(*)::int as periods, coalesce(extract(epoch from ${at}::timestamptz - min(due_at)), 0)::float8 as seconds
      from telemetry.dirty where due_at <= ${at}) d
  `.execute(db);
  return rows[0]!;
}
