/**
 * Vector tiles and pages of features over 50,000 polygons and 100,000 points, against MapServer (FastCGI, PostGIS) and
 * against PostGIS' ST_AsMVT called directly. Needs Debian's cgi-mapserver, spawn-fcgi and postgresql-15-postgis-3.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeWkb } from '@tarim/geo';
import pg from 'pg';
import { COUNTRY, countryOf, random } from './country.ts';
import { fastcgi } from './fastcgi.ts';
import { median, report, thousands } from './lib.ts';
import { freePort } from './server.ts';

/** Time for a set to be read whole. */
const READ_MS = 15_000;

const [AREAS, SPOTS, ROUNDS, TILES, PAGES, CLIENTS] = [50_000, 100_000, 3, 120, 150, 4];
const [WEST, SOUTH, EAST, NORTH] = COUNTRY;

const { next, towns, place, ring } = countryOf(20261126);

async function fill(db: pg.Client): Promise<void> {
  await db.query('create extension postgis; create schema bench');
  await db.query('create table bench.area (id int primary key, name text, class int, wkb bytea, box box)');
  await db.query(
    'create table bench.spot (id int primary key, name text, class int, lon float8, lat float8)',
  );
  for (let from = 0; from < AREAS; from += 5_000) {
    const rows = Array.from({ length: 5_000 }, (_, i) => {
      const outline = ring();
      const [xs, ys] = [outline.map((one) => one[0]!), outline.map((one) => one[1]!)];
      const box = `(${Math.max(...xs)},${Math.max(...ys)}),(${Math.min(...xs)},${Math.min(...ys)})`;
      const wkb = Buffer.from(writeWkb({ type: 'Polygon', coordinates: [outline] }));
      return {
        id: from + i + 1,
        name: `区 ${from + i + 1}`,
        class: Math.floor(next() * 8),
        wkb: `\\x${wkb.toString('hex')}`,
        box,
      };
    });
    await db.query('insert into bench.area select * from json_populate_recordset(null::bench.area, $1)', [
      JSON.stringify(rows),
    ]);
  }
  for (let from = 0; from < SPOTS; from += 10_000) {
    const rows = Array.from({ length: 10_000 }, (_, i) => {
      const [lon, lat] = place();
      return { id: from + i + 1, name: `点 ${from + i + 1}`, class: Math.floor(next() * 8), lon, lat };
    });
    await db.query('insert into bench.spot select * from json_populate_recordset(null::bench.spot, $1)', [
      JSON.stringify(rows),
    ]);
  }
  await db.query(`
    create index on bench.area using gist (box);
    create index on bench.spot using gist (box(point(lon, lat), point(lon, lat)));
    create table bench.areas_gis as select id, name, class, st_setsrid(st_geomfromwkb(wkb), 4326) as geom from bench.area;
    create table bench.spots_gis as select id, name, class, st_setsrid(st_makepoint(lon, lat), 4326) as geom from bench.spot;
    alter table bench.areas_gis add primary key (id); alter table bench.spots_gis add primary key (id);
    create index on bench.areas_gis using gist (geom); create index on bench.spots_gis using gist (geom)`);
  await db.query('vacuum analyze');
}

function mapFiles(dir: string, url: URL): string {
  const layer = (name: string, type: string) => `
  LAYER
    NAME "${name}" TYPE ${type} STATUS ON TEMPLATE "x"
    CONNECTIONTYPE POSTGIS CONNECTION "host=${url.hostname} port=${url.port} user=tarim dbname=postgres"
    PROCESSING "CLOSE_CONNECTION=DEFER"
    DATA "geom from bench.${name}_gis using unique id using srid=4326"
    PROJECTION "epsg:4326" END
    EXTENT ${WEST - 2} ${SOUTH - 2} ${EAST + 2} ${NORTH + 2}
    METADATA "gml_include_items" "all" "ows_title" "${name}" "gml_featureid" "id" "gml_types" "auto" END
    CLASS STYLE COLOR 1 2 3 END END
  END`;
  writeFileSync(
    join(dir, 'bench.map'),
    `MAP NAME "bench" SIZE 256 256 EXTENT ${WEST} ${SOUTH} ${EAST} ${NORTH} UNITS DD
  PROJECTION "epsg:4326" END
  OUTPUTFORMAT NAME "mvt" DRIVER "MVT" FORMATOPTION "EDGE_BUFFER=10" FORMATOPTION "EXTENT=4096" END
  WEB METADATA "ows_enable_request" "*" "ows_title" "bench" "ows_onlineresource" "http://127.0.0.1/bench"
    "oga_onlineresource" "http://127.0.0.1/bench/ogcapi" "oga_enable_request" "*" "ows_srs" "EPSG:4326" END END
  ${layer('areas', 'POLYGON')}${layer('spots', 'POINT')}
END`,
  );
  writeFileSync(
    join(dir, 'mapserver.conf'),
    `CONFIG ENV MS_MAP_PATTERN "." OGCAPI_HTML_TEMPLATE_DIRECTORY "/usr/share/mapserver/ogcapi/templates/html-bootstrap4/" END MAPS bench "${join(dir, 'bench.map')}" END END`,
  );
  return join(dir, 'mapserver.conf');
}

interface TileAsked {
  readonly set: 'areas' | 'spots';
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Tiles where things lie, zooms 5 to 13 alike, both sets in turn. */
function tilesOf(seed: number): TileAsked[] {
  const draw = random(seed);
  return Array.from({ length: TILES }, (_, i) => {
    const z = 5 + (i % 9);
    const [lon, lat] =
      i % 2 === 0
        ? [WEST + draw() * (EAST - WEST), SOUTH + draw() * (NORTH - SOUTH)]
        : towns[Math.floor(draw() * 10)]!;
    const [jx, jy] = i % 2 === 0 ? [0, 0] : [(draw() - 0.5) * 0.8, (draw() - 0.5) * 0.6];
    const rad = ((lat + jy) * Math.PI) / 180;
    const x = Math.floor(((lon + jx + 180) / 360) * 2 ** z);
    const y = Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * 2 ** z);
    return { set: i % 4 < 2 ? 'areas' : 'spots', z, x, y };
  });
}

/** Requests a second of so many clients that work through a list. */
async function rate<T>(
  list: readonly T[],
  ask: (one: T) => Promise<number>,
): Promise<{ perSecond: number; bytes: number }> {
  const begun = performance.now();
  let [i, bytes] = [0, 0];
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (i < list.length) {
        const size = await ask(list[i++]!);
        bytes += size;
      }
    }),
  );
  return { perSecond: (list.length / (performance.now() - begun)) * 1000, bytes };
}

/** Plain JavaScript, because it runs before anything is installed. */
const tools = new URL('../scripts/ensure-tools.mjs', import.meta.url).href;
const { findServerPostgres } = (await import(tools)) as {
  findServerPostgres(options: { durable: boolean }): { url: string; stop(): void } | null;
};
const server = findServerPostgres({ durable: true });
if (!server) throw new Error('postgresql-15 is not installed');
const dir = mkdtempSync(join(tmpdir(), 'tarim-ogc-bench-'));
const children: ChildProcess[] = [];
/** Nothing may outlive the bench: what does not listen to a request to end is ended, and waited for. */
const cleanUp = async () => {
  await Promise.all(
    children.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      child.stdout?.destroy();
      await gone;
    }),
  );
  server.stop();
  rmSync(dir, { recursive: true, force: true });
};
try {
  const url = new URL(server.url);
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await fill(admin);
  await admin.end();
  const pool = new pg.Pool({ connectionString: server.url, max: CLIENTS });

  const port = await freePort();
  const product = spawn(process.execPath, ['bench/ogc-server.ts', server.url, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(product);
  await new Promise((ready) => product.stdout!.once('data', ready));
  const socket = join(dir, 'mapserv.sock');
  const config = mapFiles(dir, url);
  const mapserver = spawn('spawn-fcgi', ['-n', '-M', '0777', '-s', socket, '--', '/usr/bin/mapserv'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, MAPSERVER_CONFIG_FILE: config },
  });
  children.push(mapserver);
  await new Promise((done) => setTimeout(done, 500));

  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const ours = (path: string, encoding = 'identity'): Promise<number> =>
    new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, path, agent, headers: { 'accept-encoding': encoding } }, (answer) => {
        let bytes = 0;
        answer.on('data', (data: Buffer) => {
          bytes += data.length;
        });
        answer.on('end', () =>
          answer.statusCode! < 300 ? resolve(bytes) : reject(new Error(`${path}: ${answer.statusCode}`)),
        );
      }).on('error', reject);
    });
  const mapserv = async (query: string, path = ''): Promise<number> => {
    const answer = await fastcgi(socket, {
      REQUEST_METHOD: 'GET',
      QUERY_STRING: query,
      PATH_INFO: path,
      SCRIPT_NAME: '/mapserv',
      SERVER_NAME: '127.0.0.1',
      SERVER_PORT: '80',
      MAPSERVER_CONFIG_FILE: config,
    });
    if (/ExceptionReport|msDrawMap|Error/.test(answer.subarray(0, 600).toString('latin1')))
      throw new Error(answer.subarray(0, 600).toString());
    return answer.length;
  };
  const asMvt = async ({ set, z, x, y }: TileAsked): Promise<number> => {
    const { rows } = await pool.query({
      name: `mvt-${set}`,
      text: `with t as (select st_tileenvelope($1, $2, $3) as e), m as (
          select st_asmvtgeom(st_transform(g.geom, 3857), t.e, 4096, 64) as geom, g.id, g.name, g.class
          from bench.${set}_gis g, t where g.geom && st_transform(t.e, 4326))
        select st_asmvt(m, '${set}', 4096, 'geom') as tile from m`,
      values: [z, x, y],
    });
    return (rows[0].tile as Buffer).length;
  };
  const tile = ({ set, z, x, y }: TileAsked) => ours(`/ogc/tiles/${set}/${z}/${x}/${y}.mvt`, 'gzip');
  const mapTile = ({ set, z, x, y }: TileAsked) =>
    mapserv(
      `map=${join(dir, 'bench.map')}&mode=tile&tilemode=gmap&tile=${x}+${y}+${z}&layers=${set}&map.imagetype=mvt`,
    );

  // The first tile of a set reads all its rows: told apart.
  const first: number[] = [];
  for (const set of ['areas', 'spots']) {
    const begun = performance.now();
    await ours(`/ogc/tiles/${set}/13/0/0.mvt`);
    first.push((performance.now() - begun) / 1000);
  }
  // Pages come from memory once a set was asked for thrice and has been read in the background: that is let happen first.
  for (const set of ['areas', 'spots'])
    for (let i = 0; i < 4; i++) await ours(`/ogc/collections/${set}/items?limit=1`);
  await sleep(READ_MS);
  for (const set of ['spots'])
    for (let i = 0; i < 4; i++) await ours(`/ogc/collections/${set}/items?limit=1`);
  await sleep(READ_MS);
  const figures: Record<string, number[]> = {};
  const note = (name: string, value: number) => {
    figures[name] ??= [];
    figures[name].push(value);
  };
  const load: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    load.push(loadavg()[0]!.toFixed(1));
    const tiles = tilesOf(100 + round);
    const cold = await rate(tiles, tile);
    note('ours cold', cold.perSecond);
    note('ours bytes', cold.bytes);
    const direct = await rate(tiles, asMvt);
    note('mvt', direct.perSecond);
    note('mvt bytes', direct.bytes);
    const peer = await rate(tiles.slice(0, 60), mapTile);
    note('mapserver', peer.perSecond);
    note('mapserver bytes', peer.bytes * 2);
    note('ours warm', (await rate(tiles, tile)).perSecond);
    note('mvt again', (await rate(tiles, asMvt)).perSecond);
    const draw = random(900 + round);
    for (const set of ['areas', 'spots']) {
      const boxes = Array.from({ length: PAGES }, () => {
        const [w, s] = [WEST + draw() * (EAST - WEST - 2), SOUTH + draw() * (NORTH - SOUTH - 2)];
        return `${w.toFixed(4)},${s.toFixed(4)},${(w + 2).toFixed(4)},${(s + 2).toFixed(4)}`;
      });
      note(
        `pages ${set} ours`,
        (await rate(boxes, (box) => ours(`/ogc/collections/${set}/items?limit=100&bbox=${box}`))).perSecond,
      );
      note(
        `pages ${set} mapserver`,
        (
          await rate(boxes.slice(0, 100), (box) =>
            mapserv(`f=json&limit=100&bbox=${box}`, `/bench/ogcapi/collections/${set}/items`),
          )
        ).perSecond,
      );
      note(
        `pages ${set} of 1000`,
        (
          await rate(boxes.slice(0, 60), (box) =>
            ours(`/ogc/collections/${set}/items?limit=1000&bbox=${box}`),
          )
        ).perSecond,
      );
    }
    for (let i = 0; i < 300; i++) {
      const begun = performance.now();
      await ours(`/ogc/collections/areas/items/${1 + Math.floor(draw() * AREAS)}`);
      note('item ms', performance.now() - begun);
    }
  }
  agent.destroy();
  await pool.end();
  const of = (name: string) => median(figures[name] ?? [0]);
  const times = (a: string, b: string) => `${(of(a) / of(b)).toFixed(1)} ×`;
  const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
  const size = (name: string) => `${Math.round(of(name) / TILES / 1024)} KB`;
  report('ogc', [
    '## Vector tiles and features: against MapServer and ST_AsMVT',
    '',
    `${thousands(AREAS)} polygons (13 to 41 positions) and ${thousands(SPOTS)} points by seed, half of them around ten towns; one PostgreSQL 15 for all, ${CLIENTS} clients at once from a process beside it, no web server before MapServer (FastCGI spoken directly, one process; without a cache, as Debian has it), ST_AsMVT by prepared statements without any HTTP. ${TILES} tiles a round of zooms 5 to 13, both sets in turn, ${ROUNDS} rounds in turn, medians; load of the machine before each round: ${load.join(', ')}.`,
    '',
    'Ours are HTTP with gzip made (cold) or kept (warm). Ours thin points nearer than four pixels up to zoom 10, draw areas below a pixel once a cell, and round to half a pixel, and are cut from arrays in memory; ST_AsMVT and MapServer do neither: bytes a tile tell how much of the difference that is.',
    '',
    row('tiles', 'requests/s', 'against MapServer', 'against ST_AsMVT', 'bytes a tile'),
    '|---|---|---|---|---|',
    row(
      'ours, each tile for the first time',
      `**${thousands(of('ours cold'))}**`,
      times('ours cold', 'mapserver'),
      times('ours cold', 'mvt'),
      `${size('ours bytes')} (gzip)`,
    ),
    row(
      'ours, again',
      `**${thousands(of('ours warm'))}**`,
      times('ours warm', 'mapserver'),
      times('ours warm', 'mvt again'),
      `${size('ours bytes')} (gzip)`,
    ),
    row('ST_AsMVT directly', thousands(of('mvt')), times('mvt', 'mapserver'), '1', size('mvt bytes')),
    row('MapServer', thousands(of('mapserver')), '1', times('mapserver', 'mvt'), size('mapserver bytes')),
    '',
    `The very first tile of a set reads its rows into memory: ${first.map((one) => `${one.toFixed(2)} s`).join(' (polygons), ')} (points); after that each change of the set costs as much once.`,
    '',
    row(
      'features by random box of 2° × 2°',
      'ours, pages of 100 a second',
      'MapServer',
      'ratio',
      'ours, pages of 1,000 streamed',
    ),
    '|---|---|---|---|---|',
    ...['areas', 'spots'].map((set) =>
      row(
        set === 'areas' ? 'polygons' : 'points',
        `**${thousands(of(`pages ${set} ours`))}**`,
        of(`pages ${set} mapserver`).toFixed(1),
        times(`pages ${set} ours`, `pages ${set} mapserver`),
        thousands(of(`pages ${set} of 1000`)),
      ),
    ),
    '',
    `Goals: tiles 5 × MapServer and not slower than ST_AsMVT, pages of 100 at least 5 × MapServer, items under 2 ms. ${['areas', 'spots'].every((set) => of(`pages ${set} ours`) >= 5 * of(`pages ${set} mapserver`)) ? 'All pages meet theirs.' : 'Not all pages meet theirs.'}`,
    '',
    `Single item, one client, its revision asked of the database every 20 ms: median **${of('item ms').toFixed(2)} ms**.`,
  ]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await cleanUp();
  // Connections of clients that were cut off in the middle would be waited for otherwise.
  process.exit();
}
