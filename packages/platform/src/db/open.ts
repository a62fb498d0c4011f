import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from '../module.ts';
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts';

export interface OpenDatabase {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly url: string;
  stop(): Promise<void>;
}

const { builtins } = pg.types;

/** bigint as number: our counters and log positions stay below 2^53. */
function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === builtins.INT8) return Number;
  return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
}

/** A pool and a query builder on a server. A lost connection is replaced by the next query; nothing has to be done by hand. */
export function connectDatabase(url: string, options: { max?: number; onError?: (error: Error) => void } = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: typeParser as never },
    options: '-c timezone=Asia/Shanghai -c client_min_messages=warning',
  });
  // An idle connection that dies (server restarted) must not end the process.
  pool.on('error', (error) => options.onError?.(error));
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, url, stop: () => db.destroy() };
}

/** The database of a data folder: the private cluster, or the server that `databaseUrl` names. Callers cannot tell which. */
export async function openDatabase(options: {
  dataDir: string;
  databaseUrl?: string;
  unsafe?: boolean;
  onError?: (error: Error) => void;
}): Promise<OpenDatabase> {
  let embedded: EmbeddedDatabase | null = null;
  if (!options.databaseUrl) embedded = await startEmbedded({ dataDir: options.dataDir, unsafe: options.unsafe });
  const open = connectDatabase(options.databaseUrl ?? embedded!.url, { onError: options.onError });
  return {
    ...open,
    stop: async () => {
      await open.stop();
      await embedded?.stop();
    },
  };
}
