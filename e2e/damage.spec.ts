import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, damagesMade, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(SHOTS, `damage-${name}.png`), fullPage: true });
};

/** Opens a step, fills it and sends it; the step is over when its dialog is. */
async function take(page: Page, step: string, fill: () => Promise<void>): Promise<void> {
  // Buttons of two characters have a blank between them.
  const name = new RegExp(`^${[...step].join('\\s*')}$`);
  await page.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill();
  await dialog.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(dialog).toHaveCount(0);
}
/** A star stands before what has to be filled in. */
const labelled = (name: string) => new RegExp(`^(\\* )?${name.replace(/[()/]/g, '\\$&')}$`);
const field = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('textbox', { name: labelled(name) });
async function choose(page: Page, name: string, option: string): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('combobox', { name: labelled(name) })
    .click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

test('a clue is screened, assessed with an estimate, negotiated and agreed', async ({ browser }) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const request = await signIn(page, 'officer');
  await damagesMade(request);
  await page.goto(`${base()}/console/damage/cases`);
  await shot(page, 'list');
  await page.getByRole('button', { name: '登记线索', exact: true }).click();
  await choose(page, '线索来源', '信访投诉');
  await field(page, '责任人').fill('某砂石厂');
  await field(page, '代码（证件号码）').fill('91652300000000099X');
  await page
    .getByRole('dialog')
    .getByRole('combobox', { name: labelled('单位') })
    .fill('昌吉市');
  await page.locator('.ant-select-dropdown:visible').getByText('昌吉市', { exact: true }).click();
  await field(page, '事由').fill('弃渣堆放影响河滩');
  await field(page, '事实').fill('群众反映河滩堆放弃渣（浏览器测试）');
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(page).toHaveURL(/damage\/cases\/\d+$/);
  const id = Number(page.url().split('/').at(-1));
  await take(page, '筛查', async () => {
    await choose(page, '是否有损害', '有损害');
    await field(page, '说明').fill('河滩植被受损（浏览器测试）');
  });
  await expect(page.locator('.ant-tag').getByText('初步核查', { exact: true })).toBeVisible();
  // Nothing is clearly slight in a red-line area.
  await page.getByRole('button', { name: '初步核查', exact: true }).click();
  await field(page, '核查情况').fill('现场取样超标');
  await page.getByRole('dialog').getByRole('switch', { name: '损害显著轻微', exact: true }).click();
  await page.getByRole('dialog').getByRole('switch', { name: '位于生态保护红线内', exact: true }).click();
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(page.getByText(/不能认定为显著轻微/).first()).toBeVisible();
  await page.getByRole('dialog').getByRole('switch', { name: '损害显著轻微', exact: true }).click();
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // Who checked does not decide.
  await page.getByRole('button', { name: /^启\s*动$/ }).click();
  await field(page, '理由').fill('存在损害');
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(page.getByText(/核查、评估的人不决定/).first()).toBeVisible();
  await shot(page, 'refused');

  const boss = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await signIn(boss, 'admin');
  await boss.goto(`${base()}/console/damage/cases/${id}`);
  await boss.getByRole('button', { name: /^启\s*动$/ }).click();
  await field(boss, '理由').fill('存在损害，应当追究');
  await boss.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(boss.getByRole('dialog')).toHaveCount(0);

  await page.reload();
  await take(page, '调查评估', async () => {
    const dialog = page.getByRole('dialog');
    await choose(page, '评估方式', '简易评估');
    await field(page, '评估机构（专家）').fill('某鉴定机构');
    await dialog.getByRole('switch', { name: '事实与责任无争议', exact: true }).click();
    await field(page, '评估意见').fill('以虚拟治理成本法估算');
    await dialog.getByRole('switch', { name: '附虚拟治理成本估算', exact: true }).click();
    for (const [name, value] of [
      ['排放量 E（t）', '100'],
      ['单位治理成本 C（元/t）', '50'],
      ['浓度 Z', '300'],
      ['限值 B', '50'],
    ] as const)
      await dialog.getByRole('spinbutton', { name, exact: true }).fill(value);
    await field(page, '环境功能系数 ω').fill('2');
    await field(page, '危害系数 α').fill('III');
    await dialog.getByRole('button', { name: /^计\s*算$/ }).click();
    await expect(dialog.getByText('D = 18,750 元')).toBeVisible();
    await shot(page, 'calculator');
    await dialog.getByRole('button', { name: '用作修复费用', exact: true }).click();
  });
  await expect(page.getByText('估算尚未经评估机构确认，不能磋商')).toBeVisible();
  await take(page, '确认估算', () => field(page, '确认意见').fill('系数已核对'));
  await take(page, '磋商告知', async () => {
    await field(page, '地点').fill('会议室');
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: labelled('会议日期') })
      .fill('2099-01-01');
    await page.keyboard.press('Enter');
  });
  await take(page, '磋商会议', async () => {
    await field(page, '参加人').fill('双方代表');
    await field(page, '会议纪要').fill('没有异议');
  });
  await boss.reload();
  await take(boss, '达成协议', async () => {
    await choose(boss, '履行方式', '货币赔偿');
    await field(boss, '修复（履行）方案').fill('用于河滩修复');
    await field(boss, '期限').fill('2099-02-01');
    await boss.keyboard.press('Enter');
  });
  await expect(boss.locator('.ant-tag').getByText('履行中', { exact: true })).toBeVisible();
  await shot(boss, 'agreed');
  const pdf = await request.get(`${base()}/api/damage/cases/${id}/documents/agreement?format=pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a penalty case tells its compensation, statistics count, the portal shows what is public', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const request = await signIn(page);
  const closed = (await damagesMade(request)).find(({ state }) => state === 'closed')!;
  await page.goto(`${base()}/console/damage/cases/${closed.id}`);
  await page.getByRole('link', { name: /罚立/ }).click();
  await expect(page.getByText(/可以从轻（生态环境法典 1056）/)).toBeVisible();
  await shot(page, 'penalty');
  await page.getByRole('link', { name: closed.number, exact: true }).click();
  await expect(page.locator('.ant-tag').getByText('已结案', { exact: true })).toBeVisible();
  await shot(page, 'closed');
  await page.goto(`${base()}/console/damage/statistics`);
  await expect(page.getByText('筛查率').first()).toBeVisible();
  await expect(page.getByText('24,750').first()).toBeVisible();
  await shot(page, 'statistics');
  const portal = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await portal.goto(`${base()}/compensations`);
  await expect(portal.getByText(/分两期缴纳/).first()).toBeVisible();
  await shot(portal, 'portal');
});
