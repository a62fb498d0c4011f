import { flushMeter } from '@tarim/catalog/queries';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { NOON, STATION, STREAM, world } from './world.ts';

type World = Awaited<ReturnType<typeof world>>;
const JSON_TYPE = { 'content-type': 'application/json' };
const json = async (
  w: World,
  requests: object[],
  { key, headers = {} }: { key?: string | null; headers?: Record<string, string> } = {},
) => {
  const answer = await w.raw('POST', '$batch', {
    body: JSON.stringify({ requests }),
    headers: { ...JSON_TYPE, ...headers },
    ...(key === undefined ? {} : { key }),
  });
  return { status: answer.status, body: JSON.parse(answer.text) };
};
const statuses = (body: { responses: { id: string; status: number }[] }) =>
  Object.fromEntries(body.responses.map((one) => [one.id, one.status]));
const things = async (w: World) => (await w.call('GET', 'Things?$count=true&$top=0')).body['@iot.count'];

test('a batch in JSON: references, groups that are kept whole, dependence', async () => {
  const w = await world();
  const { status, body } = await json(w, [
    { id: 's', method: 'post', url: 'Things', body: STATION },
    { id: 'list', method: 'get', url: `/sensorthings/v1.1/$s/Datastreams?$select=name` },
    {
      id: 'd',
      atomicityGroup: 'g1',
      method: 'post',
      url: 'Datastreams',
      body: { ...STREAM, name: '新流', Thing: { '@iot.id': '$s' } },
    },
    { id: 'o', atomicityGroup: 'g1', method: 'post', url: '$d/Observations', body: { result: 5 } },
    { id: 'p', atomicityGroup: 'g1', method: 'patch', url: 'Things($s)', body: { name: '改名' } },
    {
      id: 'again',
      method: 'get',
      url: 'Things($s)?$expand=Datastreams($expand=Observations)',
      dependsOn: ['g1'],
    },
    { id: 'value', method: 'get', url: 'Things($s)/name/$value' },
  ]);
  expect(status).toBe(200);
  expect(statuses(body)).toEqual({ s: 201, list: 200, d: 201, o: 201, p: 200, again: 200, value: 200 });
  const [first, list, d] = body.responses;
  expect(first.headers.location).toBe(`${w.root}/Things(${first.body['@iot.id']})`);
  expect(list.body.value).toEqual([{ name: '室外温度' }]);
  expect(d.atomicityGroup).toBe('g1');
  const again = body.responses[5].body;
  expect(again.name).toBe('改名');
  expect(again.Datastreams.map((one: { Observations: unknown[] }) => one.Observations.length)).toEqual([
    2, 1,
  ]);
  expect(body.responses[6].body).toBe('改名');
});

test('a group with a wrong part leaves nothing, and what comes after is left alone unless told to go on', async () => {
  const w = await world();
  const requests = [
    { id: 'a', atomicityGroup: 'g', method: 'POST', url: 'Things', body: { name: 'a', description: 'a' } },
    { id: 'b', atomicityGroup: 'g', method: 'POST', url: 'Things', body: { name: 'b' } },
    { id: 'c', method: 'POST', url: 'Things', body: { name: 'c', description: 'c' }, dependsOn: ['g'] },
    { id: 'd', method: 'POST', url: 'Things', body: { name: 'd', description: 'd' } },
    { id: 'e', method: 'GET', url: 'Things?$filter=nonsense(' },
  ];
  const stopped = await json(w, requests);
  expect(statuses(stopped.body)).toEqual({ a: 424, b: 400 });
  expect(stopped.body.responses[0]).toMatchObject({ id: 'b', body: { code: 'SENSORTHINGS_BODY_INVALID' } });
  expect(await things(w)).toBe(0);
  const on = await json(w, requests, { headers: { prefer: 'odata.continue-on-error, respond-async' } });
  expect(statuses(on.body)).toEqual({ a: 424, b: 400, c: 424, d: 201, e: 400 });
  expect(await things(w)).toBe(1);
});

test('without a key a batch reads what is public and writes nothing', async () => {
  const w = await world();
  await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, public) values ('A1', '空气站', 'air', '/650000/', 87.6, 43.8, true)`.execute(
    w.ctx.db,
  );
  await w.call('POST', 'Things', STATION);
  const requests = [
    { id: '1', method: 'GET', url: 'Things' },
    { id: '2', method: 'POST', url: 'Things', body: STATION },
    { id: '3', atomicityGroup: 'g', method: 'POST', url: 'Things', body: STATION },
  ];
  const { status, body } = await json(w, requests, { key: null, headers: { prefer: 'continue-on-error' } });
  expect(status).toBe(200);
  expect(statuses(body)).toEqual({ 1: 200, 2: 401, 3: 401 });
  expect(body.responses[0].body.value.map((one: { name: string }) => one.name)).toEqual(['空气站']);
  expect((await json(w, requests, { key: w.devices })).status).toBe(401);
  expect(await things(w)).toBe(2);
});

test('a batch as multipart/mixed, with a change set inside (form of OGC 18-088 §11)', async () => {
  const w = await world();
  const part = (id: string | null, request: string[]) => [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(id ? [`Content-ID: ${id}`] : []),
    '',
    ...request,
  ];
  const post = (url: string, body: object) => [
    `POST ${url} HTTP/1.1`,
    'Content-Type: application/json',
    'Host: example.org',
    '',
    JSON.stringify(body),
  ];
  const body = (last: object, end = '\r\n') =>
    [
      '--batch_36522ad7',
      ...part(null, [
        'GET /sensorthings/v1.1/Things?$top=0&$count=true HTTP/1.1',
        'Host: example.org',
        '',
        '',
      ]),
      '--batch_36522ad7',
      'Content-Type: multipart/mixed; boundary="changeset_77162fcd"',
      '',
      '--changeset_77162fcd',
      ...part('1', post('Things', STATION)),
      '--changeset_77162fcd',
      ...part('2', post('$1/Datastreams', { ...STREAM, name: '新流' })),
      '--changeset_77162fcd',
      ...part('3', post('http://example.org/v1.1/Observations', last)),
      '--changeset_77162fcd--',
      '--batch_36522ad7',
      ...part(null, ['GET Datastreams?$select=name HTTP/1.1', '', '']),
      '--batch_36522ad7--',
    ].join(end);
  const headers = { 'content-type': 'multipart/mixed;boundary=batch_36522ad7' };
  for (const end of ['\r\n', '\n']) {
    const {
      status,
      text,
      headers: got,
    } = await w.raw('POST', '$batch', {
      body: body({ result: 1, Datastream: { '@iot.id': '$2' } }, end),
      headers,
    });
    expect([status, text.slice(0, 300)]).toEqual([200, expect.stringContaining('"@iot.count":')]);
    const boundary = /boundary=(\S+)/.exec(got.get('content-type')!)![1]!;
    const parts = text.split(`--${boundary}`).filter((one) => one.startsWith('\r\n'));
    expect(parts).toHaveLength(3);
    expect(parts[1]!.match(/HTTP\/1\.1 201 Created/g)).toHaveLength(3);
    expect(parts[1]).toMatch(/Content-ID: 3\r\n\r\nHTTP/);
    expect(parts[2]).toContain('新流');
    expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true);
  }
  const before = await things(w);
  const failed = await w.raw('POST', '$batch', {
    body: body({ result: 1, Datastream: { '@iot.id': 7 } }),
    headers,
  });
  expect(failed.status).toBe(200);
  expect(failed.text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 422']);
  expect(failed.text).toContain('Content-ID: 3');
  expect(await things(w)).toBe(before);
});

test('what is no batch is refused before any part of it is done', async () => {
  const w = await world();
  const write = { method: 'POST', url: 'Things', body: { name: 'x', description: 'x' } };
  const bad: object[][] = [
    [
      { id: '1', ...write },
      { id: '1', ...write },
    ],
    [
      { id: '1', ...write },
      { id: '2', method: 'TRACE', url: 'Things' },
    ],
    [{ id: '1', ...write }, { ...write }],
    [
      { id: '1', ...write, dependsOn: ['2'] },
      { id: '2', ...write },
    ],
    [
      { id: '1', ...write, atomicityGroup: 'a' },
      { id: '2', ...write },
      { id: '3', ...write, atomicityGroup: 'a' },
    ],
    Array.from({ length: 201 }, (_, n) => ({ id: String(n), ...write })),
  ];
  for (const requests of bad) {
    const { status, body } = await json(w, requests);
    expect([status, body.code]).toEqual([400, 'SENSORTHINGS_BATCH_INVALID']);
  }
  const multipart: [string, string][] = [
    ['multipart/mixed', '--a\r\n\r\n--a--'],
    ['multipart/mixed; boundary=a', '--a\r\nContent-Type: application/http\r\n\r\nPOST Things HTTP/1.1\r\n'],
    ['multipart/mixed; boundary=a', '--a\r\nContent-Type: text/plain\r\n\r\nPOST Things\r\n--a--'],
    [
      'multipart/mixed; boundary=a',
      '--a\r\nContent-Type: application/http\r\n\r\nPOST Things HTTP/1.1\r\n\r\n{"name"\r\n--a--',
    ],
  ];
  for (const [type, body] of multipart) {
    const { status, text } = await w.raw('POST', '$batch', { body, headers: { 'content-type': type } });
    expect([status, JSON.parse(text).code]).toEqual([400, 'SENSORTHINGS_BATCH_INVALID']);
  }
  const nowhere = await json(w, [{ id: '1', method: 'GET', url: '$x/Datastreams' }]);
  expect(nowhere.body.responses[0]).toMatchObject({
    status: 400,
    body: { code: 'SENSORTHINGS_BATCH_INVALID' },
  });
  const large = await w.raw('POST', '$batch', { body: ' '.repeat(3 << 20), headers: JSON_TYPE });
  expect(large.status).toBe(413);
  expect(await things(w)).toBe(0);
});

test('tables, arrays with what is expanded, and addresses as real clients write them', async () => {
  const w = await world();
  const made = await w.call('POST', 'Things', { ...STATION, properties: { owner: 'a,"b"\n=1+1', n: 3 } });
  const stream = (await w.call('GET', `${made.location}/Datastreams`)).body.value[0]['@iot.id'];
  const address = `Datastreams(${stream})/Observations`;
  const csv = await w.raw(
    'GET',
    `${address}?$resultFormat=CSV&$select=phenomenonTime,result&$expand=Datastream($select=name;$expand=Thing($select=name))`,
  );
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
  expect(csv.text).toBe(
    'phenomenonTime,result,Datastream/name,Datastream/Thing/name\r\n' +
      '2026-11-24T03:00:00.000Z,-3.5,室外温度,志愿者气象站\r\n' +
      '2026-11-24T03:10:00.000Z,-3.25,室外温度,志愿者气象站\r\n',
  );
  const table = await w.raw('GET', 'Things?$resultFormat=csv&$expand=Locations($select=location)');
  const [head, ...rest] = table.text.split('\r\n');
  expect(head).toBe(
    'id,name,description,properties/n,properties/owner,Locations/0/location/type,Locations/0/location/coordinates',
  );
  expect(rest.join('\n')).toContain('3,"a,""b""\n=1+1",Point,"[87.62,43.82]"');
  const paged = await w.raw('GET', `${address}?$resultFormat=CSV&$top=1`);
  const next = /^<(.+)>; rel="next"$/.exec(paged.headers.get('link')!)![1]!;
  expect((await w.raw('GET', next)).text.split('\r\n')[1]).toContain('2026-11-24T03:10:00.000Z');
  expect((await w.raw('GET', `${address}?$resultFormat=CSV&$filter=false`)).text).toBe(
    'id,phenomenonTime,resultTime,result,resultQuality,parameters\r\n',
  );
  const array = (
    await w.call(
      'GET',
      `${address}?$resultFormat=dataArray&$select=result,Datastream&$expand=FeatureOfInterest&$count=true`,
    )
  ).body;
  expect(array['@iot.count']).toBe(2);
  expect(array.value[0]).toMatchObject({
    components: ['result', 'Datastream', 'FeatureOfInterest'],
    'dataArray@iot.count': 2,
    dataArray: [
      [-3.5, expect.stringMatching(/\/Datastream$/), null],
      [-3.25, expect.stringMatching(/\/Datastream$/), null],
    ],
  });
  for (const [path, n] of [
    ['Things/', 1],
    ['Things?$top=0', 0],
    ['Things?%24filter=name+eq+%27志愿者气象站%27', 1],
    ['Things?$filter=properties/owner%20eq%20%27O%27%27Neil%27', 0],
    ["Things?$filter=name eq '志愿者气象站'&$orderby=@iot.id desc", 1],
    [`Observations?$filter=Datastream/id eq ${stream} and result lt -3.4`, 1],
    [`Observations?$orderby=phenomenonTime desc,id asc&$top=1`, 1],
    [`Observations?$filter=phenomenonTime ge 2026-11-24T11:05:00+08:00`, 1],
  ] as const) {
    const { status, body } = await w.call('GET', path);
    expect([path, status, body.value?.length, '@iot.count' in body]).toEqual([path, 200, n, false]);
    if (path === 'Things?$top=0') expect(body).toEqual({ value: [] });
  }
  // A link object with further members, and its own id in the body of a change.
  const changed = await w.call('PATCH', `${address.split('/')[0]}`, {
    '@iot.id': stream,
    '@iot.selfLink': 'x',
    name: '新名',
    Thing: { '@iot.id': made.body['@iot.id'], name: 'y' },
  });
  expect(changed.status).toBe(200);
  const put = await w.call('PUT', `Datastreams(${stream})/`, { description: '新的' });
  expect(put.status).toBe(200);
  expect((await w.call('GET', `Datastreams(${stream})`)).body).toMatchObject({
    name: '新名',
    description: '新的',
  });
  // What was read is in the log of use.
  await flushMeter(w.ctx);
  const { rows } = await sql<{ calls: number }>`
    select sum(calls)::int as calls from catalog.use_day where interface = 'sensorthings'`.execute(w.ctx.db);
  expect(rows[0]!.calls).toBeGreaterThan(10);
});

test('pages of any order follow each other without gap or repeat, also over many datastreams', async () => {
  const w = await world();
  const made = await w.call('POST', 'Things', {
    ...STATION,
    Datastreams: Array.from({ length: 60 }, (_, n) => ({
      ...STREAM,
      name: `流 ${n}`,
      Observations: Array.from({ length: 3 }, (_, k) => ({
        phenomenonTime: new Date(NOON + k * 60_000).toISOString(),
        result: (n * 7 + k) % 5,
      })),
    })),
  });
  expect(made.status).toBe(201);
  const all = async (path: string) => {
    const seen: { '@iot.id': string; result: number }[] = [];
    let next: string | undefined = path;
    for (let page = 0; next && page < 60; page++) {
      const { status, body } = await w.call('GET', next);
      expect(status, JSON.stringify(body)).toBe(200);
      seen.push(...body.value);
      next = body['@iot.nextLink'];
    }
    return seen;
  };
  const walked = await all('Observations?$top=7');
  expect(new Set(walked.map((one) => one['@iot.id'])).size).toBe(180);
  expect(walked).toHaveLength(180);
  expect((await all('Observations?$top=11&$filter=result eq 3')).length).toBe(36);
  const some = `Datastreams(${walked[0]!['@iot.id'].split('-')[0]})`;
  expect((await all(`${some}/Observations?$top=1&$orderby=result desc`)).map((one) => one.result)).toEqual([
    2, 1, 0,
  ]);
  const chosen = "startswith(Datastream/name, '流 1')";
  const sorted = await all(`Observations?$top=4&$orderby=result desc,phenomenonTime&$filter=${chosen}`);
  expect(sorted).toHaveLength(33);
  expect(sorted.map((one) => one.result)).toEqual([...sorted.map((one) => one.result)].sort((a, b) => b - a));
  expect(new Set(sorted.map((one) => one['@iot.id'])).size).toBe(33);
  expect((await w.call('GET', 'Observations?$orderby=result')).body.code).toBe('SENSORTHINGS_TOO_BROAD');
  const nested = (
    await w.call('GET', `${made.location}?$expand=Datastreams($top=2;$select=name;$filter=name ne '流 0')`)
  ).body;
  expect(nested.Datastreams.map((one: { name: string }) => one.name)).toEqual(['流 1', '流 2']);
  const onward = (await w.call('GET', nested['Datastreams@iot.nextLink'])).body;
  expect(onward.value.map((one: { name: string }) => one.name)).toEqual(['流 3', '流 4']);
});
