import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFrame, encodeFrame, FrameReader } from '@tarim/hj212';
import { systemClock } from '@tarim/kernel';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { onTestFinished } from 'vitest';
import type { DeviceDirectory, KnownDevice } from '../devices/directory.ts';
import { SegmentFileLog } from '../log/segment-files.ts';
import { ConnectionBook } from './connections.ts';
import { TcpGateway } from './gateway.ts';
import { DEFAULT_LIMITS, type GatewayLimits } from './limits.ts';
import { gatewayMetrics } from './metrics.ts';
import { PendingBytes } from './pending-bytes.ts';
import { Guesses } from './proof.ts';
import { Turns } from './turns.ts';
import { UnknownMns } from './unknown-mns.ts';

export const MN = '010000A8900016F000169DC0';

export function knownDevice(mn: string, more: Partial<KnownDevice> = {}): KnownDevice {
  return {
    id: 1,
    mn,
    pointId: 1,
    unitPath: '/650000/',
    edition: '2017',
    transport: 'tcp',
    password: '123456',
    passwordLost: false,
    sm4Key: null,
    ...more,
  };
}

/** A gateway on a real socket and a real log, with the devices it is told, and nothing behind it. */
export async function gatewayOn(
  options: { limits?: Partial<GatewayLimits>; devices?: readonly KnownDevice[] } = {},
) {
  const dir = await mkdtemp(join(tmpdir(), 'gateway-'));
  const state = { full: false, slowMs: 0 };
  const log = await SegmentFileLog.open({
    dir,
    sync: async (file) => {
      if (state.full) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      if (state.slowMs) await new Promise((resolve) => setTimeout(resolve, state.slowMs));
      await file.datasync();
    },
  });
  const devices = new Map((options.devices ?? []).map((one) => [one.mn, one]));
  const directory = {
    prepare: async () => {},
    get: (mn: string | null) => devices.get(mn ?? '') ?? null,
    generation: 0,
  } as unknown as DeviceDirectory;
  const book = new ConnectionBook();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const pending = new PendingBytes(limits.pendingBytesInAll);
  const registry = new Registry();
  /** What was handed on as said by a device that proved itself. */
  const heard: string[] = [];
  const gateway = new TcpGateway({
    log,
    directory,
    book,
    limits,
    pending,
    unknown: new UnknownMns(),
    guesses: new Guesses(() => directory.generation),
    turns: new Turns(),
    metrics: gatewayMetrics(registry, book, pending),
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    onFrame: (_frame, header, mn) => void heard.push(`${mn} ${header.cn} ${header.qn}`),
  });
  const port = await gateway.listen(0, '127.0.0.1');
  const sockets: Socket[] = [];
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await gateway.close();
    await log.close();
    await rm(dir, { recursive: true });
  });

  /** A peer that notes the answers it gets. */
  async function device(from?: { reads: false }) {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => {});
    await once(socket, 'connect');
    const got: string[] = [];
    if (from?.reads === false) socket.pause();
    else {
      const reader = new FrameReader();
      socket.on('data', (chunk: Buffer) => {
        for (const frame of reader.push(chunk)) {
          const decoded = decodeFrame(frame);
          got.push(`${decoded.cn} ${decoded.qn}`);
        }
      });
    }
    return {
      socket,
      answers: () => got,
      answer: async (count: number) => {
        await until(() => got.length >= count, 2_000).catch(() => {});
        return got;
      },
      closed: () => until(() => socket.destroyed || socket.closed, 10_000),
    };
  }

  return {
    ...{ book, devices, directory, gateway, heard, log, pending, registry, state, device },
    logged: async (): Promise<string[]> => {
      const { entries } = await log.read(0, 1 << 22);
      return entries.map((entry) => Buffer.from(entry.payload).toString('latin1'));
    },
    counted: async (name: string, labels: object): Promise<number> => {
      const metric = await registry.getSingleMetric(name)!.get();
      const wanted = JSON.stringify(labels);
      return metric.values.find((one) => JSON.stringify(one.labels) === wanted)?.value ?? 0;
    },
  };
}

export async function until(condition: () => boolean, ms = 5_000): Promise<void> {
  for (const end = Date.now() + ms; !condition(); ) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function upload(qn: string, more: { answer?: boolean; mn?: string; pw?: string } = {}): Uint8Array {
  return encodeFrame({
    edition: '2017',
    qn,
    st: '31',
    cn: '2011',
    pw: more.pw ?? '123456',
    mn: more.mn ?? MN,
    answer: more.answer ?? true,
    dataTime: Date.UTC(2026, 10, 24, 4),
    items: [{ code: 'a21026', attrs: { Rtd: 12.5, Flag: 'N' } }],
  });
}

/** Request number of the n-th frame of a test. */
export const qn = (n: number): string => `202611241200${String(n).padStart(5, '0')}`;
