import { expect, type Page, test } from '@playwright/test';
import { png } from './picture.ts';
import { base, drawsMade, json, signIn, until } from './product.ts';

const shot = async (page: Page, name: string) => {
  const to = process.env.TARIM_SHOTS;
  if (to) await page.screenshot({ path: `${to}/visit-${name}.png`, fullPage: true });
};
const CODE = 'field-code-1';
const PREFECTURE = '/650000/652300/';
const CHECKS = 9;

/** Signs on the glass with a few strokes. */
async function sign(page: Page, what: string, name: string): Promise<void> {
  const box = page.getByRole('group', { name: what });
  await box.getByLabel('签名人姓名').fill(name);
  const glass = box.getByRole('img');
  await glass.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await glass.boundingBox())!;
  for (const [from, to] of [
    [0.2, 0.4],
    [0.5, 0.8],
  ] as const) {
    await page.mouse.move(x + width * from, y + height * 0.3);
    await page.mouse.down();
    await page.mouse.move(x + width * to, y + height * 0.7, { steps: 6 });
    await page.mouse.up();
  }
}

test('a visit is made without network, signed on the glass, arrives, and becomes a case with its evidence', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const desk = await (await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage();
  const request = await signIn(desk, 'admin');
  await drawsMade(request);
  const get = async (path: string) => (await request.get(`${base()}/api/inspection/${path}`)).json();
  const { inspectors } = await get(`inspectors?unit=${PREFECTURE}`);
  const team = inspectors.filter((one: { unitPath: string }) => one.unitPath === PREFECTURE).slice(0, 2);
  const { objects } = await get(`objects?unit=${PREFECTURE}&limit=100`);
  const away = team.flatMap((one: { recusals: { enterpriseId: number }[] }) =>
    one.recusals.map(({ enterpriseId }) => enterpriseId),
  );
  const object = objects.find(({ enterpriseId }: { enterpriseId: number }) => !away.includes(enterpriseId));
  const planned = await request.post(`${base()}/api/inspection/visits`, {
    headers: json,
    data: {
      enterpriseId: object.enterpriseId,
      inspectors: team.map(({ id }: { id: number }) => id),
      exemption: 'data-alarm',
      why: '自动监测超标（浏览器测试）',
    },
  });
  expect(planned.status(), await planned.text()).toBe(200);
  const visit = (await planned.json()) as { id: number; enterprise: string };

  // Once with the network, then without.
  const phone = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
    geolocation: { latitude: 44.0111, longitude: 87.2222, accuracy: 8 },
    permissions: ['geolocation'],
  });
  const page = await phone.newPage();
  await page.goto(`${base()}/field`);
  await page.getByLabel('账号').fill('officer');
  await page.getByLabel('口令').fill('Tarim-2026');
  await page.getByLabel('本机密码', { exact: true }).fill(CODE);
  await page.getByLabel('再输一次本机密码').fill(CODE);
  await page.getByRole('button', { name: '登记并下载任务' }).click();
  const item = page.getByRole('button', { name: new RegExp(`${visit.enterprise}.*浏览器测试`) }).first();
  await expect(item).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await phone.setOffline(true);
  await item.click();
  await shot(page, 'item');
  await page.getByRole('button', { name: /现场检查（勘察）笔录/ }).click();

  await page.getByRole('button', { name: '现在' }).click();
  await page.getByLabel('地点').fill('厂区脱硫塔');
  await page.getByLabel('现场负责人').fill('王经理');
  await page.getByLabel('职务及与单位的关系').fill('环保经理');
  for (const told of ['已出示执法证件', '已告知申请回避'])
    await page
      .getByRole('group', { name: new RegExp(told) })
      .getByLabel('是', { exact: true })
      .check();
  await page.getByLabel('生产和治污设施运行情况').fill('2 号锅炉运行，脱硫塔停运。');
  const rows = page.getByRole('radiogroup');
  await expect(rows).toHaveCount(CHECKS);
  for (let i = 0; i < CHECKS; i++) await rows.nth(i).getByLabel('符合').check();
  await page.getByRole('radiogroup', { name: '治理设施运行' }).getByLabel('有问题').check();
  await page.getByLabel('治理设施运行：问题说明').fill('脱硫塔浆液泵停止');
  await page.getByLabel('检查情况').fill('脱硫塔停运，旁路挡板打开，烟气直排。');
  await page
    .getByRole('group', { name: /是否采样/ })
    .getByLabel('否', { exact: true })
    .check();
  await page
    .getByRole('group', { name: /检查结果/ })
    .getByLabel('立案')
    .check();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '脱硫塔.png', mimeType: 'image/png', buffer: png() });
  await sign(page, '被检查（询问）人签名', '王经理');
  await sign(page, '检查（询问）人签名 *', '检查员一');
  // Two signatures are of two persons.
  await sign(page, '记录人签名', '检查员一');
  await expect(page.getByText('须由不同的人签名')).toBeVisible();
  await expect(page.getByRole('button', { name: '封存' })).toBeDisabled();
  await page.getByRole('group', { name: '记录人签名' }).getByLabel('签名人姓名').fill('检查员二');
  await shot(page, 'form');
  await page.getByRole('button', { name: '封存' }).click();
  await page.getByRole('button', { name: '确认封存' }).click();
  await expect(page.getByText('待上报')).toBeVisible();
  // Read, shown and printed on the spot.
  await page.getByRole('button', { name: '查看' }).first().click();
  await expect(page.getByText('烟气直排')).toBeVisible();
  await expect(page.getByRole('img', { name: '检查员二' })).toBeVisible();
  await shot(page, 'sealed');
  const sheet = await page.pdf();
  expect(sheet.subarray(0, 4).toString()).toBe('%PDF');
  await page.getByRole('button', { name: /返回/ }).click();
  expect((await get(`visits?id=${visit.id}`)).visits[0].state).toBe('planned');

  await phone.setOffline(false);
  await page.getByRole('button', { name: '同步' }).click();
  await expect(page.getByText('已生效')).toBeVisible({ timeout: 30_000 });
  await until(async () => (await get(`visits?id=${visit.id}`)).visits[0].state === 'done', 'the visit');

  // At the desk: the record with its document and photograph; from it the case.
  await desk.goto(`${base()}/console/inspection/visits?visit=${visit.id}`);
  const drawer = desk.getByRole('dialog');
  await expect(drawer.getByText('烟气直排')).toBeVisible();
  await expect(drawer.getByText('脱硫塔浆液泵停止')).toBeVisible();
  await expect(drawer.getByRole('img', { name: '脱硫塔.png' })).toBeVisible();
  const href = await drawer.getByRole('link', { name: 'PDF' }).getAttribute('href');
  const pdf = await request.get(base() + href!);
  expect((await pdf.body()).subarray(0, 4).toString()).toBe('%PDF');
  await shot(desk, 'record');
  await drawer.getByRole('button', { name: /立\s*案/ }).click();
  const dialog = desk.getByRole('dialog').filter({ hasText: '笔录和照片列为证据' });
  await expect(dialog.getByText('脱硫塔停运，旁路挡板打开，烟气直排。')).toBeVisible();
  await dialog.getByLabel('违法行为', { exact: true }).click();
  await desk.locator('.ant-select-dropdown:visible .ant-select-item').first().click();
  await dialog.getByLabel('案由').fill('不正常运行治理设施（浏览器测试）');
  // Who inspected handles it, unless somebody else is chosen.
  for (const { name } of team)
    await expect(dialog.locator('.ant-select-selection-item').getByText(name)).toBeVisible();
  await shot(desk, 'filing');
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await expect(desk.getByRole('cell', { name: '现场检查笔录（王经理）' })).toBeVisible();
  await shot(desk, 'case');
});
