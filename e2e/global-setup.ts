import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts the product as a user does, on fresh data, and waits until air quality has been judged. */
export default async function setup(): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'tarim-e2e-'));
  const [port, gateway] = [await freePort(), await freePort()];
  const args = [
    'apps/cli/src/main.ts',
    'serve',
    '--demo',
    '--data',
    data,
    '--port',
    String(port),
    '--gateway-port',
    String(gateway),
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, TARIM_LOG: 'error' },
  });
  process.env.TARIM_E2E_URL = `http://127.0.0.1:${port}`;
  process.env.TARIM_E2E_GATEWAY = String(gateway);
  process.env.TARIM_E2E_DATA = data;
  const judged = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/portal/air/now`).catch(() => null);
    if (!answer?.ok) return false;
    const { cities } = (await answer.json()) as { cities: { aqi: number | null }[] };
    return cities.filter((city) => city.aqi !== null).length > 10;
  };
  for (let i = 0; i < 240; i++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    if (await judged()) break;
    await new Promise((done) => setTimeout(done, 500));
  }
  return async () => {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
    try {
      rmSync(readFileSync(join(data, 'pg.location'), 'utf8').trim(), { recursive: true, force: true });
    } catch {
      // An ordinary user's cluster is inside the folder.
    }
    rmSync(data, { recursive: true, force: true });
  };
}
