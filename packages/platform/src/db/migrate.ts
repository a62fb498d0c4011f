import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { TarimError } from '@tarim/kernel';
import { sql } from 'kysely';
import { platformErrors } from '../errors.ts';
import type { Db, ModuleDefinition, Tx } from '../module.ts';

/** The platform's own tables come first; they are a module like any other. */
export const PLATFORM_MODULE: Pick<ModuleDefinition, 'name' | 'migrations'> = {
  name: 'platform',
  migrations: new URL('./migrations/', import.meta.url),
};
const LOCK = 7_212_017;

/**
 * Brings every module's schema up to date: `NNNN_name.sql` in order, forward only, each in the transaction that records it.
 * @throws TarimError MIGRATION_CHANGED when a file that has run is not the same any more
 */
export async function migrate(
  db: Db,
  modules: readonly Pick<ModuleDefinition, 'name' | 'migrations'>[],
): Promise<{ applied: string[] }> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    await sql`create schema if not exists platform`.execute(tx);
    await sql`create table if not exists platform.migration (
      module text not null, name text not null, checksum text not null, applied_at timestamptz not null default now(), primary key (module, name)
    )`.execute(tx);
    const applied: string[] = [];
    for (const module of [PLATFORM_MODULE, ...modules]) {
      if (!module.migrations) continue;
      await sql`create schema if not exists ${sql.id(module.name)}`.execute(tx);
      applied.push(...(await migrateModule(tx, module.name, module.migrations)));
    }
    if (applied.length > 0) for (const module of [PLATFORM_MODULE, ...modules]) await grant(tx, module.name);
    return { applied };
  });
}

async function migrateModule(tx: Tx, name: string, folder: URL): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
    checksum: string;
  }>`select name, checksum from platform.migration where module = ${name}`.execute(tx);
  const done = new Map(rows.map((row) => [row.name, row.checksum]));
  const applied: string[] = [];
  for (const file of (await readdir(folder)).filter((one) => /^\d{4}_[\w-]+\.sql$/.test(one)).sort()) {
    const text = await readFile(new URL(file, folder), 'utf8');
    const checksum = createHash('sha256').update(text.replace(/\r\n/g, '\n')).digest('hex');
    const known = done.get(file);
    if (known === checksum) continue;
    if (known) throw new TarimError(platformErrors.migrationChanged, { name: `${name}/${file}` });
    await sql.raw(text).execute(tx);
    await sql`insert into platform.migration (module, name, checksum) values (${name}, ${file}, ${checksum})`.execute(
      tx,
    );
    applied.push(`${name}/${file}`);
  }
  return applied;
}

/** People's transactions run as `tarim_actor` (see tx.ts): it may use the tables, row-level security says which rows. */
async function grant(tx: Tx, schema: string): Promise<void> {
  const id = sql.id(schema);
  const { rows } = await sql<{
    there: boolean;
  }>`select exists (select 1 from pg_namespace where nspname = ${schema}) as there`.execute(tx);
  if (!rows[0]!.there) return;
  await sql`grant usage on schema ${id} to tarim_actor`.execute(tx);
  await sql`grant select, insert, update, delete on all tables in schema ${id} to tarim_actor`.execute(tx);
  await sql`grant usage, select on all sequences in schema ${id} to tarim_actor`.execute(tx);
}
