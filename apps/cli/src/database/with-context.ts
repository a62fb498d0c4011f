import { makePolicy } from '@tarim/identity/server';
import { systemClock } from '@tarim/kernel';
import { type Context, createLog, lockDataDir, makeContext, migrate, openDatabase } from '@tarim/platform';
import { allModules } from '@tarim/server';
import type { configOf } from '../config.ts';

/**
 * The database of a data folder, migrated, for as long as a command works on it. Beside a running platform only where the
 * database is a server.
 * @throws TarimError DATA_DIR_IN_USE
 */
export async function withContext<T>(
  config: ReturnType<typeof configOf>,
  body: (ctx: Context) => Promise<T>,
): Promise<T> {
  const unlock = config.databaseUrl ? () => {} : lockDataDir(config.dataDir);
  try {
    const database = await openDatabase(config);
    try {
      await migrate(database.db, allModules());
      const log = createLog(config.logLevel);
      return await body(makeContext({ database, config, log, clock: systemClock, policy: makePolicy() }));
    } finally {
      await database.stop();
    }
  } finally {
    unlock();
  }
}
