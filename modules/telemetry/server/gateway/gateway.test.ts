import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFrame, encodeFrame, FrameReader } from '@tarim/hj212';
import { systemClock } from '@tarim/kernel';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceDirectory } from '../devices/directory.ts';
import { SegmentFileLog } from '../log/segment-files.ts';
import { ConnectionBook } from './connections.ts';
import { TcpGateway } from './gateway.ts';
import { DEFAULT_LIMITS, type GatewayLimits } from './limits.ts';
import { gatewayMetrics } from './metrics.ts';

const MN = '010000A8900016F000169DC0';
let dir: string;
let full: boolean;
let log: SegmentFileLog;
let gateway: TcpGateway;
let port: number;
const sockets: Socket[] = [];

async function open(limits: Partial<GatewayLimits> = {}): Promise<void> {
  dir = await mkdtemp(join(tmpdir(), 'gateway-'));
  full = false;
  log = await SegmentFileLog.open({
    dir,
    sync: async (file) => {
      if (full) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      await file.datasync();
    },
  });
  const nobody = { prepare: async () => {}, get: () => null, forget: () => {} } as unknown as DeviceDirectory;
  const book = new ConnectionBook();
  gateway = new TcpGateway({
    log,
    directory: nobody,
    book,
    limits: { ...DEFAULT_LIMITS, ...limits },
    metrics: gatewayMetrics(new Registry(), () => book.size),
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    onFrame: () => {},
  });
  port = await gateway.listen(0, '127.0.0.1');
}

beforeEach(() => open());
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await gateway.close();
  await log.close();
  await rm(dir, { recursive: true });
});

async function device(): Promise<{
  socket: Socket;
  answers: () => string[];
  answer: (count: number) => Promise<string[]>;
}> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  await once(socket, 'connect');
  const reader = new FrameReader();
  const got: string[] = [];
  socket.on('data', (chunk: Buffer) => {
    for (const frame of reader.push(chunk)) {
      const decoded = decodeFrame(frame);
      got.push(`${decoded.cn} ${decoded.qn}`);
    }
  });
  const answer = async (count: number) => {
    for (let i = 0; i < 200 && got.length < count; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return got;
  };
  return { socket, answers: () => got, answer };
}

function upload(qn: string, answer = true): Uint8Array {
  return encodeFrame({
    edition: '2017',
    qn,
    st: '31',
    cn: '2011',
    pw: '123456',
    mn: MN,
    answer,
    dataTime: Date.UTC(2026, 10, 24, 4),
    items: [{ code: 'a21026', attrs: { Rtd: 12.5, Flag: 'N' } }],
  });
}

async function logged(): Promise<string[]> {
  const { entries } = await log.read(0, 1 << 20);
  return entries.map((entry) => Buffer.from(entry.payload).toString('latin1'));
}

test('a frame is answered with its own number, and only after it is in the log', async () => {
  const { socket, answer } = await device();
  socket.write(upload('20261124120000001'));
  expect(await answer(1)).toEqual(['9014 20261124120000001']);
  expect(await logged()).toEqual([Buffer.from(upload('20261124120000001')).toString('latin1')]);
});

test('a frame that arrives byte by byte and one without the wish for an answer', async () => {
  const { socket, answer, answers } = await device();
  for (const byte of upload('20261124120000002', false)) socket.write(Buffer.of(byte));
  socket.write(upload('20261124120000003'));
  expect(await answer(1)).toEqual(['9014 20261124120000003']);
  expect(await logged()).toHaveLength(2);
  expect(answers()).toHaveLength(1);
});

test('a wrong CRC is kept and not answered', async () => {
  const { socket, answer } = await device();
  const broken = Buffer.from(upload('20261124120000004'));
  broken[20] = broken[20] === 0x30 ? 0x31 : 0x30;
  socket.write(broken);
  socket.write(upload('20261124120000005'));
  expect(await answer(1)).toEqual(['9014 20261124120000005']);
  expect(await logged()).toHaveLength(2);
});

test('on a full disk nothing is answered; when there is room again a resend is', async () => {
  const { socket, answer, answers } = await device();
  full = true;
  socket.write(upload('20261124120000006'));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(answers()).toEqual([]);
  full = false;
  socket.write(upload('20261124120000006'));
  expect(await answer(1)).toEqual(['9014 20261124120000006']);
  expect(await logged()).toHaveLength(1);
});

test('rubbish closes the connection that sends it and no other', async () => {
  const good = await device();
  const bad = await device();
  const closed = new Promise((resolve) => bad.socket.once('close', resolve));
  bad.socket.write(Buffer.alloc(2 << 20, 'rubbish '));
  await closed;
  good.socket.write(upload('20261124120000007'));
  expect(await good.answer(1)).toEqual(['9014 20261124120000007']);
});

test('an address is held to its number of connections', async () => {
  await gateway.close();
  await log.close();
  await rm(dir, { recursive: true });
  await open({ connectionsPerAddress: 2 });
  const first = await device();
  await device();
  const third = await device();
  if (!third.socket.closed) await new Promise((resolve) => third.socket.once('close', resolve));
  first.socket.write(upload('20261124120000008'));
  expect(await first.answer(1)).toHaveLength(1);
});

test('a connection that says nothing is closed', async () => {
  await gateway.close();
  await log.close();
  await rm(dir, { recursive: true });
  await open({ firstFrameMs: 100 });
  const { socket } = await device();
  await once(socket, 'close');
});

test('a flood is slowed down, not lost', async () => {
  await gateway.close();
  await log.close();
  await rm(dir, { recursive: true });
  await open({ framesPerSecond: 200, frameBurst: 100 });
  const { socket, answer } = await device();
  const began = Date.now();
  const frames = Array.from({ length: 300 }, (_, i) => upload(`202611241200${String(i).padStart(5, '0')}`));
  for (const frame of frames) socket.write(frame);
  expect(await answer(300)).toHaveLength(300);
  expect(Date.now() - began).toBeLessThan(10_000);
});
