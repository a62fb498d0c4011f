import { createHash, randomBytes } from 'node:crypto';
import { connectDatabase, type ModuleDefinition, migrate, type OpenDatabase } from '@tarim/platform';
import pg from 'pg';
import { inject } from 'vitest';

type Migratable = Pick<ModuleDefinition, 'name' | 'migrations'>;

function urlOf(base: string, database: string): string {
  const url = new URL(base);
  url.pathname = `/${database}`;
  return url.href;
}

async function asAdmin<T>(base: string, body: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: base });
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}

/**
 * A migrated template is made once for each set of modules; a test's database is a copy of it. It gets its name when it
 * is complete: a migration that fails must fail every test, not leave an empty template behind.
 */
async function templateFor(base: string, modules: readonly Migratable[]): Promise<string> {
  const set = createHash('sha256')
    .update(modules.map((one) => one.name).join())
    .digest('hex')
    .slice(0, 12);
  const name = `template_${set}_${process.ppid}`;
  const there = await asAdmin(
    base,
    async (client) => (await client.query('select 1 from pg_database where datname = $1', [name])).rowCount,
  );
  if (there) return name;
  const draft = `draft_${randomBytes(6).toString('hex')}`;
  await asAdmin(base, (client) => client.query(`create database ${draft}`));
  try {
    const open = connectDatabase(urlOf(base, draft), { max: 1 });
    try {
      await migrate(open.db, modules);
    } finally {
      await open.stop();
    }
    await asAdmin(base, (client) => client.query(`alter database ${draft} rename to ${name}`));
  } catch (error) {
    await asAdmin(base, (client) => client.query(`drop database if exists ${draft} with (force)`));
    // 42P04: another worker made the same template meanwhile.
    if ((error as { code?: string }).code !== '42P04') throw error;
  }
  return name;
}

export interface TestDatabase extends OpenDatabase {
  /** Closes the pool and removes the database. */
  drop(): Promise<void>;
}

/** A database of its own for a test, with the tables of these modules. */
export async function testDatabase(modules: readonly Migratable[] = []): Promise<TestDatabase> {
  const base = inject('databaseUrl');
  const template = await templateFor(base, modules);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(base, (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  );
  const open = connectDatabase(urlOf(base, name), { max: 8 });
  return {
    ...open,
    drop: async () => {
      await open.stop();
      await asAdmin(base, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
