import { beijingIso } from '@tarim/kernel';
import { rolledUp } from '@tarim/telemetry/contract';
import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { judgeDue } from '../server/jobs/judge-due.ts';
import { aqiRevisions, aqiRowsAt, CITY_AQI, POINT_AQI } from '../server/sql/aqi.ts';
import { verdictAt, verdictRevisions } from '../server/sql/verdicts.ts';
import { H, MODULES, NOON, rollUp, seedRegistry } from './seed.ts';

// CNEMC hour 2026-04-18T13, station 3614A: PM10 405 → AQI 279 (published).
const HOTAN = {
  'a21026.Avg': 3,
  'a21004.Avg': 7,
  'a21005.Avg': 0.5,
  'a05024.Avg': 87,
  'a34002.Avg': 405,
  'a34004.Avg': 90,
};
const CLEAN = { ...HOTAN, 'a34002.Avg': 44, 'a34004.Avg': 31, 'a05024.Avg': 60 };

async function setUp(now = NOON + H + 60_000): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, now });
  await seedRegistry(ctx.db);
  return ctx;
}
async function announce(
  ctx: TestContext,
  period: 'hour' | 'day',
  ...keys: [pointId: number, time: number][]
): Promise<void> {
  const items = keys.map(([pointId, time]) => ({ pointId, time: beijingIso(time), revision: 0 }));
  await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, rolledUp, { period, items }));
  await ctx.deliver();
}
const told = async (ctx: TestContext, type: string) => {
  const { rows } = await sql<{
    payload: { items: Record<string, unknown>[] };
  }>`select payload from platform.outbox where type = ${type} order by id`.execute(ctx.db);
  return rows.flatMap((row) => row.payload.items);
};
const job = { signal: new AbortController().signal };

describe('air', () => {
  it('gives the published index of a published hour', async () => {
    const ctx = await setUp();
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON }, HOTAN);
    await announce(ctx, 'hour', [1, NOON]);
    const [row] = await aqiRowsAt(ctx.db, POINT_AQI, 'hour', [{ subject: 1, time: NOON }]);
    expect(row).toMatchObject({
      standard: 'HJ 633-2026',
      aqi: 279,
      level: 5,
      primary: ['PM10'],
      revision: 0,
    });
    expect(row!.result.iaqi).toEqual({ SO2: 1, NO2: 4, CO: 5, O3: 28, PM10: 279, 'PM2.5': 128 });
    expect(await told(ctx, 'evaluation.aqi-computed.v1')).toMatchObject([
      { pointId: 1, cityCode: null, aqi: 279, level: 5, revision: 0 },
    ]);
  });

  it('uses the edition of the date of the data', async () => {
    const ctx = await setUp();
    const old = Date.parse('2026-02-28T12:00:00+08:00');
    const figures = { ...CLEAN, 'a34002.Avg': 180, 'a34004.Avg': 62 };
    for (const time of [old, NOON]) await rollUp(ctx.db, { pointId: 1, period: 'hour', time }, figures);
    await announce(ctx, 'hour', [1, old], [1, NOON]);
    const rows = await aqiRowsAt(ctx.db, POINT_AQI, 'hour', [
      { subject: 1, time: old },
      { subject: 1, time: NOON },
    ]);
    // AQI12-D-1 and AQI26-D-1: the same PM10 of 180 is 115 by the old and 124 by the new table.
    expect(rows.map((row) => [row.standard, row.aqi]).sort()).toEqual([
      ['HJ 633-2012', 115],
      ['HJ 633-2026', 124],
    ]);
  });

  it('changes nothing and tells nobody when the same figures come again', async () => {
    const ctx = await setUp();
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON }, HOTAN);
    await announce(ctx, 'hour', [1, NOON]);
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON, revision: 1 }, HOTAN);
    await announce(ctx, 'hour', [1, NOON], [1, NOON]);
    expect(await told(ctx, 'evaluation.aqi-computed.v1')).toHaveLength(1);
    expect(await aqiRevisions(ctx.db, POINT_AQI, { subject: 1, period: 'hour', time: NOON })).toEqual([]);
  });

  it('keeps what a revision replaced', async () => {
    const ctx = await setUp();
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON }, HOTAN);
    await announce(ctx, 'hour', [1, NOON]);
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON, revision: 1 }, CLEAN);
    await announce(ctx, 'hour', [1, NOON]);
    const [row] = await aqiRowsAt(ctx.db, POINT_AQI, 'hour', [{ subject: 1, time: NOON }]);
    expect(row).toMatchObject({ revision: 1, level: 1 });
    expect(await aqiRevisions(ctx.db, POINT_AQI, { subject: 1, period: 'hour', time: NOON })).toMatchObject([
      { revision: 0, aqi: 279, reason: 'rolled-up' },
    ]);
    expect((await told(ctx, 'evaluation.aqi-computed.v1')).map((item) => item.revision)).toEqual([0, 1]);
  });

  it('waits for the end of a period that still runs, and judges it then by itself', async () => {
    const ctx = await setUp(NOON);
    const day = Date.parse('2026-11-24T00:00:00+08:00');
    const figures = { ...HOTAN, 'a05024.Mda8': 144 };
    await rollUp(ctx.db, { pointId: 1, period: 'day', time: day }, figures);
    await announce(ctx, 'day', [1, day]);
    await judgeDue(ctx, job);
    expect(await told(ctx, 'evaluation.aqi-computed.v1')).toEqual([]);
    ctx.clock.set(day + 24 * H + 5 * 60_000);
    await judgeDue(ctx, job);
    const [row] = await aqiRowsAt(ctx.db, POINT_AQI, 'day', [{ subject: 1, time: day }]);
    expect(row!.result.values).toMatchObject({ O3_8h: 144, PM10: 405 });
  });
});

describe('cities', () => {
  it('are the mean of their public stations, computed once for all that came', async () => {
    const ctx = await setUp();
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON }, { ...CLEAN, 'a34002.Avg': 100 });
    await rollUp(
      ctx.db,
      { pointId: 2, period: 'hour', time: NOON },
      { ...CLEAN, 'a34002.Avg': 140 },
      { 'a34004.Avg': 'INSUFFICIENT' },
    );
    await rollUp(ctx.db, { pointId: 3, period: 'hour', time: NOON }, { ...CLEAN, 'a34002.Avg': 600 });
    await announce(ctx, 'hour', [1, NOON]);
    await announce(ctx, 'hour', [2, NOON], [3, NOON]);
    await judgeDue(ctx, job);
    const [row] = await aqiRowsAt(ctx.db, CITY_AQI, 'hour', [{ subject: '650100', time: NOON }]);
    // Mean PM10 120: exactly the breakpoint of index 100. PM2.5 from the one station where it is valid.
    expect(row).toMatchObject({ aqi: 100, level: 2, primary: ['PM10'], revision: 0 });
    expect(row!.inputs).toMatchObject({ values: { PM10: 120, 'PM2.5': 31 }, stationCount: 2 });
    expect(row!.inputs.stations!.map((station) => station.pointId)).toEqual([1, 2]);
    await judgeDue(ctx, job);
    expect(
      (await told(ctx, 'evaluation.aqi-computed.v1')).filter((item) => item.cityCode === '650100'),
    ).toHaveLength(1);
  });

  it('get a revision when a station comes late', async () => {
    const ctx = await setUp();
    await rollUp(ctx.db, { pointId: 1, period: 'hour', time: NOON }, { ...CLEAN, 'a34002.Avg': 100 });
    await announce(ctx, 'hour', [1, NOON]);
    await judgeDue(ctx, job);
    await rollUp(ctx.db, { pointId: 2, period: 'hour', time: NOON }, { ...CLEAN, 'a34002.Avg': 180 });
    await announce(ctx, 'hour', [2, NOON]);
    await judgeDue(ctx, job);
    const key = { subject: '650100', time: NOON };
    const [row] = await aqiRowsAt(ctx.db, CITY_AQI, 'hour', [key]);
    expect([row!.revision, row!.result.values.PM10]).toEqual([1, 140]);
    expect(await aqiRevisions(ctx.db, CITY_AQI, { ...key, period: 'hour' })).toMatchObject([
      { reason: 'stations-changed', revision: 0 },
    ]);
  });
});

describe('outlets', () => {
  const key = { pointId: 4, code: 'a21026', period: 'hour', time: NOON } as const;

  it('are judged by the converted hour mean against the limit of that day', async () => {
    const ctx = await setUp();
    const before = Date.parse('2026-10-31T23:00:00+08:00');
    // 42.222 mg/m³ at reference oxygen: exceeds 35, meets 100 (worked example O2-1).
    for (const time of [before, NOON])
      await rollUp(
        ctx.db,
        { pointId: 4, period: 'hour', time },
        { 'a21026.Avg': 38, 'a21026.ZsAvg': 42.222, 'a19001.Avg': 7.5 },
      );
    await announce(ctx, 'hour', [4, before], [4, NOON]);
    expect(await verdictAt(ctx.db, key)).toMatchObject({
      verdict: 'exceeds',
      measure: 'converted',
      value: 42.222,
      upper: 35,
      inputs: { mean: 38, oxygen: 7.5, referenceOxygen: 6 },
    });
    expect((await verdictAt(ctx.db, key))!.exceedMultiple).toBeCloseTo((42.222 - 35) / 35, 9);
    expect(await verdictAt(ctx.db, { ...key, time: before })).toMatchObject({ verdict: 'meets', upper: 100 });
    const items = await told(ctx, 'evaluation.judged.v1');
    expect(items.map((item) => [item.verdict, item.limit])).toEqual([
      ['meets', 100],
      ['exceeds', 35],
    ]);
  });

  it('are not judged without a valid or convertible value', async () => {
    const ctx = await setUp();
    await rollUp(
      ctx.db,
      { pointId: 4, period: 'hour', time: NOON },
      { 'a21026.Avg': 380, 'a21026.ZsAvg': null },
    );
    await rollUp(
      ctx.db,
      { pointId: 4, period: 'hour', time: NOON - H },
      { 'a21026.Avg': 380, 'a21026.ZsAvg': 400 },
      { 'a21026.Avg': 'INSUFFICIENT' },
    );
    await rollUp(ctx.db, { pointId: 4, period: 'hour', time: NOON - 2 * H }, { 'a21002.Avg': 10 });
    await announce(ctx, 'hour', [4, NOON], [4, NOON - H], [4, NOON - 2 * H]);
    const reasons = await Promise.all(
      [0, 1, 2].map(async (back) => (await verdictAt(ctx.db, { ...key, time: NOON - back * H }))!.reason),
    );
    expect(reasons).toEqual(['no-conversion', 'invalid', 'no-value']);
  });

  it('of wastewater are judged by the day, pH on both sides', async () => {
    const ctx = await setUp();
    const day = Date.parse('2026-11-23T00:00:00+08:00');
    await rollUp(
      ctx.db,
      { pointId: 5, period: 'day', time: day },
      { 'w01018.Avg': 50, 'w01001.Avg': 5.9, 'w00000.Cou': 1200 },
    );
    await rollUp(ctx.db, { pointId: 5, period: 'hour', time: NOON }, { 'w01018.Avg': 500, 'w01001.Avg': 2 });
    await announce(ctx, 'day', [5, day]);
    await announce(ctx, 'hour', [5, NOON]);
    const items = await told(ctx, 'evaluation.judged.v1');
    expect(items.map((item) => [item.code, item.verdict, item.limit]).sort()).toEqual([
      ['w01001', 'exceeds', 6],
      ['w01018', 'meets', 50],
    ]);
    expect(await verdictAt(ctx.db, { pointId: 5, code: 'w01018', period: 'day', time: day })).toMatchObject({
      measure: 'flow-weighted',
    });
  });

  it('tell a revision that takes an exceedance away', async () => {
    const ctx = await setUp();
    await rollUp(
      ctx.db,
      { pointId: 4, period: 'hour', time: NOON },
      { 'a21026.Avg': 38, 'a21026.ZsAvg': 42 },
    );
    await announce(ctx, 'hour', [4, NOON]);
    await rollUp(
      ctx.db,
      { pointId: 4, period: 'hour', time: NOON, revision: 1 },
      { 'a21026.Avg': 30, 'a21026.ZsAvg': 33 },
    );
    await announce(ctx, 'hour', [4, NOON]);
    expect((await told(ctx, 'evaluation.judged.v1')).map((item) => [item.verdict, item.revision])).toEqual([
      ['exceeds', 0],
      ['meets', 1],
    ]);
    expect(await verdictRevisions(ctx.db, key)).toMatchObject([
      { verdict: 'exceeds', value: 42, replacedReason: 'rolled-up' },
    ]);
  });
});
