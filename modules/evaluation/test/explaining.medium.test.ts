import { beijingIso } from '@tarim/kernel';
import { limitsChanged } from '@tarim/registry/contract';
import { rolledUp } from '@tarim/telemetry/contract';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as contract from '../contract.ts';
import { judgeDue } from '../server/jobs/judge-due.ts';
import { rejudge } from '../server/use-cases/rejudge.ts';
import { H, MODULES, NOON, rollUp, seedRegistry } from './seed.ts';

const officer = actorWith('duty-officer', '/BT/');
const station = actorWith('monitoring-station', '/650000/650100/');
const own = actorWith('enterprise', '/650000/650100/650102/', 1);
const other = actorWith('enterprise', '/650000/650100/650102/', 2);
const AIR = {
  'a21026.Avg': 3,
  'a21004.Avg': 7,
  'a21005.Avg': 0.5,
  'a05024.Avg': 87,
  'a34002.Avg': 405,
  'a34004.Avg': 90,
};
const DAY = Date.parse('2026-11-23T00:00:00+08:00');
const hour = { period: 'hour', time: beijingIso(NOON) };

async function setUp() {
  const ctx = await testContext({ modules: MODULES, now: NOON + H + 60_000, policy: makePolicy() });
  await seedRegistry(ctx.db);
  await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON, revision: 2 }, AIR, {
    'a34004.Avg': 'INSUFFICIENT',
  });
  await rollUp(ctx.db, { pointId: 3, period: 'hour', time: NOON }, AIR);
  await rollUp(
    ctx.db,
    { pointId: 4, period: 'hour', time: NOON },
    { 'a21026.Avg': 38, 'a21026.ZsAvg': 42.222, 'a19001.Avg': 7.5 },
  );
  await rollUp(ctx.db, { pointId: 5, period: 'day', time: DAY }, { 'w01018.Avg': 60, 'w01001.Avg': 7 });
  const announce = (period: 'hour' | 'day', ids: number[], time: number) =>
    ctx.db.transaction().execute((tx) =>
      ctx.outbox.publish(tx, rolledUp, {
        period,
        items: ids.map((pointId) => ({ pointId, time: beijingIso(time), revision: 0 })),
      }),
    );
  await announce('hour', [1, 3, 4], NOON);
  await announce('day', [5], DAY);
  await ctx.deliver();
  await judgeDue(ctx, { signal: new AbortController().signal });
  return { ctx, announce, server: await testServer(ctx, MODULES) };
}

describe('explaining an index', () => {
  it('names inputs with their rollup, steps, standard and revisions, to everybody for a public station', async () => {
    const { server } = await setUp();
    const { status, body } = await server.call(contract.explainAqi, { query: { pointId: 1, ...hour } });
    expect(status).toBe(200);
    expect(body.fact).toMatchObject({
      pointId: 1,
      name: '收费所',
      standard: 'HJ 633-2026',
      aqi: 279,
      simulated: true,
    });
    expect(body.inputs).toEqual([
      {
        pointName: '收费所',
        rollup: { pointId: 1, period: 'hour', time: beijingIso(NOON), revision: 2 },
        values: { SO2: 3, NO2: 7, CO: 0.5, O3: 87, PM10: 405, 'PM2.5': null },
        excluded: { 'PM2.5': 'INSUFFICIENT' },
      },
    ]);
    expect(body.rules[0]).toMatchObject({
      standard: 'HJ 633-2026',
      confidence: 'official-text',
      effectiveFrom: '2026-03-01',
      version: 'HJ633-2026@1',
    });
    expect(body.steps.map((step: { formula: string | null }) => step.formula)).toContain(
      '⌈(300−200)/(420−350)×(405−350)+200⌉',
    );
    expect(body.revisions).toMatchObject([{ revision: 0, replacedAt: null, aqi: 279 }]);
  });

  it('speaks the language of the reader', async () => {
    const { server } = await setUp();
    const ask = (language: string) =>
      server.call(contract.explainAqi, {
        query: { pointId: 1, ...hour },
        headers: { 'accept-language': language },
      });
    expect((await ask('en')).body.steps[0].title).toBe('Standard');
    expect((await ask('zh-CN')).body.steps[0].title).toBe('适用标准');
  });

  it('shows the stations that made a city', async () => {
    const { server } = await setUp();
    const { body } = await server.call(contract.explainAqi, { query: { cityCode: '650100', ...hour } });
    expect(body.fact).toMatchObject({ cityCode: '650100', name: '乌鲁木齐市' });
    expect(body.inputs.map((input: { rollup: { pointId: number } }) => input.rollup.pointId)).toEqual([1]);
    expect(body.rules.map((rule: { standard: string }) => rule.standard)).toContain('HJ 663-2026');
  });

  it('keeps closed stations to those who may read', async () => {
    const { server } = await setUp();
    const ask = (as?: Parameters<typeof server.call>[1]) =>
      server.call(contract.explainAqi, { query: { pointId: 3, ...hour }, ...as });
    expect((await ask()).body.code).toBe('EVALUATION_SUBJECT_UNKNOWN');
    expect((await ask({ as: own })).status).toBe(404);
    expect((await ask({ as: officer })).status).toBe(200);
  });

  it('answers broken questions with coded errors', async () => {
    const { server } = await setUp();
    const code = async (query: object) => (await server.call(contract.explainAqi, { query })).body.code;
    expect(await code(hour)).toBe('EVALUATION_SUBJECT_AMBIGUOUS');
    expect(await code({ ...hour, pointId: 1, cityCode: '650100' })).toBe('EVALUATION_SUBJECT_AMBIGUOUS');
    expect(await code({ ...hour, pointId: 99 })).toBe('EVALUATION_SUBJECT_UNKNOWN');
    expect(await code({ ...hour, cityCode: '000000' })).toBe('EVALUATION_SUBJECT_UNKNOWN');
    expect(await code({ pointId: 1, period: 'hour', time: beijingIso(NOON - H) })).toBe(
      'EVALUATION_AQI_UNKNOWN',
    );
    expect(await code({ pointId: 1, period: 'hour', time: 'yesterday' })).toBe('VALIDATION');
  });
});

describe('explaining a verdict', () => {
  it('names limit, clause, confidence, input and comparison', async () => {
    const { server } = await setUp();
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.fact).toMatchObject({
      verdict: 'exceeds',
      value: 42.222,
      upper: 35,
      unit: 'mg/m³',
      enterpriseName: '天山热电',
      codeName: '二氧化硫',
    });
    expect(body.limit).toMatchObject({
      upper: 35,
      period: 'hour',
      effectiveFrom: '2026-11-01',
      effectiveTo: null,
    });
    expect(body.rules).toMatchObject([
      { standard: 'GB 13223-2011', clause: '表 2', confidence: 'multi-source', version: 'outlet-1' },
    ]);
    expect(body.input).toMatchObject({
      rollup: { pointId: 4, period: 'hour' },
      mean: 38,
      converted: 42.222,
      oxygen: 7.5,
      referenceOxygen: 6,
    });
    expect(body.steps.at(-1).result).toContain('超标');
  });

  it('keeps closed outlets to staff and their own enterprise', async () => {
    const { server } = await setUp();
    const query = { pointId: 5, code: 'w01018', period: 'day', time: beijingIso(DAY) };
    const status = async (as?: typeof officer) =>
      (await server.call(contract.explainVerdict, { query, as })).status;
    expect(await Promise.all([status(), status(other), status(own), status(officer)])).toEqual([
      404, 404, 200, 200,
    ]);
  });
});

describe('lists', () => {
  it('of verdicts follow the filters and what the reader may see', async () => {
    const { server } = await setUp();
    const list = async (query: object, as = officer) =>
      (await server.call(contract.listVerdicts, { query, as })).body.verdicts;
    expect((await server.call(contract.listVerdicts, {})).status).toBe(401);
    expect(await list({})).toHaveLength(3);
    expect((await list({ verdict: 'exceeds' })).map((one: contract.VerdictFact) => one.code)).toEqual([
      'a21026',
      'w01018',
    ]);
    expect(await list({ pointId: 5, code: 'w01001' })).toMatchObject([
      { verdict: 'meets', lower: 6, upper: 9 },
    ]);
    expect(await list({ unit: '/650000/653200/' })).toEqual([]);
    // The enterprise 2 owns nothing here: it sees what everybody sees.
    expect((await list({}, other)).map((one: contract.VerdictFact) => one.pointId)).toEqual([4]);
    const first = (await server.call(contract.listVerdicts, { as: officer, query: { limit: 2 } })).body;
    const rest = (
      await server.call(contract.listVerdicts, { as: officer, query: { limit: 2, cursor: first.next } })
    ).body;
    expect([first.verdicts.length, rest.verdicts.length, rest.next]).toEqual([2, 1, null]);
    expect(
      (await server.call(contract.listVerdicts, { as: officer, query: { cursor: 'x' } })).body.code,
    ).toBe('EVALUATION_CURSOR_INVALID');
    expect(
      (await server.call(contract.latestVerdicts, { as: officer, query: { pointIds: '4,x' } })).body.verdicts,
    ).toHaveLength(1);
  });

  it('of indices give the newest and the series', async () => {
    const { server } = await setUp();
    const now = (await server.call(contract.aqiNow, { as: officer })).body;
    const outside = (await server.call(contract.aqiNow, { as: other })).body;
    expect(outside.points.map((one: contract.AqiFact) => one.name)).toEqual(['收费所']);
    expect(now.points.map((one: contract.AqiFact) => one.name)).toEqual(['收费所', '试验站']);
    expect(now.cities).toMatchObject([{ cityCode: '650100', name: '乌鲁木齐市', aqi: 279, simulated: true }]);
    const range = { period: 'hour', from: beijingIso(NOON - 24 * H), to: beijingIso(NOON + H) };
    const series = (
      await server.call(contract.aqiSeries, { as: officer, query: { cityCode: '650100', ...range } })
    ).body;
    expect(series).toMatchObject({ truncated: false, rows: [{ aqi: 279 }] });
    const backwards = await server.call(contract.aqiSeries, {
      as: officer,
      query: { pointId: 1, period: 'hour', from: range.to, to: range.from },
    });
    expect(backwards.body.code).toBe('EVALUATION_PERIOD_INVALID');
  });

  it('of rules are open, with dates, sources and confidence', async () => {
    const { server } = await setUp();
    const { rules } = (await server.call(contract.listRules)).body;
    expect(rules.find((rule: { code: string }) => rule.code === 'HJ 633-2026')).toMatchObject({
      inUse: true,
      confidence: 'official-text',
      use: 'aqi',
    });
    expect(rules.find((rule: { code: string }) => rule.code === 'HJ 633-2012')).toMatchObject({
      inUse: false,
    });
  });
});

describe('judging again', () => {
  const job = { signal: new AbortController().signal, progress: async () => {} };

  it('is ordered by those who may, within their competence, and audited', async () => {
    const { ctx, server } = await setUp();
    const body = {
      pointId: 4,
      from: beijingIso(NOON - 24 * H),
      to: beijingIso(NOON + H),
      reason: '限值录入有误',
    };
    expect((await server.call(contract.rejudge, { as: officer, body })).status).toBe(403);
    expect((await server.call(contract.rejudge, { as: station, body })).status).toBe(200);
    const { rows } = await sql<{ action: string }>`select action from platform.audit`.execute(ctx.db);
    expect(rows).toEqual([{ action: 'evaluation.rejudged' }]);
  });

  it('makes revisions with the reason where a corrected limit changes the verdict', async () => {
    const { ctx, server } = await setUp();
    await sql`update registry.point_limit set upper = 50 where point_id = 4 and effective_to is null`.execute(
      ctx.db,
    );
    const done = await rejudge(
      ctx,
      { pointId: 4, from: NOON - 24 * H, to: NOON + H, reason: '限值录入有误' },
      job,
    );
    expect(done).toEqual({ hours: 25, days: 1, changed: 1 });
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.fact).toMatchObject({ verdict: 'meets', revision: 1 });
    expect(body.revisions).toMatchObject([
      { revision: 1, verdict: 'meets', upper: 50, replacedAt: null },
      { revision: 0, verdict: 'exceeds', upper: 35, reason: '限值录入有误' },
    ]);
  });

  it('keeps the past of a verdict whose limit was withdrawn', async () => {
    const { ctx, server } = await setUp();
    await sql`delete from registry.point_limit where point_id = 4`.execute(ctx.db);
    await rejudge(ctx, { pointId: 4, from: NOON, to: NOON + H, reason: 'limits-changed' }, job);
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.fact).toMatchObject({ verdict: 'not-judged', reason: 'no-limit', limitId: null });
    expect(body.revisions[1]).toMatchObject({ verdict: 'exceeds', upper: 35 });
  });

  it('follows by itself when the registry tells that limits changed', async () => {
    const { ctx } = await setUp();
    await ctx.db
      .transaction()
      .execute((tx) => ctx.outbox.publish(tx, limitsChanged, { pointId: 4, codes: ['a21026'] }));
    await ctx.deliver();
    const { queued } = ctx.jobs as unknown as {
      queued: { name: string; data: { pointId: number; reason: string } }[];
    };
    expect(queued).toMatchObject([
      { name: 'evaluation.rejudge', data: { pointId: 4, reason: 'limits-changed' } },
    ]);
  });
});
