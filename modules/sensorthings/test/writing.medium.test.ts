import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { NOON, STATION, STREAM, world } from './world.ts';

test('a client inserts deep, lists, filters, adds, changes and removes', async () => {
  const { call, ctx } = await world();
  const made = await call('POST', 'Things', STATION);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const thing = await call('GET', `${made.location}?$expand=Locations,Datastreams($expand=Observations)`);
  expect(thing.body).toMatchObject({ name: '志愿者气象站', properties: { owner: '某中学' } });
  expect(thing.body.Locations[0].location).toEqual({ type: 'Point', coordinates: [87.62, 43.82] });
  const stream = thing.body.Datastreams[0];
  expect(stream.Observations.map((one: { result: number }) => one.result)).toEqual([-3.5, -3.25]);

  // A link object with further members, and one that is made on the way.
  const second = await call('POST', 'Datastreams', {
    ...STREAM,
    name: '室内温度',
    Thing: { '@iot.id': made.body['@iot.id'], name: 'ignored' },
    Sensor: { '@iot.id': (await call('GET', 'Sensors')).body.value[0]['@iot.id'], description: 'x' },
  });
  expect(second.status, JSON.stringify(second.body)).toBe(201);
  expect((await call('GET', `${made.location}/Datastreams?$count=true`)).body['@iot.count']).toBe(2);

  const address = `Datastreams(${stream['@iot.id']})/Observations`;
  expect((await call('POST', address, { phenomenonTime: '2026-11-24T03:20:00Z', result: 1.5 })).status).toBe(
    201,
  );
  const warm = await call('GET', `${address}?$filter=${encodeURIComponent('result gt 0')}`);
  expect(warm.body.value.map((one: { result: number }) => one.result)).toEqual([1.5]);
  const near = encodeURIComponent("geo.distance(location, geography'POINT (87.6 43.8)') lt 0.1");
  expect((await call('GET', `Locations?$filter=${near}`)).body.value).toHaveLength(1);

  const patched = await call('PATCH', made.location!, { '@iot.id': 1, name: '气象站', Datastreams: [] });
  expect(patched.status, JSON.stringify(patched.body)).toBe(200);
  expect((await call('GET', made.location!)).body).toMatchObject({ name: '气象站', description: '学校楼顶' });

  expect((await call('DELETE', made.location!)).status).toBe(204);
  expect((await call('GET', made.location!)).status).toBe(404);
  expect((await call('GET', `Datastreams(${stream['@iot.id']})`)).status).toBe(404);
  expect((await call('GET', address)).status).toBe(404);
  const { rows } = await sql<{ action: string }>`
    select action from platform.audit where action like 'sensorthings.%' order by id`.execute(ctx.db);
  expect(rows.map((one) => one.action.split('.').at(-1))).toEqual([
    'created',
    'created',
    'updated',
    'removed',
  ]);
});

test('rows of bare values are written at once, what is wrong with one is told, another value is a revision', async () => {
  const { call, ctx } = await world();
  const made = await call('POST', 'Things', STATION);
  const stream = (await call('GET', `${made.location}/Datastreams`)).body.value[0]['@iot.id'];
  const minute = (n: number) => new Date(NOON + n * 60_000).toISOString();
  const dataArray = Array.from({ length: 2_000 }, (_, n) => [minute(n), n / 10]);
  const bulk = await call('POST', 'CreateObservations', [
    {
      Datastream: { '@iot.id': stream },
      components: ['phenomenonTime', 'result'],
      dataArray: [...dataArray, [minute(3_000), 'warm'], ['yesterday', 1], [minute(0), 99]],
    },
  ]);
  expect(bulk.status).toBe(201);
  expect(bulk.body).toHaveLength(2_003);
  expect(bulk.body[2_000]).toMatch(/^error SENSORTHINGS_BODY_INVALID/);
  expect(bulk.body[2_001]).toMatch(/^error/);
  const address = `Datastreams(${stream})/Observations`;
  const all = await call('GET', `${address}?$count=true&$top=1&$orderby=phenomenonTime%20desc`);
  // Two came with the station.
  expect(all.body['@iot.count']).toBe(2_002);
  // Of two values for one time in one body the last one holds.
  const [first] = (
    await call('GET', `${address}?$filter=${encodeURIComponent(`phenomenonTime eq ${minute(0)}`)}`)
  ).body.value;
  expect(first).toMatchObject({ result: 99, parameters: { revision: 0 } });
  await call('POST', address, { phenomenonTime: minute(0), result: 98 });
  await call('POST', address, { phenomenonTime: minute(0), result: 98 });
  const [again] = (
    await call('GET', `${address}?$filter=${encodeURIComponent(`phenomenonTime eq ${minute(0)}`)}`)
  ).body.value;
  expect(again).toMatchObject({ result: 98, parameters: { revision: 1 } });
  const { rows } = await sql<{ value: number }>`select value from sensorthings.observation_revision`.execute(
    ctx.db,
  );
  expect(rows).toEqual([{ value: 99 }]);
});

test('pages in the order of values follow each other, also where values are equal or another is filtered', async () => {
  const { call } = await world();
  const made = await call('POST', 'Things', STATION);
  const [{ '@iot.id': stream }] = (await call('GET', `Things(${made.body['@iot.id']})/Datastreams`)).body
    .value;
  // Thirty-one values of seven kinds, in no order of time.
  const rows = Array.from({ length: 31 }, (_, i) => ({
    time: Date.parse('2026-11-20T00:00:00Z') + ((i * 17) % 31) * 60_000,
    value: (i * 5) % 7,
  }));
  const dataArray = rows.map(({ time, value }) => [new Date(time).toISOString(), value]);
  await call('POST', 'CreateObservations', [
    { Datastream: { '@iot.id': stream }, components: ['phenomenonTime', 'result'], dataArray },
  ]);
  const pages = async (order: string, filter: string) => {
    const found: [number, number][] = [];
    let next = `Datastreams(${stream})/Observations?$top=4&$orderby=${encodeURIComponent(order)}&$filter=${encodeURIComponent(filter)}`;
    for (let n = 0; next && n < 20; n++) {
      const { body } = await call('GET', next);
      for (const one of body.value) found.push([one.result, Date.parse(one.phenomenonTime)]);
      next = body['@iot.nextLink'];
    }
    return found;
  };
  const since = '2026-11-20T00:05:00Z';
  const kept = rows.filter(
    ({ time, value }) => time >= Date.parse(since) && time < Date.parse('2026-11-21T00:00:00Z') && value > 1,
  );
  for (const sign of [1, -1]) {
    const byHand = [...kept].sort((a, b) => sign * (a.value - b.value) || a.time - b.time);
    const filter = `phenomenonTime ge ${since} and phenomenonTime lt 2026-11-21T00:00:00Z and result gt 1`;
    expect(await pages(sign > 0 ? 'result' : 'result desc', filter)).toEqual(
      byHand.map(({ time, value }) => [value, time]),
    );
  }
});

test('nobody writes without such a key, into another’s things or into the platform’s own streams', async () => {
  const { call, others, devices, ctx } = await world();
  await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, public) values ('A1', '空气站', 'air', '/650000/', 87.6, 43.8, true)`.execute(
    ctx.db,
  );
  await sql`insert into registry.point_parameter (point_id, unit_path, code, unit) values (1, '/650000/', 'a21026', 'mg/m³')`.execute(
    ctx.db,
  );
  expect((await call('POST', 'Things', STATION, null)).status).toBe(401);
  expect((await call('POST', 'Things', STATION, devices)).status).toBe(401);
  expect((await call('GET', 'Things', undefined, 'tarim_wrongwrongwrongwrongwrong')).status).toBe(401);
  const made = await call('POST', 'Things', STATION);
  for (const key of [others, null]) {
    expect((await call('GET', made.location!, undefined, key)).status).toBe(404);
    const names = (await call('GET', 'Things', undefined, key)).body.value.map(
      (one: { name: string }) => one.name,
    );
    expect(names).toEqual(['空气站']);
    expect(
      (await call('GET', 'Datastreams?$filter=name%20eq%20%27室外温度%27', undefined, key)).body.value,
    ).toEqual([]);
  }
  expect((await call('PATCH', made.location!, { name: 'x' }, others)).status).toBe(404);
  expect((await call('DELETE', made.location!, undefined, others)).status).toBe(404);
  const stream = (await call('GET', `${made.location}/Datastreams`)).body.value[0]['@iot.id'];
  const value = { phenomenonTime: '2026-11-24T04:00:00Z', result: 1 };
  expect((await call('POST', `Datastreams(${stream})/Observations`, value, others)).status).toBe(422);
  // Point 1, hours, a21026.
  expect((await call('POST', 'Datastreams(130121026)/Observations', value)).status).toBe(422);
  expect((await call('PATCH', 'Things(1)', { name: 'x' })).status).toBe(404);
  expect((await call('DELETE', 'Things(1)')).status).toBe(404);
});

test('a body that is wrong is refused whole, with the member that is wrong', async () => {
  const { call } = await world();
  const bad: [string, unknown, string][] = [
    ['Things', { name: 'x' }, 'description'],
    ['Things', { name: '', description: 'x' }, 'name'],
    ['Things', { name: 'a\0', description: 'x' }, 'name'],
    ['Things', [], 'body'],
    [
      'Things',
      {
        ...STATION,
        Locations: [{ ...STATION.Locations[0], location: { type: 'Point', coordinates: [200, 0] } }],
      },
      'location',
    ],
    ['Things', { ...STATION, Datastreams: [{ ...STREAM, observationType: 'text' }] }, 'observationType'],
    ['Things', { ...STATION, Datastreams: [{ ...STREAM, Sensor: 5 }] }, 'Sensor'],
    ['Things', { ...STATION, Datastreams: [{ ...STREAM, Observations: [{ result: 'NaN' }] }] }, 'result'],
    ['Observations', { result: 1 }, 'Datastream'],
    ['CreateObservations', {}, 'body'],
  ];
  for (const [path, body, member] of bad) {
    const answer = await call('POST', path, body);
    expect([path, answer.status, answer.body.code, answer.body.params?.member ?? answer.body.detail]).toEqual(
      [path, 400, 'SENSORTHINGS_BODY_INVALID', expect.stringContaining(member)],
    );
  }
  expect((await call('GET', 'Things')).body.value).toEqual([]);
  const { status } = await call('POST', 'Things(1)', STATION);
  expect(status).toBe(400);
});
