import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export async function keepFile(
  db: DbOrTx,
  sha256: string,
  byUser: string,
  name: string,
  at: Date,
): Promise<void> {
  await sql`insert into enforcement.file (sha256, by_user, name, at) values (${sha256}, ${byUser}, ${name}, ${at})
    on conflict (sha256, by_user) do update set name = excluded.name`.execute(db);
}

/** Which of these somebody brought. */
export async function broughtBy(
  db: DbOrTx,
  byUser: string,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sha256: string }>`select sha256 from enforcement.file
    where by_user = ${byUser} and sha256 = any(${[...hashes]}::text[])`.execute(db);
  return new Set(rows.map(({ sha256 }) => sha256));
}
