/**
 * Terminals of mobile sources: what a fix costs against many polygons, and how many terminals a core can judge, against decoding alone.
 * PostGIS answers the same question on the same machine where it is installed (Debian: postgresql-15-postgis-3).
 */
import { decodeFrame, encodeFrame, FrameReader, type RawPiece } from '@tarim/jt808';
import { newMobileState } from '@tarim/science';
import { MOBILE_RULES } from '@tarim/standards';
import pg from 'pg';
import { type PermitArea, PermitAreas } from '../modules/tracking/server/domain/areas.ts';
import { foldReading } from '../modules/tracking/server/domain/fold.ts';
import { readingOfLocation } from '../modules/tracking/server/domain/reading.ts';
// @ts-expect-error a plain script without declarations
import { findServerPostgres } from '../scripts/ensure-tools.mjs';
import { median, report, thousands } from './lib.ts';

const [POLYGONS, CORNERS, ASKED, ROUNDS] = [10_000, 60, 100_000, 9];
const START = Date.parse('2026-11-20T00:00:00+08:00');
const MINUTE = 60_000;
const UNIT = '/650000/';

/** Even steps that never repeat: the same polygons and fixes each time. */
const spread = (i: number, of: number): number => (i * of) % 1;
const lonOf = (i: number): number => 75 + 20 * spread(i, 0.618_033_988_7);
const latOf = (i: number): number => 36 + 12 * spread(i, 0.754_877_666_2);

function ring(lon: number, lat: number): [number, number][] {
  const points = Array.from({ length: CORNERS }, (_, k): [number, number] => {
    const angle = (2 * Math.PI * k) / CORNERS;
    return [lon + 0.05 * Math.cos(angle), lat + 0.05 * Math.sin(angle)];
  });
  return [...points, points[0]!];
}

const areas: PermitArea[] = Array.from({ length: POLYGONS }, (_, i) => ({
  kind: i % 3 === 0 ? 'job' : 'depot',
  unitPath: UNIT,
  terminals: [i],
  geometry: { type: 'Polygon', coordinates: [ring(lonOf(i), latOf(i))] },
  from: START - MINUTE,
  until: null,
}));
const began = performance.now();
const index = new PermitAreas(areas);
const built = performance.now() - began;

const timed = (body: () => void): number => {
  const from = performance.now();
  body();
  return performance.now() - from;
};
const rounds = (body: () => void): number => median(Array.from({ length: ROUNDS }, () => timed(body)));

let inside = 0;
const asked = rounds(() => {
  inside = 0;
  for (let i = 0; i < ASKED; i++) {
    const id = i % POLYGONS;
    const place = { lon: lonOf(id) + (i % 2 === 0 ? 0.01 : 0.09), lat: latOf(id) };
    if (index.at({ id, unitPath: UNIT }, place, START).inside) inside++;
  }
});
if (inside !== ASKED / 2) throw new Error(`half of the fixes lie inside, not ${inside}`);

/**
 * The same fixes within one statement of a server with PostGIS: no round trips, a GiST index over the areas, one answer a fix.
 * @returns ms of each round; null where there is no PostGIS
 */
async function byPostgis(): Promise<number | null> {
  const server = findServerPostgres({ durable: true });
  if (!server) return null;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const there = await client.query("select 1 from pg_available_extensions where name = 'postgis'");
    if (there.rowCount === 0) return null;
    await client.query('create extension postgis');
    await client.query('create table area (id int primary key, geom geometry(Polygon, 4490) not null)');
    await client.query('create table fix (id int primary key, geom geometry(Point, 4490) not null)');
    const texts = areas.map(
      ({ geometry }) =>
        `POLYGON((${(geometry.coordinates[0] as [number, number][]).map((at) => at.join(' ')).join(',')}))`,
    );
    await client.query(
      'insert into area select n, ST_GeomFromText(text, 4490) from unnest($1::text[]) with ordinality as u (text, n)',
      [texts],
    );
    const points = Array.from({ length: ASKED }, (_, i) => {
      const id = i % POLYGONS;
      return [lonOf(id) + (i % 2 === 0 ? 0.01 : 0.09), latOf(id)] as const;
    });
    await client.query(
      `insert into fix select n, ST_SetSRID(ST_MakePoint(lon, lat), 4490)
       from unnest($1::float8[], $2::float8[]) with ordinality as u (lon, lat, n)`,
      [points.map(([lon]) => lon), points.map(([, lat]) => lat)],
    );
    await client.query('create index on area using gist (geom)');
    await client.query('vacuum analyze area');
    await client.query('set max_parallel_workers_per_gather = 0');
    const taken: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const from = performance.now();
      await client.query(
        'select count(*) from fix f where exists (select 1 from area a where ST_Contains(a.geom, f.geom))',
      );
      taken.push(performance.now() - from);
    }
    return median(taken);
  } finally {
    await client.end();
    server.stop();
  }
}
const postgis = await byPostgis();

const FACTS = { movingSeconds: 60, parkedSeconds: 600, batteryLow: 3_300, batteryFull: 4_200 };
const frames: RawPiece[] = Array.from({ length: POLYGONS }, (_, i) => {
  const { bytes } = encodeFrame({
    header: { terminal: String(14_400_000_000 + i), sequence: i },
    body: {
      kind: 'location',
      location: {
        lat: latOf(i),
        lon: lonOf(i),
        speed: 36,
        time: new Date(START).toISOString(),
        items: [
          { name: 'satellites', value: 9 },
          { name: 'doseRate', value: 6_900 },
          { name: 'sourceState', value: 1 },
          { name: 'batteryVoltage', value: 4_000 },
        ],
      },
    },
  });
  return new FrameReader().push(bytes!)[0]!;
});
const decoded = rounds(() => {
  for (const frame of frames) decodeFrame(frame);
});
const settings = {
  category: 'II',
  halfLifeDays: 73.827,
  baseline: 12,
  baselineAt: START - 60 * 24 * 60 * MINUTE,
  background: 0.12,
} as const;
const context = { settings, rules: MOBILE_RULES.data, outages: [], facts: 'registered' as const, share: 1 };
const fresh = newMobileState(MOBILE_RULES.data);
const judged = rounds(() => {
  for (const [id, frame] of frames.entries()) {
    const { body } = decodeFrame(frame);
    if (body?.kind !== 'location') throw new Error('no location');
    const reading = readingOfLocation(body.location, { sequence: id, stored: false }, FACTS);
    const permit = index.at({ id, unitPath: UNIT }, { lon: reading.lon!, lat: reading.lat! }, START);
    foldReading(fresh, reading, START, { permit, region: null }, context);
  }
});
const aSecond = (ms: number): number => (POLYGONS / ms) * 1_000;

report('tracking', [
  '## Mobile sources: a fix against 10,000 polygons, terminals a core (`bench/tracking.ts`)',
  '',
  `${thousands(POLYGONS)} polygons of ${CORNERS} corners, flatbush and point in polygon; medians of ${ROUNDS}. The database's part is not in the figures of frames.`,
  '',
  '| what | result |',
  '|---|---|',
  `| index built | ${built.toFixed(0)} ms |`,
  `| permitted here? | **${((asked / ASKED) * 1_000).toFixed(2)} µs** a fix |`,
  postgis === null
    ? '| PostGIS `ST_Contains`, GiST, one statement | not run: it is not installed here |'
    : `| PostGIS \`ST_Contains\`, GiST, one statement for all | ${((postgis / ASKED) * 1_000).toFixed(2)} µs a fix: ours is **${(postgis / asked).toFixed(1)} ×** faster |`,
  `| frames decoded | ${thousands(aSecond(decoded))} a second |`,
  `| decoded, placed and judged by MOB-1 … MOB-8 | **${thousands(aSecond(judged))}** a second, ${(judged / decoded).toFixed(2)} × decoding alone |`,
  `| terminals a core at a report a minute | **${thousands(aSecond(judged) * 60)}** |`,
]);
