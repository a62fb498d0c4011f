import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { beijingIso, type ErrorDefinition, type ErrorParams, fillMessage } from '@tarim/kernel';
import { appliedMigrations, clusterOf, type OpenDatabase, openDatabase } from '@tarim/platform';
import { sql } from 'kysely';
import { lockFolder } from '../archive/log.ts';
import { BrokenCall, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { configOf, DATA, DATA_HELP } from '../config.ts';
import { cliErrors } from '../errors.ts';
import { lineOf, NO_INPUT, PROBLEMS } from '../schema.ts';
import { type Taken, takeCluster, takeDataFolder } from './folder.ts';
import { takeFrameLog } from './frame-log.ts';
import { type DatabasePart, MANIFEST, newManifest } from './manifest.ts';
import { copyOut, prepare, sequencesOf, tablesOf } from './tables.ts';
import { type BackupWriter, openWriter } from './writer.ts';

/** Everything before it is projected; several projectors would have several. */
const POSITION = '(select coalesce(min(position), 0) from telemetry.projection)';
const COUNT = { type: 'integer', minimum: 0 };

export const backupCommand = defineCommand({
  name: 'backup',
  help: `tarim backup --to FILE.tar|DIR [--data DIR]
备份数据库、帧日志、文件与密钥，并写一份 SHA-256 清单（backup.json）。备份中有密钥，只有本人可读，请妥善保管。
Backs up database, frame log, files and keys with a manifest of SHA-256 (backup.json). It holds the keys: only you may read it.

  内嵌数据库   须先停止平台；按原样备份其文件   embedded: stop the platform first; its files as they lie
  DATABASE_URL  平台可继续运行；各表以 COPY 读出，取自同一快照，然后备份帧日志，故日志不会少于数据库
                the platform may run: rows by COPY from one snapshot, then the frame log, which is never behind the database

  --to         以 .tar 结尾为单个文件，否则为目录；须尚不存在   one file if it ends in .tar, else a folder; must not exist yet
  ${DATA_HELP}

不含 not in it：由 TARIM_SECRET_KEY 给出的主密钥、JetStream 中的帧日志；DATABASE_URL 时还有排队等待的任务（有计划的会照常再来）
a key given by TARIM_SECRET_KEY, a frame log in JetStream, and with DATABASE_URL waiting jobs (scheduled ones come again).

退出码 exit code: 0 完成 done; 1 未完成，或有缺失（problems）not done, or something was missing; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      to: { type: 'string' },
      kind: { enum: ['cluster', 'tables'] },
      files: COUNT,
      bytes: COUNT,
      position: { ...COUNT, description: 'how far the frame log was projected' },
      manifest: { type: 'string', description: 'SHA-256 of backup.json' },
      problems: PROBLEMS,
    }),
  },
  options: { ...DATA, to: text() },
  async run({ data, to }, { stdout }) {
    if (to === null) throw new BrokenCall('--to 需要给出 is needed');
    const { dataDir, databaseUrl } = configOf({ data });
    const target = targetOf(to, dataDir);
    const told = databaseUrl
      ? await backupServer(dataDir, databaseUrl, target)
      : await backupEmbedded(dataDir, target);
    stdout.write(line({ to: target, ...told }));
    return told.problems.length > 0 ? 1 : 0;
  },
});

/** A call that is wrong about the folders: a coded message, as for what goes wrong later. */
export function brokenBy({ code, zh, en }: ErrorDefinition, params: ErrorParams): BrokenCall {
  return new BrokenCall(`${code}: ${fillMessage(zh, params)} ${fillMessage(en, params)}`);
}

function targetOf(to: string, dataDir: string): string {
  const target = resolve(to);
  const empty = existsSync(target) && statSync(target).isDirectory() && readdirSync(target).length === 0;
  if (existsSync(target) && !(empty && !target.endsWith('.tar')))
    throw brokenBy(cliErrors.backupExists, { to: target });
  if (`${target}${sep}`.startsWith(`${dataDir}${sep}`))
    throw brokenBy(cliErrors.backupInside, { to: target, dir: dataDir });
  return target;
}

async function backupEmbedded(dataDir: string, target: string) {
  const cluster = clusterOf(dataDir);
  if (!existsSync(join(cluster, 'PG_VERSION'))) throw brokenBy(cliErrors.backupNothing, { dir: dataDir });
  const unlock = lockFolder(dataDir);
  try {
    // Started and stopped: a cluster that was killed is put in order first, and tells what it holds.
    const database = await openDatabase({ dataDir });
    const facts = await factsOf(database, dataDir).finally(() => database.stop());
    return await writing(target, async (writer, taken) => {
      await takeFrameLog(writer, dataDir, taken);
      await takeDataFolder(writer, dataDir, taken);
      await takeCluster(writer, cluster, taken);
      return { ...facts, database: { kind: 'cluster', postgres: facts.postgres } };
    });
  } finally {
    unlock();
  }
}

async function backupServer(dataDir: string, databaseUrl: string, target: string) {
  const database = await openDatabase({ dataDir, databaseUrl });
  try {
    const facts = await factsOf(database, dataDir);
    return await writing(target, async (writer, taken) => {
      const { position, part } = await takeTables(writer, database, facts, taken);
      await takeFrameLog(writer, dataDir, taken);
      if (existsSync(dataDir)) await takeDataFolder(writer, dataDir, taken);
      return { ...facts, position, database: part };
    });
  } finally {
    await database.stop();
  }
}

interface Facts {
  readonly migrations: readonly string[];
  readonly position: number;
  readonly postgres: string;
}

async function factsOf({ db }: OpenDatabase, dataDir: string): Promise<Facts> {
  const migrations = await appliedMigrations(db);
  if (!migrations) throw brokenBy(cliErrors.backupNothing, { dir: dataDir });
  const { rows } = await sql<{ position: number; postgres: string }>`
    select ${sql.raw(POSITION)} as position, current_setting('server_version') as postgres`.execute(db);
  const { position, postgres } = rows[0]!;
  return { migrations, position, postgres: postgres.split('.')[0]! };
}

/** All rows of one moment. Sequences last: they must not be behind the rows. */
async function takeTables(
  writer: BackupWriter,
  { pool }: OpenDatabase,
  { migrations, postgres }: Facts,
  taken: Taken,
): Promise<{ position: number; part: DatabasePart }> {
  const schemas = schemasOf(migrations);
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await prepare(client);
    const { rows } = await client.query<{ position: number }>(`select ${POSITION} as position`);
    await writer.folder('tables');
    taken.folders.push('tables');
    const tables = [];
    for (const table of await tablesOf(client, schemas)) {
      const copy = copyOut(client, table);
      taken.files.push(await writer.file(table.path, 0o600, copy.bytes));
      tables.push({ ...table, rows: copy.rows() });
    }
    const sequences = await sequencesOf(client, schemas);
    await client.query('commit');
    return { position: rows[0]!.position, part: { kind: 'tables', postgres, tables, sequences } };
  } finally {
    // The connection may be in the middle of a COPY: it is not given back.
    client.release(true);
  }
}

/** Schemas that Tarim's migrations made; what else is in the database is not ours. */
export const schemasOf = (migrations: readonly string[]): string[] => [
  ...new Set(['platform', ...migrations.map((one) => one.split('/')[0]!)]),
];

/** Writes a backup whole or leaves nothing. */
async function writing(
  target: string,
  take: (writer: BackupWriter, taken: Taken) => Promise<Facts & { readonly database: DatabasePart }>,
) {
  const writer = await openWriter(target);
  const taken: Taken = { folders: [], files: [], problems: [] };
  try {
    const { migrations, position, database } = await take(writer, taken);
    const { folders, files, problems } = taken;
    const createdAt = beijingIso(Date.now());
    const manifest = newManifest({ createdAt, database, migrations, position, folders, files });
    const written = await writer.file(MANIFEST, 0o600, bytesOf(`${JSON.stringify(manifest, null, 1)}\n`));
    await writer.finish();
    const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
    return { kind: database.kind, files: files.length, bytes, position, manifest: written.sha256, problems };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function* bytesOf(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}
