import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  clusterOf,
  connectDatabase,
  type OpenDatabase,
  openDatabase,
  pendingMigrations,
  runningEmbedded,
} from '@tarim/platform';
import { allModules } from '@tarim/server';
import { sql } from 'kysely';
import { lockFolder } from '../archive/log.ts';
import { cliErrors } from '../errors.ts';
import { type DoctorConfig, type Finding, failed, fine, wrong } from './check.ts';

const OLDEST = 15;
/** A server that does not answer within this is told as away. */
const PATIENCE_MS = 8_000;

/**
 * The database and its migrations. The embedded one is asked where it runs, else started for the questions and stopped again;
 * where there is none yet, none is made.
 */
export async function checkDatabase(
  config: DoctorConfig,
): Promise<{ database: Finding; migrations: Finding }> {
  const kind = config.databaseUrl ? 'server' : 'embedded';
  if (kind === 'embedded' && !existsSync(join(clusterOf(config.dataDir), 'PG_VERSION'))) {
    const none = fine({ kind, exists: false });
    return { database: none, migrations: none };
  }
  const opened = await open(config).catch((error: unknown) => failed(error));
  if ('problems' in opened) return { database: { ...opened, detail: { kind } }, migrations: notAsked() };
  try {
    return { database: await versionOf(opened, kind), migrations: await migrationsOf(opened) };
  } catch (error) {
    return { database: { ...failed(error), detail: { kind } }, migrations: notAsked() };
  } finally {
    await opened.stop();
  }
}

const notAsked = (): Finding => wrong(cliErrors.doctorNotAsked, {}, {});

async function open({ dataDir, databaseUrl }: DoctorConfig): Promise<OpenDatabase> {
  const url = databaseUrl || runningEmbedded(dataDir);
  if (url) {
    const database = connectDatabase(url, { max: 1 });
    const away = AbortSignal.timeout(PATIENCE_MS);
    const late = new Promise<never>((_, reject) =>
      away.addEventListener('abort', () => reject(new Error(`no answer within ${PATIENCE_MS / 1_000} s`))),
    );
    try {
      await Promise.race([sql`select 1`.execute(database.db), late]);
      return database;
    } catch (error) {
      void database.stop().catch(() => {});
      throw error;
    }
  }
  const unlock = lockFolder(dataDir);
  try {
    const database = await openDatabase({ dataDir });
    const stop = async () => {
      await database.stop();
      unlock();
    };
    return { ...database, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function versionOf({ db }: OpenDatabase, kind: string): Promise<Finding> {
  const { rows } = await sql<{ version: string; bytes: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(
    db,
  );
  const { version, bytes } = rows[0]!;
  const detail = { kind, exists: true, version, bytes };
  return Number.parseInt(version, 10) >= OLDEST
    ? fine(detail)
    : wrong(cliErrors.doctorDatabaseOld, { version, needed: OLDEST }, detail);
}

async function migrationsOf({ db }: OpenDatabase): Promise<Finding> {
  try {
    const pending = await pendingMigrations(db, allModules());
    return pending.length === 0
      ? fine({ pending })
      : wrong(cliErrors.doctorMigrations, { count: pending.length }, { pending });
  } catch (error) {
    // Newer than the program, or changed behind its back.
    return failed(error);
  }
}
