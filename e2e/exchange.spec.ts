import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
/** At the width of a desk and of a telephone; nothing lies beside the screen at either. */
async function shot(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()!;
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    await page.waitForTimeout(SHOTS ? 1_200 : 300);
    const over = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    // The frame takes a moment to fold its menu away.
    await expect.poll(over, `${name} at ${size.width}`).toBeLessThanOrEqual(1);
    if (SHOTS)
      await page.screenshot({ path: join(SHOTS, `exchange-${name}-${size.width}.png`), fullPage: true });
  }
  await page.setViewportSize(before);
}

const SLUG = `ledger-${Date.now().toString(36)}`;
const TITLE = '畜禽养殖台账（浏览器测试）';
/** Seven rows: no name, an amount beyond the range, a day that is none, and a place far away, which is only doubtful. */
const LEDGER = [
  '编码,名称,排放量(t),日期,经度,纬度',
  'A01,甲养殖场,12.5,2026-07-01,87.61,43.82',
  'A02,,3,2026-07-01,87.62,43.83',
  'A03,丙养殖场,99999,2026-07-02,87.63,43.84',
  'A04,丁养殖场,4.25,2026-07-03,116.4,39.9',
  'A05,戊养殖场,7,2026-02-31,87.65,43.86',
  'A06,己养殖场,8,2026-07-05,87.66,43.87',
  'A07,庚养殖场,9,2026-07-06,87.67,43.88',
].join('\n');

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label).last().click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

async function bring(page: Page, name: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(LEDGER) });
  await expect(page.getByText(name)).toBeVisible();
}

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click();
const figure = (page: Page, label: string) =>
  page.locator('.figure', { has: page.getByText(label, { exact: true }) }).locator('.figure-value');

test('a ledger with bad lines becomes a data set: looked at, mapped, run, read; the same file again changes nothing', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.setViewportSize({ width: 1440, height: 900 });
  const request = await signIn(page, 'station');
  await page.goto(`${base()}/console/exchange`);
  await page.getByRole('link', { name: '新建汇聚任务' }).click();

  // Source: a file that somebody brings.
  await bring(page, 'ledger.csv');
  if (
    await page
      .getByText('选择行政单元')
      .isVisible()
      .catch(() => false)
  ) {
    await page.getByLabel('责任单位').click();
    await page.getByLabel('责任单位').fill('650100');
    await page.locator('.ant-select-tree-title:visible').filter({ hasText: '乌鲁木齐市' }).click();
  }
  await shot(page, '1-source');
  await next(page);

  // Look: seven rows, their fields and where they lie.
  await expect(page.getByTestId('exchange-found')).toContainText('读取 7 行，6 个字段');
  await expect(page.getByLabel('位置')).toBeVisible();
  await expect(page.getByRole('cell', { name: '甲养殖场' })).toBeVisible();
  await expect(page.locator('.maplibregl-canvas')).toBeVisible();
  await shot(page, '2-preview');
  await next(page);

  // Mapping as proposed; one title of our own.
  const load = page.getByRole('group', { name: '排放量(t)' });
  await expect(load.getByLabel('单位')).toHaveValue('t');
  await load.getByLabel('字段名').fill('load');
  await load.getByLabel('中文名称').fill('排放量');
  // Days, though one cell is none.
  await page.getByRole('group', { name: '日期' }).getByLabel('类型').click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('日期', { exact: true }).click();
  await shot(page, '3-mapping');
  await next(page);

  // Checks: a name, and amounts up to a thousand tonnes.
  const add = async (kind: string, field: string) => {
    await choose(page, '添加检查……', kind);
    const check = page.getByRole('group', { name: /^检查 \d+$/ }).last();
    await check.getByLabel('字段').click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(field, { exact: true }).click();
    return check;
  };
  await add('必填', '名称 (name)');
  const range = await add('数值范围', '排放量 (load)');
  await range.getByLabel('最小').fill('0');
  await range.getByLabel('最大').fill('1000');
  await page.getByLabel('允许拒绝的比例').fill('60');
  await page.getByRole('button', { name: '试跑检查' }).click();
  const tried = page.getByTestId('exchange-tried');
  await expect(tried.getByText('不能为空')).toBeVisible();
  await expect(tried.getByText('99999 不在 0 至 1000 之间')).toBeVisible();
  await expect(figure(page, '拒绝')).toHaveText('3');
  await shot(page, '4-checks');
  await next(page);

  // Publication: what is missing is said where it is missing.
  await page.getByLabel('数据集名称').fill(TITLE);
  await page.getByLabel('标识').fill(SLUG);
  await page.getByRole('button', { name: '保存并运行' }).click();
  await expect(page.getByText('必填').first()).toBeVisible();
  await page.getByLabel('数据来源', { exact: true }).fill('某县畜禽养殖台账（模拟）');
  await page.getByLabel('模拟数据').click();
  await shot(page, '5-publish');
  await page.getByRole('button', { name: '保存并运行' }).click();

  // The run: four rows are in, three stayed out and say why.
  await expect(page.getByTestId('exchange-state')).toContainText('部分入库', { timeout: 60_000 });
  await expect(figure(page, '读取')).toHaveText('7');
  await expect(figure(page, '合格')).toHaveText('4');
  await expect(figure(page, '拒绝')).toHaveText('3');
  await expect(figure(page, '新增')).toHaveText('4');
  const rejected = page.getByRole('region', { name: '被拒与存疑的行' });
  await expect(rejected.getByRole('row').filter({ hasText: '“2026-02-31”不是日期' })).toContainText('6');
  await expect(rejected.getByText('名称=丙养殖场')).toBeVisible();
  await shot(page, '6-run');
  const loaded = page.waitForEvent('download');
  await rejected.getByRole('button', { name: '下载 CSV' }).click();
  const csv = await (await loaded).createReadStream();
  let text = '';
  for await (const chunk of csv) text += chunk;
  expect(text).toContain('行号,字段,处理,代码,原因,原始内容');
  expect(text).toContain('EXCHANGE_ROW_RANGE');

  // The set stands in the catalogue and is read by the open interface.
  await page.getByRole('link', { name: '目录条目与数据' }).click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(page.getByText('己养殖场').first()).toBeVisible();
  await shot(page, '7-catalogue');
  const items = await request.get(`${base()}/ogc/collections/collected-${SLUG}/items?limit=10`);
  expect(items.status(), await items.text()).toBe(200);
  const { features } = (await items.json()) as {
    features: {
      properties: { code: string; load: number; simulated: boolean };
      geometry: { type: string };
    }[];
  };
  expect(features.map((one) => one.properties.code).sort()).toEqual(['A01', 'A04', 'A06', 'A07']);
  expect(features.find((one) => one.properties.code === 'A01')!.properties.load).toBe(12.5);
  expect(features.every((one) => one.geometry.type === 'Point' && one.properties.simulated)).toBe(true);
  // Internal: nobody reads it without signing in.
  expect((await fetch(`${base()}/ogc/collections/collected-${SLUG}/items`)).status).toBe(404);

  // The same file again.
  await page.goto(`${base()}/console/exchange`);
  await page.getByPlaceholder('检索名称、标识、单位').fill(SLUG);
  await expect(page.getByRole('link', { name: TITLE })).toBeVisible();
  await shot(page, '8-list');
  await page.getByRole('button', { name: '立即运行' }).click();
  await bring(page, 'ledger-again.csv');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^运\s*行$/ })
    .click();
  await expect(page.getByTestId('exchange-state')).toContainText('无变化', { timeout: 60_000 });
  await expect(figure(page, '新增')).toHaveText('0');

  // Changed settings are another version; what rows are held by stays.
  await page.getByRole('link', { name: TITLE }).click();
  await shot(page, '9-pipeline');
  await page.getByRole('tab', { name: /^设置/ }).click();
  await shot(page, '10-settings');
  await page.getByRole('link', { name: '修改设置' }).click();
  await page.getByRole('button', { name: '检查与写入' }).click();
  await expect(page.getByText('已有数据，主键与写入方式不可更改')).toBeVisible();
  await page
    .getByRole('button', { name: '保存', exact: true })
    .or(page.getByRole('button', { name: '保 存' }))
    .click();
  await expect(page.getByRole('tab', { name: '版本（2）' })).toBeVisible();
  await page.getByRole('tab', { name: '版本（2）' }).click();
  await page.getByRole('button', { name: '第 1 版' }).click();
  await expect(
    page.getByRole('dialog').getByText('EXCHANGE').or(page.getByRole('dialog').getByText('检查项')),
  ).toBeVisible();
  await shot(page, '11-version');
  expect(errors).toEqual([]);
});
