import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boxOf, covers, type Polygon } from '@tarim/geo';
import { writeCog } from '@tarim/raster';
import { eventsOf, worldOf, writeScene } from '@tarim/raster/testkit';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as c from '../contract.ts';
import { convertScene } from '../server/use-cases/convert-scene.ts';
import { CONVERT_JOB } from '../server/use-cases/ingest-scene.ts';
import { takeUp } from '../server/use-cases/take-up.ts';
import { cellsByGdal, gdal, gdalIsThere } from './gdal.ts';
import { IDLE, S2, STATION, type World, world } from './world.ts';

const ground = worldOf(11, eventsOf(2024.3));
const plain = {
  collection: 'trial',
  title: '试验影像',
  takenAt: '2024-07-20T13:00:00+08:00',
  source: '试验',
  licence: 'CC0-1.0',
};
const GAOFEN = { ...plain, sensor: 'gaofen', platform: '高分六号' };

const scene = (w: World, clouds = 5) => writeScene(w.folder, 'scene', ground, 2024.55, { clouds });

describe.skipIf(!gdalIsThere)('files that GDAL wrote', () => {
  test('Sentinel-2, a file a band, of two resolutions, with its classification: cell by cell over /vsicurl/', async () => {
    const w = await world();
    const { bands, scl } = scene(w);
    const at = (name: string) => join(w.folder, name);
    const names = ['B02', 'B03', 'B04', 'B08', 'B11', 'B12'];
    for (const [i, name] of names.entries()) {
      const [path, coarse] = [at(`T45TVJ_20240720T050659_${name}.tif`), i > 3];
      await gdal(
        'gdalwarp',
        ...['-q', '-tr', ...(coarse ? ['20', '20'] : ['10', '10']), '-r', coarse ? 'average' : 'near'],
        ...['-co', 'COMPRESS=LZW', '-co', 'TILED=YES'],
        `${await oneBand(bands, i + 1, at(`b${i}.vrt`))}`,
        path,
      );
    }
    const detail = await w.ingest({ ...S2, public: true }, [
      // In no order: names tell.
      ...names.toReversed().map((name) => ({ path: at(`T45TVJ_20240720T050659_${name}.tif`) })),
      { path: scl, field: 'quality' },
    ]);
    expect(detail.scene).toMatchObject({ state: 'ready', failure: null });
    expect(detail.bands.map(({ role }) => role)).toEqual(['S2', 'S1', 'N', 'R', 'G', 'B']);
    expect(detail).toMatchObject({ width: 400, height: 300 });
    const url = `/vsicurl/${await w.listen()}/api/imagery/scenes/${detail.scene.id}/file`;
    const info = JSON.parse(await gdal('gdalinfo', '-json', url));
    expect(info.metadata['']).toMatchObject({ TARIM_SIMULATED: 'yes' });
    expect(
      info.bands.map((band: { description: string; scale: number; offset: number }) => band),
    ).toMatchObject(
      ['swir22', 'swir16', 'nir', 'red', 'green', 'blue'].map((description) => ({
        description,
        scale: 1e-4,
        offset: -0.1,
      })),
    );
    // What was fine is as it was, stored number for stored number.
    for (const [band, from] of [
      [3, 4],
      [4, 3],
      [6, 1],
    ] as const)
      expect(await cellsByGdal(url, at('served.bin'), band)).toEqual(
        await cellsByGdal(bands, at('own.bin'), from),
      );
    // What was coarse lies between its cells as GDAL's own bilinear puts it, to the rounding.
    await gdal(
      'gdalwarp',
      '-q',
      '-tr',
      '10',
      '10',
      '-r',
      'bilinear',
      at('T45TVJ_20240720T050659_B11.tif'),
      at('fine.tif'),
    );
    const [ours, theirs] = [
      await cellsByGdal(url, at('served.bin'), 2),
      await cellsByGdal(at('fine.tif'), at('own.bin')),
    ];
    let apart = 0;
    for (let y = 2; y < 298; y++)
      for (let x = 2; x < 398; x++)
        apart = Math.max(apart, Math.abs(ours[y * 400 + x]! - theirs[y * 400 + x]!));
    expect(apart).toBeLessThanOrEqual(1);
    // Statistics are reflectances: those of GDAL's cells.
    const red = await cellsByGdal(url, at('served.bin'), 4);
    const mean = red.reduce((sum, one) => sum + one, 0) / red.length;
    expect(detail.bands[3]!.statistics!.mean).toBeCloseTo(mean * 1e-4 - 0.1, 8);
    // Clouds: counted in the classification itself, whose cells are four of ours.
    const classes = await cellsByGdal(scl, at('scl.bin'));
    const cloudy = classes.filter((one) => [1, 3, 8, 9, 10].includes(one)).length / classes.length;
    expect(detail.scene.cloudShare).toBeCloseTo(cloudy, 6);
    const quality = await cellsByGdal(`${url}?part=quality`, at('quality.bin'));
    expect(quality.length).toBe(400 * 300);
    expect(quality[0]).toBe(classes[0]);
  });

  test('JPEG 2000, as Sentinel-2 is distributed, comes in number for number; one that is cut off says so', async () => {
    const w = await world();
    const at = (name: string) => join(w.folder, name);
    const { bands } = scene(w, 0);
    const names = ['B02', 'B03', 'B04', 'B08'];
    for (const [i, name] of names.entries())
      await gdal(
        'gdal_translate',
        ...['-q', '-of', 'JP2OpenJPEG', '-co', 'QUALITY=100', '-co', 'REVERSIBLE=YES'],
        await oneBand(bands, i + 1, at(`b${i}.vrt`)),
        at(`T45TVJ_20240720T050659_${name}.jp2`),
      );
    const files = names.map((name) => ({ path: at(`T45TVJ_20240720T050659_${name}.jp2`) }));
    const detail = await w.ingest({ ...S2, public: true }, files);
    expect(detail.scene).toMatchObject({ state: 'ready', failure: null });
    expect(detail.bands.map(({ role }) => role)).toEqual(['B', 'G', 'R', 'N']);
    const url = `/vsicurl/${await w.listen()}/api/imagery/scenes/${detail.scene.id}/file`;
    for (const [i] of names.entries())
      expect(await cellsByGdal(url, at('served.bin'), i + 1)).toEqual(
        await cellsByGdal(bands, at('own.bin'), i + 1),
      );
    // What was brought is kept as it was brought.
    expect(detail.originals.map(({ name }) => name)).toEqual(files.map(({ path }) => path.split('/').at(-1)));
    const whole = readFileSync(files[0]!.path);
    writeFileSync(at('T45TVJ_20240720T050659_B04.jp2'), whole.subarray(0, 200));
    const broken = await w.ingest(S2, files);
    expect(broken.scene).toMatchObject({ state: 'failed', failure: { code: 'IMAGERY_JPEG2000_BROKEN' } });
  });

  test('Landsat, a stack of seven bands with QA_PIXEL', async () => {
    const w = await world();
    const at = (name: string) => join(w.folder, name);
    const grid = {
      crs: 'EPSG:32645',
      width: 200,
      height: 150,
      affine: [500_000, 30, 0, 4_800_000, 0, -30],
    } as const;
    const spec = { grid, compression: 'deflate', level: 1, overviews: 'nearest' } as const;
    writeCog(
      at('ours.tif'),
      { ...spec, type: 'uint16', noData: 0, bands: Array(7).fill({}) },
      ({ width, height }) =>
        Array.from({ length: 7 }, (_, band) => new Uint16Array(width * height).fill(8_000 + 1_000 * band)),
    );
    // Bits 3 (cloud) and 6 (clear); fill in the first column.
    writeCog(at('qa.tif'), { ...spec, type: 'uint16', noData: null, bands: [{}] }, ({ width, height }) => [
      Uint16Array.from({ length: width * height }, (_, i) => (i % width === 0 ? 1 : i % 4 === 0 ? 8 : 64)),
    ]);
    await gdal(
      'gdal_translate',
      '-q',
      '-co',
      'INTERLEAVE=BAND',
      '-co',
      'BIGTIFF=YES',
      at('ours.tif'),
      at('LC09_stack.tif'),
    );
    const detail = await w.ingest({ ...plain, sensor: 'landsat-c2-l2', platform: 'Landsat 9' }, [
      { path: at('LC09_stack.tif') },
      { path: at('qa.tif'), field: 'quality' },
    ]);
    expect(detail.scene).toMatchObject({ state: 'ready', failure: null });
    expect(detail.bands.map(({ role }) => role)).toEqual(['other', 'B', 'G', 'R', 'N', 'S1', 'S2']);
    // USGS LSDS-1619: DN × 0.0000275 − 0.2.
    expect(detail.bands[1]!.statistics!.mean).toBeCloseTo(9_000 * 0.0000275 - 0.2, 9);
    const seen = 199 * 150;
    const cloudy = Array.from({ length: 200 * 150 }, (_, i) => i).filter(
      (i) => i % 200 !== 0 && i % 4 === 0,
    ).length;
    expect(detail.scene.cloudShare).toBeCloseTo(cloudy / seen, 9);
    expect(detail.quality).toMatchObject({ kind: 'qa-pixel' });
  });

  test('高分: four bands in a 3° Gauss zone of CGCS2000, with empty borders', async () => {
    const w = await world();
    const { bands } = scene(w, 0);
    const path = join(w.folder, 'GF6_PMS.tif');
    // A degree and a half off the meridian of zone 30 the picture stands at an angle.
    await gdal(
      'gdalwarp',
      ...['-q', '-t_srs', 'EPSG:4518', '-dstnodata', '0'],
      await fourBands(bands, join(w.folder, 'four.vrt')),
      path,
    );
    const detail = await w.ingest(GAOFEN, [{ path }]);
    expect(detail.scene).toMatchObject({ state: 'ready', failure: null, crs: 'EPSG:4518' });
    expect(detail.validShare).toBeLessThan(0.99);
    expect(detail.styles).toContain('ndwi');
    expect(detail.styles).not.toContain('mndwi');
    // The corners of the first picture, which GDAL knows of.
    const info = JSON.parse(await gdal('gdalinfo', '-json', bands));
    const [ring] = info.wgs84Extent.coordinates as [number[], number[]][][];
    const [w1, s1, e1, n1] = boxOf(detail.footprint as Polygon);
    const [xs, ys] = [
      ring!.map(([x]) => x as unknown as number),
      ring!.map(([, y]) => y as unknown as number),
    ];
    expect(Math.abs(w1 - Math.min(...xs))).toBeLessThan(3e-4);
    expect(Math.abs(e1 - Math.max(...xs))).toBeLessThan(3e-4);
    expect(Math.abs(s1 - Math.min(...ys))).toBeLessThan(3e-4);
    expect(Math.abs(n1 - Math.max(...ys))).toBeLessThan(3e-4);
    expect(covers(detail.footprint as Polygon, (w1 + e1) / 2, (s1 + n1) / 2)).toBe(true);
  });

  test('a drone photograph with opacity, a thematic raster: tiles as GDAL reads them, cell by cell', async () => {
    const w = await world();
    const at = (name: string) => join(w.folder, name);
    const grid = {
      crs: 'EPSG:4538',
      width: 700,
      height: 600,
      affine: [540_000, 0.2, 0, 4_830_000, 0, -0.2],
    } as const;
    writeCog(
      at('rgba.tif'),
      {
        grid,
        type: 'uint8',
        noData: null,
        bands: Array(4).fill({}),
        compression: 'deflate',
        level: 1,
        overviews: 'average',
        rgb: true,
      },
      ({ x, y, width, height }) =>
        [0, 1, 2, 3].map((band) =>
          Uint8Array.from({ length: width * height }, (_, i) => {
            const [column, row] = [x + (i % width), y + Math.floor(i / width)];
            if (band === 3) return column + row < 200 ? 0 : 255;
            return (column * (band + 1) + row) % 250;
          }),
        ),
    );
    const drone = await w.ingest({ ...plain, sensor: 'drone' }, [{ path: at('rgba.tif') }]);
    expect(drone.scene).toMatchObject({ state: 'ready', failure: null });
    expect(drone.scene.gsd).toBeCloseTo(0.2, 3);
    expect(drone.bands.map(({ role }) => role)).toEqual(['R', 'G', 'B', 'alpha']);
    expect(drone.validShare).toBeCloseTo(1 - (200 * 201) / 2 / (700 * 600), 2);

    const cells = { ...grid, affine: [540_000, 30, 0, 4_830_000, 0, -30] } as const;
    writeCog(
      at('cover.tif'),
      {
        grid: cells,
        type: 'uint8',
        noData: 255,
        bands: [{}],
        compression: 'deflate',
        level: 1,
        overviews: 'mode',
      },
      ({ x, y, width, height }) => [
        Uint8Array.from({ length: width * height }, (_, i) => {
          const [column, row] = [x + (i % width), y + Math.floor(i / width)];
          return column < 40 ? 255 : ((column >> 5) + (row >> 4)) % 7;
        }),
      ],
    );
    const cover = await w.ingest({ ...plain, sensor: 'thematic', public: true }, [{ path: at('cover.tif') }]);
    expect(cover.scene).toMatchObject({ state: 'ready', failure: null });
    const { id } = cover.scene;
    const json = await w.call(c.getTileJson, { params: { id } });
    const { colours } = json.body.legend as { colours: Record<string, string> };
    expect(Object.keys(colours)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    const half = Math.PI * 6_378_137;
    writeFileSync(
      at('tiles.xml'),
      `<GDAL_WMS><Service name="TMS"><ServerUrl>${await w.listen()}/api/imagery/scenes/${id}/tiles/\${z}/\${x}/\${y}.png</ServerUrl></Service>
      <DataWindow><UpperLeftX>${-half}</UpperLeftX><UpperLeftY>${half}</UpperLeftY><LowerRightX>${half}</LowerRightX><LowerRightY>${-half}</LowerRightY>
        <TileLevel>12</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>top</YOrigin></DataWindow>
      <Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>4</BandsCount></GDAL_WMS>`,
    );
    // A window of whole cells of level 12, over several tiles and beyond the scene.
    const cell = (2 * half) / 2 ** 20;
    const [lon, lat] = [json.body.bounds[0], json.body.bounds[3]];
    const left = Math.floor(((half * lon) / 180 + half) / cell) - 30;
    const top = Math.floor((half - 6_378_137 * Math.asinh(Math.tan((lat * Math.PI) / 180))) / cell) - 30;
    const side = 600;
    const window = ['-srcwin', String(left), String(top), String(side), String(side)];
    const place = [
      left * cell - half,
      half - (top + side) * cell,
      (left + side) * cell - half,
      half - top * cell,
    ];
    await gdal(
      'gdalwarp',
      ...[
        '-q',
        '-t_srs',
        'EPSG:3857',
        '-te',
        ...place.map(String),
        '-ts',
        String(side),
        String(side),
        '-r',
        'near',
        '-et',
        '0',
      ],
      ...['-ovr', 'NONE', '-dstnodata', '255'],
      at('cover.tif'),
      at('warped.tif'),
    );
    const truth = await cellsByGdal(at('warped.tif'), at('truth.bin'));
    const [r, g, b, a] = [
      await cellsByGdal(at('tiles.xml'), at('r.bin'), 1, ...window),
      await cellsByGdal(at('tiles.xml'), at('g.bin'), 2, ...window),
      await cellsByGdal(at('tiles.xml'), at('b.bin'), 3, ...window),
      await cellsByGdal(at('tiles.xml'), at('a.bin'), 4, ...window),
    ];
    let [same, other, shown] = [0, 0, 0];
    for (let i = 0; i < truth.length; i++) {
      const hex = `#${[r[i], g[i], b[i]].map((one) => one!.toString(16).padStart(2, '0')).join('')}`;
      const expected = truth[i] === 255 ? null : colours[String(truth[i])];
      if (a[i] !== 0) shown++;
      if (expected === null ? a[i] === 0 : a[i] === 255 && hex === expected) same++;
      else other++;
    }
    console.log(
      `tiles of a thematic raster by GDAL: ${same} cells as gdalwarp has them, ${other} others, ${shown} shown`,
    );
    expect(shown).toBeGreaterThan(100_000);
    // A place just on the border of two cells may fall to either side of it.
    expect(other / truth.length).toBeLessThan(0.002);
  });
});

async function oneBand(path: string, band: number, out: string): Promise<string> {
  await gdal('gdal_translate', '-q', '-of', 'VRT', '-b', String(band), path, out);
  return out;
}
async function fourBands(path: string, out: string): Promise<string> {
  await gdal(
    'gdal_translate',
    '-q',
    '-of',
    'VRT',
    ...['1', '2', '3', '4'].flatMap((band) => ['-b', band]),
    path,
    out,
  );
  return out;
}

/** Nothing of a scene that failed is left but what was brought. */
async function expectNothingKept(w: World): Promise<void> {
  const { rows } = await sql`select 1 from platform.file`.execute(w.ctx.db);
  expect(rows).toEqual([]);
  expect(readdirSync(join(w.ctx.config.dataDir, 'imagery', 'work'))).toEqual([]);
  const events = await sql`select 1 from platform.outbox`.execute(w.ctx.db);
  expect(events.rows).toEqual([]);
}

test('what is no scene is told by its code, and leaves nothing', async () => {
  const w = await world();
  const { bands, scl } = scene(w, 0);
  const at = (name: string) => join(w.folder, name);
  const bytes = readFileSync(bands);
  const grid = ground.grid;
  const write = (
    name: string,
    type: 'uint8' | 'uint16' | 'float32',
    count: number,
    fill: number,
    more: object = {},
  ) => {
    writeCog(
      at(name),
      {
        grid,
        type,
        noData: null,
        bands: Array(count).fill({}),
        compression: 'deflate',
        level: 1,
        overviews: 'average',
        ...more,
      },
      ({ width, height }) =>
        Array.from({ length: count }, () => {
          const cells =
            type === 'uint8'
              ? new Uint8Array(width * height)
              : type === 'uint16'
                ? new Uint16Array(width * height)
                : new Float32Array(width * height);
          return cells.fill(fill);
        }),
    );
    return at(name);
  };
  writeFileSync(at('cut.tif'), bytes.subarray(0, bytes.length * 0.6));
  const moved = (crs: string, name: string) => write(name, 'uint16', 4, 500, { grid: { ...grid, crs } });
  const cases: [string, object, { path: string; field?: string }[], string][] = [
    ['cut off', S2, [{ path: at('cut.tif') }], 'RASTER_TRUNCATED'],
    ['three bands', S2, [{ path: write('three.tif', 'uint16', 3, 2_000) }], 'IMAGERY_BANDS_UNFIT'],
    ['too few roles', { ...S2, roles: 'B,G' }, [{ path: bands }], 'IMAGERY_ROLES_UNFIT'],
    ['a role twice', { ...S2, roles: 'B,G,R,N,S1,S1' }, [{ path: bands }], 'IMAGERY_ROLES_TWICE'],
    [
      'reflectances as real numbers',
      S2,
      [{ path: write('real.tif', 'float32', 6, 0.2) }],
      'IMAGERY_TYPE_UNFIT',
    ],
    ['no baseline', { ...S2, baseline: undefined }, [{ path: bands }], 'IMAGERY_BASELINE_MISSING'],
    [
      'an old baseline on a new day',
      { ...S2, baseline: '02.14' },
      [{ path: bands }],
      'IMAGERY_BASELINE_DATE',
    ],
    [
      'a shift that was taken off',
      S2,
      [{ path: write('low.tif', 'uint16', 6, 600) }],
      'IMAGERY_BASELINE_CONTRADICTED',
    ],
    ['no cell with data', S2, [{ path: write('empty.tif', 'uint16', 6, 0) }], 'IMAGERY_EMPTY'],
    ['metres as degrees', GAOFEN, [{ path: moved('EPSG:4490', 'degrees.tif') }], 'IMAGERY_PLACE_IMPOSSIBLE'],
    ['six zones off', GAOFEN, [{ path: moved('EPSG:32651', 'zone.tif') }], 'IMAGERY_OUTSIDE_REGION'],
    [
      'told another system',
      { ...GAOFEN, epsg: 4517 },
      [{ path: write('told.tif', 'uint16', 4, 500) }],
      'IMAGERY_CRS_CONTRADICTED',
    ],
    [
      'cells of 10 m from a drone',
      { ...plain, sensor: 'drone' },
      [{ path: write('coarse.tif', 'uint8', 3, 90) }],
      'IMAGERY_CELL_UNFIT',
    ],
    [
      'a quality band of 高分',
      GAOFEN,
      [{ path: write('four.tif', 'uint16', 4, 500) }, { path: scl, field: 'quality' }],
      'IMAGERY_QUALITY_UNFIT',
    ],
    [
      'a quality band of elsewhere',
      S2,
      [
        { path: bands },
        {
          path: write('far.tif', 'uint8', 1, 4, {
            grid: { ...grid, affine: [900_000, 20, 0, 4_800_000, 0, -20] },
          }),
          field: 'quality',
        },
      ],
      'RASTER_NO_OVERLAP',
    ],
  ];
  for (const [what, metadata, files, code] of cases) {
    const detail = await w.ingest(metadata, files);
    expect([what, detail.scene.state, detail.scene.failure?.code]).toEqual([what, 'failed', code]);
    // In the reader's language, by the name that the sender gave, never by our path.
    expect(detail.scene.failure!.message).not.toMatch(/\{|\/tmp|bands-0/);
    await expectNothingKept(w);
    const english = await w.call(c.getScene, {
      as: STATION,
      params: { id: detail.scene.id },
      headers: { 'accept-language': 'en' },
    });
    expect(english.body.scene.failure.message).not.toMatch(/[一-鿿]/);
  }
  const { id } = (await w.call(c.listScenes, { as: STATION, query: { state: 'failed' } })).body.scenes[0];
  expect((await w.call(c.getTile, { as: STATION, params: { id, z: 1, x: 1, y: 0 } })).body.code).toBe(
    'IMAGERY_NOT_READY',
  );
  expect(existsSync(join(w.ctx.config.dataDir, 'imagery', 'uploads', String(id)))).toBe(true);
  expect((await w.call(c.removeScene, { as: STATION, params: { id } })).status).toBe(204);
  expect(existsSync(join(w.ctx.config.dataDir, 'imagery', 'uploads', String(id)))).toBe(false);
});

test('what is not even a TIFF, or no form of scenes, is refused at once', async () => {
  const w = await world();
  const at = (name: string) => join(w.folder, name);
  writeFileSync(at('text.tif'), '这不是影像');
  writeFileSync(
    at('B02.jp2'),
    // Countries of cells in a box of twenty-two bytes.
    Buffer.from('0000000c6a5020200d0a870a0000001669686472ffffffffffffffff0001070700', 'hex'),
  );
  const { bands, scl } = scene(w, 0);
  const answers = [
    await w.bring(S2, [{ path: at('text.tif') }]),
    await w.bring(S2, [{ path: at('B02.jp2') }]),
    await w.bring(S2, [{ path: scl, field: 'quality' }]),
    await w.bring(S2, [{ path: bands, field: 'picture' }]),
    await w.bring(S2, [{ path: bands }, { path: scl, field: 'quality' }, { path: scl, field: 'quality' }]),
    await w.bring({ ...S2, takenAt: '2027-01-01T00:00:00+08:00' }, [{ path: bands }]),
    await w.bring({ ...S2, ownerPath: '/BT/BT08/' }, [{ path: bands }]),
    await w.bring({ ...S2, baseline: 'newest' }, [{ path: bands }]),
    await w.bring(S2, []),
  ];
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [422, 'IMAGERY_NOT_TIFF'],
    gdalIsThere ? [413, 'RASTER_TOO_LARGE'] : [422, 'IMAGERY_JPEG2000'],
    [422, 'IMAGERY_BANDS_MISSING'],
    [422, 'IMAGERY_FIELD_UNKNOWN'],
    [422, 'IMAGERY_FIELD_UNKNOWN'],
    [422, 'IMAGERY_TAKEN_LATER'],
    [403, 'FORBIDDEN'],
    [400, 'VALIDATION'],
    [400, 'VALIDATION'],
  ]);
  expect(readdirSync(join(w.ctx.config.dataDir, 'imagery', 'uploads'))).toEqual([]);
});

test.skipIf(!gdalIsThere)('no system, no place, and countries of cells that are not there', async () => {
  const w = await world();
  const at = (name: string) => join(w.folder, name);
  const { bands } = scene(w, 0);
  const four = await fourBands(bands, at('four.vrt'));
  // An image of BASELINE TIFF has neither place nor system; a world file gives the place alone.
  await gdal('gdal_translate', '-q', '-co', 'PROFILE=BASELINE', four, at('nowhere.tif'));
  await gdal(
    'gdal_create',
    '-q',
    '-outsize',
    '190000',
    '190000',
    '-bands',
    '4',
    '-ot',
    'UInt16',
    '-a_srs',
    'EPSG:32645',
    '-a_ullr',
    '500000',
    '4800000',
    '690000',
    '4610000',
    '-co',
    'SPARSE_OK=TRUE',
    '-co',
    'TILED=YES',
    '-co',
    'BLOCKXSIZE=4096',
    '-co',
    'BLOCKYSIZE=4096',
    '-co',
    'BIGTIFF=YES',
    at('hollow.tif'),
  );
  await gdal(
    'gdal_create',
    '-q',
    '-outsize',
    '900000',
    '900000',
    '-bands',
    '1',
    '-ot',
    'UInt16',
    '-a_srs',
    'EPSG:32645',
    '-a_ullr',
    '500000',
    '4800000',
    '590000',
    '4710000',
    '-co',
    'SPARSE_OK=TRUE',
    '-co',
    'TILED=YES',
    '-co',
    'BLOCKXSIZE=8192',
    '-co',
    'BLOCKYSIZE=8192',
    '-co',
    'BIGTIFF=YES',
    at('huge.tif'),
  );
  for (const [name, code] of [
    ['nowhere.tif', 'RASTER_PLACE_MISSING'],
    ['hollow.tif', 'IMAGERY_HOLLOW'],
    ['huge.tif', 'RASTER_TOO_LARGE'],
  ] as const) {
    const { scene: told } = await w.ingest(GAOFEN, [{ path: at(name) }]);
    expect([name, told.state, told.failure?.code]).toEqual([name, 'failed', code]);
  }
  await expectNothingKept(w);
});

test('a scene without a system is converted once its sender names it', async () => {
  const w = await world();
  const path = join(w.folder, 'unnamed.tif');
  // As some producers deliver: a place in metres, keys that name no system.
  const bytes = readFileSync(scene(w, 0).bands);
  const known = bytes.indexOf(Buffer.from('000c0000010085 7f'.replace(/ /g, ''), 'hex'));
  // ProjectedCSTypeGeoKey (3072), short, one value, 32645: made a key that says nothing.
  expect(known).toBeGreaterThan(0);
  bytes.writeUInt16LE(32_767, known + 6);
  writeFileSync(path, bytes);
  const failed = await w.ingest(S2, [{ path }]);
  expect(failed.scene).toMatchObject({ state: 'failed', failure: { code: 'RASTER_CRS_MISSING' } });
  expect(failed.scene.failure!.message).toContain('unnamed.tif');
  const { id } = failed.scene;
  const retried = await w.call(c.retryScene, { as: STATION, params: { id }, body: { epsg: 32645 } });
  expect(retried).toMatchObject({ status: 200 });
  expect((await w.convert(id)).scene).toMatchObject({ state: 'ready', crs: 'EPSG:32645', failure: null });
  const again = await w.call(c.retryScene, { as: STATION, params: { id }, body: {} });
  expect(again).toMatchObject({ status: 409, body: { code: 'IMAGERY_NOT_FAILED' } });
});

test('a conversion that is cut off begins anew, and nobody sees half of it', async () => {
  const w = await world();
  const { bands, scl } = scene(w);
  const { body } = await w.bring(S2, [{ path: bands }, { path: scl, field: 'quality' }]);
  const ending = new AbortController();
  const cut = convertScene(w.ctx, body.id, { ...IDLE, signal: ending.signal });
  setTimeout(() => ending.abort(), 150);
  await expect(cut).rejects.toThrow();
  const between = await w.call(c.getScene, { as: STATION, params: { id: body.id } });
  expect(between.body.scene).toMatchObject({ state: 'converting', sha256: null, failure: null });
  // As the next start of the program finds it.
  await takeUp(w.ctx);
  expect(w.ctx.jobs.queued.at(-1)).toMatchObject({ name: CONVERT_JOB, data: { sceneId: body.id } });
  const detail = await w.convert(body.id);
  expect(detail.scene).toMatchObject({ state: 'ready' });
  expect(detail.originals.every(({ sha256 }) => sha256 !== null)).toBe(true);
  // A second run finds nothing to do.
  expect(await convertScene(w.ctx, body.id, IDLE)).toEqual({});
});
