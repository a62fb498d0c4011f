import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, signIn, until } from './product.ts';

/** Where screenshots go for somebody to look at; none are taken without it. */
const SHOTS = process.env.TARIM_SHOTS;
async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(SHOTS, `emf-${name}.png`), fullPage: true });
}

test('a measurement over the limit is a finding that somebody acknowledges; the portal tells shares of the limit', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const request = await signIn(page, 'radiation');
  const facility = await until(
    async () => {
      const answer = await request.get(`${base()}/api/emf/facilities?text=SIM-EM-04`);
      const { facilities } = (await answer.json()) as { facilities: { id: number; name: string }[] };
      return facilities[0];
    },
    'the simulated facilities',
    120,
  );

  await page.goto(`${base()}/console/emf/facilities/${facility.id}`);
  await expect(page.getByRole('heading', { name: facility.name })).toBeVisible();
  await page.getByRole('button', { name: '录入监测', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const fill = (label: string, value: string) => dialog.getByLabel(label, { exact: true }).fill(value);
  for (const [label, value] of [
    ['监测单位与人员', '浏览器测试'],
    ['地点', '居民楼前'],
    ['水平距离（m）', '30'],
    ['天气', '晴'],
    ['工况、业务负荷', '正常'],
    ['E V/m', '24'],
  ] as const)
    await fill(label, value);
  await fill('仪器', 'SIM-EMI-01');
  await page.keyboard.press('Enter');
  await dialog.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(dialog).toBeHidden();
  await shot(page, 'facility');

  // (24/12)²: four times the limit.
  const row = page.getByRole('row').filter({ hasText: '400 %' }).first();
  await row.getByRole('link').first().click();
  await expect(page.getByRole('link', { name: '← 电磁监测', exact: true })).toBeVisible();
  await expect(page.locator('.page-head').getByText('超过限值', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^签\s*收$/ }).click();
  await expect(page.locator('.ant-card-head').getByText('已签收', { exact: true })).toBeVisible();
  await shot(page, 'measurement');

  const portal = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await portal.goto(`${base()}/electromagnetic`);
  await expect(portal.getByText('相当于限值的 0.9 %', { exact: true })).toBeVisible();
  // What nobody checked is not public.
  await expect(portal.getByText('400 %')).toHaveCount(0);
  await shot(portal, 'portal');
});
