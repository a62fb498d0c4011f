import { join } from 'node:path';
import { pdfText } from '@tarim/testkit/pdf-text';
import { expect, type Page, test } from './fixtures.ts';
import { base, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(SHOTS, `zoning-${name}.png`), fullPage: true });
};

/** A square of about a kilometre around the middle of a simulated priority unit. */
async function siteInPriority(page: Page): Promise<{ code: string; text: string }> {
  const versions = await (await page.request.get(`${base()}/api/zoning/versions`)).json();
  const inForce = versions.versions.find((one: { step: string }) => one.step === 'published');
  const { units } = await (
    await page.request.get(`${base()}/api/zoning/versions/${inForce.id}/units`)
  ).json();
  const unit = units.find((one: { class: string }) => one.class === 'priority');
  const rings = unit.geometry.type === 'Polygon' ? unit.geometry.coordinates : unit.geometry.coordinates[0];
  const ring = rings[0] as [number, number][];
  // The middle of two opposite corners of a short stretch lies just inside; move it towards the middle of the box.
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const x = (Math.min(...xs) + Math.max(...xs)) / 2;
  const y = (Math.min(...ys) + Math.max(...ys)) / 2;
  const d = 0.005;
  const lines = [
    [x - d, y - d],
    [x + d, y - d],
    [x + d, y + d],
    [x - d, y + d],
  ].map(([lon, lat]) => `${lon!.toFixed(6)},${lat!.toFixed(6)}`);
  return { code: unit.code, text: lines.join('\n') };
}

test('a project in a priority unit is refused with the right rule, and its report says so', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, 'planner');
  const { code, text } = await siteInPriority(page);
  await page.goto(`${base()}/console/zoning/check`);
  await page.getByRole('textbox', { name: '项目名称' }).fill('年产十万吨某化工项目');
  await page.getByLabel('项目范围').fill(text);
  await page.getByLabel('行业代码（GB/T 4754）').fill('C2611');
  await page
    .getByRole('button', { name: '研 判' })
    .or(page.getByRole('button', { name: '研判' }))
    .first()
    .click();
  const answer = page.getByTestId('zoning-answer');
  await expect(answer.getByText('禁止', { exact: true }).first()).toBeVisible();
  await expect(answer.getByText('优先保护单元内禁止新建石油加工与化工项目').first()).toBeVisible();
  await expect(answer.getByText(code).first()).toBeVisible();
  await expect(answer.getByText('模拟数据')).toBeVisible();
  await shot(page, 'refused');

  const href = await answer.getByRole('link', { name: '研判报告（PDF）' }).getAttribute('href');
  const pdf = await page.request.get(base() + href!);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  const said = (await pdfText(await pdf.body())).replace(/\s+/g, '');
  expect(said).toContain('年产十万吨某化工项目');
  expect(said).toContain(code);
  expect(said).toContain('禁止新建石油加工与化工项目');
  expect(said).toContain('模拟');

  // The same place for another trade is not refused by that rule.
  await page.getByLabel('行业代码（GB/T 4754）').fill('C1311');
  await page
    .getByRole('button', { name: '研 判' })
    .or(page.getByRole('button', { name: '研判' }))
    .first()
    .click();
  await expect(answer.getByText('限制（须满足条件）').first()).toBeVisible();
});

test('a site is drawn on the map', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'planner');
  await page.goto(`${base()}/console/zoning/check`);
  const canvas = page.locator('.maplibregl-canvas');
  await expect(canvas).toBeVisible();
  await page.waitForTimeout(3_000);
  await page.getByRole('button', { name: '绘制范围' }).click();
  const box = (await canvas.boundingBox())!;
  for (const [x, y] of [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.6, 0.6],
  ])
    await page.mouse.click(box.x + box.width * x!, box.y + box.height * y!, { delay: 60 });
  await page
    .getByRole('button', { name: '完 成' })
    .or(page.getByRole('button', { name: '完成' }))
    .click();
  await expect(page.getByLabel('项目范围')).toHaveValue(/"Polygon"/);
  await shot(page, 'drawn');
});

test('a draft changes the plan, shows its differences, and all enterprises are checked against it', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'admin');
  await page.goto(`${base()}/console/zoning/plans`);
  await page.getByRole('button', { name: '起草新版本' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('方案').fill('模拟动态更新方案');
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await expect(page.getByRole('button', { name: '进入“已评估”' })).toBeVisible();
  await page.getByRole('tab', { name: '准入规则' }).click();
  await page.getByRole('button', { name: '新增规则' }).click();
  await dialog.getByLabel('要求').fill('模拟规则：全区域禁止新建某类项目。');
  await dialog.getByLabel('机器判定').click();
  await page.getByTitle('禁止', { exact: true }).click();
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await expect(page.getByText('已新增')).toBeVisible();
  await page.getByRole('tab', { name: '与上一版差异' }).click();
  await expect(page.getByText('模拟规则：全区域禁止新建某类项目。').first()).toBeVisible();
  await page.getByRole('tab', { name: '批量研判' }).click();
  await page.getByRole('button', { name: '对全部在册企业研判' }).click();
  // Every enterprise in the units is forbidden now.
  await expect(page.getByText('模拟规则：全区域禁止新建某类项目。').first()).toBeVisible({ timeout: 60_000 });
  await shot(page, 'batch');
});
