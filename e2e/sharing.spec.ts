import { expect, type Page, test } from './fixtures.ts';
import { base, signIn } from './product.ts';

const shot = async (page: Page, name: string) => {
  const to = process.env.TARIM_SHOTS;
  if (to) await page.screenshot({ path: `${to}/sharing-${name}.png`, fullPage: true });
};
const BODY = '水利厅（浏览器测试）';
const QUOTA = 20;

/** Show 4: a data-sharing request from another bureau to a used, metered, ending key. */
test('another bureau asks on the portal, is granted less, reads by its key, and is stopped', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const open = async () =>
    (
      await browser.newContext({
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        viewport: { width: 1440, height: 900 },
      })
    ).newPage();

  // The other bureau finds the data and asks for them; nobody is signed in.
  const bureau = await open();
  await bureau.goto(`${base()}/data`);
  await bureau.getByLabel('检索名称、关键词、字段').fill('监测点位');
  await bureau.getByRole('link', { name: '监测点位', exact: true }).click();
  await expect(bureau.getByRole('heading', { name: '监测点位' })).toBeVisible();
  await shot(bureau, 'entry');
  await bureau.getByRole('link', { name: '申请共享' }).click();
  await bureau.getByLabel('申请单位').fill(BODY);
  await bureau.getByLabel('联系人').fill('张工');
  await bureau.getByLabel('联系方式').fill('000-0000000');
  await expect(bureau.getByLabel('监测点位', { exact: true })).toBeChecked();
  await bureau.getByLabel('用途').fill('河湖管理叠加显示');
  await bureau.getByLabel('法律或职责依据').fill('履行河湖管理职责');
  const inHalfAYear = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);
  await bureau.getByLabel('共享至').fill(inHalfAYear);
  await shot(bureau, 'form');
  await bureau.getByRole('button', { name: '提交申请' }).click();
  const receipt = (await bureau.getByTestId('receipt').textContent())!;
  expect(receipt).toMatch(/^[2-9A-Z-]{23}$/);
  await bureau.goto(`${base()}/data-receipt`);
  const look = async () => {
    await bureau.getByLabel('回执编号').fill(receipt);
    await bureau.getByRole('button', { name: '查询' }).click();
  };
  await look();
  await expect(bureau.getByText('待审批')).toBeVisible();
  await expect(bureau.getByRole('button', { name: '领取密钥' })).toHaveCount(0);

  // Somebody who may approve grants fewer rows.
  const admin = await open();
  await signIn(admin, 'admin');
  await admin.goto(`${base()}/console/data/requests`);
  await shot(admin, 'requests');
  await admin.getByRole('link', { name: BODY }).first().click();
  await admin.getByRole('button', { name: /^批\s*准$/ }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('每日额度（行）').fill(String(QUOTA));
  await dialog.getByLabel('审批意见').fill('同意，按最小必要共享');
  await shot(admin, 'approve');
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await expect(dialog).toBeHidden();
  await expect(admin.getByText('已批准').first()).toBeVisible();

  // The bureau takes its key, which is shown once.
  await look();
  await expect(bureau.getByText('同意，按最小必要共享')).toBeVisible();
  await bureau.getByRole('button', { name: '领取密钥' }).click();
  const secret = (await bureau.getByTestId('secret').textContent())!;
  await shot(bureau, 'key');
  await look();
  await expect(bureau.getByTestId('secret')).toHaveCount(0);

  // Read by machine: metered, and refused when the quota is used.
  const read = (key: string | null, query: string) =>
    fetch(`${base()}/api/catalog/datasets/monitoring-points/export?format=geojson&${query}`, {
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
    });
  const first = await read(secret, 'limit=15');
  expect(first.status).toBe(200);
  expect(first.headers.get('x-share-rows-left')).toBe(String(QUOTA));
  const { features } = (await first.json()) as { features: { properties: object }[] };
  expect(features).toHaveLength(15);
  expect(features.every((one) => !('enterpriseId' in one.properties))).toBe(true);
  const refused = await read(secret, 'limit=6');
  expect(refused.status).toBe(429);
  expect(((await refused.json()) as { code: string }).code).toBe('CATALOG_QUOTA_USED');
  expect((await read(secret, 'limit=5')).status).toBe(200);
  expect((await read(secret, 'limit=1')).status).toBe(429);

  // What it read stands in the use log.
  await expect(async () => {
    await admin.reload();
    await expect(admin.getByText(`${QUOTA} / ${QUOTA}`)).toBeVisible({ timeout: 10_000 });
    // The sum knows what is on its way into the log; the lines come with the next flush.
    await expect(admin.getByRole('cell', { name: 'export' }).first()).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await shot(admin, 'use');

  // A new key ends the old one; the end of the grant ends both. A bad key never reads as anybody.
  bureau.once('dialog', (asked) => void asked.accept());
  await bureau.getByRole('button', { name: '更换密钥' }).click();
  const second = (await bureau.getByTestId('secret').textContent())!;
  expect((await read(secret, 'limit=1')).status).toBe(401);
  expect((await read(second, 'limit=1')).status).toBe(429);
  await admin.getByRole('button', { name: '停用授权' }).click();
  await admin.getByRole('dialog').getByLabel('理由').fill('用途已结束');
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(admin.getByText('已停用').first()).toBeVisible();
  expect((await read(second, 'limit=1')).status).toBe(401);
  expect((await read(null, 'limit=1')).status).toBe(200);
  await look();
  await expect(bureau.getByText('用途已结束')).toBeVisible();
});
