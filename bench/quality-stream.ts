/**
 * Cost of automatic flags and of alarm rules on the stream of hours. First the tests alone: time a value on one thread. Then the product
 * as a process of its own on a PostgreSQL server under the load of the bench of the river, with both on and both off in one run: processor
 * time that they add (server and database), and how long after a roll-up was written its flags and its rules were through.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { connectDatabase, type OpenDatabase } from '@tarim/platform';
import { LOAD_VALUES_PER_FRAME, loadMn, prepareLoad, runLoad } from '@tarim/simulator';
import { addVersion } from '../modules/alarm/server/sql/rule-book.ts';
import { type FlagHour, FRESH, foldHours } from '../modules/quality/server/domain/flags/fold.ts';
import { flagRulesOn } from '../modules/quality/server/domain/flags/rules.ts';
// @ts-expect-error a plain script without declarations
import { findServerPostgres } from '../scripts/ensure-tools.mjs';
import { median, report, thousands } from './lib.ts';
import { freePort, registerOutlets, scratchData, startServer, stopServer, withDatabase } from './server.ts';

const { values: given } = parseArgs({
  options: {
    devices: { type: 'string', default: '200' },
    frames: { type: 'string', default: '1500' },
    rounds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const DEVICES = Number(given.devices);
const FRAMES = Number(given.frames);
const RULES = 3;
const CONSUMERS = ['quality.run-flags', 'alarm.run-rollup-rules'] as const;
type Consumer = (typeof CONSUMERS)[number];
/** Of /proc: ticks a second. */
const TICK_US = 10_000;

/** Microseconds a value of an hour that the tests take, nine factors a point, a year. */
function foldCost(): number {
  const codes = Array.from({ length: 9 }, (_, i) => `a2100${i + 1}`);
  const hours = Array.from(
    { length: 8_760 },
    (_, n): FlagHour => ({
      time: Date.UTC(2026, 0, 1) + n * 3_600_000,
      revision: 0,
      stopped: false,
      values: Object.fromEntries(
        codes.map((code, i) => [code, { mean: ((n * 37 + i * 13) % 1_000) / 10, mark: null }]),
      ),
      receipt: null,
    }),
  );
  const once = () => {
    const began = process.hrtime.bigint();
    foldHours(FRESH, hours, { medium: 'gas', step: 3_600_000, ranges: {} }, flagRulesOn([]));
    return Number(process.hrtime.bigint() - began) / 1_000 / (hours.length * codes.length);
  };
  once();
  return median(Array.from({ length: 5 }, once));
}

interface Stat {
  readonly parent: number;
  /** User and system, own; and of children that ended. */
  readonly own: number;
  readonly ended: number;
}
function statOf(pid: number | string): Stat | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! };
  } catch {
    return null;
  }
}
/** Processor time of the database server with all its processes, µs. */
function databaseTime(postmaster: number): number {
  const main = statOf(postmaster)!;
  let ticks = main.own + main.ended;
  for (const pid of readdirSync('/proc')) {
    const one = /^\d+$/.test(pid) ? statOf(pid) : null;
    if (one?.parent === postmaster) ticks += one.own;
  }
  return ticks * TICK_US;
}

interface River {
  /** Processor time, µs, from the first frame until nothing waits any more. */
  readonly cpu: number;
  readonly database: number;
  /** Values a second into the tables. */
  readonly rate: number;
  /** Factors × hours that were rolled up. */
  readonly hourValues: number;
  /** Seconds from each roll-up event to its consumer's commit. */
  readonly lags: Readonly<Record<Consumer, readonly number[]>>;
}

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function prepare(dataDir: string, on: boolean): Promise<void> {
  const mns = Array.from({ length: DEVICES }, (_, i) => loadMn(i));
  await withDatabase(dataDir, async (ctx, database) => {
    await registerOutlets(ctx, mns);
    // A consumer that pauses for ever is one that is off; evaluation, which is not measured, pauses in both.
    const paused = ['evaluation.judge-rollups', ...(on ? [] : CONSUMERS)];
    await database.pool.query(
      `insert into platform.consumer (name, type, retry_at) select unnest($1::text[]), 'telemetry.rolled-up.v1', 'infinity'`,
      [paused],
    );
    if (!on) return;
    await ctx.db.transaction().execute(async (tx) => {
      for (let n = 0; n < RULES; n++)
        await addVersion(
          tx,
          {
            key: `load-${n}`,
            name: `压力 ${n}`,
            note: null,
            enabled: true,
            body: {
              scope: { kinds: ['outlet-gas'] },
              basis: 'hour',
              condition: {
                join: 'any',
                parts: [
                  {
                    type: 'threshold',
                    code: ['a21026', 'a21002', 'a34013'][n]!,
                    op: 'above',
                    value: 99.5,
                    unit: null,
                    clear: 80,
                  },
                ],
              },
              severity: 'warning',
              pendingFor: 3_600,
              recoverFor: 3_600,
            },
            changedBy: 'bench',
            reason: 'bench',
          },
          Date.now() - 60 * 86_400_000,
        );
    });
  });
}

/** Notes when each consumer has passed each event, to about 10 ms. */
function watchLags(database: OpenDatabase) {
  const lags: Record<Consumer, number[]> = { 'quality.run-flags': [], 'alarm.run-rollup-rules': [] };
  const passed = new Map<string, number>(CONSUMERS.map((name) => [name, 0]));
  const seen = async () => {
    const { rows } = await database.pool.query<{ name: Consumer; last: number; lags: number[] }>(
      `select c.name, max(o.id)::float8 as last, array_agg(extract(epoch from clock_timestamp() - o.at)::float8) as lags
       from platform.consumer c join unnest($1::text[], $2::bigint[]) p(name, position) using (name)
       join platform.outbox o on o.type = c.type and o.id > p.position and o.id <= c.position
       where o.payload ->> 'period' = 'hour' group by c.name`,
      [[...passed.keys()], [...passed.values()]],
    );
    for (const row of rows) {
      passed.set(row.name, row.last);
      lags[row.name].push(...row.lags);
    }
  };
  let stopping = false;
  const running = (async () => {
    while (!stopping) {
      await seen();
      await sleep(10);
    }
  })();
  return {
    lags,
    stop: async () => {
      stopping = true;
      await running;
    },
  };
}

async function river(url: string, on: boolean): Promise<River> {
  process.env.DATABASE_URL = url;
  const data = scratchData();
  try {
    await prepare(data.dir, on);
    const options = {
      host: '127.0.0.1',
      port: await freePort(),
      devices: DEVICES,
      frames: FRAMES,
      window: 64,
    };
    const prepared = prepareLoad(options);
    const server = await startServer(data.dir, await freePort(), options.port);
    const database = connectDatabase(url, { max: 2 });
    const one = async (text: string): Promise<number> => (await database.pool.query(text)).rows[0].n;
    try {
      const postmaster = statOf(await one('select pg_backend_pid() as n'))!.parent;
      const expected = DEVICES * FRAMES * LOAD_VALUES_PER_FRAME;
      const before = { cpu: statOf(server.child.pid!)!.own, database: databaseTime(postmaster) };
      const watch = on ? watchLags(database) : null;
      const began = process.hrtime.bigint();
      await runLoad(options, prepared);
      while ((await one('select coalesce(sum(values), 0)::float8 as n from telemetry.arrival')) < expected)
        await sleep(20);
      const stored = process.hrtime.bigint();
      const waits = `select (select count(*) from telemetry.dirty where due_at <= now())::float8 + (select count(*) from platform.consumer c
        where c.retry_at is null and exists (select from platform.outbox o where o.type = c.type and o.id > c.position))::float8 as n`;
      for (let calm = 0; calm < 5; await sleep(200)) calm = (await one(waits)) === 0 ? calm + 1 : 0;
      await watch?.stop();
      return {
        cpu: (statOf(server.child.pid!)!.own - before.cpu) * TICK_US,
        database: databaseTime(postmaster) - before.database,
        rate: expected / (Number(stored - began) / 1e9),
        hourValues: await one(
          `select coalesce(sum((select count(distinct split_part(s, '.', 1)) from unnest(string_to_array(l.slots, ',')) s)), 0)::float8 as n
           from telemetry.rollup r join telemetry.layout l on l.id = r.layout_id where r.period = 1`,
        ),
        lags: watch?.lags ?? { 'quality.run-flags': [], 'alarm.run-rollup-rules': [] },
      };
    } finally {
      await database.stop();
      await stopServer(server);
    }
  } finally {
    data.remove();
  }
}

const quantile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
};

const cost = foldCost();
console.log(`tests alone: ${cost.toFixed(2)} µs a value of an hour`);
const offs: River[] = [];
const ons: River[] = [];
const loads: number[] = [];
for (let i = 0; i < Number(given.rounds); i++) {
  for (const on of [false, true]) {
    const server = findServerPostgres({ durable: true }) as { url: string; stop(): void } | null;
    if (!server) throw new Error('no PostgreSQL server could be had');
    try {
      loads.push(loadavg()[0]!);
      (on ? ons : offs).push(await river(server.url, on));
    } finally {
      server.stop();
    }
  }
  const [a, b] = [offs.at(-1)!, ons.at(-1)!];
  console.log(
    `${i + 1}: ${thousands(a.rate)} → ${thousands(b.rate)} values/s; server ${(a.cpu / 1e6).toFixed(1)} → ${(b.cpu / 1e6).toFixed(1)} s, database ${(a.database / 1e6).toFixed(1)} → ${(b.database / 1e6).toFixed(1)} s; flags ${quantile(b.lags['quality.run-flags'], 0.5).toFixed(2)} s, rules ${quantile(b.lags['alarm.run-rollup-rules'], 0.5).toFixed(2)} s`,
  );
}
const values = DEVICES * FRAMES * LOAD_VALUES_PER_FRAME;
const extra = (pick: (run: River) => number, by: number) =>
  median(ons.map((run, i) => (pick(run) - pick(offs[i]!)) / by)).toFixed(2);
const lag = (name: Consumer, p: number) => median(ons.map((run) => quantile(run.lags[name], p))).toFixed(2);
const hourValues = median(ons.map((run) => run.hourValues));
const lines = [
  '## Flags and alarm rules on the stream: cost a value, lag behind the roll-up',
  '',
  `Tests alone, nine factors an hour, one thread: **${cost.toFixed(2)} µs** a value of an hour.`,
  '',
  `Product as a process of its own on a PostgreSQL server, ${DEVICES} connections, ${thousands(values)} values of ${thousands(FRAMES / 60)} hours as fast as they are taken, all tests and ${RULES} written rules on hours against both off (their consumers paused), until nothing waits. ${thousands(hourValues)} values of hours come of it: a history of a day is flagged within the seconds in which it comes, which is what fills the queue; at the pace of life an hour comes once an hour. Evaluation is paused in both. Lag: from the roll-up's event to the commit of what it raised, as seen from outside every 10 ms. Median of ${given.rounds} rounds; load of the machine before each (1 min): ${loads.map((one) => one.toFixed(1)).join(', ')}.`,
  '',
  '| values/s off → on | extra processor time a value that comes, µs (server · database) | the same a value of an hour, µs | flags behind by, s (median · 95 %) | rules behind by, s (median · 95 %) |',
  '|---|---|---|---|---|',
  `| ${thousands(median(offs.map((run) => run.rate)))} → ${thousands(median(ons.map((run) => run.rate)))} | ${extra((run) => run.cpu, values)} · ${extra((run) => run.database, values)} | ${extra((run) => run.cpu, hourValues)} · ${extra((run) => run.database, hourValues)} | ${lag('quality.run-flags', 0.5)} · ${lag('quality.run-flags', 0.95)} | ${lag('alarm.run-rollup-rules', 0.5)} · ${lag('alarm.run-rollup-rules', 0.95)} |`,
];
if (given.write) report('quality-stream', lines);
else console.log(lines.join('\n'));
