import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellAreas, type Grid, writeCog } from '@tarim/raster';
import { type APIRequestContext, expect, type Page, test } from './fixtures.ts';
import { base, signIn, until } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(2_000);
  await page.screenshot({ path: join(SHOTS, `thematic-${name}.png`), fullPage: true });
};

/** Titles of this run: the product may have seen another one. */
const tag = Date.now().toString(36);
const [EARLY, LATE] = [`地表覆盖前期 ${tag}`, `地表覆盖后期 ${tag}`];
const folder = mkdtempSync(join(tmpdir(), 'thematic-e2e-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

/** Beside the scenes of the demo, in Ürümqi. */
const grid: Grid = {
  crs: 'EPSG:32645',
  width: 240,
  height: 180,
  affine: [545_000, 30, 0, 4_850_000, 0, -30],
};
/** Fields, woods and pasture in waves. */
const early = (x: number, y: number): number => {
  const wave = Math.sin(x / 23) + Math.cos(y / 17) + Math.sin((x + y) / 41);
  return x < 6 ? 0 : wave > 0.7 ? 40 : wave > -0.6 ? 30 : 10;
};
/** A town that grew on fields, a lake that came. */
const late = (x: number, y: number): number => {
  const was = early(x, y);
  if (was === 0) return 0;
  if ((x - 70) ** 2 + (y - 60) ** 2 < 900 && was !== 10) return 50;
  if ((x - 180) ** 2 + ((y - 120) * 1.6) ** 2 < 700) return 80;
  return was === 30 && (x * 7 + y * 3) % 29 === 0 ? 40 : was;
};

function raster(name: string, cell: typeof early): string {
  const path = join(folder, `${name}.tif`);
  writeCog(
    path,
    { grid, type: 'uint8', bands: [{}], noData: 0, compression: 'deflate', level: 1, overviews: 'mode' },
    ({ x, y, width, height }) => [
      Uint8Array.from({ length: width * height }, (_, i) => cell(x + (i % width), y + Math.floor(i / width))),
    ],
  );
  return path;
}

/** Hectares of what was one and became the other, counted here. */
function hectares(from: number, to: number): number {
  const rows = cellAreas(grid, { x: 0, y: 0, width: grid.width, height: grid.height });
  let sum = 0;
  for (let y = 0; y < grid.height; y++)
    for (let x = 0; x < grid.width; x++) if (early(x, y) === from && late(x, y) === to) sum += rows[y]!;
  return Math.round(sum / 100) / 100;
}

async function bring(page: Page, path: string, takenAt: string, title: string, classes: 'prepared' | string) {
  await page.goto(`${base()}/console/imagery`);
  await page.getByRole('button', { name: '上传影像' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').first().setInputFiles(path);
  await dialog.getByRole('combobox', { name: '传感器' }).click();
  await page.locator('.ant-select-dropdown:visible').getByText('专题栅格').click();
  await dialog.getByLabel('拍摄时间').fill(takenAt);
  await dialog.getByLabel('名称', { exact: true }).fill(title);
  await dialog.getByLabel('来源').fill('浏览器测试的模拟数据');
  await dialog.getByLabel('许可').fill('CC0-1.0');
  await dialog.getByLabel('模拟').click();
  if (classes === 'prepared') {
    await dialog.getByRole('combobox', { name: '选用预置类别表' }).click();
    await page
      .locator('.ant-select-dropdown:visible')
      .getByText(/ESA WorldCover/)
      .click();
    await expect(dialog.getByText(/已与发布者的说明核对/)).toBeVisible();
  } else await dialog.getByLabel('或粘贴类别表').fill(classes);
  await shot(page, `upload-${classes === 'prepared' ? 'prepared' : 'pasted'}`);
  await dialog.getByRole('button', { name: /^上 ?传$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: title }).getByText('可用')).toBeVisible({ timeout: 60_000 });
}

const idOf = async (request: APIRequestContext, title: string): Promise<number> => {
  const answer = await request.get(`${base()}/api/imagery/scenes?text=${encodeURIComponent(title)}`);
  return (await answer.json()).scenes[0].id;
};
const choose = async (page: Page, label: string, text: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).first().click();
  const list = page.locator('.ant-select-dropdown:visible');
  await list.getByText(text).first().click();
  await expect(list).toHaveCount(0);
};

test('thematic rasters say what their classes are, and what became what is measured, drawn and exported', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const request = await signIn(page, 'station');
  await bring(
    page,
    raster('early', early),
    '2015-07-01T12:00',
    EARLY,
    '10,林地,Trees,#006400\n30,草地,Pasture,#ffff4c\n40,农田,Fields,#f096ff',
  );
  await bring(page, raster('late', late), '2025-07-01T12:00', LATE, 'prepared');
  const [first, second] = [await idOf(request, EARLY), await idOf(request, LATE)];

  // The legend with areas; the table is written anew on the page.
  await page.goto(`${base()}/console/imagery/scenes/${second}`);
  const fields = page.getByRole('row', { name: /^40 耕地/ });
  const total = hectares(40, 40) + hectares(30, 40);
  await expect(fields).toContainText(total.toLocaleString('en-US', { maximumFractionDigits: 2 }));
  await expect(page.locator('.map-legend')).toContainText('建设用地');
  await expect(page.getByText('IMAGERY_CLASS_ABSENT')).toBeVisible();
  await shot(page, 'scene');
  await page.getByRole('button', { name: '编辑类别表' }).click();
  const lines = page.getByTestId('class-lines');
  await lines.getByLabel('中文名称').nth(4).fill('城镇');
  await shot(page, 'editor');
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await expect(page.getByText('已保存为第 2 版')).toBeVisible();
  await expect(page.locator('.map-legend')).toContainText('城镇');
  await expect(page.getByText(/第 2 版 · 页面编辑/)).toBeVisible();

  // Tables that differ want common classes.
  await page.goto(`${base()}/console/imagery/transitions?after=${second}`);
  await choose(page, '前期', EARLY);
  await expect(page.getByText('两期类别表不一致，请指明公共类别')).toBeVisible();
  await page.getByRole('combobox', { name: '前期 10 公共类别' }).fill('乔木');
  await page.getByRole('combobox', { name: '前期 40 公共类别' }).fill('耕地');
  await page.keyboard.press('Tab');
  await shot(page, 'dialog');
  await page.getByRole('button', { name: '开始比较' }).click();
  const matrix = page.getByTestId('matrix');
  await expect(matrix).toBeVisible({ timeout: 60_000 });
  const cell = (area: number) => area.toLocaleString('en-US', { maximumFractionDigits: 2 });
  const row = matrix.getByRole('row', { name: /^耕地/ });
  await expect(row).toContainText(cell(hectares(40, 50)));
  await expect(row).toContainText(cell(hectares(40, 80)));
  await expect(page.getByRole('img', { name: '类别流向' })).toBeVisible();
  await expect(page.getByText('转移图', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.map-legend')).toContainText('耕地 → 城镇', { timeout: 30_000 });
  await shot(page, 'run');
  const path = new URL(page.url()).pathname;

  const coming = page.waitForEvent('download');
  await matrix.getByRole('button', { name: /CSV/ }).click();
  const csv = readFileSync(await (await coming).path(), 'utf8').replace(/^\uFEFF/, '');
  const table = csv
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  const at = (from: string, to: string) =>
    Number(table.find(([name]) => name === from)![table[0]!.indexOf(to)]);
  expect(at('耕地', '城镇')).toBeCloseTo(hectares(40, 50), 2);
  expect(at('草地', '耕地')).toBeCloseTo(hectares(30, 40), 2);
  expect(at('乔木', '乔木')).toBeCloseTo(hectares(10, 10), 2);

  // The map of changes is a raster like any other: on the one map with the names of what became what.
  const id = Number(path.split('/').at(-1));
  const run = await until(async () => {
    const told = await (await request.get(`${base()}/api/imagery/transitions/${id}`)).json();
    return told.map?.ready ? told : undefined;
  }, 'the map of changes');
  await page.goto(`${base()}/map#scene=${run.map.id}`);
  await expect(page.getByTestId('map-scenes').getByText('耕地 → 城镇')).toBeVisible({ timeout: 30_000 });
  await shot(page, 'one-map');

  await page.goto(`${base()}/console/imagery/transitions`);
  await expect(page.getByRole('link', { name: new RegExp(LATE) })).toBeVisible();
  await shot(page, 'list');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [name, to] of [
    ['run-phone', path],
    ['scene-phone', `/console/imagery/scenes/${second}`],
    ['list-phone', '/console/imagery/transitions'],
  ] as const) {
    await page.goto(`${base()}${to}`);
    await expect(page.getByText(/2025/).first()).toBeVisible();
    await shot(page, name);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide, name).toBeLessThanOrEqual(0);
  }
  expect(first).toBeLessThan(second);
});
