import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, permitsMade, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(SHOTS, `complaint-${name}.png`), fullPage: true });
};

/** Opens a step, fills it and sends it; the step is over when its dialog is. */
async function take(page: Page, step: string, fill: Readonly<Record<string, string>>, verdict?: string) {
  // Buttons of two characters have a blank between them.
  await page.getByRole('button', { name: new RegExp(`^${[...step].join('\\s*')}$`) }).click();
  const dialog = page.getByRole('dialog');
  for (const [name, text] of Object.entries(fill))
    await dialog.getByRole('textbox', { name: new RegExp(`^(\\* )?${name}`) }).fill(text);
  if (verdict) {
    await dialog.getByRole('combobox', { name: /^(\* )?结论$/ }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(verdict, { exact: true }).click();
  }
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await dialog.locator('.ant-modal-footer .ant-btn-primary').click();
  expect((await answered).status()).toBe(200);
  await expect(dialog).toHaveCount(0);
}

const NAME = '李测试';
const PHONE = '13800138000';
const OBJECT = `某砂石厂${Date.now() % 100_000}`;

test('a citizen reports on a telephone, reads the reply, and nobody reads who it was', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const citizen = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await citizen.goto(`${base()}/reports`);
  await citizen.getByRole('link', { name: '我要举报', exact: true }).click();
  await citizen.getByRole('combobox', { name: '类别', exact: true }).selectOption('odour');
  await citizen.getByRole('textbox', { name: '反映什么', exact: true }).fill('我家对面夜里有刺鼻气味');
  await citizen.getByRole('combobox', { name: '地区', exact: true }).selectOption('/650000/652300/');
  await citizen.getByRole('button', { name: '在地图上标出', exact: true }).click();
  await expect(citizen.locator('.place-map canvas')).toBeVisible();
  // A picture of one dot, drawn by the browser itself.
  const png = await citizen.evaluate(
    () => document.createElement('canvas').toDataURL('image/png').split(',')[1]!,
  );
  await citizen.locator('input[type=file]').setInputFiles({
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from(png, 'base64'),
  });
  await expect(citizen.locator('.photos img')).toHaveCount(1);
  await citizen.getByRole('checkbox', { name: '匿名举报', exact: true }).uncheck();
  await citizen.getByRole('textbox', { name: '称呼', exact: true }).fill(NAME);
  await citizen.getByRole('textbox', { name: '联系方式', exact: true }).fill(PHONE);
  await shot(citizen, 'form');
  await citizen.getByRole('button', { name: '提交', exact: true }).click();
  const number = (await citizen.getByTestId('number').textContent())!;
  const code = (await citizen.getByTestId('code').textContent())!;
  await shot(citizen, 'receipt');

  const staff = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await signIn(staff, 'officer');
  await staff.goto(`${base()}/console/complaint/files`);
  await staff.getByRole('link', { name: number, exact: true }).click();
  await expect(staff.getByText('受理期限').first()).toBeVisible();
  await expect(staff.getByText(PHONE)).toHaveCount(0);
  await take(staff, '受理', { 被举报对象: OBJECT, 涉嫌问题: '夜间异味' });
  await take(staff, '交办', {});
  await take(staff, '报告办理结果', { 查明情况: '除臭设施停运', 处理措施: '责令恢复' }, '属实');
  // Who handled it does not sign the reply.
  await staff.getByRole('button', { name: '答复举报人', exact: true }).click();
  await staff.getByRole('dialog').getByRole('textbox', { name: /内容/ }).fill('已恢复');
  await staff.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(staff.getByText(/不答复/).first()).toBeVisible();
  await staff.keyboard.press('Escape');
  await staff.getByRole('button', { name: '查看举报人身份', exact: true }).click();
  await staff
    .getByRole('dialog')
    .getByRole('textbox', { name: /查看理由/ })
    .fill('回访核实');
  await staff.getByRole('dialog').locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(staff.getByText(PHONE)).toBeVisible();
  await shot(staff, 'file');

  const boss = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await signIn(boss, 'admin');
  await boss.goto(staff.url());
  await take(boss, '答复举报人', { 内容: '反映属实，除臭设施已恢复运行。' });
  await take(boss, '公开结果', { 反映了什么: '夜间异味', 结果: `${OBJECT}除臭设施已恢复` });
  await boss.goto(`${base()}/console/enforcement/clues`);
  await expect(boss.getByText(OBJECT).first()).toBeVisible();

  await citizen.goto(`${base()}/report-receipt`);
  await citizen.getByRole('textbox', { name: '受理编号', exact: true }).fill(number);
  await citizen.getByRole('textbox', { name: '查询码', exact: true }).fill(code);
  await citizen.getByRole('button', { name: '查询', exact: true }).click();
  await expect(citizen.getByTestId('reply')).toHaveText('反映属实，除臭设施已恢复运行。');
  await citizen.getByRole('button', { name: '满意', exact: true }).click();
  await expect(citizen.getByRole('button', { name: '满意', exact: true })).toHaveCount(0);
  await shot(citizen, 'reply');
  await citizen.goto(`${base()}/reports`);
  await expect(citizen.getByText(`${OBJECT}除臭设施已恢复`)).toBeVisible();
  const text = (await citizen.locator('main').textContent())!;
  expect(text).not.toContain(NAME);
  expect(text).not.toContain(PHONE);
  expect(text).not.toContain('我家对面');
  await shot(citizen, 'feed');
});

test('a renewal that was asked for fifty-nine days before the end is warned of', async ({ page }) => {
  test.setTimeout(240_000);
  const request = await signIn(page);
  const late = (await permitsMade(request)).find(({ renewal }) => renewal?.daysBefore === 59)!;
  await page.goto(`${base()}/console/permit/permits`);
  await expect(page.getByText('延续逾期', { exact: true }).first()).toBeVisible();
  await shot(page, 'permits');
  await page.getByRole('link', { name: late.number, exact: true }).click();
  await expect(page.getByText(/只余 59 日/)).toBeVisible();
  await shot(page, 'permit');
  await page.goto(`${base()}/console/permit/applications`);
  await expect(page.getByText('逾期提出', { exact: true }).first()).toBeVisible();
  await page.goto(`${base()}/permits`);
  await expect(page.getByText(late.number)).toBeVisible();
});
