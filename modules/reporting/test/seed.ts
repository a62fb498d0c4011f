import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { Context, Db, ModuleDefinition } from '@tarim/platform';
import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { judgeAir } from '../../evaluation/server/domain/aqi.ts';
import { type AqiRow, CITY_AQI, writeAqi } from '../../evaluation/server/sql/aqi.ts';
import { MODULES as BELOW, seedRegistry } from '../../evaluation/test/seed.ts';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { makeReportJob } from '../server/jobs/make-report.ts';
import { reportingModule } from '../server/module.ts';

export const UNIT = '/650000/650100/';
export const DAY = '2026-11-23';
/** Noon of the day after. */
export const NOON = Date.parse('2026-11-24T12:00:00+08:00');

const MODULES: readonly ModuleDefinition[] = [
  ...BELOW,
  { name: 'forecast', migrations: new URL('../../forecast/server/migrations/', import.meta.url) },
  { name: 'alarm', migrations: new URL('../../alarm/server/migrations/', import.meta.url) },
  { name: 'monitoring', migrations: new URL('../../monitoring/server/migrations/', import.meta.url) },
  { name: 'redline', migrations: new URL('../../redline/server/migrations/', import.meta.url) },
  { name: 'ecology', migrations: new URL('../../ecology/server/migrations/', import.meta.url) },
  reportingModule,
];

/** Urumqi with some judged hours and days, an exceedance and an alarm, under the real policy. */
export async function reportingContext(): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, now: NOON, policy: makePolicy() });
  await seedRegistry(ctx.db);
  const midnight = Date.parse(`${DAY}T00:00:00+08:00`);
  await judgedAir(ctx.db, 'day', [midnight - DAY_MS, midnight], (at) => 30 + at * 60);
  await judgedAir(ctx.db, 'hour', [...Array(24).keys()].map((hour) => midnight + hour * HOUR_MS), (at) => 20 + at * 5); // biome-ignore format: a row
  await sql`insert into evaluation.verdict (point_id, code, period, time, verdict, measure, value, unit, upper_limit,
      exceed_multiple, standard, checks, rule_version, inputs, revision, computed_at)
    values (4, 'a21026', 1, ${new Date(midnight + 9 * HOUR_MS)}, 'exceeds', 'converted', 70, 'mg/m³', 35, 1, 'GB 13223-2011',
      '[]', 'outlet-2', '{}', 0, now())`.execute(ctx.db);
  await sql`insert into alarm.alarm (kind, state, severity, rule_id, point_id, enterprise_id, unit_path, code, period, started_at,
      last_cause_at, fired_at, evidence, peak, simulated, point_name, point_kind, enterprise_name, created_at, updated_at)
    select 'exceedance', 'firing', 'critical', id, 4, 1, '/650000/650100/650102/', 'a21026', 'hour',
      ${new Date(midnight + 10 * HOUR_MS)}, now(), now(), '{"ratio": 2}', '{"ratio": 2}', true, '1 号炉烟囱 #panic(*x*)', 'outlet-gas',
      '天山热电', now(), now() from alarm.rule where kind = 'exceedance'`.execute(ctx.db);
  return ctx;
}

async function judgedAir(
  db: Db,
  period: 'hour' | 'day',
  times: readonly number[],
  pm25: (at: number) => number,
): Promise<void> {
  const rows = times.map((time, at): AqiRow<string> => {
    const ozone = period === 'day' ? 'O3_8h' : 'O3';
    const values: Record<string, number> = {
      'PM2.5': pm25(at),
      PM10: 80,
      NO2: 30,
      SO2: 8,
      CO: 0.8,
      [ozone]: 70,
    };
    return {
      subject: '650100',
      period,
      time,
      inputs: { values, excluded: {} },
      ...judgeAir(period, time, values),
      revision: 0,
      computedAt: time,
    };
  });
  await db.transaction().execute((tx) => writeAqi(tx, CITY_AQI, rows, 'test'));
}

/** Runs the job of a report as a worker does. */
export function runJob(ctx: Context, reportId: number, signal = new AbortController().signal) {
  return makeReportJob(ctx, { reportId }, { id: crypto.randomUUID(), signal, progress: async () => {} });
}

/** Two sections signed in November, one of class II and one of class IV, and a third of the month before. */
export async function signedResults({ db }: Context): Promise<void> {
  await sql`insert into monitoring.plan (year, title, kind, unit_path, state, created_by) values (2026, '计划', 'routine', ${UNIT}, 'in-force', 'x')`.execute(
    db,
  );
  const rows = [
    ['甲断面', '2026-11-08', 'II', 'meets', '[]'],
    ['乙断面', '2026-11-09', 'IV', 'exceeds', '[{"item": "氨氮", "multiple": 0.4}]'],
    ['上月断面', '2026-10-09', 'V', 'exceeds', '[]'],
  ] as const;
  for (const [index, [name, day, grade, verdict, exceeding]] of rows.entries()) {
    await sql`insert into monitoring.task (code, plan_id, line_id, point_id, point_name, point_kind, lon, lat, unit_path, body, items, due_from, due_to, state)
      values (${`JC-${index}`}, 1, ${index}, ${100 + index}, ${name}, 'surface-water', 87.6, 43.8, ${UNIT}, 'x', '{氨氮}', ${day}, ${day}, 'official')`.execute(
      db,
    );
    await sql`insert into monitoring.official (task_id, point_id, unit_path, sampled_at, signed_by, signed_at, grade, verdict, exceeding, finding)
      values (${index + 1}, ${100 + index}, ${UNIT}, ${`${day}T10:00:00+08:00`}, 'x', now(), ${grade}, ${verdict}, ${exceeding}::jsonb,
        '{"rules": [{"version": "GB3838-2002@1"}]}')`.execute(db);
  }
}
