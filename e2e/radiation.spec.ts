import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, radiationMade, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(SHOTS, `radiation-${name}.png`), fullPage: true });
};
const confirm = (page: Page) =>
  page.locator('.ant-modal-footer .ant-btn-primary').filter({ visible: true }).click();

test('a supervisor finds the unit whose source stands idle too long, and has it brought to storage', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await radiationMade(await signIn(page, 'radiation'));
  await page.goto(`${base()}/console/radiation/units`);
  await page.getByRole('link', { name: '无损检测公司（模拟）', exact: true }).click({ timeout: 90_000 });
  await expect(page.getByText(/许可证 \d+ 天后到期/)).toBeVisible();
  await expect(page.getByText(/闲置放射源须在/)).toBeVisible();
  await shot(page, 'unit');
  await page.getByRole('link', { name: '0124IR900052', exact: true }).click();
  await expect(page.getByRole('button', { name: '打印编码卡' })).toBeVisible();
  await shot(page, 'source');
  // Between two characters of a button there is a blank.
  await page.getByRole('button', { name: /^送\s?贮$/ }).click();
  await page.getByRole('dialog').getByLabel('依据文书', { exact: true }).fill('送贮合同（浏览器测试）');
  await page.getByRole('dialog').getByLabel('去向', { exact: true }).fill('城市放射性废物库（浏览器测试）');
  await confirm(page);
  await expect(page.getByText('去向 城市放射性废物库（浏览器测试）')).toBeVisible();
  await expect(page.getByRole('button', { name: '办理备案', exact: true })).toBeVisible();
  await page.goto(`${base()}/console/radiation/collection`);
  await expect(page.getByText('应收', { exact: true }).first()).toBeVisible();
  await shot(page, 'collection');
  await page.goto(`${base()}/console/radiation/sources`);
  // The most dangerous of today is the cobalt of the irradiator.
  await expect(page.locator('tbody tr.ant-table-row').first()).toContainText('0124CO900011');
  await shot(page, 'sources');
  await page.close();
});

test('an enterprise sees its own unit only', async ({ browser }) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await signIn(page, 'enterprise');
  await page.goto(`${base()}/console/radiation/units`);
  await expect(page.getByText(/年度评估报告逾期未报/)).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText('无损检测公司（模拟）')).toHaveCount(0);
  await shot(page, 'own');
  await page.close();
});
