/** The server as our child process: started, watched, started again when it dies, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './place.ts';
import { isAlive } from './processes.ts';

const LOG_BYTES_KEPT = 10 << 20;
const PATIENCE_MS = 60_000;
const ATTEMPTS = 5;

interface State {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Reads `postmaster.pid`: pid, folder, start, port, socket folder, address, shared memory, status. */
export function readState(cluster: string): State | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : null;
  } catch {
    return null;
  }
}

/** Whether `pid` is a server on this cluster and not somebody who was given its number: its working folder is its data. */
export function serves(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    // Where there is no /proc a living process of that number is taken for the server.
    return !existsSync('/proc/self');
  }
}

/** Stops the server that a killed process left behind, and clears its stale pid file: it would refuse a second one. */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const state = readState(cluster);
  if (!state) return false;
  const orphan = serves(state.pid, cluster);
  if (orphan) await end(state.pid);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return orphan;
}

/** Fast shutdown; when it does not end in time an immediate one, from which it recovers at its next start. */
async function end(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(20))
      if (!isAlive(pid)) return;
  }
}

export interface PostmasterOptions {
  readonly place: Place;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly environment: NodeJS.ProcessEnv;
  /** Told when the server died by itself and when it runs again. */
  readonly onEvent?: (message: string) => void;
}

export class Postmaster {
  port = 0;
  readonly #options: PostmasterOptions;
  #child: ChildProcess | null = null;
  #stopping = false;
  /** A crash of ours must not leave the server running; a kill does, and the next start cleans up. */
  readonly #atExit = () => {
    this.#child?.kill('SIGINT');
  };

  constructor(options: PostmasterOptions) {
    this.#options = options;
  }

  /** @throws Error with the end of the server's log */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      this.port = await freePort();
      try {
        await this.#launch();
        break;
      } catch (error) {
        // The port was taken meanwhile, or memory of a killed server is still being given back.
        if (attempt === ATTEMPTS) throw error;
        await sleep(attempt * 200);
      }
    }
    process.on('exit', this.#atExit);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    process.off('exit', this.#atExit);
    const child = this.#child;
    this.#child = null;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null)
      await end(child.pid);
  }

  async #launch(): Promise<void> {
    const { place, settings, environment } = this.#options;
    const log = this.#openLog();
    const flags = Object.entries({ port: this.port, ...settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const child = spawn(join(place.bin, 'postgres'), ['-D', place.cluster, ...flags], {
      ...place.account,
      cwd: place.cluster,
      // A session of its own: Ctrl-C in the terminal reaches us, and we stop it in order.
      detached: true,
      stdio: ['ignore', log, log],
      env: environment,
    });
    closeSync(log);
    let failure: Error | null = null;
    child.once('error', (error) => {
      failure = error;
    });
    child.once('exit', (code, signal) => {
      failure ??= new Error(`postgres ended with ${code ?? signal}`);
      if (this.#child === child) void this.#revive();
    });
    // Recovery after a power cut may take minutes: only the end of the process is a failure.
    for (;;) {
      const state = readState(place.cluster);
      if (state?.ready && state.pid === child.pid) break;
      if (failure) throw new Error(`${(failure as Error).message}: ${this.#logTail()}`);
      await sleep(15);
    }
    child.unref();
    this.#child = child;
  }

  async #revive(): Promise<void> {
    this.#child = null;
    for (let pause = 200; !this.#stopping; pause = Math.min(pause * 2, 5_000)) {
      this.#options.onEvent?.('the embedded database ended by itself; starting it again');
      await sleep(pause);
      if (this.#stopping) return;
      try {
        await this.#launch();
        this.#options.onEvent?.('the embedded database runs again');
        if (this.#stopping) await this.stop();
        return;
      } catch (error) {
        this.#options.onEvent?.((error as Error).message);
      }
    }
  }

  get #logPath(): string {
    return `${this.#options.place.cluster}.log`;
  }

  #openLog(): number {
    const { account } = this.#options.place;
    if (existsSync(this.#logPath) && statSync(this.#logPath).size > LOG_BYTES_KEPT)
      renameSync(this.#logPath, `${this.#logPath}.1`);
    const file = openSync(this.#logPath, 'a', 0o640);
    if (account) chownSync(this.#logPath, account.uid, account.gid);
    return file;
  }

  #logTail(): string {
    return existsSync(this.#logPath)
      ? readFileSync(this.#logPath, 'utf8').trim().split('\n').slice(-3).join(' | ')
      : '';
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
