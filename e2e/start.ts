import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Started {
  readonly url: string;
  readonly gateway: number;
  readonly data: string;
  readonly pid: number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts the product as a user does, on fresh data, and waits until `ready` says so, two minutes at most. */
export async function startProduct(
  more: readonly string[],
  ready: (url: string) => Promise<boolean>,
): Promise<Started> {
  const data = mkdtempSync(join(tmpdir(), 'tarim-e2e-'));
  // For root: the account of the database passes through, and its cluster lies inside.
  chmodSync(data, 0o755);
  const [port, gateway] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const args = ['apps/cli/src/main.ts', 'serve', '--demo', ...more, '--data', data];
  const child = spawn(
    process.execPath,
    [...args, '--port', String(port), '--gateway-port', String(gateway)],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, TARIM_LOG: 'error' },
    },
  );
  for (let i = 0; i < 240; i++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    if (await ready(url).catch(() => false)) break;
    await new Promise((done) => setTimeout(done, 500));
  }
  return {
    url,
    gateway,
    data,
    pid: child.pid!,
    stop: async () => {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      // A test may have ended it before, when it was done with it.
      if (child.exitCode === null && child.signalCode === null) await gone;
      try {
        rmSync(readFileSync(join(data, 'pg.location'), 'utf8').trim(), { recursive: true, force: true });
      } catch {
        // An ordinary user's cluster is inside the folder.
      }
      rmSync(data, { recursive: true, force: true });
    },
  };
}
