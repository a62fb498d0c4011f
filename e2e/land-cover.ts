import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIRequestContext, expect } from '@playwright/test';
import { type Grid, writeCog } from '@tarim/raster';
import { base, json, until } from './product.ts';

/** In Ürümqi, 3 by 3 kilometres. */
const GRID: Grid = {
  crs: 'EPSG:32645',
  width: 100,
  height: 100,
  affine: [545_000, 30, 0, 4_850_000, 0, -30],
};

/** Brings two small thematic rasters and compares them. @returns the number of the comparison */
export async function makeTransition(request: APIRequestContext): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'land-cover-'));
  try {
    const [before, after] = [
      await bring(request, folder, '2015-07-01', (x) => (x < 50 ? 10 : 30)),
      await bring(request, folder, '2025-07-01', (x) => (x < 30 ? 10 : 30)),
    ];
    const asked = await request.post(`${base()}/api/imagery/transitions`, {
      headers: json,
      data: { before, after, parameters: {} },
    });
    expect(asked.status(), await asked.text()).toBe(200);
    return ((await asked.json()) as { id: number }).id;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bring(
  request: APIRequestContext,
  folder: string,
  on: string,
  cell: (x: number) => number,
): Promise<number> {
  const path = join(folder, `${on}.tif`);
  writeCog(
    path,
    {
      grid: GRID,
      type: 'uint8',
      bands: [{}],
      noData: 0,
      compression: 'deflate',
      level: 1,
      overviews: 'mode',
    },
    ({ x, width, height }) => [Uint8Array.from({ length: width * height }, (_, i) => cell(x + (i % width)))],
  );
  const query = new URLSearchParams({
    collection: 'land-cover',
    sensor: 'thematic',
    title: `地表覆盖 ${on}`,
    takenAt: `${on}T12:00:00+08:00`,
    source: '浏览器测试的模拟数据',
    licence: 'CC0-1.0',
    simulated: 'true',
  });
  const answer = await request.post(`${base()}/api/imagery/scenes?${query}`, {
    headers: json,
    multipart: { bands: { name: 'cover.tif', mimeType: 'image/tiff', buffer: readFileSync(path) } },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  const { id } = (await answer.json()) as { id: number };
  await until(
    async () =>
      (await (await request.get(`${base()}/api/imagery/scenes/${id}`)).json()).scene?.state === 'ready',
    'a thematic raster to be taken in',
    120,
  );
  return id;
}
