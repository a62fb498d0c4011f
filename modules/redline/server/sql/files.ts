import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export async function keepFile(
  db: DbOrTx,
  sha256: string,
  byUser: string,
  name: string,
  at: Date,
): Promise<void> {
  await sql`insert into redline.file (sha256, by_user, name, at) values (${sha256}, ${byUser}, ${name}, ${at}) on conflict do nothing`.execute(
    db,
  );
}

/** Those that this person never brought. */
export async function foreignFiles(db: DbOrTx, byUser: string, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select h as sha256 from unnest(${[...hashes]}::text[]) as h
    where not exists (select from redline.file f where f.sha256 = h and f.by_user = ${byUser})
  `.execute(db);
  return rows.map((one) => one.sha256);
}

export async function isEvidence(db: DbOrTx, sha256: string): Promise<boolean> {
  const { rows } = await sql`select 1 from redline.file where sha256 = ${sha256} limit 1`.execute(db);
  return rows.length > 0;
}
