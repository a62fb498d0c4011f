import type { Db } from '@tarim/platform';
import { actorWith, openPolicy, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { traffic } from '../contract.ts';
import { MODULES, seedStations } from './seed.ts';

const station = actorWith('monitoring-station', '/650000/650100/');
const LAYOUT = 7_001;

/** Hours of NO2 and CO as telemetry writes them; CO of station 3 is registered in µg/m³. */
async function seedHours(db: Db): Promise<void> {
  await sql`insert into telemetry.layout (id, slots) overriding system value values (${LAYOUT}, 'a21004.Avg,a21005.Avg')`.execute(
    db,
  );
  await sql`
    insert into registry.point_parameter (point_id, unit_path, code, unit)
    select id, unit_path, factor, case when factor = 'a21004' or id = 3 then 'µg/m³' else 'mg/m³' end
    from registry.point, unnest('{a21004,a21005}'::text[]) factor`.execute(db);
  const hour = (pointId: number, time: string, no2: number, co: number, invalid: string | null = null) =>
    sql`
    insert into telemetry.rollup (point_id, period, time, layout_id, values, invalid, basis, expected, received, rule_version, computed_at)
    values (${pointId}, 1, ${time}::timestamptz, ${LAYOUT}, ${[no2, co]}::float8[], ${[invalid, null]}::text[], 'minute', 60, 60,
      'rollup-1', now())`.execute(db);
  const [eight, nine] = ['2026-11-23T08:00:00+08:00', '2026-11-23T09:00:00+08:00'];
  await hour(2, eight, 80, 2);
  await hour(2, nine, 60, 1.5);
  await hour(3, eight, 40, 1_000);
  await hour(4, eight, 60, 0.6);
  // Not valid: only station 3 stands for the city then.
  await hour(4, nine, 999, 0.5, 'FEW');
  await hour(3, nine, 30, 700);
  // Neither the background nor another city's station takes part.
  await hour(5, eight, 500, 9);
  await hour(6, eight, 500, 9);
}

test('a roadside station is told beside the valid mean of the other stations of its city', async () => {
  const ctx = await testContext({ modules: MODULES, policy: openPolicy });
  await seedStations(ctx.db);
  await seedHours(ctx.db);
  const server = await testServer(ctx, MODULES);
  const query = { station: 2, from: '2026-11-23', to: '2026-11-24' };
  const { body } = await server.call(traffic, { as: station, query });
  // The component station is a city's station too.
  expect(body.urban.map((one: { code: string }) => one.code)).toEqual(['URU-VOC', 'URU-1', 'URU-2']);
  expect([body.due, body.present]).toEqual([36, 2]);
  const [no2, co, pm] = body.pollutants;
  // NO2: roadside (80 + 60)/2; urban ((40 + 60)/2 + 30)/2.
  expect(no2).toMatchObject({
    pollutant: 'NO2',
    roadside: 70,
    urban: 40,
    increment: 30,
    share: 0.75,
    hours: 2,
  });
  // CO: roadside (2 + 1.5)/2; urban ((1 + 0.6)/2 + (0.7 + 0.5)/2)/2, µg/m³ of one station converted.
  expect(co.roadside).toBe(1.75);
  expect(co.urban).toBeCloseTo(0.7, 10);
  expect(co.unit).toBe('mg/m³');
  expect(pm).toMatchObject({ pollutant: 'PM2.5', roadside: null, increment: null });
  // NO is not measured: it is not told at all.
  expect(body.pollutants).toHaveLength(3);
  expect(body.noToNo2).toBeNull();
  expect(no2.diurnal[8]).toEqual({
    hour: 8,
    weekday: 80,
    weekend: null,
    urbanWeekday: 50,
    urbanWeekend: null,
  });
  expect(
    body.days.map((one: { day: string; values: object[] }) => [one.day.slice(0, 10), one.values[0]]),
  ).toEqual([
    ['2026-11-23', { roadside: 70, urban: 40 }],
    ['2026-11-24', { roadside: null, urban: null }],
  ]);
});

test('a station without the purpose traffic is none', async () => {
  const ctx = await testContext({ modules: MODULES, policy: openPolicy });
  await seedStations(ctx.db);
  const server = await testServer(ctx, MODULES);
  const query = { station: 3, from: '2026-11-23', to: '2026-11-24' };
  expect((await server.call(traffic, { as: station, query })).body.code).toBe(
    'COMPOSITION_STATION_NOT_FOUND',
  );
});
