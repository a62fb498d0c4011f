import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, json, signIn, until } from './product.ts';

/** Where screenshots go for somebody to look at; none are taken without it. */
const SHOTS = process.env.TARIM_SHOTS;
async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(SHOTS, `radnet-${name}.png`), fullPage: true });
}

interface Found {
  readonly id: number;
  readonly pointId: number;
  readonly pointName: string;
  readonly worst: string;
  readonly simulated: boolean;
}

test('rain is suspected where it rained, a rise in dry weather is an alarm that is followed, checked and closed', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const request = await signIn(page, 'radiation');
  const found = async (kind: string, worst: string, state: string) => {
    const answer = await request.get(`${base()}/api/radnet/findings?kind=${kind}&state=${state}&limit=200`);
    const { findings } = (await answer.json()) as { findings: Found[] };
    return findings.find((one) => one.worst === worst && one.simulated);
  };
  const rain = await until(() => found('rain', 'rain-suspected', 'over'), 'rain at a gamma station', 120);
  const rise = await until(() => found('rise', 'alarm', 'open'), 'a rise in dry weather', 60);

  await page.goto(`${base()}/console/radnet/findings/${rain.id}`);
  const tag = (text: string) => page.locator('.page-head .ant-tag').getByText(text, { exact: true });
  await expect(tag('疑似降雨')).toBeVisible();
  await expect(tag('模拟数据')).toBeVisible();
  await expect(page.getByText(/雨水把空气中的氡子体带到地面/)).toBeVisible();
  await shot(page, 'rain');

  await page.goto(`${base()}/console/radnet/findings/${rise.id}`);
  await expect(tag('报警')).toBeVisible();
  await expect(page.getByText(/当时与之前三小时都没有雨/)).toBeVisible();
  // What it became: a task of supervision, which leads back.
  const task = await until(async () => {
    const answer = await request.get(`${base()}/api/supervision/radiation/radnet/${rise.id}/tasks`);
    return ((await answer.json()) as { tasks: { code: string }[] }).tasks[0];
  }, 'a task of the rise');
  await page.getByRole('link', { name: task.code, exact: true }).click();
  await page.getByRole('link', { name: `辐射监测发现 ${rise.id}`, exact: true }).click();
  await expect(page.getByText('视频监控', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^签\s*收$/ }).click();
  await expect(tag('已签收')).toBeVisible();
  await page.getByRole('button', { name: /^办\s*结$/ }).click();
  await page.getByRole('combobox', { name: '核实结论' }).click();
  await page
    .locator('.ant-select-item-option')
    .getByText('附近使用放射源（如探伤）', { exact: true })
    .click();
  await page.getByRole('textbox', { name: '核实经过与依据' }).fill('附近探伤作业，已核对台账（浏览器测试）');
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(tag('已办结')).toBeVisible();
  await shot(page, 'rise');
  const closed = await request.post(`${base()}/api/radnet/findings/${rise.id}/acknowledge`, {
    headers: json,
  });
  expect(closed.status()).toBe(409);

  // The station with its curve; its figure leads to the records.
  await page.goto(`${base()}/console/radnet/stations/${rise.pointId}`);
  await expect(page.getByRole('heading', { name: rise.pointName })).toBeVisible();
  await expect(page.getByRole('img', { name: '剂量率与雨量' })).toBeVisible();
  await expect(page.getByText('这里的正常水平', { exact: true })).toBeVisible();
  await shot(page, 'station');
  await page.locator('.figure-value a').first().click();
  await expect(page.getByText(/空气吸收剂量率/).first()).toBeVisible();

  await page.goto(`${base()}/console/radnet/stations`);
  await expect(page.getByRole('link', { name: rise.pointName, exact: true })).toBeVisible();
  await shot(page, 'stations');
  const now = Date.now();
  const span = `from=${new Date(now - 86_400_000).toISOString()}&to=${new Date(now).toISOString()}`;
  const eurdep = await request.get(`${base()}/api/radnet/export?format=eurdep&${span}`);
  expect(await eurdep.text()).toContain('T-GAMMA');

  const portal = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await portal.goto(`${base()}/radiation`);
  await expect(portal.getByText('这里的正常范围（无雨）').first()).toBeVisible();
  await expect(portal.getByText('未经审核').first()).toBeVisible();
  await shot(portal, 'portal');
  await portal.close();
});
