import { HOUR_MS, periodStart } from '@tarim/kernel';
import { ANYBODY, readDataset, sightOf } from '@tarim/platform';
import { closedPolicy, type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { allModules } from '../src/modules.ts';

// The relations ask the database's own clock: what is "now" stands beside it.
const HOUR = new Date(periodStart('hour', Date.now()) - HOUR_MS);
const POINTS = ['air-open', 'air-held-back', 'air-not-public', 'air-closed', 'air-of-held-back-enterprise'];

async function fill(ctx: TestContext) {
  const { rows: owners } = await sql<{ id: number }>`
    insert into registry.enterprise (uscc, name, unit_path) values ('91650100MA00000001', '甲', '/650000/650100/'), ('91650100MA00000002', '乙', '/650000/650100/')
    returning id`.execute(ctx.db);
  const ids: Record<string, number> = {};
  const add = async (code: string, kind: string, owner: number | null, open: boolean, active = true) => {
    const { rows } = await sql<{ id: number }>`
      insert into registry.point (code, name, kind, unit_path, enterprise_id, lon, lat, public, active)
      values (${code}, ${code}, ${kind}, '/650000/650100/', ${owner}, 87.6, 43.8, ${open}, ${active}) returning id`.execute(
      ctx.db,
    );
    ids[code] = rows[0]!.id;
  };
  await add('air-open', 'air', null, true);
  await add('air-held-back', 'air', null, true);
  await add('air-not-public', 'air', null, false);
  await add('air-closed', 'air', null, true, false);
  await add('air-of-held-back-enterprise', 'air', owners[1]!.id, true);
  await add('outlet-open', 'outlet-gas', owners[0]!.id, true);
  await add('outlet-of-held-back-enterprise', 'outlet-gas', owners[1]!.id, true);
  for (const code of POINTS)
    await sql`
      insert into evaluation.aqi (point_id, period, time, standard, rule_version, inputs, result, aqi, level, primary_pollutants, computed_at)
      values (${ids[code]!}, 1, ${HOUR}, 'HJ 633', '1', '{}', '{"values": {"PM2.5": 40, "PM10": 90, "SO2": 7}, "iaqi": {}, "problems": []}', 70, 2, '{PM10}', now())`.execute(
      ctx.db,
    );
  for (const code of ['outlet-open', 'outlet-of-held-back-enterprise'])
    for (const factor of ['a21026', 'a21002', 'a34013'])
      await sql`
        insert into evaluation.verdict (point_id, code, period, time, verdict, measure, value, upper_limit, rule_version, inputs, computed_at)
        values (${ids[code]!}, ${factor}, 1, ${HOUR}, 'exceeds', 'actual', 60, 50, '1', '{}', now())`.execute(
        ctx.db,
      );
  await sql`insert into registry.point_parameter (point_id, unit_path, code, public) values
    (${ids['air-open']!}, '/650000/650100/', 'a34004', false), (${ids['outlet-open']!}, '/650000/650100/', 'a21002', false)`.execute(
    ctx.db,
  );
  await sql`insert into disclosure.publication (subject, key, public, reason, changed_at) values
    ('point', ${String(ids['air-held-back'])}, false, '核查中', now()),
    ('enterprise', ${String(owners[1]!.id)}, false, '核查中', now()),
    ('code', 'a21026', false, '核查中', now())`.execute(ctx.db);
}

const seen = (ctx: TestContext, id: string) => {
  const set = ctx.datasets.get(id)!;
  return readDataset(ctx.db, set, sightOf(ctx, ANYBODY, set)!, { limit: 100 });
};

it('what the portal holds back is in no open data set', async () => {
  const ctx = await testContext({ modules: allModules(), policy: closedPolicy });
  await fill(ctx);
  const stations = await seen(ctx, 'published-air-stations');
  expect(stations.map((row) => row.properties.pointCode)).toEqual(['air-open']);
  // PM2.5 is closed at this point by the register, SO2 everywhere by the portal; PM10 is shown.
  expect(stations[0]!.properties).toMatchObject({ aqi: 70, pm10: 90, pm25: null, so2: null });
  const exceedances = await seen(ctx, 'published-exceedances');
  expect(exceedances.map((row) => [row.properties.pointCode, row.properties.code])).toEqual([
    ['outlet-open', 'a34013'],
  ]);
});

it('the sets are not wider for those who may read everything', async () => {
  const ctx = await testContext({ modules: allModules() });
  await fill(ctx);
  const set = ctx.datasets.get('published-air-stations')!;
  const all = {
    rows: 'all' as const,
    open: true,
    fields: new Set(set.fields.map((field) => field.name)),
  };
  const rows = await readDataset(ctx.db, set, all, { limit: 100 });
  expect(rows.map((row) => row.properties.pointCode)).toEqual(['air-open']);
});

it('a city without a shown station is not told of', async () => {
  const ctx = await testContext({ modules: allModules(), policy: closedPolicy });
  await fill(ctx);
  await sql`insert into region.unit (code, path, level, hierarchy, names, sort, source, confidence)
    values ('650000', '/650000/', 'region', 'region', '{"zh": "新疆"}', 1, 'test', 'sourced'),
      ('650100', '/650000/650100/', 'prefecture', 'region', '{"zh": "乌鲁木齐市"}', 2, 'test', 'sourced') on conflict do nothing`.execute(
    ctx.db,
  );
  await sql`insert into evaluation.city_aqi (city_code, period, time, standard, rule_version, inputs, result, aqi, level, primary_pollutants, computed_at)
    values ('650100', 1, ${HOUR}, 'HJ 633', '1', '{}', '{"values": {"SO2": 7, "PM10": 90}}', 70, 2, '{PM10}', now())`.execute(
    ctx.db,
  );
  const [city, ...others] = await seen(ctx, 'published-air-cities');
  expect(others).toEqual([]);
  expect(city!.properties).toMatchObject({ cityCode: '650100', stations: 1, aqi: 70, pm10: 90, so2: null });
  await sql`update registry.point set public = false where code = 'air-open'`.execute(ctx.db);
  expect(await seen(ctx, 'published-air-cities')).toEqual([]);
});
