import { flushMeter } from '@tarim/catalog/queries';
import { authentication, createApiKey, identityModule, makePolicy } from '@tarim/identity/server';
import { createHttp, type ModuleDefinition } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import { hashSecret } from '../../catalog/server/domain/token.ts';
import { registryDatasets } from '../../registry/server/datasets.ts';
import { sensorthingsModule } from '../server/module.ts';
import { startMqtt } from '../server/mqtt/broker.ts';

const tables = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
const MODULES = [
  identityModule,
  ...['region', 'telemetry', 'disclosure', 'catalog'].map(tables),
  { ...tables('registry'), datasets: registryDatasets },
  sensorthingsModule,
];
const [URUMQI, KASHI] = ['/650000/650100/', '/650000/653100/'];
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const HOUR = 3_600_000;
/** Points 1 (public) and 2 in Urumqi, 3 in Kashi: hours of SO2 (a21026). */
const stream = (point: number) => point * 100_000_000 + 30_121_026;

interface Grant {
  readonly datasets: readonly { readonly dataset: string; readonly fields: readonly string[] | null }[];
  readonly unit?: string;
  readonly rows?: number;
  readonly perMinute?: number;
  readonly ends?: string;
  readonly state?: 'approved' | 'revoked';
}
const all = (...names: string[]) => names.map((dataset) => ({ dataset, fields: null }));
const BOTH = all('monitoring-points', 'observation-series');

async function world() {
  const ctx = await testContext({ modules: MODULES, now: NOON, policy: makePolicy() });
  await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, public) values
    ('G1', '公开站', 'air', ${URUMQI}, 87.6, 43.8, true), ('G2', '内部站', 'air', ${URUMQI}, 87.7, 43.9, false),
    ('G3', '喀什内部站', 'air', ${KASHI}, 76, 39.5, false)`.execute(ctx.db);
  await sql`insert into registry.point_parameter (point_id, unit_path, code, unit, public)
    select p.id, p.unit_path, c, 'ug/m3', c = 'a21026' from registry.point p, unnest(array['a21026', 'a21004']) c`.execute(
    ctx.db,
  );
  await sql`insert into telemetry.layout (slots) values ('a21026.Avg,a21004.Avg')`.execute(ctx.db);
  await sql`insert into telemetry.rollup (point_id, period, time, layout_id, values, basis, expected, received, rule_version, computed_at)
    select p, 1, ${new Date(NOON - 40 * HOUR)}::timestamptz + h * interval '1 hour', 1, array[h, 100 + h]::float8[], 'minute', 60, 60, 'r1', ${new Date(NOON)}
    from generate_series(1, 3) p, generate_series(0, 39) h`.execute(ctx.db);
  const app = await createHttp({ ctx, modules: MODULES, auth: authentication(ctx) });
  onTestFinished(() => app.close());
  let keys = 0;
  const grant = async ({ datasets, unit = '/', rows = 100_000, perMinute = 6_000, ...more }: Grant) => {
    const secret = `tarim_share_${String(++keys).padStart(40, 'k')}`;
    await sql`with r as (
        insert into catalog.request (receipt_hash, applicant_name, body, contact, purpose, legal_basis, datasets, unit_path, valid_to,
          daily_rows, state, submitted_at, granted_datasets, granted_unit, granted_daily_rows, granted_per_minute, expires_at)
        values (${secret}, 'x', 'x', 'x', 'x', 'x', '[]', '/', '2030-01-01', ${rows}, ${more.state ?? 'approved'}, now(),
          ${JSON.stringify(datasets)}::jsonb, ${unit}, ${rows}, ${perMinute}, ${more.ends ?? '2030-01-01'}) returning id)
      insert into catalog.share_key (request_id, prefix, secret_hash, issued_at)
      select id, 'x', ${hashSecret(secret)}, now() from r`.execute(ctx.db);
    return secret;
  };
  const ask = async (
    path: string,
    key: string | null = null,
    more: { method?: 'GET' | 'POST'; body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    const answer = await app.inject({
      method: more.method ?? 'GET',
      url: `/sensorthings/v1.1/${path}`,
      headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...more.headers },
      ...(more.body === undefined ? {} : { payload: more.body as object }),
    });
    const body = answer.body === '' ? null : answer.json();
    return { status: answer.statusCode, headers: answer.headers, body, text: answer.body };
  };
  const names = async (key: string | null) =>
    (await ask('Things?$orderby=id', key)).body.value.map((one: { name: string }) => one.name);
  /** Ids of the hourly streams of SO2 that are listed, and those whose values are read. */
  const read = async (key: string | null) => {
    const listed = (
      await ask("Datastreams?$top=1000&$filter=properties/period eq 'hour'", key)
    ).body.value.map((one: { '@iot.id': number }) => one['@iot.id']);
    const values: number[] = [];
    for (const point of [1, 2, 3]) {
      const { status, body } = await ask(`Datastreams(${stream(point)})/Observations?$top=2`, key);
      if (status === 200 && body.value.length > 0) values.push(point);
    }
    return { listed, values };
  };
  return { ctx, grant, ask, names, read };
}

test('a sharing key reads the points and values that were granted, in its unit', async () => {
  const { grant, names, read } = await world();
  const everyFactor = (points: number[]) =>
    points.flatMap((point) => [stream(point) - 22, stream(point)]).sort((a, b) => a - b);
  const sorted = (ids: number[]) => [...ids].sort((a, b) => a - b);
  /** Without a grant, and with one of something else: what the portal shows. */
  for (const key of [null, await grant({ datasets: all('enterprises') })]) {
    expect(await names(key)).toEqual(['公开站']);
    expect(await read(key)).toEqual({ listed: [stream(1)], values: [1] });
  }
  // Of points alone no values that are not public come, neither of a closed point nor of a closed factor.
  const points = await grant({ datasets: all('monitoring-points') });
  expect(await names(points)).toEqual(['公开站', '内部站', '喀什内部站']);
  expect(await read(points)).toEqual({ listed: [stream(1)], values: [1] });
  const urumqi = await grant({ datasets: BOTH, unit: URUMQI });
  expect(await names(urumqi)).toEqual(['公开站', '内部站']);
  const seen = await read(urumqi);
  expect(sorted(seen.listed)).toEqual(everyFactor([1, 2]));
  expect(seen.values).toEqual([1, 2]);
  // Public points of other units stay public.
  const kashi = await grant({ datasets: all('observation-series'), unit: KASHI });
  expect(await names(kashi)).toEqual(['公开站', '喀什内部站']);
  expect((await read(kashi)).values).toEqual([1, 3]);
  expect((await read(await grant({ datasets: BOTH }))).values).toEqual([1, 2, 3]);
});

test('fields that were not granted are told of public points only', async () => {
  const { grant, ask } = await world();
  const key = await grant({
    datasets: [
      { dataset: 'monitoring-points', fields: ['kind'] },
      // Without its unit a value is not granted.
      { dataset: 'observation-series', fields: ['factor'] },
    ],
  });
  const [open, closed] = (await ask('Things?$orderby=id', key)).body.value;
  expect(open).toMatchObject({ name: '公开站', properties: { code: 'G1', unitPath: URUMQI } });
  expect(closed).toMatchObject({ name: '2', description: 'air' });
  expect(closed.properties).toEqual({
    code: null,
    kind: 'air',
    unitPath: null,
    simulated: null,
    active: null,
  });
  const guess = await ask(`Things?$filter=${encodeURIComponent("properties/code eq 'G2'")}`, key);
  expect(guess.body.value).toEqual([]);
  expect((await ask(`Datastreams(${stream(2)})`, key)).status).toBe(404);
});

test('who may not: keys that ended, were revoked, replaced or made up, and every way of writing', async () => {
  const { ctx, grant, ask } = await world();
  const over = await grant({ datasets: BOTH, ends: '2026-11-24T11:59:59+08:00' });
  const gone = await grant({ datasets: BOTH, state: 'revoked' });
  const replaced = await grant({ datasets: BOTH });
  await sql`update catalog.share_key set revoked_at = now() where secret_hash = ${hashSecret(replaced)}`.execute(
    ctx.db,
  );
  for (const key of [over, gone, replaced, `tarim_share_${'x'.repeat(40)}`, 'tarim_share_short'])
    for (const [path, more] of [
      ['Things', {}],
      [`Datastreams(${stream(1)})/Observations`, {}],
      ['$batch', { method: 'POST', body: { requests: [{ id: '1', method: 'get', url: 'Things' }] } }],
    ] as const) {
      const answer = await ask(path, key, more);
      expect([answer.status, answer.body.code], `${key} ${path}`).toEqual([401, 'CATALOG_KEY_INVALID']);
    }
  // Also where it stands in the other header, and beside a key of a machine.
  expect((await ask('Things', null, { headers: { 'x-api-key': over } })).status).toBe(401);
  const key = await grant({ datasets: BOTH });
  const thing = { name: 'x', description: 'x' };
  for (const [path, body] of [
    ['Things', thing],
    [`Datastreams(${stream(2)})/Observations`, { result: 1 }],
    ['CreateObservations', []],
  ] as const)
    expect((await ask(path, key, { method: 'POST', body })).status, path).toBe(401);
  const parts = [{ id: '1', method: 'post', url: 'Things', body: thing }];
  const batch = await ask('$batch', key, { method: 'POST', body: { requests: parts } });
  expect(batch.body.responses.map((one: { status: number }) => one.status)).toEqual([401]);
  expect((await ask('Things', key)).body.value).toHaveLength(3);
  // What clients wrote is theirs and the staff's.
  const { secret } = await createApiKey(ctx, null, { name: 'x', scope: 'sensorthings', unitPath: '/' });
  expect((await ask('Things', secret, { method: 'POST', body: thing })).status).toBe(201);
  expect((await ask('Things', key)).body.value).toHaveLength(3);
  // By MQTT values would come without end or count: a sharing key does not get in.
  const broker = await startMqtt(ctx, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => broker.stop());
  const connect = mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
    username: 'share',
    password: key,
    reconnectPeriod: 0,
  });
  await expect(connect).rejects.toThrow(/not authorized|bad user/i);
});

test('a key is counted by what it is given, and stops at its quota and its pace', async () => {
  const { ctx, grant, ask } = await world();
  const key = await grant({ datasets: BOTH, rows: 30 });
  const page = await ask(`Datastreams(${stream(2)})/Observations?$top=20`, key);
  expect(page.body.value).toHaveLength(20);
  expect(page.headers['x-share-rows-left']).toBe('30');
  expect(page.headers['x-share-expires']).toMatch(/^2030-/);
  // Ten are left: the page is shorter, and tells where to go on.
  const rest = await ask(`Datastreams(${stream(2)})/Observations?$top=20`, key);
  expect(rest.body.value).toHaveLength(10);
  expect(rest.body['@iot.nextLink']).toBeDefined();
  const refused = await ask('Things', key);
  expect([refused.status, refused.body.code]).toEqual([429, 'CATALOG_QUOTA_USED']);
  await flushMeter(ctx);
  const { rows } = await sql<{ dataset: string; calls: number; rows: number }>`
    select dataset, calls::int, rows::int from catalog.use_day where request_id = 1`.execute(ctx.db);
  expect(rows).toEqual([{ dataset: 'observation-series', calls: 2, rows: 30 }]);

  // What is expanded counts too: three Things with ten values each of one stream are 3 + 3 + 30. A list inside another may be short
  // and says where it goes on; where not even one is left, nothing is given.
  const wide = 'Things?$expand=Datastreams($top=1;$expand=Observations($top=10))';
  const none = await grant({ datasets: BOTH, rows: 25 });
  expect((await ask(wide, none)).body.code).toBe('CATALOG_QUOTA_USED');
  const tight = await grant({ datasets: BOTH, rows: 35 });
  const [, , last] = (await ask(wide, tight)).body.value;
  expect(last.Datastreams[0].Observations).toHaveLength(9);
  expect(last.Datastreams[0]['Observations@iot.nextLink']).toBeDefined();
  const enough = await grant({ datasets: BOTH, rows: 36 });
  expect((await ask(wide, enough)).status).toBe(200);
  expect((await ask('Things', enough)).body.code).toBe('CATALOG_QUOTA_USED');
  // Parts of a batch draw on the same.
  const parts = [1, 2, 3].map((id) => ({ id: String(id), method: 'get', url: 'Things' }));
  const few = await grant({ datasets: BOTH, rows: 5 });
  const batch = await ask('$batch', few, {
    method: 'POST',
    body: { requests: parts },
    headers: { prefer: 'continue-on-error' },
  });
  expect(batch.body.responses.map((one: { status: number }) => one.status)).toEqual([200, 200, 429]);
  const slow = await grant({ datasets: BOTH, perMinute: 2 });
  expect((await ask('Things', slow)).status).toBe(200);
  expect((await ask('Things', slow)).status).toBe(200);
  expect((await ask('Things', slow)).body.code).toBe('CATALOG_TOO_FAST');
});
