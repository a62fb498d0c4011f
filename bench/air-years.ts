/**
 * Five years of hours of 150 stations: the AQI of every hour, days, and the statistics of each year by our code, against the same in
 * SQL on a PostgreSQL server, in one run over one table; both must give the same answers. And a year of a province, opened for
 * the first time in a fresh process.
 */
import { parseArgs } from 'node:util';
import { importAirDays } from '@tarim/evaluation/server';
import { appointAdministrator } from '@tarim/identity/server';
import { DAY_MS } from '@tarim/kernel';
import { rowsToCsv } from '@tarim/platform';
import { loadScenario, pastAirDays } from '@tarim/simulator';
import { sql } from 'kysely';
import pg from 'pg';
// @ts-expect-error a plain script without declarations
import { findServerPostgres } from '../scripts/ensure-tools.mjs';
import { type Computed, ours, type StationYear } from './air-years-ours.ts';
import { COLUMNS, CREATE, fill, HOURS, POLLUTANTS, YEARS } from './air-years-sql.ts';
import { median, report, thousands } from './lib.ts';
import { freePort, scratchData, startServer, stopServer, withDatabase } from './server.ts';

const { values: given } = parseArgs({
  options: {
    stations: { type: 'string', default: '150' },
    /** Last year that is computed. */
    years: { type: 'string', default: '5' },
    /** Fresh processes that open the province's year. */
    opens: { type: 'string', default: '5' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const STATIONS = Number(given.stations);
const YEAR_COUNT = Number(given.years);
/** The whole span lies before the editions of 2026. */
const FIRST = `${2026 - YEAR_COUNT}-01-01T00:00:00+08:00`;
const START = Date.parse(FIRST);
const HOUR_COUNT = (Date.parse('2026-01-01T00:00:00+08:00') - START) / 3_600_000;
const VALUES = STATIONS * HOUR_COUNT * POLLUTANTS.length;

async function timed<T>(body: () => Promise<T>): Promise<{ seconds: number; answer: T }> {
  const began = performance.now();
  const answer = await body();
  return { seconds: (performance.now() - began) / 1_000, answer };
}

async function inSql(client: pg.Client): Promise<Computed> {
  const { rows: hours } = await client.query<{ n: number; total: number }>(HOURS);
  const { rows } = await client.query<Record<string, number | null>>(YEARS);
  return {
    hours: hours[0]!,
    years: rows.map((row): StationYear => {
      // HJ 663 has no annual mean of CO and O3.
      const means = COLUMNS.map((column) =>
        column === 'co' || column === 'o3' ? null : row[`${column}_mean`]!,
      );
      const percentiles = COLUMNS.map((column) => row[`${column}_p`]!);
      return {
        station: row.station!,
        year: row.year!,
        valid: row.valid!,
        good: row.good!,
        means,
        percentiles,
      };
    }),
  };
}

/** What differs between the two; floats by more than their noise. */
function differences(a: Computed, b: Computed): string[] {
  const found: string[] = [];
  const near = (x: number | null, y: number | null) =>
    x === null || y === null ? x === y : Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x));
  if (a.hours.n !== b.hours.n || a.hours.total !== b.hours.total)
    found.push(`hours ${JSON.stringify([a.hours, b.hours])}`);
  if (a.years.length !== b.years.length) found.push(`years ${a.years.length} ${b.years.length}`);
  for (const [i, one] of a.years.entries()) {
    const other = b.years[i];
    const same =
      other !== undefined &&
      one.station === other.station &&
      one.year === other.year &&
      one.valid === other.valid &&
      one.good === other.good &&
      one.means.every((value, k) => near(value, other.means[k]!)) &&
      one.percentiles.every((value, k) => near(value, other.percentiles[k]!));
    if (!same) found.push(JSON.stringify([one, other]));
  }
  return found;
}

async function compute(): Promise<string> {
  const server = findServerPostgres({ durable: true });
  if (!server) throw new Error('no PostgreSQL server could be had');
  try {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(CREATE);
    await client.query(fill(STATIONS, HOUR_COUNT, FIRST));
    await client.query('create index on bench_hour (station, hour)');
    await client.query('vacuum analyze bench_hour');
    // Both find the table in memory, as far as it fits.
    await client.query('select sum(hour) from bench_hour');
    const own = await timed(() => ours(client, STATIONS, START));
    const peer = await timed(() => inSql(client));
    await client.end();
    const found = differences(own.answer, peer.answer);
    for (const one of found.slice(0, 5)) console.error(one);
    if (found.length > 0) throw new Error(`${found.length} answers differ`);
    return `| ${STATIONS} × ${YEAR_COUNT} | ${thousands(VALUES)} | **${(peer.seconds / own.seconds).toFixed(2)}** | ${thousands(VALUES / own.seconds)} | ${thousands(VALUES / peer.seconds)} | ${thousands(own.answer.hours.n)} hours, ${own.answer.years.length} station years |`;
  } finally {
    server.stop();
  }
}

/** Days of all cities of the region for three years and more, by the way an upload goes. */
async function seedDays(dataDir: string): Promise<{ days: number; account: string; password: string }> {
  return withDatabase(dataDir, async (ctx) => {
    const scenario = loadScenario('xinjiang-demo');
    const rows: (string | number)[][] = [
      ['城市编码', '日期', 'SO2', 'NO2', 'CO', 'O3-8h', 'PM10', 'PM2.5', '沙尘日'],
    ];
    const { rows: units } = await sql<{ code: string; path: string; lon: number | null; lat: number | null }>`
      select code, path, lon, lat from region.unit where level in ('prefecture', 'city')
        and (hierarchy = 'corps' or level = 'prefecture')`.execute(ctx.db);
    const to = Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS;
    for (const { code, path, lon, lat } of units)
      for (const day of pastAirDays(
        scenario,
        { code, unitPath: path, lon: lon ?? 87, lat: lat ?? 44 },
        Date.parse('2023-01-01T00:00:00+08:00'),
        to,
      ))
        rows.push([
          code,
          day.date,
          day.SO2,
          day.NO2,
          day.CO,
          day.O3_8h,
          day.PM10,
          day['PM2.5'],
          day.dust ? '是' : '否',
        ]);
    const file = {
      bytes: rowsToCsv(rows),
      name: 'bench.csv',
      dustBasis: 'proposed',
      simulated: true,
    } as const;
    const { stored, problems } = await importAirDays(ctx, null, file, 'import');
    if (problems.length > 0) throw new Error(problems[0]!.en);
    return { days: stored.created, ...(await appointAdministrator(ctx, 'bench', 'bench')) };
  });
}

/** Milliseconds until a fresh process has answered its first question for a year of the province. */
async function open(): Promise<{ ms: number; days: number; cities: number }> {
  const data = scratchData();
  try {
    // The first start brings the units of the region.
    await stopServer(await startServer(data.dir, await freePort(), await freePort()));
    const { days, account, password } = await seedDays(data.dir);
    const times: number[] = [];
    let cities = 0;
    for (let i = 0; i < Number(given.opens); i++) {
      const server = await startServer(data.dir, await freePort(), await freePort());
      try {
        const signedIn = await fetch(`${server.url}/api/identity/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-tarim': '1' },
          body: JSON.stringify({ account, password }),
        });
        const cookie = signedIn.headers
          .getSetCookie()
          .map((one) => one.split(';')[0])
          .join('; ');
        const began = performance.now();
        const answer = await fetch(`${server.url}/api/evaluation/air/ranking?period=2025&dust=without`, {
          headers: { cookie },
        });
        const body = (await answer.json()) as { rows: unknown[] };
        times.push(performance.now() - began);
        if (!answer.ok) throw new Error(JSON.stringify(body));
        cities = body.rows.length;
      } finally {
        await stopServer(server);
      }
    }
    return { ms: median(times), days, cities };
  } finally {
    data.remove();
  }
}

const computed = await compute();
const opened = await open();
const lines = [
  '## Air quality of years: AQI of hours, days, annual statistics; a year of a province',
  '',
  'The same table of hours (an array of six values a row, two percent missing) on one PostgreSQL server, read and computed by the product’s functions on one thread, or by SQL alone with the server’s default parallel workers. AQI of every hour, 24-h means and highest 8-h means, AQI of every day, and mean, percentiles (exact fractions in ours) and good days of each year. Every answer is compared; none differs.',
  '',
  '| stations × years | values | ratio to SQL | values/s | SQL values/s | answers that agree |',
  '|---|---|---|---|---|---|',
  computed,
  '',
  '| what | goal | figure |',
  '|---|---|---|',
  `| a year of the province, first question of a fresh process: ${opened.cities} cities ranked beside the year before, ${thousands(opened.days)} days stored | < 1 s | **${opened.ms.toFixed(0)} ms** |`,
];
if (given.write) report('air-years', lines);
else console.log(lines.join('\n'));
