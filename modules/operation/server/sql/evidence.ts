import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export async function keepFile(db: DbOrTx, sha256: string, byUser: string, at: Date): Promise<void> {
  await sql`insert into operation.evidence (sha256, by_user, at) values (${sha256}, ${byUser}, ${at}) on conflict do nothing`.execute(
    db,
  );
}

/** Those that were never brought. */
export async function unknownFiles(db: DbOrTx, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select h as sha256 from unnest(${hashes}::text[]) as h where not exists (select from operation.evidence e where e.sha256 = h)`.execute(
    db,
  );
  return rows.map((one) => one.sha256);
}

/** Whether a record of the outlet names this file. */
export async function namesFile(db: DbOrTx, pointId: number, sha256: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from operation.record where point_id = ${pointId} and ${sha256} = any(evidence) limit 1`.execute(
      db,
    );
  return rows.length > 0;
}
