/**
 * “Latest of every point” and “one year of hourly values of one series” through the product's own HTTP routes, with 5 million
 * and with 50 million values stored: the times must not grow with what is stored.
 */
import { parseArgs } from 'node:util';
import { appointAdministrator } from '@tarim/identity/server';
import type { Context } from '@tarim/platform';
import { loadMn, runLoad } from '@tarim/simulator';
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
    small: { type: 'string', default: '5000000' },
    large: { type: 'string', default: '50000000' },
    rounds: { type: 'string', default: '40' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const HOURS = 8_760;
const HOUR_MS = 3_600_000;
/** Nine factors with at least a mean, a minimum, a maximum and a count each. */
const LEAST_WIDTH = 36;
const ROUNDS = Number(given.rounds);
const hourNow = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
/** The hour that the product computes itself; the year before it is cloned from it. */
const seedHour = hourNow - 2 * HOUR_MS;

/** Values in one hour of a point. */
async function widthOf(ctx: Context): Promise<number> {
  const { rows } = await sql<{ width: number }>`
    select cardinality(values) as width from telemetry.rollup where period = 1 limit 1`.execute(ctx.db);
  return rows[0]!.width;
}

/** Monthly partitions of the year, as the product's own job makes them. */
async function partitions(ctx: Context): Promise<void> {
  for (const table of ['record', 'rollup']) {
    for (let back = 13; back >= 1; back--) {
      const name = `${table}_bench_${back}`;
      await sql`
        do $$ declare f timestamptz := date_trunc('month', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' - interval '${sql.raw(String(back))} months';
        begin execute format('create table if not exists telemetry.%I partition of telemetry.%I for values from (%L) to (%L)', '${sql.raw(name)}', '${sql.raw(table)}', f, f + interval '1 month'); end $$
      `.execute(ctx.db);
    }
  }
}

/** A year of hours of these points, cloned from the seed with other figures: roll-ups. */
async function fill(ctx: Context, pointIds: readonly number[]): Promise<void> {
  const from = new Date(seedHour - HOURS * HOUR_MS);
  for (let i = 0; i < pointIds.length; i += 20) {
    const some = pointIds.slice(i, i + 20);
    await sql`
      insert into telemetry.rollup (point_id, period, time, layout_id, values, basis, expected, received, rule_version, computed_at)
      select p, 1, ${from}::timestamptz + h * interval '1 hour', s.layout_id,
        array(select v * (0.8 + 0.4 * random()) from unnest(s.values) v), s.basis, s.expected, s.received, s.rule_version, s.computed_at
      from (select * from telemetry.rollup where period = 1 and basis = 'minute' limit 1) s,
        unnest(${some}::int[]) p, generate_series(0, ${HOURS - 1}) h on conflict do nothing`.execute(ctx.db);
  }
}

interface Times {
  readonly latest: number;
  readonly year: number;
  readonly yearCold: number;
  readonly rows: number;
  readonly points: number;
}

/** Whoever asks the questions. */
let reader = { account: '', password: '' };

async function signIn(server: Server): Promise<string> {
  const answer = await fetch(`${server.url}/api/identity/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tarim': '1' },
    body: JSON.stringify({ account: reader.account, password: reader.password }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** Waits until the product has computed the seed's hour. */
async function hourOf(server: Server): Promise<void> {
  const cookie = await signIn(server);
  const from = encodeURIComponent(new Date(seedHour).toISOString());
  const to = encodeURIComponent(new Date(seedHour + HOUR_MS).toISOString());
  for (let i = 0; i < 120; i++) {
    const answer = await fetch(
      `${server.url}/api/telemetry/series?pointId=1&grain=hour&from=${from}&to=${to}`,
      { headers: { cookie } },
    );
    const { rows } = (await answer.json()) as { rows?: unknown[] };
    if (rows && rows.length > 0) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error('the hour was not computed');
}

async function measure(dataDir: string, pointIds: readonly number[]): Promise<Times> {
  const server = await startServer(dataDir, await freePort(), await freePort());
  try {
    const cookie = await signIn(server);
    const get = async (path: string): Promise<{ ms: number; body: Record<string, unknown[]> }> => {
      const began = performance.now();
      const answer = await fetch(server.url + path, { headers: { cookie } });
      const body = await answer.json();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
      return { ms: performance.now() - began, body };
    };
    const from = encodeURIComponent(new Date(seedHour - HOURS * HOUR_MS).toISOString());
    const to = encodeURIComponent(new Date(seedHour).toISOString());
    const year = (id: number) =>
      get(`/api/telemetry/series?pointId=${id}&grain=hour&codes=a21026&from=${from}&to=${to}&limit=10000`);
    const cold: number[] = [];
    // Another point each time: its pages are in nobody's cache yet.
    for (let i = 0; i < 8; i++) cold.push((await year(pointIds[i % pointIds.length]!)).ms);
    const latest: number[] = [];
    const warm: number[] = [];
    let rows = 0;
    let points = 0;
    for (let i = 0; i < ROUNDS; i++) {
      const one = await get('/api/telemetry/latest');
      latest.push(one.ms);
      points = one.body.points!.length;
      const series = await year(pointIds[i % Math.min(8, pointIds.length)]!);
      warm.push(series.ms);
      rows = series.body.rows!.length;
    }
    return { latest: median(latest), year: median(warm), yearCold: median(cold), rows, points };
  } finally {
    await stopServer(server);
  }
}

async function stored(ctx: Context): Promise<{ values: number; bytes: number }> {
  await sql`vacuum analyze telemetry.rollup`.execute(ctx.db);
  const { rows } = await sql<{ n: number; bytes: number }>`
    select (select sum(cardinality(values)) from telemetry.rollup)::float8 as n,
      (select sum(pg_total_relation_size(c.oid)) from pg_class c join pg_namespace s on s.oid = c.relnamespace
       where s.nspname = 'telemetry' and c.relkind = 'r' and c.relname like 'rollup%')::float8 as bytes`.execute(
    ctx.db,
  );
  return { values: rows[0]!.n, bytes: rows[0]!.bytes };
}

const data = scratchData();
try {
  // Points enough for the large store, all registered from the start: what is asked for stays the same.
  const most = Math.ceil(Number(given.large) / HOURS / LEAST_WIDTH);
  const mns = Array.from({ length: most }, (_, i) => loadMn(i));
  await withDatabase(data.dir, async (ctx) => {
    await registerOutlets(ctx, mns);
    reader = await appointAdministrator(ctx, 'bench', 'bench');
    await partitions(ctx);
  });
  const gateway = await freePort();
  const server = await startServer(data.dir, await freePort(), gateway);
  await runLoad({ host: '127.0.0.1', port: gateway, devices: 1, frames: 60, window: 8, start: seedHour });
  await hourOf(server);
  await stopServer(server);

  const lines = [
    '## Queries with much stored (embedded database, over HTTP, JSON and all)',
    '',
    '| values stored as roll-ups | on disk | latest of every point, ms | points | one year of hours of one series, ms | the same, first time asked | rows |',
    '|---|---|---|---|---|---|---|',
  ];
  const results: Times[] = [];
  let filled = 0;
  for (const target of [Number(given.small), Number(given.large)]) {
    const { ids, size } = await withDatabase(data.dir, async (ctx) => {
      const width = await widthOf(ctx);
      const { rows } = await sql<{ id: number }>`select id from registry.point order by id`.execute(ctx.db);
      const ids = rows.map((row) => row.id);
      const wanted = Math.min(ids.length, Math.ceil(target / HOURS / width));
      await fill(ctx, ids.slice(filled, wanted));
      // Every point has a newest record in both runs.
      await sql`insert into telemetry.latest (point_id, kind, time, layout_id, values, flags, lsn, received_at)
        select p, s.kind, s.time, s.layout_id, s.values, s.flags, s.lsn, s.received_at
        from (select * from telemetry.latest limit 1) s, unnest(${ids}::int[]) p on conflict do nothing`.execute(
        ctx.db,
      );
      filled = wanted;
      return { ids: ids.slice(0, wanted), size: await stored(ctx) };
    });
    const times = await measure(data.dir, ids);
    results.push(times);
    const line = `| ${thousands(size.values)} | ${(size.bytes / 2 ** 20).toFixed(0)} MiB | ${times.latest.toFixed(1)} | ${times.points} | ${times.year.toFixed(1)} | ${times.yearCold.toFixed(1)} | ${times.rows} |`;
    console.log(line);
    lines.push(line);
  }
  const [small, large] = results as [Times, Times];
  lines.push(
    '',
    `With ten times as much stored: latest × ${(large.latest / small.latest).toFixed(2)}, year × ${(large.year / small.year).toFixed(2)}.`,
  );
  if (given.write) report('queries', lines);
  else console.log(lines.join('\n'));
} finally {
  data.remove();
}
