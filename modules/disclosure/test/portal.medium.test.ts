import { beijingIso } from '@tarim/kernel';
import { type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import * as contract from '../contract.ts';
import { renderPortalFacts } from '../server/module.ts';
import { H, MODULES, NOON, putAqi, putVerdict, seed } from './seed.ts';

async function setUp(fill?: (ctx: TestContext) => Promise<void>) {
  const ctx = await testContext({ modules: MODULES, now: NOON + H + 60_000 });
  await seed(ctx.db);
  await fill?.(ctx);
  return { ctx, server: await testServer(ctx, MODULES) };
}

describe('air', () => {
  it('shows cities and public stations with the way to the ground of each figure, to everybody', async () => {
    const { server } = await setUp(async ({ db }) => {
      await putAqi(db, 'aqi', 1, NOON, 279);
      await putAqi(db, 'aqi', 2, NOON, 40);
      await putAqi(db, 'city_aqi', '650100', NOON, 279);
    });
    const { status, body } = await server.call(contract.portalAirNow);
    expect(status).toBe(200);
    expect(body.simulated).toBe(true);
    expect(body.cities).toHaveLength(1);
    expect(body.cities[0]).toMatchObject({
      code: '650100',
      name: { zh: '乌鲁木齐市', en: 'Urumqi', ug: 'ئۈرۈمچى شەھىرى' },
      lon: 87.6,
      stations: 1,
      time: beijingIso(NOON),
      aqi: 279,
      level: 5,
      category: { zh: '重度污染', en: 'Heavily polluted' },
      colour: '#99004C',
      primary: ['PM10'],
      values: { PM10: 405, 'PM2.5': 90, O3: null },
      simulated: true,
    });
    expect(body.stations.map((one: contract.StationNow) => one.name.zh)).toEqual(['收费所']);
    const pm10 = body.stations[0].values.find((one: { pollutant: string }) => one.pollutant === 'PM10');
    expect(pm10).toEqual({
      pollutant: 'PM10',
      code: 'a34002',
      value: 405,
      unit: 'µg/m³',
      iaqi: 279,
      trace: { pointId: 1, period: 'hour', time: beijingIso(NOON) },
    });
  });

  it('shows no yesterday as now, and no index that may not be published', async () => {
    const { server } = await setUp(async ({ db }) => {
      await putAqi(db, 'city_aqi', '650100', NOON - 24 * H, 60);
      await putAqi(db, 'aqi', 1, NOON, null);
    });
    const { body } = await server.call(contract.portalAirNow);
    expect(body.cities[0]).toMatchObject({ time: null, aqi: null, values: {} });
    expect(body.stations[0]).toMatchObject({ aqi: null, level: null, category: null, primary: [] });
    expect(JSON.stringify(body)).not.toContain('96');
  });

  it('gives 24 hours and 30 days without holes, with the days of each level', async () => {
    const { server } = await setUp(async ({ db }) => {
      await putAqi(db, 'city_aqi', '650100', NOON, 60);
      for (const [back, aqi] of [
        [1, 40],
        [2, 90],
        [3, 279],
        [4, null],
      ] as const) {
        await putAqi(
          db,
          'city_aqi',
          '650100',
          Date.parse('2026-11-24T00:00:00+08:00') - back * 24 * H,
          aqi,
          2,
        );
      }
    });
    const hours = (await server.call(contract.portalCityHours, { params: { code: '650100' } })).body;
    expect(hours.rows).toHaveLength(24);
    expect(hours.rows.at(-1)).toMatchObject({ time: beijingIso(NOON), aqi: 60, level: 2 });
    expect(hours.rows[0]).toMatchObject({ time: beijingIso(NOON - 23 * H), aqi: null, values: {} });
    const days = (await server.call(contract.portalCityDays, { params: { code: '650100' } })).body;
    expect(days.rows).toHaveLength(30);
    expect([days.daysByLevel, days.judgedDays]).toEqual([[1, 1, 0, 0, 1, 0], 3]);
    expect((await server.call(contract.portalCityDays, { params: { code: '659999' } })).body.code).toBe(
      'DISCLOSURE_CITY_UNKNOWN',
    );
  });

  it('knows no closed station', async () => {
    const { server } = await setUp(({ db }) => putAqi(db, 'aqi', 2, NOON, 40));
    expect((await server.call(contract.portalStation, { params: { id: 1 } })).body.hours).toHaveLength(24);
    const closed = await server.call(contract.portalStation, { params: { id: 2 } });
    expect([closed.status, closed.body.code]).toEqual([404, 'DISCLOSURE_STATION_UNKNOWN']);
  });
});

describe('enterprises', () => {
  const judged = async ({ db }: TestContext) => {
    await putVerdict(db, { pointId: 3, code: 'a21026', time: NOON, value: 42, upper: 35 });
    await putVerdict(db, { pointId: 3, code: 'a21026', time: NOON - 48 * H, value: 70, upper: 35 });
    await putVerdict(db, { pointId: 3, code: 'a34013', time: NOON, value: 99, upper: 10 });
    await putVerdict(db, { pointId: 5, code: 'a21026', time: NOON, value: 500, upper: 35 });
  };

  it('are those with public outlets, with what exceeds and how often', async () => {
    const { server } = await setUp(judged);
    const { body } = await server.call(contract.portalEnterprises);
    expect(body.enterprises).toHaveLength(1);
    expect(body.enterprises[0]).toMatchObject({
      name: { zh: '天山热电' },
      unitName: { zh: '天山区' },
      industry: '火力发电',
      outlets: 2,
      verdict: 'exceeds',
      exceed24h: 1,
      exceed30d: 2,
      simulated: true,
    });
    // a34013 is not public at this outlet: neither shown nor counted.
    expect(body.enterprises[0].exceeding).toEqual([
      {
        pointId: 3,
        outlet: '1 号炉烟囱',
        code: 'a21026',
        name: { zh: '二氧化硫', en: 'Sulphur dioxide', ug: null },
        trace: { pointId: 3, period: 'hour', time: beijingIso(NOON) },
        ratio: 1.2,
      },
    ]);
    expect(
      (await server.call(contract.portalEnterprises, { query: { q: '不存在' } })).body.enterprises,
    ).toEqual([]);
    expect(
      (await server.call(contract.portalEnterprises, { query: { unit: '/650000/653200/' } })).body
        .enterprises,
    ).toEqual([]);
    expect((await server.call(contract.portalEnterprises, { query: { cursor: 'x' } })).body.code).toBe(
      'DISCLOSURE_CURSOR_INVALID',
    );
  });

  it('count a day that has just ended, which began more than 24 hours ago', async () => {
    const midnight = Date.parse('2026-11-24T00:00:00+08:00');
    const day = 24 * H;
    const { server } = await setUp(async ({ db }) => {
      const put = (time: number, period: 1 | 2) =>
        putVerdict(db, { pointId: 4, code: 'w01018', time, value: 60, upper: 50, period });
      // At 13:01 of the 24th: ended 13 h ago; ended 37 h ago; ended 30 days and 13 h ago.
      await put(midnight - day, 2);
      await put(midnight - 2 * day, 2);
      await put(midnight - 31 * day, 2);
      // Hours that ended 1 min ago, 24 h and 1 min ago, 24 h less 59 min ago.
      await put(NOON, 1);
      await put(NOON - 24 * H, 1);
      await put(NOON - 23 * H, 1);
    });
    const [row] = (await server.call(contract.portalEnterprises)).body.enterprises;
    expect([row.exceed24h, row.exceed30d]).toEqual([3, 5]);
  });

  it('show newest judged values with limit, verdict and trace, and the day as a curve', async () => {
    const { server } = await setUp(judged);
    const { body } = await server.call(contract.portalEnterprise, { params: { id: 1 } });
    const [stack] = body.outlets;
    expect(stack.factors).toHaveLength(1);
    expect(stack.factors[0]).toMatchObject({
      code: 'a21026',
      unit: 'mg/m³',
      measure: 'converted',
      value: 42,
      measured: 40,
      upper: 35,
      standard: 'GB 13223-2011',
      verdict: 'exceeds',
      trace: { pointId: 3, period: 'hour', time: beijingIso(NOON) },
    });
    expect(body.series).toHaveLength(1);
    expect(body.series[0].rows).toHaveLength(24);
    expect(body.series[0].rows.at(-1)).toEqual({
      time: beijingIso(NOON),
      value: 42,
      invalid: null,
      verdict: 'exceeds',
    });
    expect((await server.call(contract.portalEnterprise, { params: { id: 2 } })).body.code).toBe(
      'DISCLOSURE_ENTERPRISE_UNKNOWN',
    );
  });
});

describe('water and meta', () => {
  it('show values without a class', async () => {
    const { server } = await setUp(async ({ db }) => {
      await sql`insert into telemetry.layout (id, slots) overriding system value values (9101, 'w01019.Avg')`.execute(
        db,
      );
      await sql`insert into telemetry.rollup (point_id, period, time, layout_id, values, basis, expected, received, rule_version, computed_at)
        values (6, 1, ${new Date(NOON)}, 9101, '{2.4}', 'minute', 1, 1, 'x', now())`.execute(db);
    });
    const { body } = await server.call(contract.portalWaterStations);
    expect(body.stations[0].values).toEqual([
      {
        code: 'w01019',
        name: { zh: '高锰酸盐指数', en: expect.anything(), ug: null },
        value: 2.4,
        unit: 'mg/L',
        invalid: null,
        trace: { pointId: 6, period: 'hour', time: beijingIso(NOON) },
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/class|类/);
  });

  it('tell what is simulated and by which standards', async () => {
    const { server } = await setUp();
    const { body } = await server.call(contract.portalMeta);
    expect(body).toMatchObject({
      simulated: true,
      regionName: { en: 'Xinjiang' },
      publicStations: 2,
      publicEnterprises: 1,
      updatedAt: null,
    });
    expect(body.notes[0].key).toBe('simulated');
    expect(body.standards.map((one: { code: string }) => one.code)).toContain('HJ 633-2026');
  });
});

describe('for many readers', () => {
  it('answers 304 to those who have it, and the same body for half a minute', async () => {
    const { ctx, server } = await setUp(({ db }) => putAqi(db, 'city_aqi', '650100', NOON, 60));
    const first = await server.call(contract.portalAirNow);
    expect(first.headers['cache-control']).toBe('public, max-age=30, stale-while-revalidate=30');
    const again = await server.call(contract.portalAirNow, {
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    await putAqi(ctx.db, 'city_aqi', '650100', NOON + H, 279);
    expect((await server.call(contract.portalAirNow)).body.cities[0].aqi).toBe(60);
    ctx.clock.advance(31_000);
    const later = await server.call(contract.portalAirNow, {
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect([later.status, later.body.cities[0].aqi]).toEqual([200, 279]);
  });

  it('makes the main facts as HTML', async () => {
    const { ctx } = await setUp(({ db }) => putAqi(db, 'city_aqi', '650100', NOON, 279));
    const html = await renderPortalFacts(ctx, 'zh-CN');
    expect(html).toMatch(/乌鲁木齐市<\/a><\/th><td>279<\/td><td>重度污染<\/td>/);
    expect(html).toContain('模拟数据');
  });
});
