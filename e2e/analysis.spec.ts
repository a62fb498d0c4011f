import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(4_000);
  await page.screenshot({ path: join(SHOTS, `analysis-${name}.png`), fullPage: true });
};

/** Opens the form of a kind on the page of analyses. */
async function ask(page: Page, kind: string): Promise<void> {
  await page.goto(`${base()}/console/analysis`);
  await page.getByRole('button', { name: kind }).click();
  await expect(page.getByRole('button', { name: '开始分析' })).toBeVisible();
}
/** A list that was opened while its options came may have closed again: then it is opened once more. */
const choose = (page: Page, label: string, text: string | RegExp): Promise<void> =>
  expect(async () => {
    await page.getByLabel(label, { exact: true }).click();
    await page.locator('.ant-select-dropdown:visible').getByText(text).first().click({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
const done = (page: Page) => expect(page.locator('.maplibregl-canvas')).toBeVisible({ timeout: 60_000 });
const figure = (page: Page, label: string) =>
  page.locator('.figure', { hasText: label }).locator('.figure-value');

test('PM2.5 is interpolated with its error, a variogram and steps', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, 'station');
  await ask(page, '空间插值');
  await choose(page, '因子', /PM2.5/);
  await page.getByRole('button', { name: '开始分析' }).click();
  await done(page);
  await expect(figure(page, '留一交叉验证 RMSE')).toHaveText(/^[\d.]+ µg\/m³$/);
  await expect(page.getByRole('heading', { name: '变异函数' })).toBeVisible();
  await expect(page.getByText('模拟', { exact: true }).first()).toBeVisible();
  await shot(page, 'interpolation');
  await page.getByText('标准误差', { exact: true }).first().click();
  await shot(page, 'error');
});

test('a hot-spot grid ranks cells, and one of them becomes a task', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, 'duty');
  await ask(page, '热点网格');
  await choose(page, '因子', /PM2.5/);
  await page.getByLabel('行政单元').fill('乌鲁木齐市');
  await page.locator('.ant-select-dropdown:visible').getByText('乌鲁木齐市', { exact: true }).first().click();
  await choose(page, '数据集', '排污单位');
  await page.getByRole('button', { name: '开始分析' }).click();
  await done(page);
  await expect(page.getByRole('cell', { name: '#1', exact: true })).toBeVisible();
  await shot(page, 'air-grid');
  // The cell in the middle of the map's view is hit by its place: the map was fitted to the cells.
  await page.waitForTimeout(4_000);
  const box = (await page.locator('.maplibregl-canvas').boundingBox())!;
  const handOver = page.getByRole('button', { name: '移交核查' });
  for (let y = 0.1; y < 0.95 && !(await handOver.isVisible()); y += 0.06)
    for (let x = 0.35; x < 0.7 && !(await handOver.isVisible()); x += 0.04) {
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    }
  await handOver.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('点位（由近及远）').click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item').first().click();
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await expect(page.getByText(/已移交：督办任务/)).toBeVisible();
  await shot(page, 'handed');
});

test('what lies upstream of a place is traced along the simulated rivers', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, 'station');
  const rivers = await (await page.request.get(`${base()}/api/analysis/rivers/features`)).json();
  // The lower end of the longest named reach that others flow into.
  const main = rivers.features.filter(
    (one: { properties: { name: string } }) => !one.properties.name.includes('支流'),
  );
  const into = (node: number) =>
    rivers.features.filter((one: { properties: { toNode: number } }) => one.properties.toNode === node)
      .length;
  const reach = main.find((one: { properties: { fromNode: number } }) => into(one.properties.fromNode) > 1);
  const [lon, lat] = reach.geometry.coordinates.at(-1);
  await ask(page, '上下游追踪');
  await page.getByLabel('经度').fill(String(lon));
  await page.getByLabel('纬度').fill(String(lat));
  await choose(page, '列出沿线的数据集（可不选）', '监测点位');
  await page.getByRole('button', { name: '开始分析' }).click();
  await done(page);
  await expect(figure(page, '河流')).toHaveText(reach.properties.name);
  expect(Number(await figure(page, '河段').textContent())).toBeGreaterThan(2);
  await expect(figure(page, '最长历时')).toHaveText(/ h$/);
  await shot(page, 'trace');
});
