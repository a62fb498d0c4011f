import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, signIn, until } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(SHOTS, `effects-${name}.png`), fullPage: true });
};

test('evaluations of red-line areas lead back to what made them; yearly figures are checked before they are taken', async ({
  browser,
}) => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await signIn(page, 'station');
  const { effects } = await until(
    async () => {
      const answer = await (await page.request.get(`${base()}/api/redline/effects`)).json();
      return (answer.effects?.length ?? 0) > 0 ? answer : undefined;
    },
    'the simulated evaluations',
    240,
  );
  await page.goto(`${base()}/console/redline/effects`);
  await expect(page.getByText('不是 HJ 1143-2020').first()).toBeVisible();
  await page.getByRole('button', { name: '评估过程' }).first().click();
  await expect(page.getByText('用保存的输入与方案复算，结果一致')).toBeVisible();
  await shot(page, 'drawer');
  await page.keyboard.press('Escape');
  await shot(page, 'list');

  await page.getByRole('tab', { name: '年度指标' }).click();
  await expect(page.getByText('EQI 分类').first()).toBeVisible();
  await shot(page, 'yearly');
  await page.getByRole('tab', { name: '评估方案' }).click();
  await expect(page.getByText('平台默认方案 @1')).toBeVisible();
  await shot(page, 'schemes');

  await page.getByRole('button', { name: '导入年度指标' }).click();
  await page.getByLabel('数据来源').fill('试验产品 1.0');
  const text = '对象类别,编码,年度,净初级生产力 NPP（gC/m²/a）\n生态保护红线,没有这个,2025,300';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'npp.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: /^检\s*查$/ }).click();
  await expect(page.getByText('REDLINE_ROW_AREA_UNKNOWN')).toBeVisible();
  await shot(page, 'import');

  const { kind, code } = effects[0];
  await page.goto(`${base()}/console/redline/areas/${kind}/${encodeURIComponent(code)}?tab=quality`);
  await expect(page.getByText('数值与来源').first()).toBeVisible();
  await shot(page, 'area');
  await page.close();
});
