import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import { type DecodedFrame, decodeFrame, encodeFrame, FrameReader } from '@tarim/jt808';
import type { Actor, ModuleDefinition, Post } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { SegmentFileLog } from '@tarim/telemetry/archive';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { Area, TerminalInput } from '../contract.ts';
import { listenJt808 } from '../server/gateway/listener.ts';
import { trackingModule } from '../server/module.ts';
import { TrackingProjector } from '../server/projector/projector.ts';
import { beginAt } from '../server/sql/states.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
export const CITY = '/650000/650100/';
export const DIVISION = '/BT/BT08/';
export const NIGHT = Date.parse('2026-11-20T22:00:00+08:00');
export const SECOND = 1_000;
export const MINUTE = 60_000;

const person = (index: number, name: string, role: Post['role'], unitPath: string): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [{ role, unitPath }],
});
export const SUPERVISOR = person(1, '辐射监管', 'radiation-supervisor', '/650000/');
export const CORPS = person(2, '八师辐射监管', 'radiation-supervisor', DIVISION);
/** Of a monitoring station: reads terminals, not the ledger of sources. */
export const STATION = person(4, '监测站', 'monitoring-station', '/650000/');
export const AUDITOR = person(3, '审计', 'auditor', '/');

/** An Ir-192 source of category II; 12 µSv/h at the container on the day of its measurement. */
export const CAMERA: TerminalInput = {
  number: '13800000001',
  name: '探伤机 01',
  serial: 'TX00001',
  unitPath: CITY,
  owner: '天山检测',
  protocol: 'jt808',
  sourceCode: '',
  sourceRef: '辐射安全许可证副本（模拟）',
  nuclide: 'Ir-192',
  activity: 3.7e12,
  measuredOn: '2026-09-21',
  category: 'II',
  baseline: 12,
  baselineAt: '2026-09-21T22:00:00+08:00',
  background: 0.12,
  movingSeconds: 60,
  parkedSeconds: 600,
  batteryLow: 3_300,
  batteryFull: 4_200,
  active: true,
};

/** Sides of 0.02° around a place. */
export const square = (lon: number, lat: number): Area => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon - 0.01, lat - 0.01],
      [lon + 0.01, lat - 0.01],
      [lon + 0.01, lat + 0.01],
      [lon - 0.01, lat + 0.01],
      [lon - 0.01, lat - 0.01],
    ],
  ],
});

/** The module with its doors: a real frame log, a real socket, a clock that stands. */
export async function house(now = NIGHT, more: readonly ModuleDefinition[] = []) {
  const store: { log: SegmentFileLog | null } = { log: null };
  const tracking = trackingModule(() => store.log);
  const modules = [regionModule, ...more, tracking];
  const ctx = await testContext({ modules, policy: makePolicy(), now });
  await loadRegionPack(ctx, XINJIANG);
  const log = await SegmentFileLog.open({ dir: `${ctx.config.dataDir}/framelog` });
  store.log = log;
  await beginAt(ctx.db, log.position());
  const listener = await listenJt808(ctx, log, { host: '127.0.0.1', port: 0 });
  const projector = new TrackingProjector(ctx, log, 0);
  onTestFinished(async () => {
    await listener.stop();
    await log.close();
  });
  const server = await testServer(ctx, modules);
  const call = async <T>(
    def: Parameters<typeof server.call>[0],
    as: Actor | undefined,
    options: object = {},
  ) => {
    const answer = await server.call(def, { ...(as ? { as } : {}), ...options });
    return { ...answer, body: answer.body as T & { code: string } };
  };
  return {
    ctx,
    log,
    call,
    listener,
    /** Folds all that is in the log. */
    fold: async () => {
      while (await projector.step());
    },
    tick: () => projector.tick(),
    /** A projector of a process that was started anew. */
    restarted: () => new TrackingProjector(ctx, log, ctx.clock.now()),
    terminal: (number: string) => terminal(listener.port, number),
    alarms: async () =>
      (
        await sql<{
          number: string;
          kind: string;
          severity: string;
          count: number;
          since: Date;
          open: boolean;
        }>`
          select t.number, a.kind, a.severity, a.count, a.since, a.closed_at is null as open
          from tracking.alarm a join tracking.terminal t on t.id = a.terminal_id order by a.id`.execute(
          ctx.db,
        )
      ).rows,
  };
}

export interface Report {
  /** Epoch ms */
  readonly time: number;
  readonly lat?: number;
  readonly lon?: number;
  /** µSv/h */
  readonly rate?: number;
  readonly stowed?: boolean;
  readonly tamper?: boolean;
  /** mV */
  readonly volts?: number;
  readonly moving?: boolean;
}

/** A location as a terminal of this platform's proposal sends it. */
export function location({
  time,
  lat = 43.8,
  lon = 87.6,
  rate,
  stowed = true,
  tamper = false,
  volts = 4_000,
  moving = true,
}: Report) {
  const bits = (stowed ? 1 : 0) + (tamper ? 2 : 0);
  return {
    lat,
    lon,
    altitude: 800,
    speed: moving ? 40 : 0,
    time: new Date(time).toISOString(),
    status: { acc: moving },
    items: [
      { name: 'satellites', value: 9 },
      ...(rate === undefined ? [] : [{ name: 'doseRate', value: Math.round(rate * 1_000) }]),
      { name: 'sourceState', value: bits },
      { name: 'batteryVoltage', value: volts },
    ],
  };
}

/** A terminal on a real socket. */
async function terminal(port: number, number: string) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  onTestFinished(() => void socket.destroy());
  const reader = new FrameReader();
  const got: DecodedFrame[] = [];
  socket.on('data', (chunk: Buffer) => {
    for (const piece of reader.push(chunk)) got.push(decodeFrame(piece));
  });
  const answer = async (sequence: number): Promise<DecodedFrame['body']> => {
    for (const end = Date.now() + 5_000; Date.now() < end; ) {
      const index = got.findIndex(
        (one) => one.body && 'sequence' in one.body && one.body.sequence === sequence,
      );
      if (index >= 0) return got.splice(index, 1)[0]!.body;
      if (socket.destroyed) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`nothing answered ${sequence}`);
  };
  let sequence = 0;
  const bytesOf = (body: object, at = sequence++) => {
    const { bytes, problems } = encodeFrame({ header: { terminal: number, sequence: at }, body });
    if (!bytes) throw new Error(JSON.stringify(problems));
    return { bytes, at };
  };
  const send = async (body: object, as?: number) => {
    const { bytes, at } = bytesOf(body, as ?? sequence++);
    socket.write(bytes);
    return answer(at);
  };
  return {
    socket,
    send,
    /** Bytes as they are; resolves with what answers a sequence number. */
    raw: (bytes: Uint8Array, at: number) => {
      socket.write(bytes);
      return answer(at);
    },
    bytesOf,
    register: (terminalId: string) =>
      send({ kind: 'register', manufacturer: 'TARIM', model: 'T', terminalId, plate: '' }),
    /** Registers and proves itself. */
    admit: async (terminalId: string) => {
      const registered = await send({
        kind: 'register',
        manufacturer: 'TARIM',
        model: 'T',
        terminalId,
        plate: '',
      });
      if (registered?.kind !== 'register-answer' || registered.result !== 0)
        throw new Error('not registered');
      return send({ kind: 'authenticate', code: registered.code });
    },
    report: (one: Report, as?: number) => send({ kind: 'location', location: location(one) }, as),
    /** Reports that were kept while there was no network, in frames of ten. */
    stored: async (list: readonly Report[]) => {
      for (let i = 0; i < list.length; i += 10)
        await send({ kind: 'batch', type: 1, locations: list.slice(i, i + 10).map(location) });
    },
  };
}
