/**
 * Cost of written alarm rules. First the engine alone: time a value that rules add, on one thread, by how many rules look at each
 * frame. Then the product as a process of its own under the load of the bench of the river, without rules and with them: values a
 * second until the last stands in the tables, and how long after that the rules have evaluated it.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { connectDatabase, runningEmbedded } from '@tarim/platform';
import { LOAD_VALUES_PER_FRAME, loadMn, prepareLoad, runLoad } from '@tarim/simulator';
import type { RuleBody, Term } from '../modules/alarm/contract.ts';
import { compileRule } from '../modules/alarm/server/domain/engine/compile.ts';
import { freshState } from '../modules/alarm/server/domain/engine/engine.ts';
import { run } from '../modules/alarm/server/domain/engine/replay.ts';
import type { Observation, PointFacts } from '../modules/alarm/server/domain/engine/types.ts';
import { addVersion } from '../modules/alarm/server/sql/rule-book.ts';
import { ruleBook } from '../modules/alarm/server/use-cases/rule-book.ts';
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

const above = (code: string, value: number): Term => ({
  type: 'threshold',
  code,
  op: 'above',
  value,
  unit: null,
  clear: value * 0.8,
});
const bodyOf = (codes: readonly string[], basis: RuleBody['basis']): RuleBody => ({
  scope: { kinds: ['outlet-gas'] },
  basis,
  condition: { join: 'any', parts: codes.map((code) => above(code, 99.5)) },
  severity: 'warning',
  pendingFor: 600,
  recoverFor: 600,
});

/** Nanoseconds a value that so many rules of two terms each add. */
function engineCost(rules: number): number {
  const codes = Array.from({ length: 9 }, (_, i) => `a2100${i + 1}`);
  const slots = codes.flatMap((code) => [`${code}.Avg`, `${code}.Min`, `${code}.Max`]);
  const facts: PointFacts = { pointId: 1, units: {}, limits: [], intervals: {} };
  const compiled = Array.from({ length: rules }, (_, n) =>
    compileRule(
      { id: n, body: bodyOf([codes[n % 9]!, codes[(n + 3) % 9]!], 'minute'), from: 0, to: null },
      facts,
    ),
  );
  const frames = Array.from(
    { length: 100_000 },
    (_, n): Observation => ({
      at: n * 60_000,
      time: n * 60_000,
      slots,
      values: slots.map((_slot, i) => ((n * 7 + i * 13) % 1_000) / 10),
      flags: null,
      lsn: n,
      revision: 0,
    }),
  );
  const once = () => {
    const began = process.hrtime.bigint();
    for (const rule of compiled) run(rule, freshState(rule), frames, frames.at(-1)!.at);
    return Number(process.hrtime.bigint() - began) / (frames.length * slots.length);
  };
  once();
  return median(Array.from({ length: 5 }, once));
}

interface River {
  /** Values a second. */
  readonly rate: number;
  /** Seconds from the last value in the tables to the last evaluated; 0 without rules. */
  readonly lag: number;
}

async function river(rules: number): Promise<River> {
  delete process.env.DATABASE_URL;
  const data = scratchData();
  try {
    const mns = Array.from({ length: DEVICES }, (_, i) => loadMn(i));
    await withDatabase(data.dir, async (ctx) => {
      await registerOutlets(ctx, mns);
      const codes = ['a21026', 'a21002', 'a34013', 'a19001'];
      await ctx.db.transaction().execute(async (tx) => {
        for (let n = 0; n < rules; n++)
          await addVersion(
            tx,
            {
              key: `load-${n}`,
              name: `压力 ${n}`,
              note: null,
              enabled: true,
              body: bodyOf([codes[n % 4]!, codes[(n + 1) % 4]!], 'minute'),
              changedBy: 'bench',
              reason: 'bench',
            },
            Date.now() - 60 * 86_400_000,
          );
        // Which points are watched is known before the load begins, as in a platform that runs.
        await ruleBook(ctx, tx);
      });
    });
    const options = {
      host: '127.0.0.1',
      port: await freePort(),
      devices: DEVICES,
      frames: FRAMES,
      window: 64,
    };
    const prepared = prepareLoad(options);
    const server = await startServer(data.dir, await freePort(), options.port);
    const database = connectDatabase(runningEmbedded(data.dir)!, { max: 1 });
    const one = async (text: string): Promise<number> => (await database.pool.query(text)).rows[0].n;
    const until = async (text: string, goal: number) => {
      while ((await one(text)) < goal) await new Promise((done) => setTimeout(done, 20));
    };
    try {
      const expected = DEVICES * FRAMES * LOAD_VALUES_PER_FRAME;
      const began = process.hrtime.bigint();
      await runLoad(options, prepared);
      await until('select coalesce(sum(values), 0)::float8 as n from telemetry.arrival', expected);
      const stored = process.hrtime.bigint();
      if (rules > 0) {
        const last = await one(
          'select (extract(epoch from max(time)) * 1000)::float8 as n from telemetry.record where kind = 2',
        );
        await until(
          `select count(*) filter (where (state ->> 'seen')::float8 >= ${last})::float8 as n from alarm.series`,
          DEVICES * rules,
        );
      }
      const evaluated = process.hrtime.bigint();
      return {
        rate: expected / (Number(stored - began) / 1e9),
        lag: rules > 0 ? Number(evaluated - stored) / 1e9 : 0,
      };
    } finally {
      await database.stop();
      await stopServer(server);
    }
  } finally {
    data.remove();
  }
}

const costs = [1, 3, 10].map((rules) => [rules, engineCost(rules)] as const);
for (const [rules, cost] of costs) console.log(`engine, ${rules} rules: ${cost.toFixed(1)} ns a value`);
const plain: River[] = [];
const ruled: River[] = [];
for (let i = 0; i < Number(given.rounds); i++) {
  plain.push(await river(0));
  ruled.push(await river(RULES));
  const [a, b] = [plain.at(-1)!, ruled.at(-1)!];
  console.log(
    `${i + 1}: ${thousands(a.rate)} → ${thousands(b.rate)} values/s, rules behind by ${b.lag.toFixed(2)} s`,
  );
}
const rate = (runs: readonly River[]) => median(runs.map((one) => one.rate));
const lines = [
  '## Alarm rules: cost a value, lag under the load of the river',
  '',
  'Engine: frames of 27 values, each looked at by so many rules of two thresholds with hysteresis, one thread.',
  '',
  '| rules that look at every frame | extra ns a value |',
  '|---|---|',
  ...costs.map(([rules, cost]) => `| ${rules} | ${cost.toFixed(1)} |`),
  '',
  `Product: the load of the bench of the river (${DEVICES} connections, ${thousands(DEVICES * FRAMES)} frames of ${LOAD_VALUES_PER_FRAME} values, as fast as they are taken: ${Math.round(FRAMES / 60)} hours of minutes at once), embedded database; without rules, and with ${RULES} rules on the minute records of every point (${DEVICES * RULES} series). Lag: from the last value in the tables to the last series that has seen it. Median of ${given.rounds} rounds in turn; load average of the machine while it ran: ${loadavg()[1]!.toFixed(1)}.`,
  '',
  '| values/s without rules | with rules | ratio | lag of the rules, s |',
  '|---|---|---|---|',
  `| ${thousands(rate(plain))} | ${thousands(rate(ruled))} | **${(rate(ruled) / rate(plain)).toFixed(2)}** | ${median(ruled.map((one) => one.lag)).toFixed(2)} |`,
];
if (given.write) report('alarm-rules', lines);
else console.log(lines.join('\n'));
