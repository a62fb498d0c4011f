import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, campaignMade, json, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(SHOTS, `capability-${name}.png`), fullPage: true });
};
const CHANGJI = '/650000/652300/';
const confirm = (page: Page) =>
  page.locator('.ant-modal-footer .ant-btn-primary').filter({ visible: true }).click();

test('both hierarchies stand side by side with what they lack, and a report is kept', async ({ browser }) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await campaignMade(await signIn(page));
  await page.goto(`${base()}/console/capability/gap`);
  const card = (name: string) =>
    page
      .locator('.ant-card')
      .filter({ has: page.locator('.ant-card-head-title').getByText(name, { exact: true }) });
  // The first page of the console that this browser opens.
  await expect(card('自治区').getByRole('button', { name: '昌吉回族自治州', exact: true })).toBeVisible({
    timeout: 90_000,
  });
  await expect(card('兵团').locator('tbody tr.ant-table-row')).toHaveCount(15);
  await page.getByRole('combobox', { name: '业务领域' }).click();
  await page.locator('.ant-select-item-option').getByText('辐射', { exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'X-γ 剂量率仪' }).first()).toBeVisible();
  await expect(page.getByText('不是国家或自治区的配备标准')).toBeVisible();
  await shot(page, 'gap');
  // One step down: the prefecture with its counties.
  await card('自治区').getByRole('button', { name: '昌吉回族自治州', exact: true }).click();
  await expect(card('自治区').getByRole('button', { name: '阜康市', exact: true })).toBeVisible();
  await expect(card('兵团')).toHaveCount(0);
  await page.getByRole('button', { name: '保存缺口报告' }).click();
  await expect(page.getByText('已保存', { exact: true })).toBeVisible();
  const kept = card('已保存的报告').locator('tbody tr.ant-table-row');
  await expect(kept.first()).toContainText('昌吉回族自治州');
  await kept.first().getByRole('button').first().click();
  await expect(page.getByRole('button', { name: '返回当前' })).toBeVisible();
  await page.close();
});

test('an officer enters a change of his equipment, and it stays in its history', async ({ browser }) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const request = await signIn(page, 'officer');
  await campaignMade(request);
  const serial = `E2E-${Date.now()}`;
  const piece = {
    unitPath: CHANGJI,
    field: 'radiation',
    item: 'dose-rate-meter',
    kind: 'meter',
    name: '浏览器测试仪器',
    model: 'E2E',
    serial,
    boughtOn: null,
    calibrates: true,
    state: 'in-use',
    holder: '',
    lentTo: null,
    lentUntil: null,
    certificate: 'JZ-1',
    calibratedTo: '2020-01-01',
    nextCheck: null,
    note: '',
  };
  const made = await request.post(`${base()}/api/capability/equipment`, { headers: json, data: piece });
  expect(made.status(), await made.text()).toBe(200);
  const foreign = { ...piece, unitPath: '/BT/BT08/', serial: `${serial}-BT` };
  const refused = await request.post(`${base()}/api/capability/equipment`, { headers: json, data: foreign });
  expect(refused.status()).toBe(403);
  await page.goto(`${base()}/console/capability/equipment`);
  await page.getByRole('searchbox', { name: '名称、型号或出厂编号' }).fill(serial);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: serial, exact: true }).click();
  const drawer = page.locator('.ant-drawer-section, .ant-drawer-content').last();
  await expect(drawer.getByText('检定已过期')).toBeVisible();
  await drawer.getByRole('button', { name: '登记变动' }).click();
  await page.getByRole('dialog').getByLabel('备注').fill('送检（浏览器测试）');
  await confirm(page);
  await expect(page.getByText('已登记变动', { exact: true })).toBeVisible();
  await expect(drawer.getByText('送检（浏览器测试）')).toBeVisible();
  await shot(page, 'equipment');
  await page.goto(`${base()}/console/capability/training`);
  await expect(page.getByText('30 日内到期').first()).toBeVisible();
  await shot(page, 'training');
  await page.goto(`${base()}/console/capability/lists`);
  await expect(page.getByText('版本 2').first()).toBeVisible();
  // Lists are the administrator's.
  await expect(page.getByRole('button', { name: '新增版本' })).toHaveCount(0);
  await shot(page, 'lists');
  await page.close();
});

test('a campaign is issued, started, and brought to its result and report', async ({ browser }) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const request = await signIn(page, 'officer');
  const simulated = await campaignMade(request);
  const { enterprises } = await (await request.get(`${base()}/api/registry/enterprises?limit=1`)).json();
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const drafted = await request.post(`${base()}/api/campaign/campaigns`, {
    headers: json,
    data: {
      title: '浏览器测试行动',
      kind: 'special',
      from: today,
      to: today,
      leadPath: CHANGJI,
      units: [],
      departments: [],
      goals: '浏览器测试',
      items: ['治理设施', '台账'],
    },
  });
  const { id } = await drafted.json();
  await request.post(`${base()}/api/campaign/campaigns/${id}/objects`, {
    headers: json,
    data: { objects: [{ enterpriseId: enterprises[0].id, unitPath: CHANGJI }] },
  });
  await page.goto(`${base()}/console/campaign/campaigns`);
  await expect(page.locator('#content').getByText('模拟数据', { exact: true })).toBeVisible();
  await shot(page, 'campaigns');
  await page.goto(`${base()}/console/campaign/campaigns/${simulated}`);
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await shot(page, 'campaign');
  await page.goto(`${base()}/console/campaign/campaigns/${id}`);
  for (const [act, state] of [
    ['印发方案', '已印发'],
    ['启动行动', '进行中'],
  ] as const) {
    await page.getByRole('button', { name: act, exact: true }).click();
    await confirm(page);
    await expect(page.locator('.page-head .ant-tag').getByText(state, { exact: true })).toBeVisible();
  }
  await page.getByRole('button', { name: '写入结果', exact: true }).click();
  await page.getByRole('dialog').getByLabel('结果', { exact: true }).click();
  await page.locator('.ant-select-item-option').getByText('责令改正', { exact: true }).click();
  await page.getByRole('dialog').getByLabel('还有未结事项').check();
  await confirm(page);
  await expect(page.getByText('结果已写入', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '更新结果', exact: true })).toBeVisible();
  await expect(page.locator('tbody .ant-tag').getByText('责令改正', { exact: true })).toBeVisible();
  for (const [format, mime] of [
    ['pdf', 'application/pdf'],
    ['docx', 'officedocument'],
  ]) {
    const report = await request.get(`${base()}/api/campaign/campaigns/${id}/report?format=${format}`);
    expect(report.headers()['content-type']).toContain(mime);
  }
  await page.close();
});
