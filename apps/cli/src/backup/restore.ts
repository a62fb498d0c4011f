import { chmodSync, createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { TarimError } from '@tarim/kernel';
import {
  appliedMigrations,
  clusterOf,
  embeddedMajor,
  installCluster,
  lockDataDir,
  openDatabase,
} from '@tarim/platform';
import { BrokenCall, flag, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { configOf, DATA, DATA_HELP } from '../config.ts';
import { cliErrors } from '../errors.ts';
import { lineOf, NO_INPUT, PROBLEMS } from '../schema.ts';
import { brokenBy } from './backup.ts';
import type { FileEntry } from './manifest.ts';
import { type BackupReader, checkBackup, openReader } from './reader.ts';
import { restoreTables } from './restore-tables.ts';

const COUNT = { type: 'integer', minimum: 0 };

export const restoreCommand = defineCommand({
  name: 'restore',
  help: `tarim restore --from FILE.tar|DIR [--data DIR] [--check]
由 tarim backup 的备份恢复：先核对全部校验值，再写入；数据目录须是新的或空的，否则拒绝。
Restores a backup of tarim backup: compares every checksum first, then writes; the data folder must be new or empty.

  内嵌数据库的备份恢复为内嵌数据库；以 COPY 读出的备份可恢复到 DATABASE_URL 所指的空库，或内嵌数据库
  a backup of the embedded database becomes one again; one of rows goes into the empty database of DATABASE_URL, or an embedded one

  --check      只核对，不写入   only compares, writes nothing
  ${DATA_HELP}

退出码 exit code: 0 完成 done; 1 备份不完好或未能恢复 damaged, or could not be restored; 2 调用有误，或目标不是空的 broken call, or the target is not empty.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      from: { type: 'string' },
      data: { type: ['string', 'null'], description: 'null: only compared' },
      kind: { enum: ['cluster', 'tables'] },
      createdAt: { type: 'string' },
      files: COUNT,
      bytes: COUNT,
      position: COUNT,
      problems: PROBLEMS,
    }),
  },
  options: { ...DATA, from: text(), check: flag() },
  async run({ data, from, check }, { stdout }) {
    if (from === null) throw new BrokenCall('--from 需要给出 is needed');
    const { dataDir, databaseUrl } = configOf({ data });
    if (!check) requireEmpty(dataDir);
    if (!existsSync(from)) throw brokenBy(cliErrors.backupUnreadable, { reason: `${from} is not there` });
    const backup = await openReader(resolve(from));
    const { createdAt, database, files, position } = backup.manifest;
    if (!check && database.kind === 'cluster' && databaseUrl) throw brokenBy(cliErrors.backupKind, {});
    const problems = await checkBackup(backup);
    const wanted = !check && problems.length === 0;
    if (wanted) await restore(backup, dataDir, databaseUrl);
    const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
    const told = { kind: database.kind, createdAt, files: files.length, bytes, position, problems };
    stdout.write(line({ from: resolve(from), data: wanted ? dataDir : null, ...told }));
    return problems.length > 0 ? 1 : 0;
  },
});

function requireEmpty(dataDir: string): void {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw brokenBy(cliErrors.backupTarget, { dir: dataDir });
}

async function restore(backup: BackupReader, dataDir: string, databaseUrl: string): Promise<void> {
  const existed = existsSync(dataDir);
  const unlock = lockDataDir(dataDir);
  try {
    if (backup.manifest.database.kind === 'cluster') await restoreCluster(backup, dataDir);
    else {
      const database = await openDatabase({ dataDir, databaseUrl });
      try {
        await restoreTables(backup, database, () => writeData(backup, dataDir));
      } finally {
        await database.stop();
      }
    }
  } catch (error) {
    // It was empty before: so it is again, and the next attempt finds it so.
    if (!databaseUrl) rmSync(clusterOf(dataDir), { recursive: true, force: true });
    for (const name of readdirSync(dataDir)) rmSync(join(dataDir, name), { recursive: true, force: true });
    if (!existed) rmSync(dataDir, { recursive: true });
    throw error;
  } finally {
    unlock();
  }
}

async function restoreCluster(backup: BackupReader, dataDir: string): Promise<void> {
  const { database, folders, files, migrations } = backup.manifest;
  const major = embeddedMajor();
  if (database.postgres !== major)
    throw new TarimError(cliErrors.backupVersion, { detail: `PostgreSQL ${database.postgres}, ${major}` });
  await writeData(backup, dataDir);
  await installCluster(dataDir, async (dir) => {
    for (const path of folders.filter((one) => one.startsWith('cluster')))
      mkdirSync(join(dir, inside(path)), { recursive: true, mode: 0o700 });
    await writeFiles(
      backup,
      files.filter((one) => one.path.startsWith('cluster/')),
      dir,
    );
  });
  // It must come up, and hold what was taken.
  const open = await openDatabase({ dataDir });
  const found = await appliedMigrations(open.db).finally(() => open.stop());
  if (found?.join() !== migrations.join())
    throw new TarimError(cliErrors.backupUnreadable, { reason: 'the database does not hold what it should' });
}

/** `data/files/ab` → `files/ab` */
const inside = (path: string): string => path.split('/').slice(1).join('/');
/** Made anew where the database is; that of another cluster would not open this one. */
const OF_CLUSTER = 'data/keys/database.password';

async function writeData(backup: BackupReader, dataDir: string): Promise<void> {
  const { database, folders, files } = backup.manifest;
  for (const path of folders.filter((one) => one.startsWith('data/')))
    mkdirSync(join(dataDir, inside(path)), {
      recursive: true,
      ...(path.startsWith('data/keys') ? { mode: 0o700 } : {}),
    });
  await writeFiles(
    backup,
    files.filter(
      ({ path }) => path.startsWith('data/') && (database.kind === 'cluster' || path !== OF_CLUSTER),
    ),
    dataDir,
  );
}

/** A cluster is thousands of small files, and each waits for the disk: those that wait together share one turn of it. */
const AT_ONCE = 16;

/** Writes files of the backup below a folder, each on disk before this returns. */
async function writeFiles(backup: BackupReader, files: readonly FileEntry[], dir: string): Promise<void> {
  const waiting = files.values();
  const take = async () => {
    for (const file of waiting) await writeFile(backup, file, join(dir, inside(file.path)));
  };
  // All have ended when this does, also after a failure: the caller clears the folder then.
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, take));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function writeFile(backup: BackupReader, { path, mode }: FileEntry, to: string): Promise<void> {
  mkdirSync(dirname(to), { recursive: true });
  await pipeline(backup.open(path), createWriteStream(to, { flags: 'wx', mode, flush: true }));
  // Whatever the umask says.
  chmodSync(to, mode);
}
