import { actorWith, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { explainForecast, listForecasts, verification } from '../contract.ts';
import { latestForecasts } from '../queries.ts';
import { importForecasts } from '../server/import/import-forecasts.ts';
import { BASELINE_JOB, makeBaseline, queueBaseline } from '../server/use-cases/make-baseline.ts';
import { daysUpTo, MODULES, seedCities, seedDays } from './seed.ts';

const duty = actorWith('duty-officer', '/');
const JOB = { signal: new AbortController().signal, progress: async () => {} };
const run = (ctx: TestContext) => makeBaseline(ctx, JOB);

/** Three years of PM10 100 and a last year of a square wave, up to yesterday, 2026-11-23, in one of two cities. */
async function world(): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES });
  await seedCities(ctx.db);
  const wave = daysUpTo('2026-11-23', 4 * 365, '650100', (i) => (i < 3 * 365 ? 100 : i % 16 < 8 ? 140 : 60));
  await seedDays(ctx.db, wave);
  return ctx;
}

test('made once a day, with hindcasts of sixty days, and nothing the second time', async () => {
  const ctx = await world();
  expect(await run(ctx)).toEqual({ cities: 2, created: 61 * 7, revised: 0, hindcasts: 60 * 7, without: 1 });
  expect(await run(ctx)).toMatchObject({ created: 0, revised: 0, hindcasts: 0 });
  const { rows } = await sql<{ hindcast: boolean; n: number; first: string; last: string; model: string }>`
    select hindcast, count(*)::int as n, min(issue_date)::text as first, max(issue_date)::text as last, min(model) as model
    from forecast.forecast group by hindcast order by hindcast`.execute(ctx.db);
  expect(rows).toEqual([
    { hindcast: false, n: 7, first: '2026-11-24', last: '2026-11-24', model: 'baseline-1' },
    { hindcast: true, n: 420, first: '2026-09-25', last: '2026-11-23', model: 'baseline-1' },
  ]);
});

test('the next day makes its own and leaves the others', async () => {
  const ctx = await world();
  await run(ctx);
  ctx.clock.advance(86_400_000);
  await seedDays(
    ctx.db,
    daysUpTo('2026-11-24', 1, '650100', () => 300),
  );
  expect(await run(ctx)).toMatchObject({ created: 7, revised: 0, hindcasts: 0 });
});

test('a figure that comes late makes a revision of today’s, never of an earlier day', async () => {
  const ctx = await world();
  await run(ctx);
  await seedDays(
    ctx.db,
    daysUpTo('2026-11-23', 1, '650100', () => 400),
  );
  expect(await run(ctx)).toMatchObject({ created: 0, revised: 7 });
  const { rows } =
    await sql`select distinct issue_date::text as issue, revision from forecast.forecast_revision`.execute(
      ctx.db,
    );
  expect(rows).toEqual([{ issue: '2026-11-24', revision: 0 }]);
});

test('a hindcast knows nothing of what came after', async () => {
  const ctx = await world();
  await run(ctx);
  const other = await world();
  const since = daysUpTo('2026-11-23', 30, '650100', () => 900);
  await seedDays(other.db, since);
  await run(other);
  const of = async (one: TestContext) =>
    (
      await sql`select issue_date, target_date, aqi, aqi_low, aqi_high, detail from forecast.forecast
      where issue_date <= '2026-10-25' order by 1, 2`.execute(one.db)
    ).rows;
  expect(await of(other)).toEqual(await of(ctx));
});

test('queued at a start only where today’s is missing', async () => {
  const ctx = await world();
  expect(await queueBaseline(ctx)).toBe(true);
  expect(ctx.jobs.queued.map((one) => one.name)).toEqual([BASELINE_JOB]);
  await run(ctx);
  expect(await queueBaseline(ctx)).toBe(false);
});

test('pages: cells, steps that come to the value, verification beside an imported source', async () => {
  const ctx = await world();
  await run(ctx);
  const server = await testServer(ctx, MODULES);
  const { body: list } = await server.call(listForecasts, { as: duty });
  expect([list.source, list.issue, list.days.length]).toEqual(['baseline', '2026-11-24', 7]);
  expect(list.days[0]).toBe('2026-11-25');
  expect(list.cities.map((one: { cells: unknown[] }) => one.cells.length)).toEqual([7, 0]);
  const query = { source: 'baseline', city: '650100', issue: '2026-11-24', target: '2026-11-25' };
  const { body } = await server.call(explainForecast, { as: duty, query });
  expect(body.steps.at(-1)).toMatchObject({ of: 'AQI', result: body.cell.aqi });
  expect(body.standard.code).toBe('HJ 633-2026');
  expect(body.cell.simulated).toBe(true);
  // A source that said, the day before each, exactly what came: PM10 140 or 60 of 2026-11-20 … 23.
  const past = await server.call(listForecasts, { as: duty, query: { issue: '2026-11-19' } });
  const cells = past.body.cities[0].cells.filter((one: { observed: unknown }) => one.observed);
  expect(cells).toHaveLength(4);
  const rows = cells.map((one: { target: string; observed: { aqi: number } }) =>
    ['好预报', '2026-11-19', '650100', one.target, one.observed.aqi].join(','),
  );
  const bytes = Buffer.from(['来源,起报日期,城市编码,预报日期,AQI', ...rows].join('\n'));
  await importForecasts(ctx, duty, { bytes, name: 'a.csv' }, 'import', 'zh');
  const { body: told } = await server.call(verification, { as: duty });
  expect([told.from, told.to]).toEqual(['2026-09-25', '2026-11-23']);
  const good = told.sources.find((one: { source: string }) => one.source === '好预报');
  expect(good.all).toMatchObject({
    n: 4,
    mae: 0,
    rmse: 0,
    level: { hits: 4, rate: 1 },
    range: { n: 0, rate: null },
  });
  expect(good.all.skillClimatology).toMatchObject({ n: 4, score: 1 });
  const own = told.sources.find((one: { source: string }) => one.source === 'baseline');
  expect(own.leads.map((one: { lead: number }) => one.lead)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(own.hindcasts).toBe(own.all.n);
  expect(told.cities.map((one: { code: string }) => one.code)).toEqual(['650100']);
  const held = await latestForecasts(ctx.db, ['650100'], '2026-11-24');
  expect(held.map((one) => [one.source, one.issue, one.rows.length])).toEqual([
    ['好预报', '2026-11-19', 4],
    ['baseline', '2026-11-24', 7],
  ]);
});
