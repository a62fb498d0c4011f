import type { Db } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { airDays, airPeriod } from '../queries.ts';
import { MODULES, seedRegistry } from './seed.ts';

const URUMQI = '650100';

/** A day as the platform worked it out from its stations. */
async function computed(db: Db, day: string, pm10: number): Promise<void> {
  const inputs = { values: { SO2: 10, NO2: 30, CO: 1, O3_8h: 80, PM10: pm10, 'PM2.5': 20.25 }, excluded: {} };
  await sql`insert into evaluation.city_aqi (city_code, period, time, standard, rule_version, inputs, result, aqi, level, primary_pollutants, computed_at)
    values (${URUMQI}, 2, ${`${day}T00:00:00+08:00`}::timestamptz, 'HJ 633-2026', 'x', ${JSON.stringify(inputs)}::jsonb, '{}', 60, 2, '{}', now())`.execute(
    db,
  );
}

async function imported(db: Db, day: string, pm10: number, dust: boolean | null): Promise<void> {
  await sql`insert into evaluation.air_upload (sha256, name, uploaded_at, dust_basis, first_day, last_day, rows, created, changed, unchanged, simulated)
    select 'f', 'f.csv', now(), 'official', ${day}::date, ${day}::date, 1, 1, 0, 0, false where not exists (select 1 from evaluation.air_upload)`.execute(
    db,
  );
  await sql`insert into evaluation.air_day (city_code, day, unit_path, so2, no2, co, o3_8h, pm10, pm25, dust, upload_id, file_row, recorded_at)
    values (${URUMQI}, ${day}::date, '/650000/650100/', 8, 25, 0.9, 90, ${pm10}, 30, ${dust}, 1, 2, now())`.execute(
    db,
  );
}

async function mark(db: Db, day: string, dust: boolean): Promise<void> {
  await sql`insert into evaluation.dust_mark (city_code, day, unit_path, dust, basis, reason, marked_by_name, marked_at)
    values (${URUMQI}, ${day}::date, '/650000/650100/', ${dust}, 'proposed', '看图', '值班员', now())`.execute(
    db,
  );
}

test('an official figure stands before a computed one, a mark before what the file says', async () => {
  const ctx = await testContext({ modules: MODULES });
  await seedRegistry(ctx.db);
  // Beijing days: the first hour of one is 16:00 of the day before in London.
  await computed(ctx.db, '2026-04-01', 70);
  await computed(ctx.db, '2026-04-02', 71);
  await computed(ctx.db, '2026-04-04', 400);
  await imported(ctx.db, '2026-04-02', 300, true);
  await imported(ctx.db, '2026-04-03', 500, true);
  await mark(ctx.db, '2026-04-03', false);
  await mark(ctx.db, '2026-04-04', true);
  const days = await airDays(ctx.db, [URUMQI, '659001'], '2026-04-01', '2026-04-30');
  expect(
    days.map((day) => [
      day.date,
      day.source,
      day.values.PM10,
      day.dust,
      day.dustBasis,
      day.marked,
      day.simulated,
    ]),
  ).toEqual([
    ['2026-04-01', 'computed', 70, false, null, false, true],
    ['2026-04-02', 'imported', 300, true, 'official', false, false],
    ['2026-04-03', 'imported', 500, false, null, true, false],
    ['2026-04-04', 'computed', 400, true, 'proposed', true, true],
  ]);
  expect(days[0]!.values['PM2.5']).toBe(20.25);
  expect(await airDays(ctx.db, [URUMQI], '2026-04-05', '2026-04-04')).toEqual([]);
});

test('a period with and without its days of dust', async () => {
  const ctx = await testContext({ modules: MODULES });
  await seedRegistry(ctx.db);
  for (const [day, pm10, dust] of [
    ['2026-04-01', 60, false],
    ['2026-04-02', 90, false],
    ['2026-04-03', 450, true],
  ] as const)
    await imported(ctx.db, day, pm10, dust);
  const ask = (dust: 'with' | 'without', edition: '2012' | '2026' | null) =>
    airPeriod(ctx.db, URUMQI, '2026-04-01', '2026-04-30', edition, dust);
  const withDust = await ask('with', null);
  // (60 + 90 + 450) / 3 and (60 + 90) / 2
  expect(withDust.figures!.pollutants.PM10.mean!.value).toBe(200);
  expect((await ask('without', null)).figures!.pollutants.PM10.mean!.value).toBe(75);
  expect(withDust).toMatchObject({ period: '2026-04', dustDays: 1, dustSource: 'official' });
  expect(withDust.sources).toEqual({ imported: 3, computed: 0, uploads: [1], simulated: false });
  expect(withDust.finding.rules.map((one) => one.standard)).toContain('HJ 663-2026');
  expect((await ask('with', '2012')).finding.rules.map((one) => one.standard)).toContain('HJ 663-2013');
  // PM10 450 is above 420 and up to 500: (450−420)/(500−420)·100+300 = 337.5, AQI 338, by far not good; 2 of 3 days are.
  expect(withDust.figures!.days).toMatchObject({ validDays: 3, goodDays: 2, goodRatio: 66.7 });
});
