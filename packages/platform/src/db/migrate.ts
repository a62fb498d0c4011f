import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { TarimError } from '@tarim/kernel';
import { sql } from 'kysely';
import { platformErrors } from '../errors.ts';
import type { Db, DbOrTx, ModuleDefinition, Tx } from '../module.ts';
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

interface Migration {
  /** `module/file` */
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly checksum: string;
}

/** What would be applied, in order; changes nothing. @throws TarimError MIGRATION_CHANGED, MIGRATION_UNKNOWN */
export async function pendingMigrations(db: DbOrTx, modules: readonly Migratable[]): Promise<string[]> {
  const pending: Migration[] = [];
  const begun = (await appliedMigrations(db)) !== null;
  for (const { name, migrations } of [PLATFORM_MODULE, ...modules.filter((one) => one.name !== 'platform')])
    if (migrations)
      pending.push(...(await planOf(name, migrations, begun ? await doneOf(db, name) : new Map())));
  return pending.map((one) => one.name);
}

/** `module/file checksum` of everything that was applied, sorted; null for a database that Tarim never used. */
export async function appliedMigrations(db: DbOrTx): Promise<string[] | null> {
  const { rows: found } = await sql<{
    there: boolean;
  }>`select to_regclass('platform.migration') is not null as there`.execute(db);
  if (!found[0]!.there) return null;
  const { rows } = await sql<{ told: string }>`
    select module || '/' || name || ' ' || checksum as told from platform.migration`.execute(db);
  return rows.map((row) => row.told).sort();
}

/** File → checksum as it ran. */
async function doneOf(db: DbOrTx, module: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; checksum: string }>`
    select name, checksum from platform.migration where module = ${module} order by name`.execute(db);
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

async function planOf(module: string, folder: URL, done: ReadonlyMap<string, string>): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((one) => FILE.test(one)).sort();
  const unknown = [...done.keys()].find((name) => !files.includes(name));
  if (unknown) throw new TarimError(platformErrors.migrationUnknown, { name: `${module}/${unknown}` });
  const plan: Migration[] = [];
  for (const file of files) {
    const name = `${module}/${file}`;
    const text = await readFile(new URL(file, folder), 'utf8');
    const checksum = createHash('sha256').update(text.replace(/\r\n/g, '\n')).digest('hex');
    const known = done.get(file);
    if (known === checksum) continue;
    if (known) throw new TarimError(platformErrors.migrationChanged, { name });
    plan.push({ name, file, text, checksum });
  }
  return plan;
}

async function migrateModule(tx: Tx, module: string, folder: URL): Promise<string[]> {
  const plan = await planOf(module, folder, await doneOf(tx, module));
  for (const { name, file, text, checksum } of plan) {
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
  }
  return plan.map((one) => one.name);
}
