import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { pdfText } from '@tarim/testkit/pdf-text';
import { base, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `onemap-${name}.png`) });
};

async function openMap(page: Page): Promise<void> {
  await page.goto(`${base()}/map`);
  await expect(page.locator('.maplibregl-canvas').first()).toBeVisible();
  await expect(page.getByLabel('图层').getByText('监测点位', { exact: true }).first()).toBeVisible();
}

test('layers, search, what lies here, measuring, comparing, a view by its link, a print', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signIn(page, 'planner');
  await openMap(page);
  await page.getByLabel('查找图层').fill('管控');
  await page.getByText('环境管控单元').first().click();
  await page.getByLabel('查找图层').fill('');
  await expect(page.getByText('重点管控', { exact: true })).toBeVisible();

  await page.getByLabel('查找', { exact: true }).fill('87.6,43.8');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(3_000);
  const canvas = (await page.locator('.om-canvas').first().boundingBox())!;
  const found = page.getByLabel('此处要素');
  await page.mouse.click(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
  await expect(found.getByText('环境管控单元')).toBeVisible();
  await shot(page, 'identify');

  await page.getByLabel('量算与标绘').selectOption('distance');
  await page.mouse.click(canvas.x + 700, canvas.y + 300);
  await page.mouse.click(canvas.x + 900, canvas.y + 420);
  await expect(page.locator('.om-measure')).toHaveText(/[\d.]+ km$/);
  await page.keyboard.press('Escape');
  await page.getByLabel('量算与标绘').selectOption('point');
  await page.mouse.click(canvas.x + 800, canvas.y + 350);
  await page.keyboard.press('Escape');
  await expect(page.getByText('撤回标绘')).toBeVisible();

  await page.getByLabel('对比', { exact: true }).selectOption('swipe');
  await expect(page.getByLabel('卷帘位置')).toBeVisible();
  await page.getByLabel('对比', { exact: true }).selectOption('none');

  await page.getByRole('button', { name: '视图', exact: true }).click();
  await page.getByLabel('视图名称').fill('规划视图');
  await page.getByLabel('生成分享链接').check();
  await page.getByRole('button', { name: '保存当前视图' }).click();
  const told = await page.getByRole('status').textContent();
  const link = /http\S+#view=[\w-]{22}/.exec(told ?? '')![0];
  await page.getByRole('button', { name: '视图', exact: true }).click();

  await page.getByRole('button', { name: '打印' }).click();
  await page.getByLabel('标题').fill('规划用图');
  const [pdf] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '生成 PDF' }).click(),
  ]);
  const said = (await pdfText(await readFile(await pdf.path()))).replace(/\s+/g, '');
  for (const words of ['规划用图', '1:', '环境管控单元', '重点管控', '模拟']) expect(said).toContain(words);

  // Somebody who is not signed in gets no more by the link than the open layers.
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByLabel('图层').getByText('行政单元').first()).toBeVisible();
  await expect(stranger.getByText('环境管控单元')).toHaveCount(0);
  await stranger.context().close();
});

test('a file of one’s own is drawn, and told what is wrong with another', async ({ page }) => {
  await openMap(page);
  const give = (name: string, data: object) =>
    page.locator('input[type=file]').setInputFiles({
      name,
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify(data)),
    });
  const point = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [87.6, 43.8] } };
  await give('own.geojson', { type: 'FeatureCollection', features: [point] });
  await expect(page.getByRole('status')).toHaveText(/own\.geojson：显示 1 个要素/);
  // Coordinates of an offset map are put where they belong and marked; the search box does the same for typed ones.
  await page.getByLabel('本地数据的坐标').selectOption('GCJ-02');
  await give('amap.geojson', { type: 'FeatureCollection', features: [point] });
  await expect(page.getByRole('status')).toHaveText(/显示 1 个要素.*由 GCJ-02 近似换算/);
  await page.getByLabel('查找', { exact: true }).fill('87.6,43.8');
  await page.getByRole('button', { name: /87\.6, 43\.8 BD-09/ }).click();
  await expect(page.getByText(/由 BD-09 近似换算 → 87\.59\d+, 43\.79\d+/)).toBeVisible();
  await page.getByLabel('本地数据的坐标').selectOption('CGCS2000');
  const crs = { type: 'name', properties: { name: 'EPSG:3857' } };
  await give('wrong.geojson', { type: 'FeatureCollection', crs, features: [point] });
  await expect(page.getByRole('status')).toHaveText(/坐标系不是经纬度/);
});
