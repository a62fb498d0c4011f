import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWkb } from '@tarim/geo';
import { type Actor, readDataset, sightOf } from '@tarim/platform';
import { workbook } from '@tarim/testkit';
import { beforeAll, expect, test } from 'vitest';
import type { PipelineSpec } from '../contract.ts';
import { keepUpload } from '../server/use-cases/files.ts';
import { preview } from '../server/use-cases/preview.ts';
import { folder, make, problems, rowsOf, runFile, STATION, UNIT, world } from './world.ts';

/** GDAL, an independent implementation, makes the files. */
const there = spawnSync('ogr2ogr', ['--version']).status === 0;
beforeAll(() => {
  if (there) return;
  if (process.env.CI) throw new Error('gdal-bin is missing');
  console.warn('SKIPPED: gdal-bin is missing');
});

/** A square of 0.1° with a corner at 87.5° E 43.5° N, and a bow tie, in the GeoJSON that GDAL converts. */
const AREAS = {
  type: 'FeatureCollection',
  features: [
    [
      '甲区',
      1.5,
      [
        [
          [87.5, 43.5],
          [87.6, 43.5],
          [87.6, 43.6],
          [87.5, 43.6],
          [87.5, 43.5],
        ],
      ],
    ],
    [
      '乙区',
      2,
      [
        [
          [87.7, 43.5],
          [87.8, 43.6],
          [87.8, 43.5],
          [87.7, 43.6],
          [87.7, 43.5],
        ],
      ],
    ],
  ].map(([name, load, coordinates]) => ({
    type: 'Feature',
    properties: { name, load },
    geometry: { type: 'Polygon', coordinates },
  })),
};
const SHAPES: Partial<PipelineSpec> = {
  place: { kind: 'source' },
  geometryType: 'Polygon',
  fields: [
    { name: 'name', titleZh: '名称', titleEn: 'Name', type: 'text', from: 'name' },
    { name: 'load', titleZh: '负荷', titleEn: 'Load', type: 'number', from: 'load' },
  ],
  checks: [{ kind: 'geometry', severity: 'warn' }],
  keys: ['name'],
  timeField: null,
};

test.skipIf(!there).each([
  ['GeoPackage in a 3° Gauss zone', 'in.gpkg', ['-t_srs', 'EPSG:4545']],
  ['zipped Shapefile with Chinese in GBK', 'in.shz', ['-lco', 'ENCODING=GBK']],
  ['GeoJSON', 'in.geojson', []],
  ['GeoJSON text sequence', 'in.geojsonl', ['-f', 'GeoJSONSeq']],
] as const)('%s', async (_, file, how) => {
  const ctx = await world();
  const dir = await folder();
  writeFileSync(join(dir, 'areas.json'), JSON.stringify(AREAS));
  execFileSync('ogr2ogr', [...how, '-nln', 'layer', file, 'areas.json'], { cwd: dir, stdio: 'ignore' });
  const { id } = await make(ctx, 'areas', SHAPES);
  const name = file.replace(/shz$/, 'shp.zip');
  const done = await runFile(ctx, id, name, readFileSync(join(dir, file)));
  expect(done).toMatchObject({ state: 'done', read: 2, added: 2, warned: 1 });
  expect(await problems(ctx, done.id)).toEqual(['2 - EXCHANGE_ROW_REPAIRED']);
  const [square, tie] = await rowsOf(ctx, id);
  expect([square!.properties, tie!.properties]).toEqual([
    { name: '甲区', load: 1.5 },
    { name: '乙区', load: 2 },
  ]);
  const corners = (readWkb(square!.wkb!) as { coordinates: number[][][] }).coordinates
    .flat(1)
    .flat(Number.POSITIVE_INFINITY) as number[];
  expect(Math.min(...corners.filter((_, i) => i % 2 === 0))).toBeCloseTo(87.5, 6);
  expect(Math.max(...corners.filter((_, i) => i % 2 === 1))).toBeCloseTo(43.6, 6);
  // Two triangles are what a bow tie is made of.
  expect(readWkb(tie!.wkb!)).toMatchObject({ type: 'MultiPolygon', coordinates: { length: 2 } });
});

test('a workbook: the sheet that is named, dates and figures as cells hold them', async () => {
  const ctx = await world();
  const rows = [
    ['编码', '名称', '排放量(t)', '日期', '经度', '纬度'],
    ['A1', '甲', 12.5, '2026-07-01', 87.5, 43.5],
    ['A2', '乙', 'n/a', '2026-07-01', 87.5, 43.5],
  ];
  const bytes = workbook(rows, { sheet: '台账' });
  const { id } = await make(ctx, 'book', { layer: '台账' });
  const done = await runFile(ctx, id, 'book.xlsx', bytes);
  expect(done).toMatchObject({ state: 'partial', added: 1, rejected: 1 });
  expect(await problems(ctx, done.id)).toEqual(['3 load EXCHANGE_ROW_NUMBER']);
  expect((await rowsOf(ctx, id))[0]!.properties).toMatchObject({ code: 'A1', load: 12.5, day: '2026-07-01' });
  // Figures that a program would have to work out first are not taken for what stands in the cell.
  const { id: other } = await make(ctx, 'formulas', { layer: '台账' });
  const reckoned = workbook(rows, { sheet: '台账', formulas: { C2: 'A1+1' } });
  expect(await runFile(ctx, other, 'book.xlsx', reckoned)).toMatchObject({
    error: { code: 'EXCHANGE_WORKBOOK' },
  });
  expect(await runFile(ctx, other, 'book.xlsx', workbook(rows, { sheet: '别的' }))).toMatchObject({
    error: { code: 'EXCHANGE_FIELD_MISSING' },
  });
});

test.skipIf(!there)('a GeoTIFF is a row with outline, system and figures, its file kept beside', async () => {
  const ctx = await world();
  const dir = await folder();
  writeFileSync(
    join(dir, 'in.asc'),
    'ncols 4\nnrows 2\nxllcorner 87.5\nyllcorner 43.5\ncellsize 0.1\nNODATA_value -1\n1 2 3 4\n5 6 7 -1\n',
  );
  execFileSync('gdal_translate', ['-q', '-ot', 'Float32', '-a_srs', 'EPSG:4490', 'in.asc', 'out.tif'], {
    cwd: dir,
  });
  const bytes = readFileSync(join(dir, 'out.tif'));
  const file = await keepUpload(ctx, STATION, { name: 'out.tif', bytes });
  const seen = await preview(ctx, STATION, { source: { kind: 'upload' }, format: 'auto', file }, 'zh');
  expect(seen).toMatchObject({
    format: 'GeoTIFF',
    proposal: { place: { kind: 'source' }, geometryType: 'Polygon' },
  });
  const { id } = await make(ctx, 'raster', {
    place: seen.proposal.place,
    geometryType: 'Polygon',
    fields: seen.proposal.fields,
    checks: [],
    keys: ['sha256'],
    timeField: null,
    labelField: null,
  });
  expect(await runFile(ctx, id, 'out.tif', bytes)).toMatchObject({ state: 'done', added: 1 });
  const [row] = await rowsOf(ctx, id);
  // Mean of 1 to 7; the eighth cell holds nothing.
  expect(row!.properties).toMatchObject({
    sha256: file.sha256,
    crs: 'EPSG:4490',
    width: 4,
    height: 2,
    bands: 1,
    noData: -1,
    min: 1,
    max: 7,
    mean: 4,
  });
  expect((await ctx.files.get(file.sha256))!.bytes.length).toBe(bytes.length);
});

test('places of web maps are taken back to CGCS2000 and say so', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'offset', { crs: 'GCJ-02' });
  const head = '编码,名称,排放量(t),日期,经度,纬度\n';
  await runFile(ctx, id, 'a.csv', `${head}A1,甲,1,2026-07-01,87.503,43.501\n`);
  const [row] = await rowsOf(ctx, id);
  const { coordinates } = readWkb(row!.wkb!) as unknown as { coordinates: [number, number] };
  // The offset is of some hundred metres here, never of a degree, never nothing.
  const metres = Math.hypot((coordinates[0] - 87.503) * 80_500, (coordinates[1] - 43.501) * 111_100);
  expect(metres).toBeGreaterThan(50);
  expect(metres).toBeLessThan(1_000);
  expect(row!.origin).toMatch(/^GCJ-02 ±/);
  const set = ctx.datasets.get('collected-offset')!;
  const reader: { actor: Actor; key: null } = { actor: STATION, key: null };
  const [seen] = await readDataset(ctx.db, set, sightOf(ctx, reader, set)!, { limit: 1 });
  expect(seen!.properties.convertedFrom).toMatch(/^GCJ-02/);
});

test('hostile files are refused with their reason and leave nothing', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'hostile', SHAPES);
  const code = async (name: string, bytes: string | Uint8Array) =>
    (await runFile(ctx, id, name, bytes)).error?.code;
  const ring = (points: number[][]) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: 'x', load: 1 },
          geometry: { type: 'Polygon', coordinates: [points] },
        },
      ],
    });
  const rowCode = async (name: string, text: string) => {
    const done = await runFile(ctx, id, name, text);
    expect(done.state).toBe('failed');
    return (await problems(ctx, done.id))[0];
  };
  const million = Array.from({ length: 1_000_001 }, (_, i) => [
    87.5 + Math.cos(i / 2e5) / 10,
    43.5 + Math.sin(i / 2e5) / 10,
  ]);
  expect(await rowCode('million.geojson', ring([...million, million[0]!]))).toContain('FORMATS_');
  expect(
    await rowCode(
      'outside.geojson',
      ring([
        [500_000, 1],
        [500_001, 1],
        [500_001, 2],
        [500_000, 1],
      ]),
    ),
  ).toContain('FORMATS_');
  expect(await code('not.zip', 'PK\u0003\u0004 no archive')).toMatch(/^FORMATS_/);
  expect(await code('not.gpkg', 'SQLite format 3\0 but no more')).toMatch(/^FORMATS_/);
  expect(await code('cut.geojson', ring([[87, 43]]).slice(0, 90))).toMatch(/^FORMATS_/);
  await expect(
    make(ctx, 'wrong-crs', { ...SHAPES, crs: 'EPSG:999999' }).then(({ id: wrong }) =>
      runFile(
        ctx,
        wrong,
        'a.geojson',
        ring([
          [87, 43],
          [88, 43],
          [88, 44],
          [87, 43],
        ]),
      ),
    ),
  ).resolves.toMatchObject({
    state: 'failed',
    error: { code: expect.stringMatching(/^(FORMATS|GEO)_/) },
  });
  expect(await rowsOf(ctx, id)).toEqual([]);
});

test('a ring across the 180th meridian is refused by name, not taken for a ribbon round the world', async () => {
  const ctx = await world();
  const { id } = await make(ctx, 'far', { ...SHAPES, checks: [] });
  const text = JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { name: '远', load: 1 },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [179, 10],
              [181, 10],
              [181, 11],
              [179, 11],
              [179, 10],
            ],
          ],
        },
      },
    ],
  });
  const done = await runFile(ctx, id, 'far.geojson', text);
  expect(done.state).toBe('failed');
  expect(await problems(ctx, done.id)).toEqual(['1 - FORMATS_ANTIMERIDIAN']);
});

test('an unknown unit of a preview is no way round', async () => {
  const ctx = await world();
  const source = { kind: 'database', statement: 'select 1', timeoutSeconds: 5 } as const;
  await expect(
    preview(ctx, STATION, { source, format: 'auto', secret: 'postgresql://x', unitPath: '/' }, 'zh'),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(preview(ctx, STATION, { source, format: 'auto', unitPath: UNIT }, 'zh')).rejects.toMatchObject(
    {
      code: 'EXCHANGE_SECRET_MISSING',
    },
  );
});
