import { encodeFrame, type Message, qnOf } from '@tarim/hj212';
import type { Db, ModuleDefinition } from '@tarim/platform';
import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { afterEach, onTestFinished } from 'vitest';
import { DeviceDirectory } from '../server/devices/directory.ts';
import { SegmentFileLog } from '../server/log/segment-files.ts';
import { Projector } from '../server/projector/projector.ts';
import { RollupWorker } from '../server/rollup/worker.ts';
import { forgetLayouts } from '../server/sql/layouts.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
/** Tables only: what is tested here runs without services and routes. */
export const MODULES: readonly ModuleDefinition[] = ['identity', 'region', 'registry', 'telemetry'].map(
  tablesOf,
);

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const NOON = Date.parse('2026-11-24T12:00:00+08:00');
export const UNIT = '/650000/650100/';
export const PASSWORD = '123456';

// Ids of layouts are remembered for the life of a process; each test has a database of its own.
afterEach(() => forgetLayouts());

/** The points of `seedPoints`, by kind. */
export const POINT = { air: 1, gas: 2, water: 3, river: 4 } as const;
export const MN = {
  air: '65A0AA000000000000000001',
  gas: '65A0AA000000000000000002',
  water: '65A0AA000000000000000003',
  river: '65A0AA000000000000000004',
} as const;

/** An air station, a stack, a wastewater outlet and a river station, each with a device of one-minute records. */
export async function seedPoints(db: Db): Promise<void> {
  await sql`
    insert into registry.point (code, name, kind, unit_path, public) values
      ('A1', '收费所', 'air', ${UNIT}, true), ('G1', '1 号炉烟囱', 'outlet-gas', ${UNIT}, true),
      ('W1', '总排口', 'outlet-water', ${UNIT}, true), ('R1', '断面', 'surface-water', ${UNIT}, true)
  `.execute(db);
  for (const [kind, pointId] of Object.entries(POINT))
    await seedDevice(db, { mn: MN[kind as keyof typeof MN], pointId });
}

export async function seedDevice(
  db: Db,
  device: { mn: string; pointId: number; minuteInterval?: number | null },
): Promise<void> {
  await sql`
    insert into registry.device (mn, point_id, unit_path, edition, minute_interval, rtd_interval)
    values (${device.mn}, ${device.pointId}, ${UNIT}, '2017', ${device.minuteInterval === undefined ? 1 : device.minuteInterval}, 60)
  `.execute(db);
}

type Attrs = Record<string, number | string>;

/** A frame as a logger sends it; the QN follows from its content unless it is given. */
export function frame(
  mn: string,
  cn: string,
  dataTime: number,
  items: Record<string, Attrs>,
  more: Partial<Message> = {},
): Uint8Array {
  return encodeFrame({
    edition: '2017',
    qn: qnOf(dataTime),
    st: '31',
    cn,
    pw: PASSWORD,
    mn,
    answer: true,
    dataTime,
    items: Object.entries(items).map(([code, attrs]) => ({ code, attrs })),
    ...more,
  });
}

export interface River extends TestContext {
  readonly frameLog: SegmentFileLog;
  readonly directory: DeviceDirectory;
  readonly projector: Projector;
  /** Appends frames as if they had come over TCP, at the clock's time. */
  receive(...frames: readonly Uint8Array[]): Promise<number[]>;
  receiveJson(record: object): Promise<number>;
  /** Projects until the end of the log; as a process that was started anew, if asked. */
  project(restarted?: 'restarted'): Promise<void>;
  /** Computes what is due at the clock's time and in the seconds that follow, until nothing is. */
  rollUp(): Promise<void>;
}

/** The river from the log to roll-ups on a throw-away database, step by step under a clock that stands. */
export async function river(options: { now?: number; seed?: boolean } = {}): Promise<River> {
  const ctx = await testContext({ modules: MODULES, now: options.now ?? NOON });
  if (options.seed !== false) await seedPoints(ctx.db);
  const log = await SegmentFileLog.open({ dir: `${ctx.config.dataDir}/framelog` });
  onTestFinished(() => log.close());
  const directory = new DeviceDirectory(ctx.db, ctx.secrets, () => ctx.clock.now());
  const projector = new Projector(ctx, log, directory);
  const worker = new RollupWorker(ctx);
  const entry = (payload: Uint8Array, transport: 'tcp' | 'http') => ({
    receivedAt: ctx.clock.now(),
    transport,
    kind: 'frame' as const,
    remote: 'test',
    payload,
  });
  return Object.assign(ctx, {
    frameLog: log,
    directory,
    projector,
    receive: (...frames: readonly Uint8Array[]) => log.append(frames.map((one) => entry(one, 'tcp'))),
    receiveJson: async (record: object) =>
      (await log.append([entry(Buffer.from(JSON.stringify(record)), 'http')]))[0]!,
    project: async (restarted?: 'restarted') => {
      const one = restarted ? new Projector(ctx, log, directory) : projector;
      while (await one.step()) {
        // Until the end of the log.
      }
    },
    rollUp: async () => {
      for (let idle = 0; idle < 2; ) {
        if ((await worker.step()) > 0) {
          idle = 0;
          continue;
        }
        // What was computed has marked the next coarser period, a second from now.
        ctx.clock.advance(1_500);
        idle++;
      }
    },
  });
}

/** A record's row, its values by slot. */
export async function recordAt(
  db: Db,
  key: { pointId: number; kind: number; time: number },
): Promise<{
  values: Record<string, number>;
  flags: string[] | null;
  lsn: number;
  lsns: number[] | null;
  revision: number;
} | null> {
  const { rows } = await sql<{
    slots: string;
    values: number[];
    flags: string[] | null;
    lsn: number;
    lsns: number[] | null;
    revision: number;
  }>`
    select y.slots, r.values, r.flags, r.lsn, r.lsns, r.revision from telemetry.record r join telemetry.layout y on y.id = r.layout_id
    where r.point_id = ${key.pointId} and r.kind = ${key.kind} and r.time = ${new Date(key.time)}
  `.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { slots, values, ...rest } = row;
  return {
    ...rest,
    values: Object.fromEntries(slots.split(',').map((slot, index) => [slot, values[index]!])),
  };
}

/** What the index says of frames, by position. */
export async function statuses(
  db: Db,
): Promise<Array<{ lsn: number; status: string; problem: string | null }>> {
  const { rows } = await sql<{ lsn: number; status: string; problem: string | null }>`
    select lsn, status, problem from telemetry.frame order by lsn`.execute(db);
  return rows;
}
