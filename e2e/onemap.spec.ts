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

  await page.getByLabel('本地数据的坐标').selectOption('CGCS2000');
  const crs = { type: 'name', properties: { name: 'EPSG:3857' } };
  await give('wrong.geojson', { type: 'FeatureCollection', crs, features: [point] });
  await expect(page.getByRole('status')).toHaveText(/坐标系不是经纬度/);
});
