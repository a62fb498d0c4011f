import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allocate,
  type CogSpec,
  openRaster,
  produceCog,
  rasterErrors,
  type Samples,
  type SampleType,
  validateCog,
  type Window,
  writeCog,
} from '../src/index.ts';
import { cellsByGdal, gdal, gdalInfo, gdalIsThere } from './gdal.ts';

const folder = mkdtempSync(join(tmpdir(), 'raster-gdal-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const grid = {
  crs: 'EPSG:32645',
  width: 701,
  height: 417,
  affine: [300_000, 10, 0, 4_900_020, 0, -10],
} as const;

/** Smooth with noise, with a hole of no data; different in each band. */
function cellsOf(type: SampleType, band: number, noData: number): (window: Window) => Samples {
  return ({ x, y, width, height }) => {
    const out = allocate(type, width * height);
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const [i, j] = [x + column, y + row];
        const random = ((Math.imul(i * 7_919 + j * 104_729 + band, 2_654_435_761) >>> 8) & 255) / 255;
        const value = 60 + 40 * Math.sin(i / 50 + band) * Math.cos(j / 70) + 10 * random;
        const hole = (i - 400) ** 2 + (j - 200) ** 2 < 70 ** 2;
        out[row * width + column] = hole ? noData : value;
      }
    return out;
  };
}

const specOf = (type: SampleType, changes: Partial<CogSpec> = {}): CogSpec => ({
  grid,
  type,
  bands: [{ description: 'first' }, { scale: 0.5, offset: 3 }],
  noData: 0,
  compression: 'deflate',
  level: 3,
  overviews: 'average',
  ...changes,
});

function write(name: string, spec: CogSpec): string {
  const bands = spec.bands.map((_, band) => cellsOf(spec.type, band, spec.noData ?? 0));
  writeCog(at(name), spec, (window) => bands.map((cells) => cells(window)));
  return at(name);
}

const all = (path: string, band = 1) => {
  const raster = openRaster(path);
  const cells = raster.read(band, { x: 0, y: 0, width: raster.width, height: raster.height });
  raster.close();
  return cells;
};

describe.runIf(gdalIsThere)('what we write, GDAL reads', () => {
  test.each(['uint8', 'uint16', 'int16', 'uint32', 'int32', 'float32', 'float64'] as const)('%s', (type) => {
    const path = write(`${type}.tif`, specOf(type));
    expect(validateCog(path)).toEqual({ valid: true, errors: [], notes: [] });
    const info = gdalInfo(path);
    expect(info.size).toEqual([grid.width, grid.height]);
    expect(info.geoTransform).toEqual([...grid.affine]);
    expect(info.bands[0]).toMatchObject({ noDataValue: 0, description: 'first' });
    expect(info.bands[0]!.overviews!.map(({ size }) => size)).toEqual([[351, 209]]);
    for (const band of [1, 2]) {
      const theirs = cellsByGdal(path, folder, band);
      expect(
        Buffer.compare(Buffer.from(Float64Array.from(all(path, band)).buffer), Buffer.from(theirs.buffer)),
      ).toBe(0);
    }
    // GDAL's own figures over its own reading: a copy does not carry ours along.
    gdal('gdal_translate', '-q', '-b', '2', '-of', 'ENVI', path, at('copy.bin'));
    const [ours, fresh] = [
      gdalInfo(path).bands[1]!.metadata!['']!,
      gdalInfo(at('copy.bin'), '-stats').bands[0]!,
    ];
    expect(Number(ours.STATISTICS_MINIMUM)).toBeCloseTo(fresh.min!, 3);
    expect(Number(ours.STATISTICS_MAXIMUM)).toBeCloseTo(fresh.max!, 3);
    expect(Number(ours.STATISTICS_MEAN)).toBeCloseTo(fresh.mean!, 3);
    expect(Number(ours.STATISTICS_STDDEV)).toBeCloseTo(fresh.stdDev!, 3);
  });

  test('one band is laid out as GDAL’s own COG, and is told to be', () => {
    const path = write('one.tif', specOf('int16', { bands: [{}], compression: 'zstd', level: 1 }));
    expect(gdalInfo(path).metadata.IMAGE_STRUCTURE).toMatchObject({ LAYOUT: 'COG', COMPRESSION: 'ZSTD' });
    gdal('gdal_translate', '-q', '-of', 'COG', '-co', 'OVERVIEWS=NONE', path, at('theirs.tif'));
    expect(gdalInfo(at('theirs.tif')).bands[0]!.checksum).toBe(gdalInfo(path).bands[0]!.checksum);
  });

  test('Albers of China is told so that GDAL knows it', () => {
    const crs =
      'proj:+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs';
    const path = write('albers.tif', specOf('uint8', { grid: { ...grid, crs } }));
    const proj = gdal('gdalsrsinfo', '-o', 'proj4', path);
    for (const part of ['+proj=aea', '+lat_1=25', '+lat_2=47', '+lon_0=105', '+ellps=GRS80'])
      expect(proj).toContain(part);
    const raster = openRaster(path);
    expect(raster.crs).toBe(crs);
    raster.close();
  });
});

describe.runIf(gdalIsThere)('what GDAL writes, we read', () => {
  const source: Record<string, string> = {};
  beforeAll(() => {
    for (const type of ['uint8', 'int16', 'float32', 'float64'] as const)
      source[type] = write(`source-${type}.tif`, specOf(type));
  });
  const cases: Array<[string, string[]]> = [];
  for (const compression of ['NONE', 'DEFLATE', 'LZW', 'ZSTD', 'PACKBITS'])
    for (const tiled of ['YES', 'NO'])
      for (const interleave of ['PIXEL', 'BAND'])
        cases.push([
          `${compression} tiled=${tiled} ${interleave}`,
          [`COMPRESS=${compression}`, `TILED=${tiled}`, `INTERLEAVE=${interleave}`],
        ]);
  cases.push(
    ['big-endian', ['ENDIANNESS=BIG']],
    ['big-endian LZW', ['ENDIANNESS=BIG', 'COMPRESS=LZW', 'PREDICTOR=2']],
    ['BigTIFF', ['BIGTIFF=YES', 'COMPRESS=DEFLATE']],
    ['big-endian BigTIFF', ['BIGTIFF=YES', 'ENDIANNESS=BIG', 'COMPRESS=LZW']],
    ['one strip', ['BLOCKYSIZE=417']],
    ['odd tiles', ['TILED=YES', 'BLOCKXSIZE=48', 'BLOCKYSIZE=80', 'COMPRESS=DEFLATE', 'PREDICTOR=2']],
  );
  test.each(cases)('%s', (name, options) => {
    for (const type of ['uint8', 'int16', 'float32', 'float64']) {
      const float = type.startsWith('float');
      const predictor = /DEFLATE|LZW|ZSTD/.test(name) && !options.join().includes('PREDICTOR');
      const all_ = [...options, ...(predictor ? [`PREDICTOR=${float ? 3 : 2}`] : [])].filter(
        (one) => !(float && one === 'PREDICTOR=2' && type === 'float64'),
      );
      gdal('gdal_translate', '-q', ...all_.flatMap((one) => ['-co', one]), source[type]!, at('there.tif'));
      for (const band of [1, 2]) {
        const [ours, wanted] = [all(at('there.tif'), band), all(source[type]!, band)];
        expect([type, band, Buffer.compare(Buffer.from(ours.buffer), Buffer.from(wanted.buffer))]).toEqual([
          type,
          band,
          0,
        ]);
      }
    }
  });

  test('masks of one bit and scales', () => {
    const mask = ['--config', 'GDAL_TIFF_INTERNAL_MASK', 'YES', '-mask', '1'];
    gdal(
      'gdal_translate',
      '-q',
      ...mask,
      '-b',
      '2',
      '-a_scale',
      '0.01',
      '-a_offset',
      '-1',
      source.uint8!,
      at('m.tif'),
    );
    const raster = openRaster(at('m.tif'));
    expect(raster.bands[0]).toMatchObject({ scale: 0.01, offset: -1 });
    const hidden = raster.readMask({ x: 300, y: 0, width: 300, height: 417 })!;
    const values = all(source.uint8!, 1);
    for (let row = 0; row < 417; row += 7)
      for (let x = 0; x < 300; x += 3)
        expect(hidden[row * 300 + x] !== 0).toBe(values[row * grid.width + 300 + x] !== 0);
    raster.close();
  });

  test('sparse tiles are no data', () => {
    gdal(
      'gdal_create',
      '-q',
      '-of',
      'GTiff',
      '-outsize',
      '600',
      '600',
      '-bands',
      '1',
      '-ot',
      'Int16',
      '-a_nodata',
      '-9',
      '-co',
      'SPARSE_OK=TRUE',
      '-co',
      'TILED=YES',
      at('sparse.tif'),
    );
    expect(new Set(all(at('sparse.tif')))).toEqual(new Set([-9]));
  });

  test.each([
    ['EPSG:4490', 'near'],
    ['EPSG:32644', 'near'],
    ['EPSG:3857', 'near'],
    ['EPSG:4523', 'bilinear'],
  ])('on a grid of %s, as gdalwarp resamples (%s)', async (crs, how) => {
    const plain = at('plain.tif');
    gdal('gdal_translate', '-q', '-b', '1', source.float32!, plain);
    gdal(
      'gdalwarp',
      '-q',
      '-overwrite',
      '-t_srs',
      crs,
      '-r',
      how,
      '-et',
      '0.01',
      '-ovr',
      'NONE',
      plain,
      at('warped.tif'),
    );
    const target = openRaster(at('warped.tif'));
    const wanted = all(at('warped.tif'));
    const resampling = how === 'near' ? ('nearest' as const) : ('bilinear' as const);
    const spec = { ...specOf('float32', { bands: [{}] }), grid: target.grid() };
    target.close();
    await produceCog(
      at('ours.tif'),
      spec,
      'copy',
      {
        grid: spec.grid,
        sources: [{ path: plain, band: 1, resampling }],
        type: 'float32',
        noData: 0,
      },
      { threads: 0 },
    );
    const ours = all(at('ours.tif'));
    let off = 0;
    for (let i = 0; i < ours.length; i++)
      if (Math.abs(ours[i]! - wanted[i]!) > (how === 'near' ? 0 : 1.5)) off++;
    // Cells whose centre falls on an edge between two, and the rim of the hole.
    expect(off / ours.length).toBeLessThan(how === 'near' ? 0.04 : 0.01);
  });
});

test('a stopped run goes on from its finished units and gives the same file', async () => {
  const path = write('base.tif', specOf('int16', { grid: { ...grid, width: 4_100, height: 2_300 } }));
  const raster = openRaster(path);
  const spec = { ...specOf('int16'), grid: raster.grid() };
  raster.close();
  const sources = [1, 2].map((band) => ({ path, band }));
  const params = { grid: spec.grid, sources, type: 'int16', noData: 0 } as const;
  await produceCog(at('whole.tif'), spec, 'copy', params, { threads: 2 });
  const controller = new AbortController();
  const stopped = produceCog(at('again.tif'), spec, 'copy', params, {
    threads: 2,
    signal: controller.signal,
    onProgress: (done) => {
      if (done === 7) controller.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: rasterErrors.stopped.code });
  const produced = await produceCog(at('again.tif'), spec, 'copy', params, { threads: 1 });
  expect(produced.resumed).toBe(7);
  for (const level of [0, 1, 2, 3])
    for (const band of [1, 2]) {
      const [a, b] = [openRaster(at('again.tif')), openRaster(at('whole.tif'))];
      const { width, height } = a.levels[level]!;
      const window = { x: 0, y: 0, width, height };
      const [own, wanted] = [a.read(band, window, level), b.read(band, window, level)];
      expect(Buffer.compare(Buffer.from(own.buffer), Buffer.from(wanted.buffer))).toBe(0);
      a.close();
      b.close();
    }
});
