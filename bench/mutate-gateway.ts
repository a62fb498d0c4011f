/**
 * Damaged frames over real sockets through the gateway into a real log, beside a device that behaves: it must lose nothing,
 * get every answer, and wait no longer than so many times what it waits alone. The gateway's memory must not grow.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { systemClock } from '@tarim/kernel';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { DeviceDirectory, KnownDevice } from '../modules/telemetry/server/devices/directory.ts';
import { ConnectionBook } from '../modules/telemetry/server/gateway/connections.ts';
import { TcpGateway } from '../modules/telemetry/server/gateway/gateway.ts';
import { DEFAULT_LIMITS } from '../modules/telemetry/server/gateway/limits.ts';
import { gatewayMetrics } from '../modules/telemetry/server/gateway/metrics.ts';
import { PendingBytes } from '../modules/telemetry/server/gateway/pending-bytes.ts';
import { Guesses } from '../modules/telemetry/server/gateway/proof.ts';
import { Turns } from '../modules/telemetry/server/gateway/turns.ts';
import { UnknownMns } from '../modules/telemetry/server/gateway/unknown-mns.ts';
import { SegmentFileLog } from '../modules/telemetry/server/log/segment-files.ts';
import { parseSm4Key, peekHeader } from '../packages/hj212/src/index.ts';
import { heldMiB } from './decoder-corpus.ts';
import { Mutator } from './mutations.ts';

const GOOD = 'FFFFFFFFFFFFFFFFFFFFFFFF';
const CONNECTIONS = 40;
const ALONE_MS = 3_000;
/** The middle of its answers may take so many times as long as alone; none as long as a logger waits before it sends again. */
export const MOST_TIMES = 40;
const OVER_TIME_MS = 10_000;
const MOST_GROWTH_MIB = 48;

export interface GatewayRun {
  readonly frames: number;
  readonly sent: number;
  readonly bytes: number;
  readonly opened: number;
  readonly results: Record<string, number>;
  readonly closed: Record<string, number>;
  readonly heldMiB: [number, number];
  readonly mostUnread: number;
  readonly mostPending: number;
  readonly good: { answered: number; kept: number; alone: Times; beside: Times; times: number };
  readonly seconds: number;
}
interface Times {
  readonly median: number;
  readonly p99: number;
  readonly most: number;
}

export function timesOf(ms: readonly number[]): Times {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
  return { median: at(0.5), p99: at(0.99), most: at(1) };
}

/** Registered devices: those of the corpus, with a key, and the good one with its password. */
function directoryOf(seed: number, key: Uint8Array): DeviceDirectory {
  const known = new Map<string, KnownDevice>();
  const add = (mn: string, password: string | null) =>
    known.set(mn, {
      ...{ id: 1, mn, pointId: 1, unitPath: '/', edition: '2017', transport: 'tcp', password },
      ...{ passwordLost: false, sm4Key: password === null ? key : null },
    } as KnownDevice);
  for (const frame of new Mutator(seed, key).frames) add(peekHeader(frame).mn!, null);
  add(GOOD, '123456');
  const get = (mn: string | null) => known.get(mn ?? '') ?? null;
  return { prepare: async () => {}, get, generation: 0 } as unknown as DeviceDirectory;
}

async function countsOf(registry: Registry, name: string): Promise<Record<string, number>> {
  const { values } = await registry.getSingleMetric(name)!.get();
  return Object.fromEntries(values.map((one) => [String(Object.values(one.labels)[0]), one.value]));
}
const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, n) => sum + n, 0);

export async function throughGateway(wanted: number, seed: number, key: string): Promise<GatewayRun> {
  const dir = await mkdtemp(join(tmpdir(), 'tarim-mutate-'));
  const log = await SegmentFileLog.open({ dir });
  const registry = new Registry();
  const book = new ConnectionBook();
  const directory = directoryOf(seed, parseSm4Key(key)!);
  const pending = new PendingBytes(DEFAULT_LIMITS.pendingBytesInAll);
  const gateway = new TcpGateway({
    ...{ log, directory, book, pending },
    unknown: new UnknownMns(),
    guesses: new Guesses(() => 0),
    turns: new Turns(),
    limits: { ...DEFAULT_LIMITS, firstFrameMs: 2_000, unreadMs: 2_000 },
    metrics: gatewayMetrics(registry, book, pending),
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    onFrame: () => {},
  });
  const port = await gateway.listen(0, '127.0.0.1');
  const peer = (kind: 'flood' | 'device') => {
    const workerData = { kind, port, seed, connections: CONNECTIONS, mn: GOOD, key };
    const worker = new Worker(new URL('./mutate-peers.ts', import.meta.url), { workerData });
    worker.on('error', (error) => {
      throw error;
    });
    return worker;
  };
  const asked = async (worker: Worker, question: string) => {
    worker.postMessage(question);
    const [answer] = await once(worker, 'message');
    return answer;
  };
  const begun = process.hrtime.bigint();
  const good = peer('device');
  const bad = peer('flood');
  await new Promise((done) => setTimeout(done, ALONE_MS));
  const alone = timesOf((await asked(good, 'times')).times.slice(20));
  bad.postMessage('go');
  let first = 0;
  let mostUnread = 0;
  let mostPending = 0;
  for (let frames = 0; frames < wanted; ) {
    await new Promise((done) => setTimeout(done, 20));
    mostUnread = Math.max(mostUnread, book.unreadBytes);
    mostPending = Math.max(mostPending, pending.used);
    frames = total(await countsOf(registry, 'tarim_gateway_frames_total'));
    if (first === 0 && frames >= wanted / 10) first = heldMiB();
  }
  const disturbed = await asked(good, 'times');
  const flood = await asked(bad, 'stop');
  const last = await asked(good, 'stop');
  const held = heldMiB();
  const results = await countsOf(registry, 'tarim_gateway_frames_total');
  const closed = await countsOf(registry, 'tarim_gateway_closed_total');
  await gateway.close();
  await Promise.all([good.terminate(), bad.terminate()]);
  const kept = await keptOf(log);
  await log.close();
  await rm(dir, { recursive: true, force: true });
  const beside = timesOf([...disturbed.times, ...last.times]);
  const times = Number((beside.median / alone.median).toFixed(1));
  const answered: number = last.sent;
  if (last.closed) throw new Error('the connection of the device that behaves was closed');
  if (kept !== answered)
    throw new Error(`the good device was answered ${answered} times, kept are ${kept} frames`);
  if (held - first > MOST_GROWTH_MIB) throw new Error(`memory grew from ${first} to ${held} MiB`);
  if (beside.most > OVER_TIME_MS) throw new Error(`an answer took ${beside.most} ms`);
  if (times > MOST_TIMES) throw new Error(`the good device waited ${times} times as long as alone`);
  return {
    ...{
      frames: total(results),
      sent: flood.sent,
      bytes: flood.bytes,
      opened: flood.opened,
      results,
      closed,
    },
    ...{ heldMiB: [first, held] as [number, number], mostUnread, mostPending },
    good: { answered, kept, alone, beside, times },
    seconds: Number((Number(process.hrtime.bigint() - begun) / 1e9).toFixed(1)),
  };
}

/** Frames of the good device in the log: each once. */
async function keptOf(log: SegmentFileLog): Promise<number> {
  const seen = new Set<string>();
  for (let at = 0; ; ) {
    const { entries, next } = await log.read(at, 1 << 20);
    if (entries.length === 0) return seen.size;
    for (const { payload } of entries) {
      const { mn, qn } = peekHeader(payload);
      if (mn !== GOOD) continue;
      if (seen.has(qn!)) throw new Error(`${qn} was kept twice`);
      seen.add(qn!);
    }
    at = next;
  }
}
