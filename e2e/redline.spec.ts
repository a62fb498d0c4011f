import { join } from 'node:path';
import { type Areal, labelPoint } from '@tarim/geo';
import { type Browser, expect, type Page, test } from './fixtures.ts';
import { png } from './picture.ts';
import { base, signIn, until } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(SHOTS, `redline-${name}.png`), fullPage: true });
};
const PHONE = { width: 390, height: 844 };
const CODE = 'field-code-2';
const UNIT = '/650000/650100/';
/** Beijing's day, so many days from today. */
const day = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: png() });

/** A place inside a simulated red-line unit of Ürümqi. */
async function placeInside(page: Page): Promise<[number, number]> {
  const get = async (path: string) => (await page.request.get(`${base()}/api/redline/${path}`)).json();
  const area = await until(
    async () => {
      const { areas } = (await get('areas?kind=redline')) as { areas: { code: string; unitPath: string }[] };
      return areas.find((one) => one.unitPath.startsWith(UNIT));
    },
    'the simulated red line',
    240,
  );
  const { geometry } = (await get(`areas/redline/${area.code}`)) as { geometry: Areal };
  return labelPoint(geometry) as [number, number];
}

/** About 160 m by 220 m. */
const square = ([x, y]: readonly [number, number], d = 0.001) => ({
  type: 'Polygon',
  coordinates: [
    [
      [x - d, y - d],
      [x + d, y - d],
      [x + d, y + d],
      [x - d, y + d],
      [x - d, y - d],
    ],
  ],
});

async function as(browser: Browser, account: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage();
  await signIn(page, account);
  return page;
}

/** Buttons of two characters are set apart. */
const spaced = (name: string) => new RegExp(`^${name.split('').join('\\s*')}$`);

/** Opens the form of an act, fills it and takes it. */
async function act(page: Page, name: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) {
  await page.reload();
  await page.getByRole('button', { name: spaced(name) }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill(dialog);
  await dialog.getByRole('button', { name: /确\s*定$/ }).click();
  await expect(dialog).toBeHidden();
}

test('a patch goes from a file over the field and the hand-over to its end, each by whom it is for', async ({
  browser,
}) => {
  test.setTimeout(900_000);
  const station = await as(browser, 'station');
  const place = await placeInside(station);
  const ref = `e2e-${Date.now()}`;

  // From a file: what cannot be used is told by feature, the rest is taken.
  await station.goto(`${base()}/console/redline/patches`);
  await station.getByRole('button', { name: '导入图斑' }).click();
  const dialog = station.getByRole('dialog');
  await dialog.getByLabel('检测器', { exact: true }).fill(ref);
  await dialog.getByLabel('前时相日期').fill(day(-60));
  await dialog.getByLabel('后时相日期').fill(day(-10));
  const features = [
    {
      type: 'Feature',
      properties: { ref, class: 'R11', confidence: 0.9, d_ndvi: -0.31 },
      geometry: square(place),
    },
    { type: 'Feature', properties: { ref: 'far' }, geometry: square([10, 50]) },
  ];
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'patches.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
  });
  await dialog.getByRole('button', { name: /检\s*查$/ }).click();
  await expect(dialog.getByText('2 个要素中 1 个可以入库')).toBeVisible();
  await expect(dialog.getByText('REDLINE_OUTSIDE_REGION')).toBeVisible();
  await dialog.getByRole('button', { name: /入\s*库$/ }).click();
  await expect(dialog.getByText('新增 1 个图斑')).toBeVisible();
  await shot(station, 'import');
  const { patches } = (await (
    await station.request.get(`${base()}/api/redline/patches?detector=${ref}`)
  ).json()) as { patches: { id: number; code: string; redlineM2: number; areaM2: number }[] };
  const { id, code, redlineM2, areaM2 } = patches[0]!;
  expect(redlineM2 / areaM2).toBeCloseTo(1, 3);
  const path = `${base()}/console/redline/patches/${id}`;
  const state = async () =>
    (
      (await (await station.request.get(`${base()}/api/redline/patches/${id}`)).json()) as {
        patch: { state: string };
      }
    ).patch.state;

  // The desk: interpreted by one, held as suspected and dispatched by another.
  await station.goto(path);
  await expect(station.getByText('NDVI')).toBeVisible();
  await act(station, '解译', async () => {});
  expect(await state()).toBe('clue');
  const duty = await as(browser, 'duty');
  await duty.goto(path);
  await act(duty, '认定疑似问题', async (form) => form.getByLabel('说明').fill('新增裸地，疑似采石'));
  await act(duty, '下发核查', async (form) => form.getByLabel('核查要求').fill('请赴现场核查（浏览器测试）'));
  expect(await state()).toBe('dispatched');

  // Planner, and the officer of another prefecture, see it and may do nothing.
  for (const account of ['planner', 'officer']) {
    const reader = await as(browser, account);
    await reader.goto(path);
    await expect(reader.getByText('请赴现场核查（浏览器测试）')).toBeVisible();
    for (const name of ['签收', '判定', '下发核查', '退回下发单位'])
      await expect(reader.getByRole('button', { name: spaced(name) })).toHaveCount(0);
    const refused = await reader.request.post(`${base()}/api/redline/patches/${id}/receive`, {
      headers: { 'x-tarim': '1' },
      data: {},
    });
    expect(refused.status(), account).toBe(403);
    await reader.context().close();
  }

  // In the field without network.
  const phone = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: PHONE,
    hasTouch: true,
    geolocation: { longitude: place[0], latitude: place[1], accuracy: 6 },
    permissions: ['geolocation'],
  });
  const field = await phone.newPage();
  await field.goto(`${base()}/field`);
  await field.getByLabel('账号').fill('station');
  await field.getByLabel('口令').fill('Tarim-2026');
  await field.getByLabel('本机密码', { exact: true }).fill(CODE);
  await field.getByLabel('再输一次本机密码').fill(CODE);
  await field.getByRole('button', { name: '登记并下载任务' }).click();
  await expect(field.getByRole('button', { name: new RegExp(code) })).toBeVisible({ timeout: 60_000 });
  await phone.setOffline(true);
  await field.getByRole('button', { name: new RegExp(code) }).click();
  await expect(field.getByText('请赴现场核查（浏览器测试）').first()).toBeVisible();
  await shot(field, 'field-patch');
  await field.getByRole('button', { name: '实地核查并上报' }).click();
  // A watch that begins anew waits for the next position, which may come before it has begun.
  await expect(async () => {
    await phone.setGeolocation({ longitude: place[0], latitude: place[1], accuracy: 5 + Math.random() });
    await expect(field.getByText('定位精度').first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await field.getByLabel('采石场').check();
  await field.getByLabel('核查情况').fill('采石场正在开采，未见批准文件。');
  await field.locator('input[type=file]').setInputFiles(picture('现场.png'));
  await expect(field.getByText(`${place[0].toFixed(4)}`).first()).toBeVisible();
  await shot(field, 'field-form');
  await field.getByRole('button', { name: '封存' }).click();
  await field.getByRole('button', { name: '确认封存' }).click();
  await expect(field.getByText('待上报')).toBeVisible();
  expect(await state()).toBe('dispatched');
  await phone.setOffline(false);
  await field.getByRole('button', { name: '同步' }).click();
  await expect(field.getByText('已生效')).toBeVisible({ timeout: 60_000 });
  expect(await state()).toBe('verified');
  await phone.close();

  // A violation goes to enforcement, and its page says what came of it.
  await act(duty, '判定', async (form) => {
    await form.getByLabel('违法违规').check();
    await form.getByLabel('说明').fill('未批先占，违法采石');
  });
  await act(duty, '移交', async (form) => {
    await form.getByLabel('涉嫌问题').fill('红线内违法采石');
    await form.getByLabel('说明').fill('现场正在开采');
    await form.getByLabel('整改期限').fill(day(30));
  });
  const handed = duty.getByTestId('redline-handed-over');
  await until(async () => {
    await duty.reload();
    await expect(handed).toBeVisible();
    return (await handed.getByRole('link', { name: /^DB-/ }).count()) > 0;
  }, 'a task of supervision');
  await shot(duty, 'handed-over');

  // Put right, accepted by another, and looked back upon by a third.
  await station.goto(path);
  await act(station, '申请验收', async (form) => {
    await form.getByLabel('整改完成日期').fill(day(-1));
    await form.getByLabel('说明').fill('已停止开采并覆土复绿');
    await form.locator('input[type=file]').nth(0).setInputFiles(picture('前.png'));
    await expect(form.getByText('前.png')).toBeVisible();
    await form.locator('input[type=file]').nth(1).setInputFiles(picture('后.png'));
    await expect(form.getByText('后.png')).toBeVisible();
  });
  const after = async (form: ReturnType<Page['getByRole']>) => {
    await form.getByLabel('说明').fill('现场已复绿');
    await form.locator('input[type=file]').setInputFiles(picture('复核.png'));
    await form.getByLabel('拍摄时间（北京时间）').fill(`${day(0)}T00:01`);
  };
  await act(duty, '验收销号', after);
  expect(await state()).toBe('closed');
  const admin = await as(browser, 'admin');
  await admin.goto(path);
  await act(admin, '回头看：未反弹', after);
  expect(await state()).toBe('looked-back');
  await admin.reload();
  await expect(admin.getByText('已回头看').first()).toBeVisible();
  await shot(admin, 'looked-back');
});

test('the red line is seen on the map and in the ledger, and nothing unverified is shown as law', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const page = await as(browser, 'planner');
  await placeInside(page);
  await page.goto(`${base()}/console/redline`);
  await expect(page.locator('.maplibregl-canvas')).toBeVisible();
  await expect(page.getByText('模拟数据').first()).toBeVisible();
  await shot(page, 'overview');
  await page.goto(`${base()}/console/redline/areas`);
  await page.getByRole('link', { name: 'MN-HX-650103' }).click();
  await expect(page.getByText('模拟红线单元 650103').first()).toBeVisible();
  await page.getByRole('tab', { name: '历次版本' }).click();
  await expect(page.getByRole('cell', { name: '2025-01-01' })).toBeVisible();
  await page.goto(`${base()}/console/redline/rules`);
  await expect(page.getByText(/条规则凭记忆转述/)).toBeVisible();
  await expect(page.getByText('凭记忆，未核对').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^修\s*订$/ })).toHaveCount(0);
  await shot(page, 'rules');
});
