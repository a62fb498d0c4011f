import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, casesMade, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(SHOTS, `enforcement-${name}.png`), fullPage: true });
};

test('a case shows its terms and what it owes; a decision out of order is refused with its article', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const request = await signIn(page);
  const cases = await casesMade(request);
  const noticed = cases.find(({ state }) => state === 'noticed')!;
  await page.goto(`${base()}/console/enforcement/cases`);
  await page.getByRole('link', { name: noticed.number, exact: true }).click();
  await expect(page.getByText('此前作出决定无效').first()).toBeVisible();
  await expect(page.getByText('拟处罚须集体讨论后方可决定')).toBeVisible();
  await shot(page, 'noticed');

  await page.getByRole('button', { name: '作出决定', exact: true }).click();
  await page.getByLabel('理由').fill('浏览器测试');
  await page.locator('.ant-modal .ant-btn-primary').click();
  await expect(page.getByText(/行政处罚法第 44、45、64 条/)).toBeVisible();
  await shot(page, 'refused');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '明示放弃', exact: true }).click();
  await page.getByLabel('当事人原话').fill('自愿放弃陈述申辩和听证（浏览器测试）');
  await page.locator('.ant-modal:visible .ant-btn-primary').click();
  await expect(page.getByText('自愿放弃陈述申辩和听证（浏览器测试）')).toBeVisible();
  await expect(page.getByText('此前作出决定无效')).toHaveCount(0);

  // What is decided is a document, and public without what is personal.
  const closed = cases.find(({ state }) => state === 'closed')!;
  const pdf = await request.get(`${base()}/api/enforcement/cases/${closed.id}/documents/decision?format=pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const portal = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await portal.goto(`${base()}/decisions`);
  await expect(portal.getByText('生态环境法典 1107').first()).toBeVisible();
  await expect(portal.getByText('150,000').first()).toBeVisible();
  await shot(portal, 'portal');
});
