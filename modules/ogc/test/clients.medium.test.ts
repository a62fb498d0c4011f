import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DatasetDefinition } from '@tarim/platform';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as contract from '../contract.ts';
import { ogcModule } from '../server/module.ts';
import { setsModule } from './sets.ts';

const run = promisify(execFile);

function gdalVersion(): string | null {
  try {
    return execFileSync('ogrinfo', ['--version'], { encoding: 'utf8' });
  } catch {
    return null;
  }
}
const gdal = gdalVersion();
if (!gdal) {
  const reason = 'ogrinfo (Debian gdal-bin) is not installed: real clients are NOT tested';
  if (process.env.CI === 'true') throw new Error(reason);
  console.warn(reason);
}

/** A row each 0.1° from 80°E 40°N, 50 to a line: what lies in a box can be counted by hand. */
const GRID = `(select n as id, 'P' || n as name, 80 + (n % 50) * 0.1::float8 as lon, 40 + (n / 50) * 0.1::float8 as lat,
  (n % 7)::int as class from generate_series(0, 2499) n) d`;
const grid: DatasetDefinition = {
  ...setsModule.datasets![1]!,
  id: 'grid',
  fields: [
    { name: 'name', titles: { zh: '名称', en: 'Name' }, type: 'text', sql: 'd.name' },
    { name: 'class', titles: { zh: '类', en: 'Class' }, type: 'integer', sql: 'd.class' },
  ],
  relation: {
    from: GRID,
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'd.lon', lat: 'd.lat' },
    revision: `select '1'`,
  },
};
const modules = [setsModule, { name: 'grids', datasets: [grid] }, ogcModule];

async function serve() {
  const ctx = await testContext({ modules, policy: makePolicy() });
  const { app } = await testServer(ctx, modules);
  return app.listen({ port: 0, host: '127.0.0.1' });
}

const countOf = (text: string) => Number(/Feature Count: (\d+)/.exec(text)?.[1] ?? -1);

describe.skipIf(!gdal)('GDAL', () => {
  it('lists, filters and copies collections', async () => {
    const address = await serve();
    const ogrinfo = async (...args: string[]) => {
      const { stdout, stderr } = await run('ogrinfo', ['-ro', `OAPIF:${address}/ogc`, ...args]);
      expect(stderr).not.toMatch(/ERROR/);
      return stdout;
    };
    const listed = await ogrinfo();
    for (const id of ['places', 'areas', 'grid']) expect(listed).toMatch(new RegExp(`: ${id}\\b`));
    expect(listed).not.toContain('internals');
    expect(countOf(await ogrinfo('-so', 'grid'))).toBe(2_500);
    // 11 columns (80.0 … 81.0) by 6 lines (40.0 … 40.5).
    expect(countOf(await ogrinfo('-so', 'grid', '-spat', '79.95', '39.95', '81.05', '40.55'))).toBe(66);
    // Every seventh from the third on: 3, 10, …, 2,495.
    expect(countOf(await ogrinfo('-so', 'grid', '-where', 'class = 3'))).toBe(357);
    expect(countOf(await ogrinfo('-so', 'grid', '-where', "name = 'P77'"))).toBe(1);
    const dir = mkdtempSync(join(tmpdir(), 'tarim-ogr-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const file = join(dir, 'copy.gpkg');
    await run('ogr2ogr', ['-f', 'GPKG', file, `OAPIF:${address}/ogc`, 'grid', 'areas']);
    for (const [layer, count] of [
      ['grid', 2_500],
      ['areas', 3],
    ] as const)
      expect(countOf((await run('ogrinfo', ['-so', file, layer])).stdout)).toBe(count);
    const { stdout } = await run('ogrinfo', [file, 'grid', '-where', "name = 'P51'"]);
    expect(stdout).toMatch(/POINT \(80\.1 40\.1/);
  });

  it('reads our tiles', async () => {
    const address = await serve();
    const dir = mkdtempSync(join(tmpdir(), 'tarim-mvt-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const read = async (set: string, z: number, x: number, y: number) => {
      const answer = await fetch(`${address}/ogc/tiles/${set}/${z}/${x}/${y}.mvt`);
      expect(answer.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
      const file = join(dir, `${y}.mvt`);
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
      return (
        await run('ogrinfo', ['-ro', '-al', `MVT:${file}`, '-oo', `X=${x}`, '-oo', `Y=${y}`, '-oo', `Z=${z}`])
      ).stdout;
    };
    const areas = await read('areas', 6, 46, 24);
    expect(areas).toContain('Layer name: areas');
    expect(areas).toMatch(/name \(String\) = West/);
    expect(areas).toMatch(/POLYGON|MULTIPOLYGON/);
    // Tile 9/369/193 lies between 79.453°E and 80.156°E, 39.910°N and 40.447°N: columns 80.0, 80.1 by lines 40.0 … 40.4.
    const points = await read('grid', 9, 369, 193);
    expect(countOf(points)).toBe(10);
    expect(points).toMatch(/name \(String\) = P201/);
  });

  it('opens found pictures as one mosaic, cell for cell', async () => {
    const ctx = await testContext({ modules: [ogcModule], policy: makePolicy() });
    const { app, call } = await testServer(ctx, [ogcModule]);
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const dir = mkdtempSync(join(tmpdir(), 'tarim-stac-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    // Two sheets side by side, 8 × 6 cells of 10 m each, written by GDAL itself.
    for (const [n, west] of [500_000, 500_080].entries()) {
      const cells = Array.from({ length: 6 }, (_, y) =>
        Array.from({ length: 8 }, (_, x) => 100 * (n + 1) + 10 * y + x),
      );
      const file = join(dir, `${n}.asc`);
      const head = `ncols 8\nnrows 6\nxllcorner ${west}\nyllcorner 4899940\ncellsize 10\n`;
      writeFileSync(file, head + cells.map((row) => row.join(' ')).join('\n'));
      await run('gdal_translate', [
        '-q',
        '-ot',
        'UInt16',
        '-a_srs',
        'EPSG:32645',
        file,
        join(dir, `${n}.tif`),
      ]);
      const part =
        '--b\r\ncontent-disposition: form-data; name="file"; filename="a.tif"\r\ncontent-type: image/tiff\r\n\r\n';
      const { status, body } = await call(contract.registerImage, {
        as: actorWith('administrator', '/'),
        query: {
          collection: 'sheets',
          title: `图幅 ${n + 1}`,
          takenAt: '2026-06-01T04:00:00Z',
          source: '测试',
          licence: 'CC0-1.0',
          simulated: true,
          public: true,
        },
        body: Buffer.concat([
          Buffer.from(part),
          readFileSync(join(dir, `${n}.tif`)),
          Buffer.from('\r\n--b--\r\n'),
        ]),
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      });
      expect(status, JSON.stringify(body)).toBe(200);
    }
    const found = `STACIT:"${address}/stac/search?collections=sheets":asset=data`;
    const { stdout } = await run('gdalinfo', ['-json', '-stats', found], {
      env: { ...process.env, GDAL_PAM_ENABLED: 'NO' },
    });
    const info = JSON.parse(stdout);
    expect(info.size).toEqual([16, 6]);
    expect(info.geoTransform).toEqual([500_000, 10, 0, 4_900_000, 0, -10]);
    expect(info.coordinateSystem.wkt).toContain('UTM zone 45N');
    // 100 … 157 and 200 … 257.
    expect(info.bands[0]).toMatchObject({ type: 'UInt16', minimum: 100, maximum: 257 });
  });
});
