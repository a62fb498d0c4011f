import type { Db } from '@tarim/platform';
import { actorWith, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { airCalendar, airCities, airCompare, airDay, airPeriod, airRanking, dustDays } from '../contract.ts';
import { MODULES, seedRegistry } from './seed.ts';

const duty = actorWith('duty-officer', '/650000/');
type Figures = Partial<Record<'so2' | 'no2' | 'co' | 'o3' | 'pm10' | 'pm25', number>>;
const CLEAN = { so2: 10, no2: 20, co: 1, o3: 80, pm10: 50, pm25: 25 };

/** Days of a year, each as the function says. */
async function fill(
  db: Db,
  city: string,
  year: number,
  of: (i: number, date: string) => Figures & { dust?: boolean },
): Promise<void> {
  await sql`insert into evaluation.air_upload (sha256, name, uploaded_at, dust_basis, first_day, last_day, rows, created, changed, unchanged, simulated)
    select 'f', 'f.csv', now(), 'official', '2024-01-01', '2026-01-01', 1, 1, 0, 0, false where not exists (select 1 from evaluation.air_upload)`.execute(
    db,
  );
  const days = [];
  for (let i = 0, at = Date.UTC(year, 0, 1); new Date(at).getUTCFullYear() === year; i++, at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push({ day, dust: false, ...CLEAN, ...of(i, day) });
  }
  await sql`insert into evaluation.air_day (city_code, day, unit_path, so2, no2, co, o3_8h, pm10, pm25, dust, upload_id, file_row, recorded_at)
    select ${city}, day, '/x/', so2, no2, co, o3, pm10, pm25, dust, 1, 2, now()
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) n(day date, so2 float8, no2 float8, co float8, o3 float8, pm10 float8, pm25 float8, dust boolean)`.execute(
    db,
  );
}

async function world(): Promise<{ ctx: TestContext; server: Awaited<ReturnType<typeof testServer>> }> {
  const ctx = await testContext({ modules: MODULES });
  await seedRegistry(ctx.db);
  await sql`insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence) values
    ('652800', '/650000/652800/', '650000', 'prefecture', 'region', '{"zh": "巴州"}', 4, 'test', 'sourced'),
    ('BT', '/BT/', null, 'corps', 'corps', '{"zh": "兵团"}', 5, 'test', 'sourced'),
    ('BT08', '/BT/BT08/', 'BT', 'division', 'corps', '{"zh": "第八师"}', 6, 'test', 'sourced'),
    ('659001', '/BT/BT08/659001/', 'BT08', 'city', 'corps', '{"zh": "石河子市"}', 7, 'test', 'sourced')`.execute(
    ctx.db,
  );
  return { ctx, server: await testServer(ctx, MODULES) };
}

describe('the four figures of a year', () => {
  test('differ as the editions and the dust do', async () => {
    const { ctx, server } = await world();
    // Five days of a storm; all others alike. Means by hand: (360·65 + 5·800)/365 and 65.
    await fill(ctx.db, '650100', 2025, (i) =>
      i >= 100 && i < 105 ? { pm10: 800, pm25: 170, dust: true } : { pm10: 65 },
    );
    const { body } = await server.call(airPeriod, { as: duty, query: { city: '650100', period: '2025' } });
    expect(body).toMatchObject({ elapsed: 365, dustDays: 5, dustSource: 'official', simulated: false });
    const told = body.four.map(({ edition, dust, inForce, figures }: never) => {
      const { pollutants, days, composite } = figures as never as {
        pollutants: Record<string, { mean: { value: number; verdict: string }; verdict: string }>;
        days: { goodDays: number; validDays: number; goodRatio: number };
        composite: { value: number };
      };
      return {
        of: `${edition} ${dust} ${inForce}`,
        pm10: Number(pollutants.PM10!.mean.value.toFixed(6)),
        verdict: pollutants.PM10!.mean.verdict,
        good: [days.goodDays, days.validDays, days.goodRatio],
        composite: Number(composite.value.toFixed(6)),
      };
    });
    const mean = (360 * 65 + 5 * 800) / 365;
    const fine = (360 * 25 + 5 * 170) / 365;
    // Σ C/S of 2013; 2026: PM2.5 ×3, O3 and NO2 ×2, with S 60 40 60 30 4 160. CO and O3 are the same every day.
    const by2012 = (pm10: number, pm25: number) =>
      10 / 60 + 20 / 40 + 1 / 4 + 80 / 160 + pm10 / 70 + pm25 / 35;
    const by2026 = (pm10: number, pm25: number) =>
      10 / 60 + (2 * 20) / 40 + 1 / 4 + (2 * 80) / 160 + pm10 / 60 + (3 * pm25) / 30;
    const six = (value: number) => Number(value.toFixed(6));
    expect(told).toEqual([
      {
        of: '2012 with true',
        pm10: six(mean),
        verdict: 'exceeds',
        good: [360, 365, 98.6],
        composite: six(by2012(mean, fine)),
      },
      {
        of: '2012 without true',
        pm10: 65,
        verdict: 'meets',
        good: [365, 365, 100],
        composite: six(by2012(65, 25)),
      },
      {
        of: '2026 with false',
        pm10: six(mean),
        verdict: 'exceeds',
        good: [360, 365, 98.6],
        composite: six(by2026(mean, fine)),
      },
      {
        of: '2026 without false',
        pm10: 65,
        verdict: 'exceeds',
        good: [365, 365, 100],
        composite: six(by2026(65, 25)),
      },
    ]);
    const [first, , , last] = body.four;
    // 3·25/30 of 1/6 + 1 + 1/4 + 1 + 65/60 + 2.5 = 6.
    expect(last.figures.composite.contribution['PM2.5']).toEqual({ index: 2.5, share: 41.7 });
    expect(first.finding.steps.some((step: { of: string }) => step.of === 'PM10 mean')).toBe(true);
    expect(last.finding.problems.map((one: { message: string }) => one.message)).toContain(
      'HJ 663-2026 的综合指数权重仅见于单一来源，不是已核实的规定，仅供参考',
    );
  });
  test('what is asked for wrongly, and what is not there', async () => {
    const { server } = await world();
    const ask = async (query: object) => (await server.call(airPeriod, { as: duty, query })).body;
    expect((await ask({ city: '110000', period: '2025' })).code).toBe('EVALUATION_CITY_UNKNOWN');
    expect((await ask({ city: '650100', period: '2025-13' })).code).toBe('EVALUATION_AIR_PERIOD_INVALID');
    const empty = await ask({ city: '650100', period: '2025' });
    expect(empty.four.map((one: { figures: unknown }) => one.figures)).toEqual([null, null, null, null]);
  });
});

test('cities by their figures, beside the year before, and the means of what they belong to', async () => {
  const { ctx, server } = await world();
  for (const [city, now, before] of [
    ['650100', 30, 20],
    ['652800', 20, 40],
    ['659001', 28, 28],
  ] as const) {
    await fill(ctx.db, city, 2025, () => ({ pm25: now }));
    await fill(ctx.db, city, 2024, () => ({ pm25: before }));
  }
  const { body } = await server.call(airRanking, { as: duty, query: { period: '2025', dust: 'with' } });
  expect(body).toMatchObject({ previous: '2024', edition: '2012', compositeConfidence: 'multi-source' });
  const composite = (pm25: number) =>
    Math.round((10 / 60 + 20 / 40 + 1 / 4 + 80 / 160 + 50 / 70 + pm25 / 35) * 100) / 100;
  expect(
    body.rows.map((row: never) => {
      const { code, now, before, rank, rankBefore } = row as never as {
        code: string;
        now: { composite: number; pm25: number };
        before: { pm25: number };
        rank: { composite: number };
        rankBefore: { composite: number };
      };
      return [code, now.composite, now.pm25, before.pm25, rank.composite, rankBefore.composite];
    }),
  ).toEqual([
    ['650100', composite(30), 30, 20, 3, 1],
    ['652800', composite(20), 20, 40, 1, 3],
    ['659001', composite(28), 28, 28, 2, 2],
  ]);
  expect(
    body.groups.map((one: { code: string; cities: number; now: { pm25: number } }) => [
      one.code,
      one.cities,
      one.now.pm25,
    ]),
  ).toEqual([
    ['650000', 2, 25],
    ['BT', 1, 28],
    ['BT08', 1, 28],
  ]);
});

test('a year that runs is held against the same days of the year before', async () => {
  const { ctx, server } = await world();
  ctx.clock.set(Date.parse('2025-02-01T12:00:00+08:00'));
  await fill(ctx.db, '650100', 2024, (_, date) => ({ pm25: date < '2024-02-01' ? 60 : 10 }));
  await fill(ctx.db, '650100', 2025, () => ({ pm25: 50 }));
  const { body } = await server.call(airRanking, { as: duty, query: { period: '2025', dust: 'with' } });
  expect([body.previous, body.rows[0].before.pm25]).toEqual(['2024-01-01/2024-01-31', 60]);
});

test('the calendar, the months, and the days of dust', async () => {
  const { ctx, server } = await world();
  await fill(ctx.db, '650100', 2025, (i) =>
    i === 31 ? { pm10: 800, dust: true } : i === 0 ? { pm25: 115 } : {},
  );
  await fill(ctx.db, '650100', 2024, () => ({ pm25: 45 }));
  const { body: calendar } = await server.call(airCalendar, {
    as: duty,
    query: { city: '650100', year: 2025 },
  });
  expect(calendar.days.length).toBe(365);
  // PM2.5 115 is the breakpoint of 150 in HJ 633-2012; PM10 50 the one of 50.
  expect(calendar.days[0]).toMatchObject({
    date: '2025-01-01',
    aqi: 150,
    level: 3,
    primary: ['PM2.5'],
    dust: false,
  });
  expect(calendar.days[1]).toMatchObject({ aqi: 50, level: 1, primary: [] });
  expect(calendar.days[31]).toMatchObject({ aqi: 500, level: 6, dust: true, source: 'imported' });
  const { body: months } = await server.call(airCompare, {
    as: duty,
    query: { city: '650100', year: 2025, dust: 'without' },
  });
  expect(months.now[0]).toMatchObject({ month: '2025-01', goodRatio: 96.8, validDays: 31 });
  // (115 + 30·25)/31 = 27.9 → 28
  expect(months.now[0].concentrations['PM2.5']).toBe(28);
  expect([
    months.before[0].concentrations['PM2.5'],
    months.now[1].dustDays,
    months.now[1].concentrations.PM10,
  ]).toEqual([45, 1, 50]);
  const { body: dust } = await server.call(dustDays, {
    as: duty,
    query: { city: '650100', from: '2025-01-01', to: '2025-12-31' },
  });
  expect(dust.days).toMatchObject([
    { date: '2025-02-01', dust: true, basis: 'official', pm10: 800, hours: null },
  ]);
  const { body: cities } = await server.call(airCities, { as: duty });
  expect(cities.cities[0]).toMatchObject({ code: '650100', firstDay: '2024-01-01', lastDay: '2025-12-31' });
});

test('a single station by its own days, dust as its city says; a division by its stations', async () => {
  const { ctx, server } = await world();
  const { rows } = await sql<{ id: number; code: string }>`
    insert into registry.point (code, name, kind, unit_path) values ('X1', '监测站', 'air', '/650000/650100/650102/'),
      ('X2', '团场站', 'air', '/BT/BT08/') returning id, code`.execute(ctx.db);
  const [station, regiment] = rows.map((one) => one.id) as [number, number];
  // Half the days of the month at 20, half at 40, one of them of dust.
  await sql`insert into evaluation.aqi (point_id, period, time, standard, rule_version, inputs, result, primary_pollutants, computed_at)
    select ${station}, 2, '2025-03-01T00:00:00+08:00'::timestamptz + i * interval '1 day', 'HJ 633-2012', 'x',
      jsonb_build_object('values', jsonb_build_object('SO2', 10, 'NO2', 20, 'CO', 1, 'O3_8h', 80, 'PM10', 50, 'PM2.5', case when i % 2 = 0 then 20 else 40 end)),
      '{}', '{}', now() from generate_series(0, 29) i`.execute(ctx.db);
  await fill(ctx.db, '650100', 2025, (_, date) => ({ dust: date === '2025-03-02' }));
  const code = `S${station}`;
  const ask = async (route: Parameters<typeof server.call>[0], query: object) =>
    (await server.call(route, { as: duty, query: query as never })).body;
  const { cities, others } = await ask(airCities, {});
  expect(cities.every((one: { kind: string }) => one.kind === 'city')).toBe(true);
  const place = (of: string) => others.find((one: { code: string }) => one.code === of);
  expect(place(code)).toMatchObject({
    kind: 'station',
    name: '监测站',
    firstDay: '2025-03-01',
    lastDay: '2025-03-30',
  });
  expect(place('BT08')).toMatchObject({ kind: 'division', name: '第八师' });
  expect(place(`S${regiment}`).firstDay).toBeNull();
  const calendar = await ask(airCalendar, { city: code, year: 2025 });
  expect([
    calendar.days.length,
    calendar.days.filter((one: { dust: boolean }) => one.dust).map((one: { date: string }) => one.date),
  ]).toEqual([30, ['2025-03-02']]);
  const { now } = await ask(airCompare, { city: code, year: 2025, dust: 'with' });
  // (15·20 + 15·40) / 30
  expect(now[2].concentrations['PM2.5']).toBe(30);
  const period = await ask(airPeriod, { city: code, period: '2025-03' });
  expect([period.dustDays, period.sources.computed]).toEqual([1, 30]);
  expect((await ask(airDay, { city: code, date: '2025-03-02' })).computedToo).toBe(true);
  expect((await ask(dustDays, { city: code, from: '2025-01-01', to: '2025-12-31' })).code).toBe(
    'EVALUATION_CITY_UNKNOWN',
  );
  expect((await ask(airCalendar, { city: 'S999', year: 2025 })).code).toBe('EVALUATION_CITY_UNKNOWN');
});
