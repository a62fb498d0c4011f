import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import { systemClock } from '@tarim/kernel';
import {
  type Context,
  lockDataDir,
  makeContext,
  migrate,
  type OpenDatabase,
  openDatabase,
} from '@tarim/platform';
import type { DemoRegistry } from '@tarim/registry/contract';
import { seedDemoRegistry } from '@tarim/registry/server';
import { usccCheckDigit } from '@tarim/science';
import { allModules } from '@tarim/server';
import { pino } from 'pino';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** A throw-away data folder, with the database elsewhere when root needs it so. */
export function scratchData(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'tarim-bench-'));
  return {
    dir,
    remove: () => {
      try {
        rmSync(readFileSync(join(dir, 'pg.location'), 'utf8').trim(), { recursive: true, force: true });
      } catch {
        // The cluster is inside the folder.
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Opens the folder's database in this process, with a context to work with; nothing else may run on it meanwhile. */
export async function withDatabase<T>(
  dataDir: string,
  body: (ctx: Context, database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const unlock = lockDataDir(dataDir);
  const database = await openDatabase({ dataDir, databaseUrl: process.env.DATABASE_URL });
  const config = {
    roles: new Set<never>(),
    dataDir,
    databaseUrl: '',
    host: '127.0.0.1',
    port: 0,
    gatewayPort: 0,
    demo: false,
    regionDir: '',
  };
  try {
    await migrate(database.db, allModules());
    const ctx = makeContext({
      database,
      config,
      log: pino({ level: 'silent' }),
      clock: systemClock,
      policy: makePolicy(),
    });
    return await body(ctx, database);
  } finally {
    await database.stop();
    unlock();
  }
}

/** Registers flue-gas outlets for these MNs. */
export async function registerOutlets(ctx: Context, mns: readonly string[]): Promise<void> {
  const first17 = '91650100MA7700000';
  const uscc = first17 + usccCheckDigit(first17)!;
  const unitPath = '/650000/650100/';
  const registry: DemoRegistry = {
    enterprises: [{ uscc, name: '压力测试企业（模拟）', unitPath }],
    points: mns.map((mn, index) => ({
      code: `LOAD-${index}`,
      name: `压力测试排放口 ${mn}`,
      kind: 'outlet-gas',
      unitPath,
      uscc,
      public: false,
    })),
    devices: mns.map((mn, index) => ({
      mn,
      pointCode: `LOAD-${index}`,
      edition: '2017',
      transport: 'tcp',
      rtdInterval: 60,
      minuteInterval: 1,
    })),
    parameters: [],
    limits: [],
  };
  await seedDemoRegistry(ctx, registry);
}

export interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly gateway: number;
}

/** Starts the product as a process of its own and waits until it is ready. */
export async function startServer(
  dataDir: string,
  port: number,
  gateway: number,
  extra: readonly string[] = [],
): Promise<Server> {
  const args = [
    'apps/cli/src/main.ts',
    'serve',
    '--data',
    dataDir,
    '--port',
    String(port),
    '--gateway-port',
    String(gateway),
    ...extra,
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, TARIM_LOG: 'fatal' },
  });
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return { child, url, gateway };
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the server did not become ready');
}

export async function stopServer(server: Server, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (server.child.exitCode !== null || server.child.signalCode !== null) return;
  const gone = new Promise((done) => server.child.once('exit', done));
  server.child.kill(signal);
  await gone;
}
