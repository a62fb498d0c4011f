import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Tries } from '../domain/throttle.ts';

/** The counters, locked until the transaction ends; one that is new has nothing in it. */
export async function lockTries(
  tx: Tx,
  keys: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, Tries>> {
  // In the order of the keys, here and below: two tries at once must not wait for each other.
  const sorted = [...keys].sort();
  await sql`insert into identity.sign_in_try (key, last_at) select unnest(${sorted}::text[]), ${new Date(now)} on conflict do nothing`.execute(
    tx,
  );
  const { rows } = await sql<{ key: string; failures: number; last_at: Date; blocked_until: Date | null }>`
    select key, failures, last_at, blocked_until from identity.sign_in_try where key = any(${sorted}::text[]) order by key for update
  `.execute(tx);
  return new Map(
    rows.map((row) => [
      row.key,
      {
        failures: row.failures,
        lastAt: row.last_at.getTime(),
        blockedUntil: row.blocked_until?.getTime() ?? null,
      },
    ]),
  );
}

export async function saveTries(db: DbOrTx, counters: ReadonlyMap<string, Tries>): Promise<void> {
  for (const [key, one] of counters)
    await sql`update identity.sign_in_try set failures = ${one.failures}, last_at = ${new Date(one.lastAt)},
      blocked_until = ${one.blockedUntil === null ? null : new Date(one.blockedUntil)} where key = ${key}`.execute(
      db,
    );
}

/** A try turned out well: what it proved innocent is forgotten, elsewhere it no longer counts as failed. */
export async function forgiveTry(
  db: DbOrTx,
  cleared: readonly string[],
  reduced: readonly string[],
): Promise<void> {
  await sql`delete from identity.sign_in_try where key = any(${cleared}::text[])`.execute(db);
  await sql`update identity.sign_in_try set failures = greatest(0, failures - 1), blocked_until = null where key = any(${reduced}::text[])`.execute(
    db,
  );
}

export async function purgeTries(db: DbOrTx, before: number): Promise<number> {
  const result = await sql`delete from identity.sign_in_try where last_at < ${new Date(before)}`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
