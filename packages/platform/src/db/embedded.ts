import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import { platformErrors } from '../errors.ts';
import type { Account } from './binaries.ts';
import { clusterOf, type Place, placeOf, rememberPlace } from './place.ts';
import { Postmaster, readState, serves, stopOrphan } from './postmaster.ts';

export interface EmbeddedDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Only for tests: no durability, faster. */
  readonly unsafe?: boolean;
  /** Told what happens to the server: an orphan found, a death and its repair. */
  readonly onEvent?: (message: string) => void;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  max_connections: 120,
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // No replica hangs on a private cluster: the smallest log, and bulk loads may skip it.
  wal_level: 'minimal',
  max_wal_senders: 0,
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
};
const UNSAFE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
};

/**
 * Starts the private PostgreSQL cluster of a data folder: made at the first start, found again later, recovered after a
 * kill. A postmaster that outlived its killed parent is stopped first; one that dies is started again on the same port.
 * The caller holds the data folder's lock.
 * @throws TarimError DATABASE_START_FAILED, DATABASE_MISSING, DATABASE_OWNER, DATABASE_PASSWORD_MISSING
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  try {
    const place = await placeOf(options.dataDir);
    const exists = existsSync(join(place.cluster, 'PG_VERSION'));
    const password = passwordOf(options.dataDir, exists);
    if (!exists) create(place, password, options.unsafe ?? false);
    rememberPlace(options.dataDir, place.cluster);
    if (await stopOrphan(place.cluster))
      options.onEvent?.('a database server left behind by a killed process was stopped');
    const server = new Postmaster({
      place,
      settings: { ...SETTINGS, ...(options.unsafe ? UNSAFE : {}) },
      environment: environment(place),
      onEvent: options.onEvent,
    });
    await server.start();
    return { url: urlOf(password, server.port), stop: () => server.stop() };
  } catch (error) {
    if (error instanceof TarimError) throw error;
    throw new TarimError(
      platformErrors.databaseStart,
      { reason: (error as Error).message },
      { cause: error },
    );
  }
}

/** Connection string of the cluster that a running process serves from this data folder; null when none does. For the command line. */
export function runningEmbedded(dataDir: string): string | null {
  const cluster = clusterOf(dataDir);
  const state = readState(cluster);
  if (!state?.ready || !serves(state.pid, cluster)) return null;
  return urlOf(passwordOf(dataDir, true), state.port);
}

function urlOf(password: string, port: number): string {
  return `postgresql://tarim:${password}@127.0.0.1:${port}/postgres`;
}

function passwordOf(dataDir: string, mustExist: boolean): string {
  const dir = join(dataDir, 'keys');
  const path = join(dir, 'database.password');
  if (!existsSync(path)) {
    if (mustExist) throw new TarimError(platformErrors.databasePassword, { file: path });
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(path, 'utf8').trim();
}

function own(path: string, account: Account | null): void {
  if (account) chownSync(path, account.uid, account.gid);
}

function create(place: Place, password: string, unsafe: boolean): void {
  // Made beside and renamed when complete: a creation that was killed half-way is never taken for a cluster.
  const part = `${place.cluster}.part`;
  const secret = `${place.cluster}.pw`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true, mode: 0o700 });
  own(part, place.account);
  writeFileSync(secret, password, { mode: 0o600 });
  own(secret, place.account);
  try {
    const args = [
      '-D',
      part,
      '-U',
      'tarim',
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
      '-E',
      'UTF8',
      '--no-instructions',
    ];
    // The provider inside PostgreSQL: one order and one notion of letters on every system, whatever locales it has.
    args.push(
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(unsafe ? ['--no-sync'] : []),
    );
    execFileSync(join(place.bin, 'initdb'), args, {
      ...place.account,
      cwd: part,
      stdio: 'pipe',
      env: environment(place),
    });
    renameSync(part, place.cluster);
  } finally {
    rmSync(secret, { force: true });
    rmSync(part, { recursive: true, force: true });
  }
}

/** Nothing else of our environment (connection settings, secrets) goes to the server. */
function environment(place: Place): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LD_LIBRARY_PATH: join(place.bin, '..', 'lib'),
    LC_ALL: 'C',
    TZ: 'Asia/Shanghai',
    HOME: place.cluster,
  };
}
