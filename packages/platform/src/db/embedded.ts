import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { TarimError } from '@tarim/kernel';
import pg from 'pg';
import { platformErrors } from '../errors.ts';
import { type Account, databaseAccount, nativeDir, sharedBinaries, sharedCluster } from './binaries.ts';
import { processStart } from './data-dir-lock.ts';

export interface EmbeddedDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Only for tests: no durability, faster. */
  readonly unsafe?: boolean;
}

const START_MS = 60_000;

interface Place {
  readonly bin: string;
  readonly cluster: string;
  readonly account: Account | null;
}

function placeOf(dataDir: string): Place {
  const native = nativeDir();
  const account = databaseAccount();
  if (!account) return { bin: join(native, 'bin'), cluster: join(dataDir, 'pg'), account };
  const cluster = sharedCluster(resolve(dataDir));
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'pg.location'), `${cluster}\n`);
  return { bin: join(sharedBinaries(native), 'bin'), cluster, account };
}

/**
 * Starts the private PostgreSQL cluster of a data folder: made at the first start, found again later, recovered after a
 * kill. A postmaster that outlived its killed parent is stopped first. The caller holds the data folder's lock.
 * @throws TarimError DATABASE_START_FAILED
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const place = placeOf(options.dataDir);
  const password = passwordOf(options.dataDir);
  try {
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) create(place, password);
    await stopOrphan(place.cluster);
    const port = await freePort();
    const server = launch(place, port, options.unsafe ?? false);
    const url = `postgresql://tarim:${password}@127.0.0.1:${port}/postgres`;
    await answers(url, server);
    return { url, stop: () => stop(server.child) };
  } catch (error) {
    if (error instanceof TarimError) throw error;
    throw new TarimError(platformErrors.databaseStart, { reason: reasonOf(error, place) }, { cause: error });
  }
}

function reasonOf(error: unknown, place: Place): string {
  const log = join(place.cluster, '..', `${place.cluster.split('/').at(-1)}.log`);
  const tail = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ') : '';
  return `${(error as Error).message} ${tail}`.trim();
}

function passwordOf(dataDir: string): string {
  const dir = join(dataDir, 'keys');
  const path = join(dir, 'database.password');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

function own(path: string, account: Account | null): void {
  if (account) chownSync(path, account.uid, account.gid);
}

function create(place: Place, password: string): void {
  // Made beside and renamed when complete: a creation that was killed half-way is never taken for a cluster.
  const part = `${place.cluster}.part`;
  const secret = `${place.cluster}.pw`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true, mode: 0o700 });
  own(part, place.account);
  writeFileSync(secret, password, { mode: 0o600 });
  own(secret, place.account);
  try {
    const args = ['-D', part, '-U', 'tarim', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C'];
    execFileSync(join(place.bin, 'initdb'), args, { ...place.account, cwd: part, stdio: 'pipe', env: environment(place) });
    renameSync(part, place.cluster);
  } finally {
    rmSync(secret, { force: true });
  }
}

function environment(place: Place): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LD_LIBRARY_PATH: join(place.bin, '..', 'lib'), LC_ALL: 'C', TZ: 'Asia/Shanghai', HOME: place.cluster };
}

/** Stops the postmaster of a process that was killed: it would refuse a second one on the same data. */
async function stopOrphan(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
  const isPostgres = () => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster);
    } catch {
      return false;
    }
  };
  if (pid > 0 && isPostgres() && processStart(pid) !== null) {
    process.kill(pid, 'SIGINT');
    for (let i = 0; i < 300 && isPostgres(); i++) await new Promise((done) => setTimeout(done, 50));
    if (isPostgres()) process.kill(pid, 'SIGKILL');
    await new Promise((done) => setTimeout(done, 100));
  }
  rmSync(path, { force: true });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

type Child = ReturnType<typeof spawn>;

function launch(place: Place, port: number, unsafe: boolean): { child: Child; died: () => number | null } {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'Asia/Shanghai',
    max_connections: 100,
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    jit: 'off',
    log_timezone: 'Asia/Shanghai',
    ...(unsafe ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const args = ['-D', place.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = `${place.cluster}.log`;
  const out = openSync(log, 'a', 0o640);
  // A group of its own: Ctrl-C in the terminal reaches us, and we stop it in order.
  const child = spawn(join(place.bin, 'postgres'), args, { ...place.account, cwd: place.cluster, detached: true, stdio: ['ignore', out, out], env: environment(place) });
  let code: number | null = null;
  child.once('exit', (exit, signal) => {
    code = exit ?? (signal ? 1 : 0);
  });
  return { child, died: () => code };
}

async function answers(url: string, server: { child: Child; died: () => number | null }): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until; ) {
    if (server.died() !== null) throw new Error(`postgres ended with ${server.died()}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.query('select 1');
      await client.end();
      return;
    } catch {
      await client.end().catch(() => {});
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  throw new Error('postgres did not answer');
}

async function stop(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGINT');
  const hard = setTimeout(() => child.kill('SIGQUIT'), 20_000);
  await gone;
  clearTimeout(hard);
}
