import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { TarimError } from '@tarim/kernel';
import { sql } from 'kysely';
import { platformErrors } from '../errors.ts';
import type { Db, ModuleDefinition, Tx } from '../module.ts';
import { ensureActorRole, grantSchema } from './actor-role.ts';

type Migratable = Pick<ModuleDefinition, 'name' | 'migrations'>;

/** The platform's own tables come first; they are a module like any other. */
export const PLATFORM_MODULE: Migratable = {
  name: 'platform',
  migrations: new URL('./migrations/', import.meta.url),
};
const LOCK = 7_212_017;
const FILE = /^\d{4}_[\w-]+\.sql$/;

/**
 * Brings every module's schema up to date: `NNNN_name.sql` in order, forward only, all in one transaction: a program
 * meets either the old schema or the new one.
 * @throws TarimError MIGRATION_CHANGED, MIGRATION_UNKNOWN, MIGRATION_FAILED, ACTOR_ROLE_REFUSED
 */
export async function migrate(db: Db, modules: readonly Migratable[]): Promise<{ applied: string[] }> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    await sql`create schema if not exists platform`.execute(tx);
    await sql`create table if not exists platform.migration (
      module text not null, name text not null, checksum text not null, applied_at timestamptz not null default now(), primary key (module, name)
    )`.execute(tx);
    await ensureActorRole(tx);
    const applied: string[] = [];
    for (const module of [PLATFORM_MODULE, ...modules.filter((one) => one.name !== 'platform')]) {
      if (!module.migrations) continue;
      await sql`create schema if not exists ${sql.id(module.name)}`.execute(tx);
      const fresh = await migrateModule(tx, module.name, module.migrations);
      if (fresh.length > 0) await grantSchema(tx, module.name);
      applied.push(...fresh);
    }
    return { applied };
  });
}

async function migrateModule(tx: Tx, module: string, folder: URL): Promise<string[]> {
  const { rows } = await sql<{ name: string; checksum: string }>`
    select name, checksum from platform.migration where module = ${module} order by name`.execute(tx);
  const files = (await readdir(folder)).filter((one) => FILE.test(one)).sort();
  const unknown = rows.find((row) => !files.includes(row.name));
  if (unknown) throw new TarimError(platformErrors.migrationUnknown, { name: `${module}/${unknown.name}` });
  const done = new Map(rows.map((row) => [row.name, row.checksum]));
  const applied: string[] = [];
  for (const file of files) {
    const name = `${module}/${file}`;
    const text = await readFile(new URL(file, folder), 'utf8');
    const checksum = createHash('sha256').update(text.replace(/\r\n/g, '\n')).digest('hex');
    const known = done.get(file);
    if (known === checksum) continue;
    if (known) throw new TarimError(platformErrors.migrationChanged, { name });
    try {
      await sql.raw(text).execute(tx);
    } catch (error) {
      const { message, position } = error as { message: string; position?: string };
      const line = position ? ` (line ${text.slice(0, Number(position)).split('\n').length})` : '';
      throw new TarimError(
        platformErrors.migrationFailed,
        { name, reason: message + line },
        { cause: error },
      );
    }
    await sql`insert into platform.migration (module, name, checksum) values (${module}, ${file}, ${checksum})`.execute(
      tx,
    );
    applied.push(name);
  }
  return applied;
}
