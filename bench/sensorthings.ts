/**
 * A filtered, ordered page of 1,000 observations through SensorThings, with 0.5, 5 and 50 million values stored: both of what the
 * platform measures (roll-ups, values in arrays) and of what clients wrote (a row a value). Three installations run side by side and are
 * asked in turn. Then bulk insert by dataArray.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { appointAdministrator, createApiKey } from '@tarim/identity/server';
import type { Context } from '@tarim/platform';
import { loadMn } from '@tarim/simulator';
import { observedRelation } from '@tarim/telemetry/queries';
import { sql } from 'kysely';
import { median, report, thousands } from './lib.ts';
import {
  freePort,
  registerOutlets,
  type Server,
  scratchData,
  startServer,
  stopServer,
  withDatabase,
} from './server.ts';

const { values: given } = parseArgs({
  options: {
    sizes: { type: 'string', default: '500000,5000000,50000000' },
    /** Values that clients wrote, at most: a row each, so ten times the disk. */
    rows: { type: 'string', default: '50000000' },
    rounds: { type: 'string', default: '5' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const SIZES = given.sizes.split(',').map(Number);
const ROUNDS = Number(given.rounds);
const HOURS = 8_760;
const HOUR_MS = 3_600_000;
const PAGE = 1_000;
/** Nine factors with a mean, a least, a greatest and a count each, as outlets have them. */
const CODES = ['a21026', 'a21002', 'a34013', 'a19001', 'a01011', 'a01012', 'a01013', 'a01014', 'a00000'];
const SLOTS = CODES.flatMap((code) => ['Avg', 'Min', 'Max', 'Cou'].map((attr) => `${code}.${attr}`));
const end = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
const begin = end - HOURS * HOUR_MS;
/** Values of one stream of a client: a minute each. */
const STREAM_ROWS = 100_000;
const BODY_ROWS = 20_000;
const BODIES = 10;

interface Store {
  readonly size: number;
  readonly data: ReturnType<typeof scratchData>;
  readonly stored: number;
  readonly written: number;
  readonly bytes: number;
  readonly account: { account: string; password: string };
  readonly secret: string;
  readonly points: number;
  readonly streams: readonly number[];
  readonly plan: string;
  server: Server;
  cookie: string;
}

/** A year of hours of these points. */
async function fillHours(ctx: Context, points: number): Promise<void> {
  await sql`insert into registry.point_parameter (point_id, unit_path, code, unit)
    select p.id, p.unit_path, c, 'mg/m³' from registry.point p, unnest(${CODES}::text[]) c on conflict do nothing`.execute(
    ctx.db,
  );
  await sql`insert into telemetry.layout (slots) values (${SLOTS.join(',')})`.execute(ctx.db);
  for (let back = 13; back >= 1; back--)
    await sql`
      do $$ declare f timestamptz := date_trunc('month', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' - interval '${sql.raw(String(back))} months';
      begin execute format('create table if not exists telemetry.rollup_bench_${sql.raw(String(back))} partition of telemetry.rollup for values from (%L) to (%L)', f, f + interval '1 month'); end $$`.execute(
      ctx.db,
    );
  for (let first = 1; first <= points; first += 20) {
    const some = Array.from({ length: Math.min(20, points - first + 1) }, (_, i) => first + i);
    await sql`
      insert into telemetry.rollup (point_id, period, time, layout_id, values, basis, expected, received, rule_version, computed_at)
      select p, 1, ${new Date(begin)}::timestamptz + h * interval '1 hour', (select max(id) from telemetry.layout),
        array(select 100 * random() from generate_series(1, ${SLOTS.length} + 0 * h)), 'minute', 60, 60, 'bench', now()
      from unnest(${some}::int[]) p, generate_series(0, ${HOURS - 1}) h`.execute(ctx.db);
  }
  await sql`vacuum analyze telemetry.rollup`.execute(ctx.db);
}

/** Streams of one client with a value a minute each. @returns their ids */
async function fillRows(ctx: Context, keyId: string, rows: number): Promise<number[]> {
  const count = Math.max(1, Math.round(rows / STREAM_ROWS));
  await sql`with t as (insert into sensorthings.thing (key_id, unit_path, name, description, written_at) values (${keyId}::uuid, '/', '压力测试（模拟）', 'bench', now()) returning id),
      s as (insert into sensorthings.sensor (key_id, name, description, encoding, metadata, written_at) values (${keyId}::uuid, 's', 's', 'text/plain', 's', now()) returning id),
      o as (insert into sensorthings.observed_property (key_id, name, definition, description, written_at) values (${keyId}::uuid, 'o', 'o', 'o', now()) returning id)
    insert into sensorthings.datastream (key_id, thing_id, sensor_id, property_id, name, description, observation_type, unit, written_at)
    select ${keyId}::uuid, t.id, s.id, o.id, 'stream ' || n, 'bench', 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement', '{}', now()
    from t, s, o, generate_series(1, ${count}) n`.execute(ctx.db);
  const { rows: streams } = await sql<{ id: number }>`
    select id::float8 as id from sensorthings.datastream order by id`.execute(ctx.db);
  for (const { id } of streams)
    await ctx.db.transaction().execute(async (tx) => {
      // That each stream is there needs no look a row.
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`insert into sensorthings.observation (stream_id, time, value, at)
        select ${id}::bigint, ${new Date(begin)}::timestamptz + n * interval '1 minute', 100 * random(), now()
        from generate_series(0, ${STREAM_ROWS - 1}) n`.execute(tx);
    });
  await sql`vacuum analyze sensorthings.observation`.execute(ctx.db);
  await sql`vacuum analyze sensorthings.datastream`.execute(ctx.db);
  return streams.map((one) => one.id);
}

/** How the page's relation is read: by which indexes, and whether any table is gone through. */
async function planOf(ctx: Context): Promise<string> {
  const relation = await observedRelation(ctx.db, { pointId: 1, grain: 'hour', code: 'a21026' });
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain select * from ${relation} e where e.time >= ${new Date(begin)} and e.time < ${new Date(end)} and e.value > 70
    order by e.time desc limit ${PAGE}`.execute(ctx.db);
  const text = rows.map((row) => row['QUERY PLAN']).join('\n');
  if (/Seq Scan on rollup/.test(text)) throw new Error(`a table is gone through:\n${text}`);
  const scans = new Set(
    [...text.matchAll(/(Index Scan(?: Backward)?|Bitmap Index Scan)/g)].map((one) => one[1]!),
  );
  return [...scans].join(', ');
}

async function build(size: number): Promise<Store> {
  const data = scratchData();
  const points = Math.max(1, Math.round(size / HOURS / SLOTS.length));
  const built = await withDatabase(data.dir, async (ctx) => {
    await registerOutlets(
      ctx,
      Array.from({ length: points }, (_, i) => loadMn(i)),
    );
    await fillHours(ctx, points);
    const account = await appointAdministrator(ctx, 'bench', 'bench');
    const { secret, key } = await createApiKey(ctx, null, {
      name: 'bench',
      scope: 'sensorthings',
      unitPath: '/',
    });
    const streams = await fillRows(ctx, key.id, Math.min(size, Number(given.rows)));
    const { rows } = await sql<{ stored: number; written: number; bytes: number }>`
      select (select sum(cardinality(values)) from telemetry.rollup)::float8 as stored,
        (select count(*) from sensorthings.observation)::float8 as written,
        pg_database_size(current_database())::float8 as bytes`.execute(ctx.db);
    return { account, secret, streams, plan: await planOf(ctx), ...rows[0]! };
  });
  console.log(`${thousands(size)}: ${thousands(built.stored)} + ${thousands(built.written)} stored`);
  const server = await startServer(data.dir, await freePort(), await freePort());
  const answer = await fetch(`${server.url}/api/identity/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tarim': '1' },
    body: JSON.stringify({ account: built.account.account, password: built.account.password }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { ...built, size, data, points, server, cookie };
}

async function get(
  store: Store,
  path: string,
): Promise<{ ms: number; rows: number; next: string | undefined }> {
  const began = performance.now();
  const answer = await fetch(
    path.startsWith('http') ? path : `${store.server.url}/sensorthings/v1.1/${path}`,
    {
      headers: { cookie: store.cookie },
    },
  );
  const body = (await answer.json()) as { value: unknown[]; '@iot.nextLink'?: string };
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
  return { ms: performance.now() - began, rows: body.value.length, next: body['@iot.nextLink'] };
}

const iso = (ms: number) => new Date(ms).toISOString();
const query = (from: number, order: string) =>
  `?$filter=${encodeURIComponent(`phenomenonTime ge ${iso(from)} and result gt 70`)}&$orderby=${encodeURIComponent(order)}&$top=${PAGE}`;
/** Hours: three of ten values are above 70, so half a year has more than a page. */
const ofPoint = (point: number, order = 'phenomenonTime desc') =>
  `Datastreams(${point}30121026)/Observations${query(end - 5_000 * HOUR_MS, order)}`;
const ofStream = (stream: number, order = 'phenomenonTime desc') =>
  `Datastreams(${stream})/Observations${query(begin + 30_000 * 60_000, order)}`;

const QUESTIONS: readonly (readonly [string, (store: Store, round: number) => Promise<number>])[] = [
  [
    'platform: by time',
    async (store, round) => full(await get(store, ofPoint(1 + (round % Math.min(5, store.points))))),
  ],
  ['platform: by value', async (store) => full(await get(store, ofPoint(1, 'result desc')))],
  [
    'clients: by time',
    async (store, round) =>
      full(await get(store, ofStream(store.streams[round % Math.min(5, store.streams.length)]!))),
  ],
  ['clients: by value', async (store) => full(await get(store, ofStream(store.streams[0]!, 'result desc')))],
  [
    'clients: the tenth page by time',
    async (store) => {
      let page = await get(store, ofStream(store.streams[0]!));
      for (let n = 2; n < 10; n++) page = await get(store, page.next!);
      return full(await get(store, page.next!));
    },
  ],
];
function full({ ms, rows }: { ms: number; rows: number }): number {
  if (rows !== PAGE) throw new Error(`a page of ${rows}`);
  return ms;
}

/** Bodies of dataArray one after the other, as one client sends them. @returns values a second */
async function bulk(store: Store): Promise<number> {
  const [stream] = store.streams;
  const began = performance.now();
  for (let body = 0; body < BODIES; body++) {
    const dataArray = Array.from({ length: BODY_ROWS }, (_, n) => [
      iso(end + (body * BODY_ROWS + n) * 1_000),
      n / 100,
    ]);
    const answer = await fetch(`${store.server.url}/sensorthings/v1.1/CreateObservations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${store.secret}` },
      body: JSON.stringify([
        { Datastream: { '@iot.id': stream }, components: ['phenomenonTime', 'result'], dataArray },
      ]),
    });
    const told = (await answer.json()) as string[];
    if (answer.status !== 201 || told.some((one) => one.startsWith('error')))
      throw new Error(`bulk: ${answer.status} ${JSON.stringify(told).slice(0, 200)}`);
  }
  return (BODIES * BODY_ROWS) / ((performance.now() - began) / 1_000);
}

const stores: Store[] = [];
try {
  for (const size of SIZES) stores.push(await build(size));
  const times = new Map<string, number[]>();
  const first = new Map<string, number>();
  for (let round = -1; round < ROUNDS; round++)
    for (const [name, ask] of QUESTIONS)
      for (const store of stores) {
        const key = `${name} ${store.size}`;
        const ms = await ask(store, Math.max(0, round));
        if (round < 0) first.set(key, ms);
        else times.set(key, [...(times.get(key) ?? []), ms]);
      }
  const cells = (name: string) =>
    stores.map(
      (store) =>
        `**${median(times.get(`${name} ${store.size}`)!).toFixed(1)}** (${first.get(`${name} ${store.size}`)!.toFixed(0)})`,
    );
  const rates: string[] = [];
  for (const store of stores) rates.push(thousands(await bulk(store)));
  const heads = stores.map((store) => `${thousands(store.stored)} + ${thousands(store.written)}`);
  const lines = [
    '## SensorThings: a page out of millions, and bulk insert',
    '',
    `A page of ${thousands(PAGE)} observations, filtered by time and value and ordered, over HTTP with JSON and all; three installations of one machine asked in turn, median of ${ROUNDS} (in brackets: asked for the first time), ms. Stored: values of hours that the platform computed (arrays of ${SLOTS.length}) + values that clients wrote (a row each). Goal: under 100 ms, no growth by what is stored. Load of the machine: ${loadavg()[0]!.toFixed(1)}${process.env.TARIM_BENCH_NOTE ? `, ${process.env.TARIM_BENCH_NOTE}` : ''}.`,
    '',
    `| page | ${heads.join(' | ')} |`,
    `|---|${heads.map(() => '---|').join('')}`,
    ...QUESTIONS.map(([name]) => `| ${name} | ${cells(name).join(' | ')} |`),
    `| on disk, MiB | ${stores.map((store) => thousands(store.bytes / 2 ** 20)).join(' | ')} |`,
    `| bulk insert by dataArray, values/s (bodies of ${thousands(BODY_ROWS)}, one client) | ${rates.join(' | ')} |`,
    '',
    'By value, the values of the platform that fit the filter within one datastream are sorted (1,500 here); those of a client come from an index of that order. Pages by time are read from the index.',
    '',
    `Plan of the platform's page (no table is gone through in any): ${[...new Set(stores.map((store) => store.plan))].join('; ')}.`,
  ];
  if (given.write) report('sensorthings', lines);
  else console.log(lines.join('\n'));
} finally {
  for (const store of stores) {
    await stopServer(store.server);
    store.data.remove();
  }
}
