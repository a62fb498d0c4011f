import { setTimeout as sleep } from 'node:timers/promises';
import { TarimError } from '@tarim/kernel';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { platformErrors } from '../errors.ts';
import type { Db } from '../module.ts';
import { isDatabaseAway } from './away.ts';
import { countChanges } from './changes.ts';
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts';

export interface OpenDatabase {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly url: string;
  stop(): Promise<void>;
}

const DATE_ARRAY = 1182;
const INT8_ARRAY = 1016;
const FLOAT8_ARRAY = 1022;
const TEXT_ARRAY = 1009;
const anyTexts = pg.types.getTypeParser(TEXT_ARRAY as never) as (value: string) => (string | null)[];

/** Arrays of numbers and of plain words are split, not parsed: records are made of them. */
const parts = (value: string): string[] => (value === '{}' ? [] : value.slice(1, -1).split(','));
const texts = (value: string): (string | null)[] =>
  /["\\]|^\{\{|^\[/.test(value) ? anyTexts(value) : parts(value).map((one) => (one === 'NULL' ? null : one));
const anyFloats = pg.types.getTypeParser(FLOAT8_ARRAY as never) as (value: string) => (number | null)[];
const floats = (value: string): (number | null)[] =>
  value.charCodeAt(0) === 0x5b || value.charCodeAt(1) === 0x7b
    ? anyFloats(value)
    : parts(value).map((one) => (one === 'NULL' ? null : Number(one)));

/**
 * bigint as number: our counters and log positions stay below 2^53. A date stays `YYYY-MM-DD`: as a Date it would move
 * with the machine's zone. numeric stays text, which is exact.
 */
const PARSERS = new Map<number, (value: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [INT8_ARRAY, (value) => texts(value).map((one) => (one === null ? null : Number(one)))],
  [pg.types.builtins.DATE, (value) => value],
  [DATE_ARRAY, texts],
  [TEXT_ARRAY, texts],
  [FLOAT8_ARRAY, floats],
]);

function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const own = format === 'binary' ? undefined : PARSERS.get(oid);
  if (own) return own;
  return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
}

/** A pool and a query builder on a server. A lost connection is replaced by the next query; nothing has to be done by hand. */
export function connectDatabase(
  url: string,
  options: { max?: number; onError?: (error: Error) => void } = {},
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'tarim',
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: typeParser as never },
    options: '-c timezone=Asia/Shanghai -c jit=off -c client_min_messages=warning',
  });
  // An idle connection that dies (server restarted) must not end the process.
  pool.on('error', (error) => options.onError?.(error));
  // Nor one that dies while it is lent out and idle between two queries: the next query tells.
  pool.on('connect', (client) => client.on('error', (error) => options.onError?.(error)));
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  countChanges(db, pool);
  return { db, pool, url, stop: () => db.destroy() };
}

const WAIT_MS = 60_000;

/** Waits for a server that is still coming up; refuses one that is too old. */
async function awaitServer(db: Db, onEvent?: (message: string) => void): Promise<void> {
  for (const until = Date.now() + WAIT_MS; ; ) {
    try {
      const { rows } = await sql<{ number: number; version: string }>`
        select current_setting('server_version_num')::int as number, current_setting('server_version') as version`.execute(
        db,
      );
      if (rows[0]!.number < 150_000)
        throw new TarimError(platformErrors.databaseOld, { version: rows[0]!.version });
      return;
    } catch (error) {
      if (!isDatabaseAway((error as { code?: string }).code, error) || Date.now() > until) throw error;
      onEvent?.('waiting for the database server');
      await sleep(1_000);
    }
  }
}

/** The database of a data folder: the private cluster, or the server that `databaseUrl` names. Callers cannot tell which. */
export async function openDatabase(options: {
  dataDir: string;
  databaseUrl?: string;
  unsafe?: boolean;
  onError?: (error: Error) => void;
  onEvent?: (message: string) => void;
}): Promise<OpenDatabase> {
  let embedded: EmbeddedDatabase | null = null;
  if (!options.databaseUrl) embedded = await startEmbedded(options);
  const open = connectDatabase(options.databaseUrl || embedded!.url, { onError: options.onError });
  try {
    await awaitServer(open.db, options.onEvent);
  } catch (error) {
    await open.stop();
    await embedded?.stop();
    throw error;
  }
  return {
    ...open,
    stop: async () => {
      await open.stop();
      await embedded?.stop();
    },
  };
}
