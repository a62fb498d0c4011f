import { beijingIso } from '@tarim/kernel';
import { limitsChanged, pointChanged } from '@tarim/registry/contract';
import { rolledUp } from '@tarim/telemetry/contract';
import { actorWith, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as contract from '../contract.ts';
import { judgeDue } from '../server/jobs/judge-due.ts';
import { aqiRowsAt, CITY_AQI, POINT_AQI } from '../server/sql/aqi.ts';
import { verdictAt } from '../server/sql/verdicts.ts';
import { rejudge } from '../server/use-cases/rejudge.ts';
import { H, MODULES, NOON, registerUnit, rollUp, seedRegistry } from './seed.ts';

const UNIT = '/650000/650100/650102/';
const officer = actorWith('duty-officer', '/650000/');
const other = actorWith('enterprise', UNIT, 2);
const signal = new AbortController().signal;
const job = { signal, progress: async () => {} };
const hour = { period: 'hour', time: beijingIso(NOON) } as const;
const AIR = {
  'a21026.Avg': 9,
  'a21004.Avg': 15,
  'a21005.Avg': 0.4,
  'a05024.Avg': 60,
  'a34002.Avg': 44,
  'a34004.Avg': 31,
};

async function setUp() {
  const ctx = await testContext({ modules: MODULES, now: NOON + H + 60_000, policy: makePolicy() });
  await seedRegistry(ctx.db);
  return { ctx, server: await testServer(ctx, MODULES) };
}
async function announce(ctx: TestContext, pointIds: number[], time = NOON): Promise<void> {
  const items = pointIds.map((pointId) => ({ pointId, time: beijingIso(time), revision: 0 }));
  await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, rolledUp, { period: 'hour', items }));
  await ctx.deliver();
  await judgeDue(ctx, { signal });
}
const stationHour = async (ctx: TestContext, pointId: number) =>
  (await aqiRowsAt(ctx.db, POINT_AQI, 'hour', [{ subject: pointId, time: NOON }]))[0]!;
const cityHour = async (ctx: TestContext) =>
  (await aqiRowsAt(ctx.db, CITY_AQI, 'hour', [{ subject: '650100', time: NOON }]))[0]!;
async function addLimit(ctx: TestContext, more: Record<string, unknown>): Promise<number> {
  const row = {
    point_id: 4,
    unit_path: UNIT,
    code: 'a21026',
    basis: 'hour',
    measure: 'converted',
    upper: 35,
    lower: null,
    unit: null,
    reference_o2: 6,
    standard: '超低排放',
    effective_from: '2020-01-01',
    confidence: 'memory',
    ...more,
  };
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  const { rows } = await sql<{ id: number }>`
    insert into registry.point_limit (${columns}) values (${sql.join(Object.values(row))}) returning id
  `.execute(ctx.db);
  return rows[0]!.id;
}

describe('units of what is judged', () => {
  it('are converted to those of HJ 633 before the index is made', async () => {
    const { ctx } = await setUp();
    await registerUnit(ctx.db, 1, 'a21026', 'mg/m³');
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON }, { ...AIR, 'a21026.Avg': 0.009 });
    await rollUp(ctx.db, { pointId: 2, period: 'hour', time: NOON }, AIR);
    await announce(ctx, [1, 2]);
    const [first, second] = [await stationHour(ctx, 1), await stationHour(ctx, 2)];
    // 0.009 mg/m³ are the 9 µg/m³ of the other station: the same index.
    expect(first.result).toEqual(second.result);
    expect(first.inputs.measured).toEqual({ SO2: { value: 0.009, unit: 'mg/m³' } });
    expect((await cityHour(ctx)).inputs.values.SO2).toBe(9);
  });

  it('that are not registered keep a value out of the index, with the reason told', async () => {
    const { ctx, server } = await setUp();
    await registerUnit(ctx.db, 1, 'a34002', null);
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON }, AIR);
    await announce(ctx, [1]);
    const { body } = await server.call(contract.explainAqi, {
      query: { pointId: 1, ...hour },
      headers: { 'accept-language': 'en' },
    });
    expect(body.inputs[0]).toMatchObject({
      values: { PM10: null },
      excluded: { PM10: 'unit-unknown' },
      excludedText: { PM10: 'the unit of the factor is not registered, or not known' },
    });
    // PM10 is printed in ng/m³: its unit is one to look at.
    expect(body.problems).toContainEqual(
      expect.objectContaining({ code: 'EVALUATION_UNIT_TRAP', path: 'a34002' }),
    );
  });

  it('of a limit are those in which the value is compared and told', async () => {
    const { ctx, server } = await setUp();
    await sql`update registry.point_limit set unit = 'µg/m³', upper = 35000 where point_id = 4`.execute(
      ctx.db,
    );
    const figures = { 'a21026.Avg': 38, 'a21026.ZsAvg': 42.222, 'a19001.Avg': 7.5 };
    await rollUp(ctx.db, { pointId: 4, period: 'hour', time: NOON }, figures);
    await announce(ctx, [4]);
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.fact).toMatchObject({ verdict: 'exceeds', value: 42_222, unit: 'µg/m³', upper: 35_000 });
    expect(body.input).toMatchObject({ mean: 38, converted: 42.222, unit: 'mg/m³' });
    expect(body.steps.at(-1).formula).toBe('42.222 mg/m³ = 42222 µg/m³  > 35000');
    await registerUnit(ctx.db, 4, 'a21026', 'kg/h');
    await rejudge(ctx, { pointId: 4, from: NOON, to: NOON + H, reason: 'point-changed' }, job);
    expect(await verdictAt(ctx.db, { pointId: 4, code: 'a21026', period: 'hour', time: NOON })).toMatchObject(
      {
        verdict: 'not-judged',
        reason: 'unit-unknown',
        revision: 1,
      },
    );
  });

  it('that are corrected have the past judged again', async () => {
    const { ctx } = await setUp();
    await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, pointChanged, { pointId: 4 }));
    await ctx.db
      .transaction()
      .execute((tx) => ctx.outbox.publish(tx, limitsChanged, { pointId: 4, codes: ['a21026'] }));
    await ctx.deliver();
    expect(ctx.jobs.queued.map((one) => one.singletonKey).sort()).toEqual([
      'limits-changed/4',
      'point-changed/4',
    ]);
  });
});

describe('the stations of a city', () => {
  it('must be enough of those that monitor a pollutant', async () => {
    const { ctx, server } = await setUp();
    await sql`insert into registry.point (code, name, kind, unit_path, public, simulated)
      select 'B' || n, '站 ' || n, 'air', ${UNIT}, true, true from generate_series(1, 2) n`.execute(ctx.db);
    const { rows } = await sql<{ id: number }>`select id from registry.point where code like 'B%'`.execute(
      ctx.db,
    );
    // All four monitor PM10, only the two of before the rest.
    for (const { id } of rows) await registerUnit(ctx.db, id, 'a34002', 'µg/m³');
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON }, { ...AIR, 'a34002.Avg': 100 });
    await rollUp(ctx.db, { pointId: 2, period: 'hour', time: NOON }, { ...AIR, 'a34002.Avg': 140 });
    await announce(ctx, [1, 2]);
    const row = await cityHour(ctx);
    expect(row.inputs.excluded).toEqual({ PM10: 'few-stations' });
    expect(row.inputs.stationRule!.counts).toMatchObject({
      PM10: { valid: 2, of: 4, needed: 3 },
      SO2: { valid: 2, of: 2, needed: 1 },
    });
    expect(row.aqi).toBeNull();
    const asked = { query: { cityCode: '650100', ...hour } };
    const { body } = await server.call(contract.explainAqi, asked);
    expect(body.stations).toMatchObject({
      standard: 'HJ 663-2026',
      confidence: 'unverified',
      total: 4,
      reporting: 2,
    });
    expect(JSON.stringify(body.steps)).toContain('PM10 2/4 (≥ 3)');
    expect(JSON.stringify(body.steps)).toContain('未经原文核实');

    await rollUp(ctx.db, { pointId: rows[0]!.id, period: 'hour', time: NOON }, { 'a34002.Avg': 120 });
    await announce(ctx, [rows[0]!.id]);
    // (100 + 140 + 120) / 3: the breakpoint of index 100.
    expect(await cityHour(ctx)).toMatchObject({ aqi: 100, revision: 1 });
  });
});

describe('several limits of a factor', () => {
  it('are judged by themselves: converted and actual', async () => {
    const { ctx, server } = await setUp();
    const id = await addLimit(ctx, { measure: 'actual', upper: 60, reference_o2: null, standard: 'DB 65' });
    await rollUp(
      ctx.db,
      { pointId: 4, period: 'hour', time: NOON },
      { 'a21026.Avg': 70, 'a21026.ZsAvg': 30, 'a19001.Avg': 3 },
    );
    await announce(ctx, [4]);
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.fact).toMatchObject({ verdict: 'exceeds', measure: 'mean', limitId: id, upper: 60 });
    expect(body.fact.checks.map((one: contract.Check) => [one.measure, one.verdict])).toEqual([
      ['converted', 'meets'],
      ['mean', 'exceeds'],
    ]);
    expect(body.rules.map((one: { standard: string }) => one.standard)).toEqual(['DB 65', 'GB 13223-2011']);
  });
});

describe('a verdict', () => {
  it('keeps the figures that judged it when the limit is corrected in place', async () => {
    const { ctx, server } = await setUp();
    await rollUp(
      ctx.db,
      { pointId: 4, period: 'hour', time: NOON },
      { 'a21026.Avg': 38, 'a21026.ZsAvg': 42.222, 'a19001.Avg': 7.5 },
    );
    await announce(ctx, [4]);
    await sql`update registry.point_limit set upper = 50, clause = '表 9', source = '更正', standard = 'GB X'
      where point_id = 4 and effective_to is null`.execute(ctx.db);
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.limit).toMatchObject({ upper: 35, effectiveFrom: '2026-11-01', source: null });
    expect(body.rules).toMatchObject([{ standard: 'GB 13223-2011', clause: '表 2' }]);
    expect(JSON.stringify(body.steps)).not.toContain('50');
  });
});

describe('targets', () => {
  const figures = (converted: number) => ({
    'a21026.Avg': converted - 4,
    'a21026.ZsAvg': converted,
    'a19001.Avg': 7.5,
  });
  async function judgeHours(ctx: TestContext, values: readonly number[]): Promise<void> {
    for (const [back, value] of values.entries()) {
      await rollUp(ctx.db, { pointId: 4, period: 'hour', time: NOON - back * H }, figures(value));
      await announce(ctx, [4], NOON - back * H);
    }
  }

  it('are never exceeded in the sense of the law, and raise nothing', async () => {
    const { ctx, server } = await setUp();
    await sql`update registry.point_limit set upper = 100 where point_id = 4`.execute(ctx.db);
    await addLimit(ctx, {});
    await judgeHours(ctx, [42]);
    const list = async (query: object) =>
      (await server.call(contract.listVerdicts, { as: officer, query: { pointId: 4, ...query } })).body
        .verdicts;
    expect(await list({ verdict: 'exceeds' })).toEqual([]);
    expect(await list({ target: 'above-target' })).toMatchObject([
      { verdict: 'meets', upper: 100, target: 'above-target', confidence: 'multi-source' },
    ]);
    const { rows } = await sql<{ payload: { items: { verdict: string; limit: number }[] } }>`
      select payload from platform.outbox where type = 'evaluation.judged.v1'`.execute(ctx.db);
    expect(rows.flatMap((row) => row.payload.items)).toMatchObject([{ verdict: 'meets', limit: 100 }]);
  });

  it('alone leave the factor without a verdict', async () => {
    const { ctx, server } = await setUp();
    await sql`delete from registry.point_limit where point_id = 4`.execute(ctx.db);
    await addLimit(ctx, {});
    await judgeHours(ctx, [42]);
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.fact).toMatchObject({ verdict: 'not-judged', reason: 'target-only', target: 'above-target' });
    expect(body.rules).toMatchObject([{ standard: '超低排放', nature: 'target', confidence: 'memory' }]);
  });

  it('are kept in a month by 95 % of its judged hours; told with their confidence, to those who may see the outlet', async () => {
    const { ctx, server } = await setUp();
    await sql`update registry.point_limit set upper = 100 where point_id = 4`.execute(ctx.db);
    await addLimit(ctx, {});
    // 19 of 20 are within: exactly 95 %.
    await judgeHours(ctx, [42, ...Array.from({ length: 19 }, () => 30)]);
    const ask = async (as = officer, query: object = {}) =>
      (await server.call(contract.targetShares, { as, query })).body;
    expect(await ask()).toMatchObject({
      month: '2026-11',
      rows: [
        {
          code: 'a21026',
          codeName: '二氧化硫',
          upper: 35,
          unit: 'mg/m³',
          hours: 20,
          within: 19,
          share: 0.95,
          needed: 0.95,
          kept: true,
          ruleConfidence: 'memory',
          confidence: 'memory',
        },
      ],
    });
    await judgeHours(ctx, [42, 42]);
    expect((await ask()).rows[0]).toMatchObject({ within: 18, kept: false });
    expect((await ask(officer, { month: '2026-10' })).rows).toEqual([]);
    expect((await server.call(contract.targetShares, {})).status).toBe(401);
    await sql`update registry.point set public = false where id = 4`.execute(ctx.db);
    expect((await ask(other)).rows).toEqual([]);
    expect((await ask()).rows).toHaveLength(1);
  });
});
