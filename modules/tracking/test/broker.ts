import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const PATH = `${process.env.PATH ?? ''}:/usr/sbin`;

/** Whether the machine has a program of Mosquitto; without it a test skips loudly, and fails where nothing may be left out. */
export function hasMosquitto(): boolean {
  const there = spawnSync('mosquitto_pub', ['--version'], { env: { PATH } }).error === undefined;
  const server = spawnSync('mosquitto', ['-h'], { env: { PATH } }).error === undefined;
  if (there && server) return true;
  const reason = 'mosquitto or mosquitto-clients is not installed: MQTT of source terminals is not tested';
  if (process.env.CI === 'true') throw new Error(reason);
  console.warn(reason);
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** Mosquitto on a loopback port, as long as the test lasts. */
export async function mosquitto() {
  const dir = mkdtempSync(join(tmpdir(), 'tarim-mosquitto-'));
  const port = await freePort();
  const file = join(dir, 'mosquitto.conf');
  writeFileSync(file, `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
  const child = spawn('mosquitto', ['-c', file], { stdio: 'ignore', env: { PATH } });
  onTestFinished(() => {
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  });
  const answers = () =>
    new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        done(true);
      });
      socket.on('error', () => done(false));
    });
  while (!(await answers())) await new Promise((done) => setTimeout(done, 20));
  return {
    url: `mqtt://127.0.0.1:${port}`,
    /** Published by another client than ours, QoS 1; resolves when the broker has it. */
    publish: async (topic: string, payload: string | Uint8Array): Promise<void> => {
      const args = ['-h', '127.0.0.1', '-p', String(port), '-q', '1', '-t', topic, '-s'];
      const client = spawn('mosquitto_pub', args, { stdio: ['pipe', 'ignore', 'inherit'], env: { PATH } });
      client.stdin.end(payload);
      const code = await new Promise((done) => client.on('exit', done));
      if (code !== 0) throw new Error(`mosquitto_pub ended with ${code}`);
    },
  };
}
