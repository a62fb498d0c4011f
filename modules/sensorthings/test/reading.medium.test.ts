import { makePolicy } from '@tarim/identity/server';
import type { ModuleDefinition } from '@tarim/platform';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sensorthingsModule } from '../server/module.ts';

const tables = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
const MODULES = [
  ...['identity', 'region', 'registry', 'telemetry', 'disclosure', 'catalog'].map(tables),
  sensorthingsModule,
];
const UNIT = '/650000/650100/';
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const HOUR = 3_600_000;
const ROOT = '/sensorthings/v1.1';
/** Point 1, hours (3), a21026. */
const SO2 = 130121026;

async function world() {
  const ctx = await testContext({ modules: MODULES, now: NOON, policy: makePolicy() });
  await sql`insert into registry.enterprise (uscc, name, unit_path) values ('91650000000000000A', '甲厂', ${UNIT}), ('91650000000000000B', '乙厂', ${UNIT})`.execute(
    ctx.db,
  );
  await sql`insert into registry.point (code, name, kind, unit_path, enterprise_id, lon, lat, public, opened_on) values
    ('G1', '公开烟囱', 'outlet-gas', ${UNIT}, 1, 87.6, 43.8, true, '2024-01-01'),
    ('G2', '内部烟囱', 'outlet-gas', ${UNIT}, 2, 88.5, 44.5, false, null),
    ('G3', '保留烟囱', 'outlet-gas', ${UNIT}, 2, 88.6, 44.6, true, null)`.execute(ctx.db);
  await sql`insert into registry.point_parameter (point_id, unit_path, code, unit, public) values
    (1, ${UNIT}, 'a21026', 'mg/m³', true), (1, ${UNIT}, 'a21002', 'mg/m³', false), (2, ${UNIT}, 'a21026', 'mg/m³', true), (3, ${UNIT}, 'a34013', 'mg/m³', true)`.execute(
    ctx.db,
  );
  await sql`insert into disclosure.publication (subject, key, public, reason, changed_at) values ('point', '3', false, '核实中', now())`.execute(
    ctx.db,
  );
  await sql`insert into telemetry.layout (slots) values ('a21002.Avg,a21026.Avg'), ('a21026.Min,a21026.Avg')`.execute(
    ctx.db,
  );
  // Hours 0…47 of points 1 and 2; the value of SO2 is the number of the hour, in two layouts by turns; hour 5 is not valid.
  await sql`insert into telemetry.rollup (point_id, period, time, layout_id, values, invalid, basis, expected, received, rule_version, computed_at)
    select p, 1, ${new Date(NOON - 48 * HOUR)}::timestamptz + h * interval '1 hour', 1 + h % 2, array[999, h]::float8[],
      case when h = 5 then array[null, 'INSUFFICIENT'] end, 'minute', 60, 60, 'r1', ${new Date(NOON)} from unnest(array[1, 2]) p, generate_series(0, 47) h`.execute(
    ctx.db,
  );
  const server = await testServer(ctx, MODULES);
  const actors = {
    staff: actorWith('duty-officer', '/'),
    own: actorWith('enterprise', UNIT, 2),
  };
  const get = async (path: string, who?: keyof typeof actors) => {
    const [url, query] = path.split('?');
    const def = {
      id: 'x',
      method: 'GET',
      path: ROOT + url + (query ? `?${query.replaceAll(' ', '%20').replaceAll(':', '%3A')}` : ''),
      summary: '',
      access: 'public',
    } as const;
    return server.call(def, who ? { as: actors[who] } : {});
  };
  return { get };
}

test('clients find the sets, and each entity by its ways', async () => {
  const { get } = await world();
  const root = await get('');
  expect(root.status).toBe(200);
  expect(root.headers['access-control-allow-origin']).toBe('*');
  expect(root.body.value).toHaveLength(8);
  for (const { name } of root.body.value.filter((one: { name: string }) => one.name !== 'Observations'))
    expect((await get(`/${name}`)).body.value.length, name).toBeGreaterThan(0);
  const stream = (await get(`/Datastreams(${SO2})`)).body;
  expect(stream).toMatchObject({
    '@iot.id': SO2,
    unitOfMeasurement: { symbol: 'mg/m³', definition: 'ucum:mg/m3' },
  });
  expect((await get(`/Datastreams(${SO2})/Thing`)).body.name).toBe('公开烟囱');
  expect((await get(`/Datastreams(${SO2})/ObservedProperty`)).body.properties.code).toBe('a21026');
  expect((await get('/Things(1)/Locations')).body.value[0].location).toEqual({
    type: 'Point',
    coordinates: [87.6, 43.8],
  });
  expect((await get('/Things(1)/HistoricalLocations(1)')).body.time).toBe('2023-12-31T16:00:00.000Z');
  expect((await get('/Things(1)/name/$value')).body.toString()).toBe('公开烟囱');
  const observation = (await get(`/Datastreams(${SO2})/Observations?$top=1`)).body.value[0];
  expect(observation.phenomenonTime).toBe('2026-11-22T04:00:00.000Z/2026-11-22T05:00:00.000Z');
  const again = await get(`/Observations('${observation['@iot.id']}')`);
  expect(again.body).toEqual(observation);
  expect(
    (await get(`/Observations('${observation['@iot.id']}')/FeatureOfInterest/Observations?$top=1`)).body
      .value,
  ).toHaveLength(1);
  expect(
    (await get('/Sensors(1)/Datastreams')).body.value.map((one: { '@iot.id': number }) => one['@iot.id']),
  ).toEqual([SO2, 140121026]);
});

test('filters and orders give what counting by hand gives', async () => {
  const { get } = await world();
  const results = async (query: string) => {
    const { status, body } = await get(`/Datastreams(${SO2})/Observations?${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body.value.map((one: { result: number | null }) => one.result);
  };
  expect(await results('$filter=result ge 44')).toEqual([44, 45, 46, 47]);
  expect(await results('$filter=result mul 2 eq 20 or result lt 2')).toEqual([0, 1, 10]);
  expect(await results('$filter=result mod 20 eq 0&$orderby=result desc')).toEqual([40, 20, 0]);
  expect(await results("$filter=resultQuality eq 'INSUFFICIENT'")).toEqual([null]);
  expect(await results('$filter=phenomenonTime ge 2026-11-24T10:00:00+08:00')).toEqual([46, 47]);
  expect(await results("$filter=phenomenonTime ge now() sub duration'PT2H'")).toEqual([46, 47]);
  expect(await results('$filter=hour(phenomenonTime) eq 4')).toEqual([0, 24]);
  expect(await results("$filter=Datastream/Thing/name eq '公开烟囱' and result eq 7")).toEqual([7]);
  expect(await results("$filter=Datastream/Thing/name eq 'x'' or true --'")).toEqual([]);
  const names = async (query: string, who?: 'staff') =>
    (await get(`/Things?${query}`, who)).body.value.map((one: { name: string }) => one.name);
  expect(
    await names("$filter=endswith(name,'烟囱') and properties/kind eq 'outlet-gas'", 'staff'),
  ).toHaveLength(3);
  const places = async (filter: string) =>
    (await get(`/Locations?$filter=${filter}`, 'staff')).body.value.map(
      (one: { '@iot.id': number }) => one['@iot.id'],
    );
  const square = "geography'POLYGON ((87 43, 88 43, 88 44, 87 44, 87 43))'";
  expect(await places(`st_within(location,${square})`)).toEqual([1]);
  expect(await places(`st_disjoint(location,${square})`)).toEqual([2, 3]);
  expect(await places("geo.distance(location,geography'POINT (87.6 43.8)') gt 1")).toEqual([2, 3]);
  for (const bad of [
    'nothing eq 1',
    'name eq 5',
    'Datastreams/name eq 1',
    'constructor eq 1',
    'evil(name)',
    'name',
  ])
    expect((await get(`/Things?$filter=${bad}`)).body.code, bad).toBe('SENSORTHINGS_FILTER_INVALID');
});

test('what overflows is the caller’s, not ours', async () => {
  const { get } = await world();
  for (const [filter, code] of [
    ['result mul 1e308 mul 1e308 gt 0', 'SENSORTHINGS_RANGE'],
    ["phenomenonTime gt now() add duration'P999999999999D'", 'SENSORTHINGS_RANGE'],
    ["name eq '\u0000'", 'SENSORTHINGS_FILTER_INVALID'],
  ])
    expect((await get(`/Datastreams(${SO2})/Observations?$filter=${filter}`)).body.code, filter).toBe(code);
  expect((await get('/Things?$skiptoken=9999999999999999')).body.code).toBe('SENSORTHINGS_OPTION_INVALID');
});

test('pages follow each other without gap or repeat', async () => {
  const { get } = await world();
  for (const order of ['', '&$orderby=phenomenonTime desc', '&$orderby=result desc']) {
    const seen: (number | null)[] = [];
    let path: string | null = `/Datastreams(${SO2})/Observations?$top=7&$count=true${order}`;
    while (path) {
      const {
        body,
      }: { body: { value: { result: number }[]; '@iot.count': number; '@iot.nextLink'?: string } } =
        await get(path);
      expect(body['@iot.count']).toBe(48);
      seen.push(...body.value.map((one) => one.result));
      path = body['@iot.nextLink']?.split(ROOT)[1] ?? null;
    }
    expect(seen).toHaveLength(48);
    expect(new Set(seen).size).toBe(48);
  }
});

test('expanding, selecting and data arrays', async () => {
  const { get } = await world();
  const thing = (
    await get(
      "/Things(1)?$select=name,Datastreams&$expand=Locations,Datastreams($filter=properties/period eq 'hour';$expand=Observations($top=2;$orderby=phenomenonTime desc),ObservedProperty)",
    )
  ).body;
  expect(thing.Locations[0].name).toBe('公开烟囱');
  expect(thing.Datastreams).toHaveLength(1);
  expect(thing.Datastreams[0].Observations.map((one: { result: number }) => one.result)).toEqual([47, 46]);
  expect(thing.Datastreams[0].ObservedProperty.properties.code).toBe('a21026');
  const array = (
    await get(
      `/Datastreams(${SO2})/Observations?$resultFormat=dataArray&$select=phenomenonTime,result&$top=3`,
    )
  ).body;
  expect(array.value[0].components).toEqual(['phenomenonTime', 'result']);
  expect(array.value[0].dataArray.map((row: unknown[]) => row[1])).toEqual([0, 1, 2]);
});

test('what is not public shows nowhere', async () => {
  const { get } = await world();
  const ids = async (path: string, who?: 'staff' | 'own') =>
    (await get(path, who)).body.value.map((one: { '@iot.id': number }) => one['@iot.id']);
  expect(await ids('/Things')).toEqual([1]);
  expect(await ids('/Things', 'staff')).toEqual([1, 2, 3]);
  expect(await ids('/Things', 'own')).toEqual([1, 2, 3]);
  expect((await get('/Things?$count=true')).body['@iot.count']).toBe(1);
  // The hidden factor of the public stack, and the factor that only a hidden stack measures.
  expect(await ids('/Datastreams')).toEqual([SO2, 140121026]);
  expect(await ids('/ObservedProperties')).toEqual([121026]);
  for (const path of [
    '/Things(2)',
    '/Things(3)',
    '/Locations(2)',
    '/FeaturesOfInterest(3)',
    '/Sensors(2)',
    '/Datastreams(230121026)',
    '/Datastreams(130121002)',
    '/Datastreams(230121026)/Observations',
    `/Observations('230121026-${NOON - HOUR}')`,
    '/ObservedProperties(134013)',
  ]) {
    const { status, body } = await get(path);
    expect([path, status, body.code]).toEqual([path, 404, 'SENSORTHINGS_ENTITY_UNKNOWN']);
    expect((await get(path, path.includes('121002') ? 'staff' : 'own')).status, path).toBe(200);
  }
  const expanded = (await get('/ObservedProperties?$expand=Datastreams($expand=Thing)')).body;
  expect(JSON.stringify(expanded)).not.toMatch(/内部|保留/);
});
