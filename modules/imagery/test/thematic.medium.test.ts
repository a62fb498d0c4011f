import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { covers } from '@tarim/geo';
import { allocate, type CogSpec, cellAreas, type Grid, openRaster, writeCog } from '@tarim/raster';
import { drawnOutlines } from '@tarim/region/queries';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as c from '../contract.ts';
import { openTransitions } from '../server/sql/transitions.ts';
import { runTransition } from '../server/use-cases/run-transition.ts';
import { takeUp } from '../server/use-cases/take-up.ts';
import { gdal, gdalIsThere } from './gdal.ts';
import { CORPS, IDLE, PLANNER, STATION, URUMQI, type World, world } from './world.ts';

const PLAIN = {
  collection: 'land-cover',
  sensor: 'thematic',
  title: '土地覆盖（模拟）',
  takenAt: '2020-07-01T12:00:00+08:00',
  source: '试验',
  licence: 'CC0-1.0',
  simulated: true,
};
/** In degrees, over several units, so that areas of rows differ. */
const DEGREES: Grid = {
  crs: 'EPSG:4490',
  width: 90,
  height: 1_200,
  affine: [87.2, 0.001, 0, 44.2, 0, -0.001],
};
const METRES: Grid = {
  crs: 'EPSG:32645',
  width: 300,
  height: 200,
  affine: [545_000, 30, 0, 4_850_000, 0, -30],
};

type Cells = (column: number, row: number) => number;

export function written(path: string, grid: Grid, at: Cells, more: Partial<CogSpec> = {}): string {
  const spec: CogSpec = {
    grid,
    type: 'uint8',
    bands: [{}],
    noData: 0,
    compression: 'deflate',
    level: 1,
    overviews: 'mode',
    ...more,
  };
  writeCog(path, spec, ({ x, y, width, height }) => {
    const out = allocate(spec.type, width * height);
    for (let i = 0; i < out.length; i++) out[i] = at(x + (i % width), y + Math.floor(i / width));
    return [out];
  });
  return path;
}

/** A count of all cells, with the area of each row: a way of its own. */
function counted(grid: Grid, at: Cells): Map<number, { cells: number; area: number }> {
  const rows = cellAreas(grid, { x: 0, y: 0, width: grid.width, height: grid.height });
  const found = new Map<number, { cells: number; area: number }>();
  for (let y = 0; y < grid.height; y++)
    for (let x = 0; x < grid.width; x++) {
      const value = at(x, y);
      if (value === 0) continue;
      const own = found.get(value) ?? { cells: 0, area: 0 };
      found.set(value, { cells: own.cells + 1, area: own.area + rows[y]! });
    }
  return found;
}

const before: Cells = (x, y) => (x < 4 ? 0 : 1 + (((x >> 4) + (y >> 5)) % 3));
/** Of class 1 a part became 4, of class 2 another part 1; some is unknown now. */
const after: Cells = (x, y) => {
  const was = before(x, y);
  if (y % 97 === 0) return 0;
  if (was === 1 && x % 5 === 0) return 4;
  if (was === 2 && x % 7 === 0) return 1;
  return was;
};
const TABLE =
  'value,name,name_en,colour\n1,耕地,Cropland,#f096ff\n2,林地,Forest,#006400\n3,草地,Grassland,#ffff4c\n';

async function withTable(w: World, metadata: object, path: string, text: string, name = 'classes.csv') {
  const table = join(w.folder, name);
  writeFileSync(table, text);
  return w.ingest(metadata, [{ path }, { field: 'classes', path: table }]);
}

describe('classes of a thematic raster', () => {
  test.each([
    ['degrees', DEGREES],
    ['metres', METRES],
  ])('are counted when it comes in, to the cell and with areas of the ellipsoid: %s', async (_, grid) => {
    const w = await world();
    const detail = await withTable(w, PLAIN, written(join(w.folder, 'cover.tif'), grid, after), TABLE);
    expect(detail.scene).toMatchObject({ state: 'ready', failure: null });
    const { classes, area, table, problems, left } = detail.classes!;
    const truth = counted(grid, after);
    expect(classes.map(({ value, cells }) => [value, cells])).toEqual(
      [...truth].sort(([a], [b]) => a - b).map(([value, one]) => [value, one.cells]),
    );
    for (const one of classes) expect(Math.abs(one.area / truth.get(one.value)!.area - 1)).toBeLessThan(1e-9);
    expect(classes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(area).toBeCloseTo(
      classes.reduce((sum, one) => sum + one.area, 0),
      3,
    );
    expect(classes[0]).toMatchObject({ zh: '耕地', en: 'Cropland', colour: '#f096ff', named: true });
    expect(classes[3]).toMatchObject({ value: 4, zh: '未命名 4', en: 'Unnamed 4', named: false });
    expect([left, table]).toMatchObject([
      0,
      { version: 1, origin: { kind: 'upload', name: 'classes.csv' }, byName: STATION.name },
    ]);
    expect(problems).toMatchObject([
      { code: 'IMAGERY_CLASS_UNNAMED', message: expect.stringContaining('4') },
    ]);
  });

  test('are told in tiles, on the map, and to the catalogue; a new table is a new version and changes their colours', async () => {
    const w = await world();
    const path = written(join(w.folder, 'cover.tif'), METRES, before);
    const { scene } = await withTable(w, { ...PLAIN, public: true }, path, TABLE);
    const { id } = scene;
    const json = async () => (await w.call(c.getTileJson, { params: { id } })).body as c.TileJson;
    expect((await json()).legend).toMatchObject({
      kind: 'classes',
      colours: { 1: '#f096ff', 2: '#006400', 3: '#ffff4c' },
      classes: [{ zh: '耕地' }, { en: 'Forest' }, { value: 3, cells: expect.any(Number) }],
    });
    const events = await sql<{ type: string; payload: { classes: c.LegendClass[] } }>`
      select type, payload from platform.outbox where type like 'imagery.scene%' order by id`.execute(
      w.ctx.db,
    );
    expect(events.rows[0]!.payload.classes.map(({ zh }) => zh)).toEqual(['耕地', '林地', '草地']);
    const chip = async (tag?: string) =>
      w.call(c.getChip, {
        params: { id },
        query: { bbox: scene.box!.join(), size: 128 },
        ...(tag ? { headers: { 'if-none-match': tag } } : {}),
      });
    const first = await chip();
    expect(first.headers['cache-control']).toBe('public, no-cache');
    expect((await chip(String(first.headers.etag))).status).toBe(304);

    const entries = [
      { value: 1, zh: '农田', en: null, colour: '#112233' },
      { value: 2, zh: '森林', en: 'Woods', colour: null },
      { value: 9, zh: '湿地', en: null, colour: null },
    ];
    const save = (version: number, as = STATION, more: object = {}) =>
      w.call(c.saveSceneClasses, { as, params: { id }, body: { version, entries, ...more } });
    expect(await save(1, CORPS)).toMatchObject({ status: 403 });
    expect(await save(0)).toMatchObject({ status: 409, body: { code: 'IMAGERY_CLASSES_CHANGED' } });
    expect(await save(1)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await save(1)).toMatchObject({ status: 409, body: { code: 'IMAGERY_CLASSES_CHANGED' } });
    const twice = { entries: [...entries, entries[0]!] };
    expect(await save(2, STATION, twice)).toMatchObject({
      status: 422,
      body: { code: 'IMAGERY_CLASS_TWICE' },
    });
    const second = await chip(String(first.headers.etag));
    expect(second.status).toBe(200);
    expect(Buffer.compare(second.body, first.body)).not.toBe(0);
    expect((await json()).legend).toMatchObject({
      classes: [{ zh: '农田', en: '农田', colour: '#112233' }, { en: 'Woods' }, { zh: '未命名 3' }],
    });
    const told = (
      await w.call(c.getScene, { as: PLANNER, params: { id }, headers: { 'accept-language': 'en' } })
    ).body as c.SceneDetail;
    expect(told.classes!.problems).toEqual([
      { code: 'IMAGERY_CLASS_ABSENT', message: expect.stringMatching(/values 9 of the table/) },
      { code: 'IMAGERY_CLASS_UNNAMED', message: expect.stringMatching(/values 3 of the raster/) },
    ]);
    const { versions } = (await w.call(c.listSceneClasses, { as: PLANNER, params: { id } })).body;
    expect(versions).toMatchObject([
      { version: 2, origin: { kind: 'edited' }, entries: [{ zh: '农田' }, {}, {}] },
      { version: 1, origin: { kind: 'upload' }, entries: [{ zh: '耕地' }, {}, {}] },
    ]);
    const prepared = { prepared: 'esa-worldcover' };
    expect(await save(2, STATION, prepared)).toMatchObject({ status: 200, body: { version: 3 } });
    const audit = await sql<{ n: number }>`
      select count(*)::int as n from platform.audit where action = 'imagery.scene.classes'`.execute(w.ctx.db);
    expect(audit.rows[0]!.n).toBe(2);
  });

  test('are read from the raster itself, whose COG says them again', async () => {
    const w = await world();
    const at = (name: string) => join(w.folder, name);
    const palette = { 1: '#aa0000', 2: '#00bb00', 3: '#0000cc', 200: '#123456' };
    const coloured = written(at('coloured.tif'), METRES, before, { palette });
    // A colour table alone names nothing, but its colours hold.
    const plain = await w.ingest(PLAIN, [{ path: coloured }]);
    expect(plain.classes).toMatchObject({ table: null, problems: [] });
    expect(plain.classes!.classes.map(({ zh, colour }) => [zh, colour])).toEqual([
      ['未命名 1', '#aa0000'],
      ['未命名 2', '#00bb00'],
      ['未命名 3', '#0000cc'],
    ]);
    // Names of a prepared table without colours, colours of the file.
    const clcd = await w.ingest({ ...PLAIN, classTable: 'clcd' }, [{ path: coloured }]);
    expect(clcd.classes!.classes[0]).toMatchObject({ zh: '耕地', en: 'Cropland', colour: '#aa0000' });
    expect(clcd.classes!.table).toMatchObject({ origin: { kind: 'prepared', name: 'clcd' } });
    expect(clcd.classes!.problems).toMatchObject([{ code: 'IMAGERY_CLASS_ABSENT' }]);
    // What was converted says it to everybody, and to us when it comes back.
    const file = (await w.ctx.files.locate(clcd.scene.sha256!))!.path;
    const raster = openRaster(file);
    expect(raster.bands[0]!.items).toMatchObject({ CLASS_1: '耕地', CLASS_1_EN: 'Cropland' });
    expect(raster.palette![1]).toBe('#aa0000');
    raster.close();
    copyFileSync(file, at('again.tif'));
    const again = await w.ingest(PLAIN, [{ path: at('again.tif') }]);
    expect(again.classes!.classes[1]).toMatchObject({ zh: '森林', en: 'Forest', colour: '#00bb00' });
    expect(again.classes!.table).toMatchObject({ origin: { kind: 'raster', name: 'again.tif' } });
  });

  test.skipIf(!gdalIsThere)('are read by GDAL, and from what GDAL keeps beside a raster', async () => {
    const w = await world();
    const at = (name: string) => join(w.folder, name);
    written(at('ours.tif'), METRES, before);
    writeFileSync(
      at('named.vrt'),
      `<VRTDataset rasterXSize="300" rasterYSize="200"><SRS>EPSG:32645</SRS>
        <GeoTransform>545000,30,0,4850000,0,-30</GeoTransform>
        <VRTRasterBand dataType="Byte" band="1"><NoDataValue>0</NoDataValue><ColorInterp>Palette</ColorInterp>
          <CategoryNames><Category/><Category>耕地</Category><Category>林地</Category><Category>草地</Category></CategoryNames>
          <ColorTable><Entry c1="0" c2="0" c3="0" c4="255"/><Entry c1="240" c2="150" c3="255" c4="255"/>
            <Entry c1="0" c2="100" c3="0" c4="255"/><Entry c1="255" c2="255" c3="76" c4="255"/></ColorTable>
          <SimpleSource><SourceFilename relativeToVRT="1">ours.tif</SourceFilename><SourceBand>1</SourceBand></SimpleSource>
        </VRTRasterBand></VRTDataset>`,
    );
    await gdal('gdal_translate', '-q', at('named.vrt'), at('theirs.tif'));
    const detail = await w.ingest({ ...PLAIN, public: true }, [
      { path: at('theirs.tif') },
      { field: 'classes', path: at('theirs.tif.aux.xml') },
    ]);
    expect(detail.classes!.classes.map(({ zh, colour }) => [zh, colour])).toEqual([
      ['耕地', '#f096ff'],
      ['林地', '#006400'],
      ['草地', '#ffff4c'],
    ]);
    const url = `/vsicurl/${await w.listen()}/api/imagery/scenes/${detail.scene.id}/file`;
    const info = JSON.parse(await gdal('gdalinfo', '-json', '-hist', url));
    expect(info.bands[0].colorTable.entries[1]).toEqual([240, 150, 255, 255]);
    expect(info.bands[0].metadata[''].CLASS_2).toBe('林地');
    // GDAL's own count of cells of each value.
    const { buckets } = info.bands[0].histogram as { buckets: number[] };
    expect(detail.classes!.classes.map(({ value, cells }) => [value, cells])).toEqual(
      [1, 2, 3].map((value) => [value, buckets[value]]),
    );
  });

  test('tables that cannot be true are refused before anything is kept', async () => {
    const w = await world();
    const at = (name: string, text: string) => {
      writeFileSync(join(w.folder, name), text);
      return { field: 'classes', path: join(w.folder, name) };
    };
    const cover = { path: written(join(w.folder, 'cover.tif'), METRES, before) };
    const code = async (metadata: object, ...files: Parameters<World['bring']>[1][number][]) => {
      const { status, body } = await w.bring({ ...PLAIN, ...metadata }, files);
      return [status, body.code];
    };
    const table = at('t.csv', TABLE);
    expect(await code({}, cover, at('twice.csv', '1,a\n1,b\n'))).toEqual([422, 'IMAGERY_CLASS_TWICE']);
    expect(await code({}, cover, at('real.csv', '1.5,a\n'))).toEqual([422, 'IMAGERY_CLASS_VALUE']);
    expect(await code({}, cover, at('red.csv', '1,a,b,red\n'))).toEqual([422, 'IMAGERY_CLASS_COLOUR']);
    expect(await code({}, cover, at('x.xml', '<x/>'))).toEqual([422, 'IMAGERY_CLASSES_UNREADABLE']);
    expect(await code({}, cover, at('big.csv', 'x'.repeat(1_700_000)))).toEqual([
      413,
      'IMAGERY_CLASS_TABLE_LARGE',
    ]);
    expect(await code({}, cover, table, { ...table })).toEqual([422, 'IMAGERY_FIELD_UNKNOWN']);
    expect(await code({ classTable: 'none' }, cover)).toEqual([422, 'IMAGERY_CLASS_TABLE_UNKNOWN']);
    expect(await code({ sensor: 'drone' }, cover, table)).toEqual([422, 'IMAGERY_CLASSES_SUPERFLUOUS']);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from imagery.scene`.execute(w.ctx.db);
    expect(rows[0]!.n).toBe(0);
    const read = await w.call(c.readClassText, { as: STATION, body: { name: 't.csv', text: TABLE } });
    expect(read).toMatchObject({ status: 200, body: { entries: [{}, {}, {}] } });
    expect((await w.call(c.listClassTables, { as: PLANNER })).body.tables[0].id).toBe('esa-worldcover');
  });
});

describe('land-cover change', () => {
  const LATER = { ...PLAIN, title: '土地覆盖（模拟）2025', takenAt: '2025-07-01T12:00:00+08:00' };
  const start = (w: World, body: object, as = STATION) => w.call(c.startTransition, { as, body });
  async function finished(w: World, body: object): Promise<c.TransitionRun> {
    const { status, body: made } = await start(w, body);
    expect([status, made]).toEqual([200, { id: expect.any(Number) }]);
    await runTransition(w.ctx, made.id, IDLE);
    return (await w.call(c.getTransition, { as: PLANNER, params: { id: made.id } })).body;
  }
  /** All cells of both, with the area of their row: a way of its own. */
  function crossed(grid: Grid, a: Cells, b: Cells, keep: (x: number, y: number) => boolean = () => true) {
    const rows = cellAreas(grid, { x: 0, y: 0, width: grid.width, height: grid.height });
    const found = new Map<string, { cells: number; area: number }>();
    let unknown = 0;
    for (let y = 0; y < grid.height; y++)
      for (let x = 0; x < grid.width; x++) {
        if (!keep(x, y)) continue;
        const [from, to] = [a(x, y), b(x, y)];
        if (from === 0 || to === 0) {
          unknown++;
          continue;
        }
        const own = found.get(`${from} ${to}`) ?? { cells: 0, area: 0 };
        found.set(`${from} ${to}`, { cells: own.cells + 1, area: own.area + rows[y]! });
      }
    return { found, unknown };
  }
  async function pairOf(w: World, grid: Grid) {
    const at = (name: string) => join(w.folder, name);
    const first = await withTable(w, PLAIN, written(at('before.tif'), grid, before), TABLE);
    const second = await withTable(
      w,
      LATER,
      written(at('after.tif'), grid, after),
      `${TABLE}4,建设用地,Built-up,#fa0000\n`,
    );
    return { before: first.scene.id, after: second.scene.id };
  }

  test.each([
    ['degrees', DEGREES],
    ['metres', METRES],
  ])('has the areas of a count of all cells, and its map says the same: %s', async (_, grid) => {
    const w = await world();
    const dates = await pairOf(w, grid);
    const run = await finished(w, { ...dates, parameters: {} });
    expect(run).toMatchObject({
      state: 'done',
      failure: null,
      simulated: true,
      parameters: { tables: { before: 1, after: 1 } },
    });
    const { classes, pairs, ...sums } = run.outcome!;
    expect(classes.map(({ zh, en }) => [zh, en])).toEqual([
      ['耕地', 'Cropland'],
      ['林地', 'Forest'],
      ['草地', 'Grassland'],
      ['建设用地', 'Built-up'],
    ]);
    const { found, unknown } = crossed(grid, before, after);
    expect(pairs.map(({ from, to, cells }) => [`${from} ${to}`, cells])).toEqual(
      [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { cells }]) => [key, cells]),
    );
    for (const { from, to, area } of pairs)
      expect(Math.abs(area / found.get(`${from} ${to}`)!.area - 1)).toBeLessThan(1e-9);
    const whole = [...found.values()].reduce((sum, { area }) => sum + area, 0);
    expect(Math.abs(sums.area / whole - 1)).toBeLessThan(1e-9);
    expect(classes.reduce((sum, one) => sum + one.before, 0)).toBeCloseTo(sums.area, 2);
    expect(classes.reduce((sum, one) => sum + one.after, 0)).toBeCloseTo(sums.area, 2);
    expect(sums).toMatchObject({ unknownCells: unknown, resampled: null });
    expect(sums.years).toBeCloseTo(5, 2);
    const crop = classes[0]!;
    expect(crop.dynamicDegree).toBeCloseTo(((crop.after - crop.before) / crop.before / sums.years) * 100, 9);
    expect(classes[3]).toMatchObject({ before: 0, dynamicDegree: null });

    // The map is a scene of its own, with the areas of what changed.
    expect(run.map).toMatchObject({ ready: false });
    const map = await w.convert(run.map!.id);
    expect(map.scene).toMatchObject({ state: 'ready', sensor: 'thematic', simulated: true, public: false });
    expect(map.classes!.classes.map(({ zh, cells }) => [zh, cells]).sort()).toEqual(
      [
        ['耕地 → 建设用地', found.get('1 4')!.cells],
        ['林地 → 耕地', found.get('2 1')!.cells],
      ].sort(),
    );
    expect(map.classes!.area).toBeCloseTo(sums.changedArea, 1);
    expect(map.classes!.table).toMatchObject({ origin: { kind: 'computed', name: String(run.id) } });
    const again = (await w.call(c.getTransition, { as: PLANNER, params: { id: run.id } })).body;
    expect(again.map).toEqual({ id: run.map!.id, ready: true });
    const { runs } = (await w.call(c.listTransitions, { as: PLANNER, query: { scene: run.map!.id } })).body;
    expect(runs.map(({ id }: { id: number }) => id)).toEqual([run.id]);
  });

  test('within a county it is that of the cells whose middle lies there', async () => {
    const w = await world();
    const dates = await pairOf(w, DEGREES);
    const outlines = await drawnOutlines(w.ctx.db, 'county');
    const middle = (x: number, y: number) => [87.2 + (x + 0.5) / 1_000, 44.2 - (y + 0.5) / 1_000] as const;
    const met = outlines.filter(({ geometry }) => {
      const inside = [0, 1, 2, 3, 4].filter((i) => covers(geometry, ...middle(45, 120 + 240 * i)));
      return inside.length > 0;
    });
    const { path: unit, geometry } = met[0]!;
    const { found, unknown } = crossed(DEGREES, before, after, (x, y) => covers(geometry, ...middle(x, y)));
    const run = await finished(w, { ...dates, parameters: { unit, map: false } });
    expect(run.map).toBeNull();
    const cells = [...found.values()].reduce((sum, one) => sum + one.cells, 0);
    expect(cells).toBeGreaterThan(1_000);
    expect(cells).toBeLessThan(90_000);
    expect(run.outcome).toMatchObject({ cells, unknownCells: unknown });
    const whole = [...found.values()].reduce((sum, { area }) => sum + area, 0);
    expect(Math.abs(run.outcome!.area / whole - 1)).toBeLessThan(1e-9);
  });

  test('on grids that differ the finer one is read at the cells of the coarser, and the run says so', async () => {
    const w = await world();
    const at = (name: string) => join(w.folder, name);
    const fine: Grid = { ...METRES, width: 900, height: 600, affine: [545_000, 10, 0, 4_850_000, 0, -10] };
    const coarse = await withTable(w, PLAIN, written(at('coarse.tif'), METRES, before), TABLE);
    const later = await withTable(
      w,
      LATER,
      // Ten metres, three of them to a side of a cell.
      written(at('fine.tif'), fine, (x, y) => after(Math.floor(x / 3), Math.floor(y / 3))),
      `${TABLE}4,建设用地,Built-up,#fa0000\n`,
    );
    const run = await finished(w, { before: coarse.scene.id, after: later.scene.id, parameters: {} });
    const { found } = crossed(METRES, before, after);
    expect(run.outcome).toMatchObject({ resampled: 'after', grid: { width: 300, height: 200 } });
    expect(run.outcome!.pairs.map(({ from, to, cells }) => [`${from} ${to}`, cells])).toEqual(
      [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { cells }]) => [key, cells]),
    );
  });

  test('tables that differ want common classes; values of none of them are unknown', async () => {
    const w = await world();
    const at = (name: string) => join(w.folder, name);
    const first = await withTable(w, PLAIN, written(at('a.tif'), METRES, before), '1,耕地\n2,林地\n3,草地\n');
    // The same ground in other numbers.
    const other: Cells = (x, y) => [0, 40, 10, 30, 50][after(x, y)]!;
    const second = await w.ingest({ ...LATER, classTable: 'esa-worldcover' }, [
      { path: written(at('b.tif'), METRES, other) },
    ]);
    const dates = { before: first.scene.id, after: second.scene.id };
    const group = (zh: string, a: number[], b: number[]) => ({
      zh,
      en: null,
      colour: null,
      before: a,
      after: b,
    });
    const run = await finished(w, {
      ...dates,
      parameters: { groups: [group('植被', [2, 3], [10, 30]), group('耕地', [1], [40])], map: false },
    });
    const { found, unknown } = crossed(METRES, before, after);
    const cells = (...keys: string[]) => keys.reduce((sum, key) => sum + (found.get(key)?.cells ?? 0), 0);
    expect(run.outcome!.pairs.map((one) => [one.from, one.to, one.cells])).toEqual([
      [1, 1, cells('2 2', '3 3')],
      [1, 2, cells('2 1')],
      [2, 2, cells('1 1')],
    ]);
    expect(run.outcome!.unknownCells).toBe(unknown + cells('1 4'));
    const twice = { groups: [group('甲', [1], [40]), group('乙', [1], [10])] };
    expect(await start(w, { ...dates, parameters: twice })).toMatchObject({
      status: 422,
      body: { code: 'IMAGERY_GROUP_TWICE' },
    });
  });

  test('questions that have no answer are refused, a run that failed or was cancelled leaves nothing behind', async () => {
    const w = await world();
    const dates = await pairOf(w, METRES);
    const at = (name: string) => join(w.folder, name);
    const code = async (body: object, as = STATION) => {
      const answer = await start(w, { ...dates, parameters: {}, ...body }, as);
      return [answer.status, answer.body.code];
    };
    expect(await code({ before: dates.after, after: dates.before })).toEqual([422, 'IMAGERY_SCENE_ORDER']);
    expect(await code({ before: 999 })).toEqual([404, 'IMAGERY_SCENE_UNKNOWN']);
    expect(await code({ parameters: { unit: '/650000/999999/' } })).toEqual([422, 'IMAGERY_UNIT_OUTLINE']);
    expect(await code({ parameters: { bbox: '88,44,87,43' } })).toEqual([422, 'IMAGERY_BOX_INVALID']);
    expect(await code({}, PLANNER)).toEqual([403, 'FORBIDDEN']);
    expect(await code({ ownerPath: URUMQI }, CORPS)).toEqual([403, 'FORBIDDEN']);
    const renamed = { version: 1, entries: [{ value: 1, zh: '湖', en: null, colour: null }] };
    await w.call(c.saveSceneClasses, { as: STATION, params: { id: dates.before }, body: renamed });
    expect(await code({})).toEqual([422, 'IMAGERY_CLASSES_DIFFER']);
    const photo = written(
      at('photo.tif'),
      { ...METRES, affine: [545_000, 0.2, 0, 4_850_000, 0, -0.2] },
      () => 9,
      { bands: [{}, {}, {}], noData: null },
    );
    const drone = await w.ingest({ ...PLAIN, sensor: 'drone', title: '照片' }, [{ path: photo }]);
    expect(await code({ before: drone.scene.id })).toEqual([422, 'IMAGERY_NOT_THEMATIC']);
    const save = { as: STATION, params: { id: drone.scene.id }, body: { ...renamed, version: 0 } };
    expect((await w.call(c.saveSceneClasses, save)).body.code).toBe('IMAGERY_NOT_THEMATIC');

    const group = { zh: '一切', en: null, colour: null, before: [9], after: [9] };
    const nothing = await finished(w, { ...dates, parameters: { groups: [group] } });
    expect(nothing).toMatchObject({
      state: 'failed',
      failure: { code: 'IMAGERY_CLASSES_UNSEEN' },
      outcome: null,
      map: null,
    });

    const { body: made } = await start(w, { ...dates, parameters: { groups: [group], map: false } });
    expect((await w.call(c.removeScene, { as: STATION, params: { id: dates.before } })).body.code).toBe(
      'IMAGERY_IN_USE',
    );
    // A process that was killed: the run is queued once more.
    await takeUp(w.ctx);
    const cancel = { params: { id: made.id }, body: {} };
    expect((await w.call(c.cancelTransition, { as: CORPS, ...cancel })).status).toBe(403);
    expect((await w.call(c.cancelTransition, { as: STATION, ...cancel })).body).toEqual({ ok: true });
    expect((await w.call(c.cancelTransition, { as: STATION, ...cancel })).body).toEqual({ ok: false });
    expect(await runTransition(w.ctx, made.id, IDLE)).toEqual({});
    expect((await w.call(c.getTransition, { as: PLANNER, params: { id: 999 } })).body.code).toBe(
      'IMAGERY_TRANSITION_UNKNOWN',
    );
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from imagery.scene where collection = 'land-cover-change'`.execute(w.ctx.db);
    expect(rows[0]!.n).toBe(0);
  });

  test('one that is cancelled while it runs stops, and keeps no map', async () => {
    const w = await world();
    const dates = await pairOf(w, METRES);
    const { body } = await start(w, { ...dates, parameters: {} });
    const ending = new AbortController();
    ending.abort();
    // The process ends: the job is left for the next one.
    await expect(
      runTransition(w.ctx, body.id, { signal: ending.signal, progress: async () => {} }),
    ).rejects.toMatchObject({ code: 'IMAGERY_CANCELLED' });
    expect(await openTransitions(w.ctx.db)).toEqual([body.id]);
    expect(await runTransition(w.ctx, body.id, IDLE)).toEqual({ done: true });
    expect(await openTransitions(w.ctx.db)).toEqual([]);
  });
});
