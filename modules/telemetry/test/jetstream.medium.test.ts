import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectTcp, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { JetStreamLog } from '../server/log/jetstream.ts';
import type { LogEntry, StoredEntry } from '../server/log/port.ts';

const there = spawnSync('nats-server', ['--version']).status === 0;
if (!there) {
  const message = 'nats-server is not on this machine: the JetStream log is not tested';
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(`!! SKIPPED: ${message}`);
}

const nodes: { process: ChildProcess; client: number }[] = [];
let home: string;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const socket = connectTcp(port, '127.0.0.1');
    const ok = await new Promise<boolean>((resolve) =>
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false)),
    );
    socket.destroy();
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no server on port ${port}`);
}

beforeAll(async () => {
  if (!there) return;
  home = await mkdtemp(join(tmpdir(), 'nats-'));
  const ports = await Promise.all(Array.from({ length: 6 }, freePort));
  const routes = ports
    .slice(3)
    .map((port) => `nats://127.0.0.1:${port}`)
    .join(',');
  for (let i = 0; i < 3; i++) {
    const args = [
      '-a',
      '127.0.0.1',
      '-p',
      String(ports[i]),
      '-js',
      '-sd',
      join(home, String(i)),
      '-n',
      `node${i}`,
    ];
    const cluster = [
      '--cluster_name',
      'tarim',
      '--cluster',
      `nats://127.0.0.1:${ports[3 + i]}`,
      '--routes',
      routes,
    ];
    nodes.push({
      process: spawn('nats-server', [...args, ...cluster], { stdio: 'ignore' }),
      client: ports[i]!,
    });
  }
  await Promise.all(nodes.map((node) => answers(node.client)));
});

afterAll(async () => {
  for (const node of nodes) node.process.kill('SIGKILL');
  if (home) await rm(home, { recursive: true, force: true });
});

const entry = (text: string): LogEntry => ({
  receivedAt: 1_700_000_000_000,
  transport: 'tcp',
  kind: 'frame',
  remote: 'x',
  payload: Buffer.from(text),
});
const texts = (entries: readonly { payload: Uint8Array }[]) =>
  entries.map((one) => Buffer.from(one.payload).toString());

/** All entries up to one, read as the projector reads: a failed read is tried again at the same position. */
async function readTo(log: JetStreamLog, last: number): Promise<StoredEntry[]> {
  const all: StoredEntry[] = [];
  const deadline = Date.now() + 40_000;
  for (let at = 0; at <= last; ) {
    const read = await log.read(at, 1 << 20).catch(() => null);
    if (read && read.entries.length > 0) {
      all.push(...read.entries);
      at = read.next;
    } else {
      if (Date.now() > deadline) throw new Error(`the log could not be read behind ${at}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  return all;
}

test.skipIf(!there)(
  'three nodes: what was acknowledged is read in order, also after a node was killed',
  { timeout: 120_000 },
  async () => {
    const servers = nodes.map((node) => `127.0.0.1:${node.client}`).join(',');
    let log: JetStreamLog | null = null;
    // The cluster elects its leader for a moment after its start.
    for (let i = 0; i < 60 && !log; i++) {
      log = await JetStreamLog.open({ servers, replicas: 3 }).catch(() => null);
      if (!log) await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const [first, , third] = await log!.append([entry('one'), entry('two'), entry('three')]);
    expect(texts(await readTo(log!, third!))).toEqual(['one', 'two', 'three']);
    expect(texts([(await log!.readAt(first!))!])).toEqual(['one']);

    nodes[2]!.process.kill('SIGKILL');
    let acknowledged: number[] | null = null;
    for (let i = 0; i < 40 && !acknowledged; i++) {
      acknowledged = await log!.append([entry('after the kill')]).catch(() => null);
      if (!acknowledged) await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(acknowledged).toHaveLength(1);
    const all = texts(await readTo(log!, acknowledged![0]!));
    expect(all.slice(0, 3)).toEqual(['one', 'two', 'three']);
    expect(all).toContain('after the kill');
    await log!.close();
  },
);
