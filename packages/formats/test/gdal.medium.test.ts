import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGeosPool, readWkb, writeWkb } from '@tarim/geo';
import { afterAll, expect, test } from 'vitest';
import { memoryInput } from '../src/input.ts';
import { readGeoPackage } from '../src/read/geopackage.ts';
import { readGeoTiff } from '../src/read/geotiff.ts';
import { readGeoTiffHeader } from '../src/read/geotiff-header.ts';
import { readShapefile } from '../src/read/shapefile.ts';
import type { Row, TableSchema, TableSource } from '../src/table.ts';
import { writeGeoJson } from '../src/write/geojson.ts';
import { buildGeoPackage } from '../src/write/geopackage.ts';

/** GDAL, an independent implementation, reads what we write and writes what we read. */
const there = spawnSync('ogrinfo', ['--version']).status === 0;
if (!there) {
  const message = 'ogrinfo is not on this machine: the file formats are not tested against GDAL';
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(`!! SKIPPED: ${message}`);
}
const folder = mkdtempSync(join(tmpdir(), 'formats-gdal-'));
const pool = createGeosPool(1);
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});
const at = (name: string) => join(folder, name);
const gdal = (tool: string, ...args: string[]) => execFileSync(tool, args, { encoding: 'utf8', cwd: folder });
const all = async ({ rows }: TableSource): Promise<Row[]> => (await Array.fromAsync(rows())).flat();

const schema: TableSchema = {
  name: '点位',
  fields: [{ name: '浓度', type: 'number' }],
  geometry: { type: 'Point', crs: 'EPSG:4490' },
};
async function* batches() {
  yield [
    { id: 'a', properties: { 浓度: 1.5 }, geometry: writeWkb({ type: 'Point', coordinates: [87.5, 43.8] }) },
    { id: 'b', properties: { 浓度: null }, geometry: writeWkb({ type: 'Point', coordinates: [80, 40] }) },
  ];
}
/** A square with a square hole, and a bow tie, in EPSG:4544 (3°, 105°E, metres). */
const PROJECTED = {
  type: 'FeatureCollection',
  crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4544' } },
  features: [
    [
      [
        [500000, 0],
        [501000, 0],
        [501000, 1000],
        [500000, 1000],
        [500000, 0],
      ],
      [
        [500200, 200],
        [500200, 400],
        [500400, 400],
        [500400, 200],
        [500200, 200],
      ],
    ],
    [
      [
        [500000, 0],
        [501000, 1000],
        [501000, 0],
        [500000, 1000],
        [500000, 0],
      ],
    ],
  ].map((coordinates, i) => ({
    type: 'Feature',
    properties: { name: `库尔勒${i}`, n: i },
    geometry: { type: 'Polygon', coordinates },
  })),
};

test.skipIf(!there)('ogrinfo reads our GeoPackage, its R-tree and its system', async () => {
  await buildGeoPackage(at('ours.gpkg'), schema, batches(), new Date(0));
  const told = gdal('ogrinfo', '-al', 'ours.gpkg', '点位');
  expect(told).toContain('Feature Count: 2');
  expect(told).toContain('Extent: (80.000000, 40.000000) - (87.500000, 43.800000)');
  expect(told).toContain('POINT (87.5 43.8)');
  expect(told).toContain('浓度 (Real) = 1.5');
  expect(told).toContain('ID["EPSG",4490]');
  const near = gdal('ogrinfo', '-al', '-so', '-spat', '87', '43', '88', '44', 'ours.gpkg', '点位');
  expect(near).toContain('Feature Count: 1');
  const index = gdal('ogrinfo', '-q', 'ours.gpkg', '-sql', "select HasSpatialIndex('点位', 'geom') as has");
  expect(index).toMatch(/HasSpatialIndex \(Integer\) = 1/);
});

test.skipIf(!there)('ogrinfo reads our GeoJSON', async () => {
  writeFileSync(at('ours.geojson'), Buffer.concat(await Array.fromAsync(writeGeoJson(schema, batches()))));
  expect(gdal('ogrinfo', '-al', '-so', 'ours.geojson')).toContain('Feature Count: 2');
});

test.skipIf(!there)(
  'a zipped Shapefile of ogr2ogr: Chinese text, a hole, a projection, a repair',
  async () => {
    writeFileSync(at('in.geojson'), JSON.stringify(PROJECTED));
    gdal('ogr2ogr', '-lco', 'ENCODING=GBK', '-nln', 'layer', 'layer.shz', 'in.geojson');
    const bytes = readFileSync(at('layer.shz'));
    const source = await readShapefile(memoryInput(bytes), { pool });
    expect(source.schema.fields).toEqual([
      { name: 'name', type: 'text' },
      { name: 'n', type: 'integer' },
    ]);
    expect(source.notes[0]!.code).toBe('FORMATS_CRS_CONVERTED');
    const [square, bow] = await all(source);
    expect(square!.properties).toEqual({ name: '库尔勒0', n: 0 });
    const geometry = readWkb(square!.geometry!) as { coordinates: number[][][] };
    expect(geometry.coordinates).toHaveLength(2);
    expect(geometry.coordinates[0]!.some(([x, y]) => Math.abs(x! - 105) < 1e-9 && Math.abs(y!) < 1e-9)).toBe(
      true,
    );
    expect(bow!.problems!.map(({ code }) => code)).toEqual(['FORMATS_GEOMETRY_REPAIRED']);

    const half = memoryInput(bytes.subarray(0, bytes.length >> 1));
    await expect(readShapefile(half)).rejects.toMatchObject({ code: 'FORMATS_UNREADABLE' });
    const evil = Buffer.from(bytes.toString('latin1').replaceAll('layer.shp', '../aa.shp'), 'latin1');
    await expect(readShapefile(memoryInput(evil))).rejects.toMatchObject({ code: 'FORMATS_ZIP_PATH' });
  },
);

test.skipIf(!there)('a GeoPackage of ogr2ogr in a projection', async () => {
  writeFileSync(at('in2.geojson'), JSON.stringify(PROJECTED));
  gdal('ogr2ogr', '-nln', 'layer', 'theirs.gpkg', 'in2.geojson');
  const source = await readGeoPackage(at('theirs.gpkg'));
  const [square] = await all(source);
  await source.close();
  expect(square!.properties).toEqual({ name: '库尔勒0', n: 0 });
  const { coordinates } = readWkb(square!.geometry!) as { coordinates: number[][][] };
  expect(coordinates[0]![0]![0]).toBeCloseTo(105, 9);
});

test.skipIf(!there)(
  'a GeoTIFF of gdal_create and gdal_rasterize: place, no data, figures by hand',
  async () => {
    const box = ['-a_ullr', '80', '44', '90', '40', '-a_srs', 'EPSG:4490', '-a_nodata', '-1'];
    gdal(
      'gdal_create',
      '-outsize',
      '100',
      '40',
      '-bands',
      '1',
      '-ot',
      'Float32',
      '-burn',
      '-1',
      ...box,
      'r.tif',
    );
    const block = {
      type: 'Polygon',
      coordinates: [
        [
          [80, 44],
          [81, 44],
          [81, 43],
          [80, 43],
          [80, 44],
        ],
      ],
    };
    writeFileSync(at('block.geojson'), JSON.stringify({ type: 'Feature', properties: {}, geometry: block }));
    gdal('gdal_rasterize', '-burn', '7', 'block.geojson', 'r.tif');
    const raster = await readGeoTiff(at('r.tif'));
    expect(raster.info).toMatchObject({
      width: 100,
      height: 40,
      bands: 1,
      noData: -1,
      crs: 'EPSG:4490',
      sampleTypes: ['float32'],
    });
    raster.info.box.forEach((value, i) => void expect(value).toBeCloseTo([80, 40, 90, 44][i]!, 9));
    // One degree square of cells of a tenth: 100 cells of seven.
    expect(await raster.statistics()).toEqual([{ count: 100, min: 7, max: 7, mean: 7, deviation: 0 }]);
    await raster.close();
  },
);

interface GdalInfo {
  size: [number, number];
  geoTransform: [number, number, number, number, number, number];
  wgs84Extent: { coordinates: [number, number][][] };
  bands: { type: string; description?: string; noDataValue?: number; scale?: number; offset?: number }[];
  metadata: { IMAGE_STRUCTURE: { LAYOUT?: string } };
}
const info = (name: string): GdalInfo => JSON.parse(gdal('gdalinfo', '-json', name));
/** GDAL's order of the six numbers → ours, row by row. */
const rowByRow = ([c, a, b, f, d, e]: GdalInfo['geoTransform']) => [a, b, c, d, e, f];

test.skipIf(!there)('the head of a cloud-optimized GeoTIFF, as gdalinfo tells it', async () => {
  const place = [
    '-a_ullr',
    '500000',
    '4900000',
    '507000',
    '4894000',
    '-a_srs',
    'EPSG:32645',
    '-a_nodata',
    '0',
  ];
  gdal(
    'gdal_create',
    '-outsize',
    '700',
    '600',
    '-bands',
    '4',
    '-ot',
    'UInt16',
    '-burn',
    '9',
    ...place,
    'plain.tif',
  );
  gdal('gdal_translate', '-q', '-of', 'VRT', 'plain.tif', 'bands.vrt');
  const bands = [
    ['B02', 'Blue', 0.49],
    ['B03', 'Green', 0.56],
    ['B04', 'Red', 0.665],
    ['B08 <近红外> & more', 'Undefined', 0.842],
  ] as const;
  let vrt = readFileSync(at('bands.vrt'), 'utf8');
  bands.forEach(([name, , wavelength], i) => {
    const xml = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    vrt = vrt.replace(
      new RegExp(`(<VRTRasterBand dataType="UInt16" band="${i + 1}"[^>]*>)`),
      `$1<Description>${xml}</Description><Scale>0.0001</Scale><Offset>-0.1</Offset><Metadata><MDI key="CENTRAL_WAVELENGTH_UM">${wavelength}</MDI></Metadata>`,
    );
  });
  writeFileSync(at('bands.vrt'), vrt);
  gdal('gdal_translate', '-q', '-of', 'COG', '-stats', 'bands.vrt', 'cog.tif');
  const theirs = info('cog.tif');
  expect(theirs.metadata.IMAGE_STRUCTURE.LAYOUT).toBe('COG');
  const bytes = readFileSync(at('cog.tif'));
  const ours = await readGeoTiffHeader(bytes);
  expect(ours).toEqual(await readGeoTiffHeader(at('cog.tif')));
  expect([ours.width, ours.height]).toEqual(theirs.size);
  expect(ours.transform).toEqual(rowByRow(theirs.geoTransform));
  expect(ours).toMatchObject({
    epsg: 32_645,
    box: [500_000, 4_894_000, 507_000, 4_900_000],
    sampling: 'area',
    cellMetres: 10,
    overviews: 1,
    cloudOptimized: true,
  });
  // Every corner that GDAL puts on the earth is one of ours; the points between lie on the edges.
  for (const [lon, lat] of theirs.wgs84Extent.coordinates[0]!)
    expect(ours.outline!.some(([x, y]) => Math.abs(x! - lon) < 1e-6 && Math.abs(y! - lat) < 1e-6)).toBe(true);
  expect(ours.bands.map((one) => one.description)).toEqual(bands.map(([name]) => name));
  expect(ours.bands.map((one) => one.wavelength)).toEqual(bands.map(([, , wavelength]) => wavelength));
  ours.bands.forEach((band, i) => {
    const { noDataValue, scale, offset } = theirs.bands[i]!;
    expect(band).toMatchObject({ type: 'uint16', noData: noDataValue, scale, offset });
    expect(band.statistics).toEqual({ minimum: 9, maximum: 9, mean: 9, deviation: 0, validPercent: 100 });
  });
  expect(await readGeoTiffHeader(at('plain.tif'))).toMatchObject({ overviews: 0, cloudOptimized: false });
});

test.skipIf(!there)('heads with points, turned, beyond the antimeridian, without a place, big', async () => {
  const create = (name: string, ...args: string[]) =>
    gdal('gdal_create', '-q', '-outsize', '40', '20', '-bands', '3', ...args, name);
  create(
    'big.tif',
    '-a_ullr',
    '80',
    '44',
    '90',
    '39',
    '-a_srs',
    'EPSG:4490',
    '-co',
    'BIGTIFF=YES',
    '-co',
    'PHOTOMETRIC=RGB',
  );
  const big = await readGeoTiffHeader(at('big.tif'));
  expect(big.bands.map((one) => one.colour)).toEqual(['red', 'green', 'blue']);
  expect(big.outline).toEqual([
    [80, 39],
    [90, 39],
    [90, 44],
    [80, 44],
    [80, 39],
  ]);
  // At 41.5° north a degree is 111,060 m along the meridian and 83,500 m along the parallel (published tables of the ellipsoid).
  expect(big.cellMetres! / (0.25 * Math.sqrt(111_060 * 83_500))).toBeCloseTo(1, 3);

  gdal('gdal_translate', '-q', '-mo', 'AREA_OR_POINT=Point', 'big.tif', 'point.tif');
  const point = await readGeoTiffHeader(at('point.tif'));
  expect(point.sampling).toBe('point');
  expect(point.transform).toEqual(rowByRow(info('point.tif').geoTransform));

  gdal('gdal_translate', '-q', '-of', 'VRT', 'big.tif', 'turned.vrt');
  const turned = readFileSync(at('turned.vrt'), 'utf8').replace(
    /<GeoTransform>[^<]*<\/GeoTransform>/,
    '<GeoTransform>80, 0.2, 0.05, 44, 0.05, -0.2</GeoTransform>',
  );
  writeFileSync(at('turned.vrt'), turned);
  gdal('gdal_translate', '-q', 'turned.vrt', 'turned.tif');
  expect((await readGeoTiffHeader(at('turned.tif'))).transform).toEqual(
    rowByRow(info('turned.tif').geoTransform),
  );
  await expect(readGeoTiff(at('turned.tif'))).rejects.toMatchObject({ code: 'FORMATS_UNREADABLE' });

  create('across.tif', '-a_ullr', '800000', '200000', '900000', '100000', '-a_srs', 'EPSG:32660');
  const across = (await readGeoTiffHeader(at('across.tif'))).outline!.map(([lon]) => lon!);
  expect(Math.min(...across)).toBeLessThan(180);
  expect(Math.max(...across)).toBeGreaterThan(180);

  // Wider than half the earth, in degrees: what it shows, not the rest.
  const edges = async (west: string, east: string) => {
    create('wide.tif', '-a_ullr', west, '60', east, '-60', '-a_srs', 'EPSG:4326');
    const lons = (await readGeoTiffHeader(at('wide.tif'))).outline!.map(([lon]) => lon!);
    return [Math.min(...lons), Math.max(...lons)];
  };
  expect(await edges('-180', '180')).toEqual([-180, 180]);
  expect(await edges('0', '360')).toEqual([-180, 180]);
  expect(await edges('-90', '110')).toEqual([-90, 110]);
  expect(await edges('100', '300')).toEqual([100, 300]);

  gdal('gdal_create', '-q', '-outsize', '4', '4', 'nowhere.tif');
  expect(await readGeoTiffHeader(at('nowhere.tif'))).toMatchObject({
    epsg: null,
    transform: null,
    outline: null,
  });
  // An unknown system is told by its code, but its cells are not put on the earth.
  create('far.tif', '-a_ullr', '0', '10', '20', '0', '-a_srs', 'EPSG:2154');
  expect(await readGeoTiffHeader(at('far.tif'))).toMatchObject({
    epsg: 2_154,
    outline: null,
    cellMetres: null,
  });
  const bytes = readFileSync(at('big.tif'));
  for (const length of [0, 4, 9, 30, 120, 400])
    await expect(readGeoTiffHeader(bytes.subarray(0, length))).rejects.toMatchObject({
      code: 'FORMATS_UNREADABLE',
    });
});
