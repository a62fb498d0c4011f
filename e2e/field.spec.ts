import { expect, type Page, test } from './fixtures.ts';
import { png } from './picture.ts';
import { base, json, signIn, until } from './product.ts';

const shot = async (page: Page, name: string) => {
  const to = process.env.TARIM_SHOTS;
  if (to) await page.screenshot({ path: `${to}/field-${name}.png` });
};
const CODE = 'field-code-1';
const PHONE = { width: 390, height: 844 };
const PLACE = { latitude: 44.0111, longitude: 87.2222, accuracy: 8 };

test('a task is taken along, done without network on a phone, and arrives when there is one', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const phone = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: PHONE,
    hasTouch: true,
    geolocation: PLACE,
    permissions: ['geolocation'],
  });
  const page = await phone.newPage();

  // Something to do for an enforcement officer of the prefecture.
  const desk = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  const request = await signIn(desk, 'admin');
  const point = await until(async () => {
    const answer = await request.get(`${base()}/api/registry/points?unitPath=/650000/652300/&limit=50`);
    const { points } = (await answer.json()) as { points: { id: number; kind: string }[] };
    return points.find((one) => one.kind.startsWith('outlet'));
  }, 'a point of the prefecture');
  const made = await request.post(`${base()}/api/supervision/tasks`, {
    headers: json,
    data: {
      pointId: point.id,
      role: 'enforcement-officer',
      unitPath: '/650000/652300/',
      verification: 'on-site',
      requirement: '现场核查采样口（浏览器测试）',
    },
  });
  expect(made.status(), await made.text()).toBe(200);
  const { id } = (await made.json()) as { id: number };
  const code = `DB-${String(id).padStart(6, '0')}`;

  // Once with the network: the person, the device, the programme, the tasks.
  await page.goto(`${base()}/field`);
  await page.getByLabel('账号').fill('officer');
  await page.getByLabel('口令').fill('Tarim-2026');
  await page.getByLabel('本机密码', { exact: true }).fill(CODE);
  await page.getByLabel('再输一次本机密码').fill(CODE);
  await shot(page, 'set-up');
  await page.getByRole('button', { name: '登记并下载任务' }).click();
  await expect(page.getByRole('button', { name: new RegExp(code) })).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await expect
    .poll(() => page.evaluate(() => caches.keys().then((all) => all.length)), { timeout: 20_000 })
    .toBe(1);
  await shot(page, 'tasks');

  // Without network, after the phone was switched off: nothing but its code opens it.
  await phone.setOffline(true);
  await page.reload();
  // What the test sets goes with the process of the page.
  await phone.setGeolocation(PLACE);
  await page.getByLabel('本机密码').fill('not the code');
  await page.getByRole('button', { name: '解锁' }).click();
  await expect(page.getByText('密码不对')).toBeVisible();
  await page.getByLabel('本机密码').fill(CODE);
  await page.getByRole('button', { name: '解锁' }).click();
  await page.getByRole('button', { name: new RegExp(code) }).click();
  await expect(page.getByText('离线')).toBeVisible();
  await expect(page.getByText('现场核查采样口（浏览器测试）').first()).toBeVisible();
  await shot(page, 'task');
  await page.getByRole('button', { name: '现场核查并反馈' }).click();
  await page.getByLabel('是', { exact: true }).check();
  await page.getByLabel('核查情况').fill('采样口完好，已核对。');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: png() });
  await expect(page.getByText('87.2222, 44.0111')).toBeVisible();
  await shot(page, 'form');

  // The phone dies in the middle: what was filled in is there again.
  await page.reload();
  // What the test sets goes with the process of the page.
  await phone.setGeolocation(PLACE);
  await page.getByLabel('本机密码').fill(CODE);
  await page.getByRole('button', { name: '解锁' }).click();
  await page.getByRole('button', { name: new RegExp(code) }).click();
  await page.getByRole('button', { name: '现场核查并反馈' }).click();
  await expect(page.getByLabel('核查情况')).toHaveValue('采样口完好，已核对。');
  await expect(page.getByText('87.2222, 44.0111')).toBeVisible();
  await page.getByRole('button', { name: '封存' }).click();
  await page.getByRole('button', { name: '确认封存' }).click();
  await expect(page.getByText('待上报')).toBeVisible();
  await shot(page, 'sealed');
  const state = async () =>
    ((await (await request.get(`${base()}/api/supervision/tasks/${id}`)).json()) as { state: string }).state;
  expect(await state()).toBe('dispatched');

  // Nothing of it lies readable in the browser's storage.
  const kept = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('tarim-field');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const all = await new Promise<unknown[]>((resolve) => {
      const asked = db.transaction('box').objectStore('box').getAll();
      asked.onsuccess = () => resolve(asked.result);
    });
    db.close();
    return all.map((one) => new TextDecoder().decode((one as { data: ArrayBuffer }).data));
  });
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.filter((text) => /采样口|officer|DB-0/.test(text))).toEqual([]);

  // With the network again it arrives by itself, with what was photographed and where.
  await phone.setOffline(false);
  await page.getByRole('button', { name: '同步' }).click();
  await expect(page.getByText('已生效')).toBeVisible({ timeout: 30_000 });
  await shot(page, 'sent');
  expect(await state()).toBe('replied');
  const { steps } = (await (await request.get(`${base()}/api/supervision/tasks/${id}`)).json()) as {
    steps: {
      act: string;
      evidence: { sha256: string }[];
      detail: { field?: { photos: { place: number[] }[] } };
    }[];
  };
  const reply = steps.find((one) => one.act === 'reply')!;
  expect(reply.evidence).toHaveLength(1);
  expect(reply.detail.field!.photos[0]!.place).toEqual([PLACE.longitude, PLACE.latitude]);
  const photo = await request.get(`${base()}/api/supervision/tasks/${id}/files/${reply.evidence[0]!.sha256}`);
  expect(Buffer.compare(await photo.body(), png())).toBe(0);

  // A lost phone is locked out and clears itself at its next contact.
  await desk.goto(`${base()}/console/field`);
  await desk
    .getByRole('button', { name: /^停\s*用$/ })
    .first()
    .click();
  await desk.getByRole('dialog').getByLabel('原因').fill('手机丢失');
  await shot(desk, 'revoke');
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(desk.getByText('手机丢失')).toBeVisible();
  await page.getByRole('button', { name: '同步' }).click();
  await expect(page.getByText('登记这台设备')).toBeVisible();
  await expect(page.getByText('手机丢失')).toBeVisible();
  await shot(page, 'wiped');
});
