import { TarimError } from '@tarim/kernel';
import { appliedMigrations, migrate, type OpenDatabase } from '@tarim/platform';
import { allModules } from '@tarim/server';
import { sql } from 'kysely';
import { cliErrors } from '../errors.ts';
import { brokenBy, schemasOf } from './backup.ts';
import type { DatabasePart, SequenceEntry, TableEntry } from './manifest.ts';
import type { BackupReader } from './reader.ts';
import { type Client, copyIn, prepare, quoted } from './tables.ts';

type Tables = Extract<DatabasePart, { kind: 'tables' }>;

/**
 * Fills a new database with the rows of a backup: migrates it, empties what the migrations put in, copies every table. What
 * fails leaves the database as it was found.
 * @param alongside written before the rows are committed: the folder belongs to them
 * @throws BrokenCall BACKUP_DATABASE_NOT_EMPTY; TarimError BACKUP_VERSION, BACKUP_UNREADABLE
 */
export async function restoreTables(
  backup: BackupReader,
  database: OpenDatabase,
  alongside: () => Promise<void>,
): Promise<void> {
  const { migrations } = backup.manifest;
  if ((await appliedMigrations(database.db)) !== null) throw brokenBy(cliErrors.backupDatabase, {});
  try {
    await migrate(database.db, allModules());
    refuseOther(migrations, (await appliedMigrations(database.db))!);
    await fill(backup, database, alongside);
  } catch (error) {
    for (const schema of schemasOf(migrations))
      await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(database.db);
    throw error;
  }
  // Without statistics the first queries would be planned for empty tables.
  await sql`analyze`.execute(database.db);
}

/** Rows fit the tables of the program that wrote them. */
function refuseOther(wanted: readonly string[], found: readonly string[]): void {
  const detail = [
    ...wanted.filter((one) => !found.includes(one)),
    ...found.filter((one) => !wanted.includes(one)),
  ][0];
  if (detail) throw new TarimError(cliErrors.backupVersion, { detail: detail.split(' ')[0]! });
}

async function fill(
  backup: BackupReader,
  { pool }: OpenDatabase,
  alongside: () => Promise<void>,
): Promise<void> {
  const { tables, sequences } = backup.manifest.database as Tables;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await prepare(client);
    for (const table of tables) await ensurePartition(client, table);
    const names = tables.map(({ schema, name }) => quoted(schema, name));
    // Rows come with the history that was written of them; nothing is to be written of their coming back.
    for (const name of names) await client.query(`alter table ${name} disable trigger user`);
    await client.query(`truncate ${names.join(', ')}`);
    for (const table of tables) {
      const rows = await copyIn(client, table, backup.open(table.path));
      if (rows !== table.rows)
        throw new TarimError(cliErrors.backupUnreadable, {
          reason: `${table.path}: ${rows} rows, not ${table.rows}`,
        });
    }
    for (const name of names) await client.query(`alter table ${name} enable trigger user`);
    for (const sequence of sequences) await setSequence(client, sequence);
    await alongside();
    await client.query('commit');
  } finally {
    // In the middle of a COPY it cannot be used again; what was not committed ends with it.
    client.release(true);
  }
}

/** Months that the migrations do not know. */
async function ensurePartition(client: Client, { schema, name, partition }: TableEntry): Promise<void> {
  if (!partition) return;
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    quoted(schema, name),
  ]);
  if (!rows[0]!.there)
    await client.query(
      `create table ${quoted(schema, name)} partition of ${quoted(schema, partition.of)} ${partition.bound}`,
    );
}

async function setSequence(client: Client, { schema, name, value, called }: SequenceEntry): Promise<void> {
  await client.query('select setval($1::regclass, $2, $3)', [quoted(schema, name), value, called]);
}
