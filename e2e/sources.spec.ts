import { writeFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from './fixtures.ts';
import { base, json, signIn, until } from './product.ts';

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const look = async (page: Page, name: string) => {
  if (!process.env.TARIM_SHOTS) return;
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${process.env.TARIM_SHOTS}/sources-${name}.png`, fullPage: true });
};
const as = async (browser: Browser, account: string, size = SIZES.desk): Promise<Page> => {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: size,
    hasTouch: size === SIZES.phone,
  });
  const page = await context.newPage();
  await signIn(page, account);
  return page;
};
/** Beijing's day, some days from now. */
const day = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
/** Chooses a unit by its code in a field that finds units. */
const chooseUnit = async (page: Page, label: string, code: string, name: string) => {
  const dialog = page.getByRole('dialog');
  const field = dialog.getByLabel(label);
  // A list that is drawn anew under the pointer loses the click: people see an empty field and choose again.
  await expect(async () => {
    await field.click();
    await field.fill(code);
    await page.locator(`.ant-select-tree-node-content-wrapper[title="${name}"]`).click();
    // The list goes by itself; on a busy machine it waits for the focus to leave.
    await field.blur();
    await expect(page.locator('.ant-select-tree:visible')).toHaveCount(0);
    await expect(dialog.getByText(name)).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
};
const ok = (page: Page) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定|OK/ })
    .click();

/** 查、测、溯、治、销 by their dialogs, on a telephone where one stands at the water; the person who treated it does not close it. */
test('an outfall goes from survey to closing', async ({ browser }) => {
  test.setTimeout(240_000);
  const station = await as(browser, 'station', SIZES.phone);
  await station.goto(`${base()}/console/sources/outfalls`);
  await station.getByRole('button', { name: '登记排污口' }).click();
  const form = station.getByRole('dialog');
  const code = `PWK-${Date.now()}`;
  await form.getByLabel('编码').fill(code);
  await form.getByLabel('名称').fill('浏览器测试排污口');
  await form.getByLabel('受纳水体').fill('乌鲁木齐河');
  await chooseUnit(station, '行政单元', '650103', '沙依巴克区');
  await form.getByLabel('排查日期').fill(day(-20));
  await form.getByLabel('经度').fill('87.59');
  await form.getByLabel('纬度').fill('43.8');
  await look(station, 'form-phone');
  await ok(station);
  await expect(station.getByRole('heading', { name: new RegExp(code) })).toBeVisible();
  const path = new URL(station.url()).pathname;

  // 测: what is below detection needs its limit, and says so.
  const act = async (page: Page, name: RegExp) => {
    await page.getByRole('button', { name }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
  };
  await act(station, /填报监测/);
  await station.getByRole('dialog').getByLabel('采样日期').fill(day(-10));
  const values = station.getByRole('dialog').getByLabel('结果', { exact: true });
  await values.nth(0).fill('38');
  await station.getByRole('dialog').getByLabel('未检出').nth(1).check();
  await values.nth(2).fill('0.62');
  await look(station, 'monitor-phone');
  await ok(station);
  await expect(station.getByText(/检出限/).last()).toBeVisible();
  await expect(station.getByRole('dialog')).toBeVisible();
  await station.getByRole('dialog').getByLabel('检出限').nth(1).fill('0.025');
  await ok(station);
  await expect(station.getByRole('dialog')).toBeHidden();
  await expect(station.getByText('<0.025')).toBeVisible();

  // 溯: with evidence.
  await act(station, /^溯\s*源$/);
  await station.getByRole('dialog').getByLabel('责任主体').fill('沙依巴克区排水处');
  await station.getByRole('dialog').getByLabel('溯源依据').fill('管网排查，上游为雨污混接');
  const evidence = async (name: string) => {
    await station
      .getByRole('dialog')
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'image/png', buffer: PNG });
    await expect(station.getByRole('dialog').getByText(name)).toBeVisible();
  };
  await evidence('pipe.png');
  await ok(station);
  await expect(station.getByRole('dialog')).toBeHidden();

  // 治: a plan, then its end.
  await act(station, /整治方案/);
  await station.getByRole('dialog').getByLabel('整治措施').fill('雨污分流改造');
  await station.getByRole('dialog').getByLabel('整治责任人').fill('张工');
  await station.getByRole('dialog').getByLabel('整治期限').fill(day(30));
  await ok(station);
  await expect(station.getByRole('dialog')).toBeHidden();
  await act(station, /整治完成/);
  await station.getByRole('dialog').getByLabel('完成日期').fill(day(0));
  await evidence('done.png');
  await ok(station);
  await expect(station.getByRole('dialog')).toBeHidden();
  await expect(station.getByRole('button', { name: /^销\s*号$/ })).toBeDisabled();
  await expect(station.getByText('制定方案或报告完成的人不能销号')).toBeVisible();
  await look(station, 'treated-phone');

  // 销, by another person.
  const reviewer = await as(browser, 'reviewer');
  await reviewer.goto(base() + path);
  await act(reviewer, /^销\s*号$/);
  await reviewer
    .getByRole('dialog')
    .getByLabel(/原因|理由/)
    .fill('现场核实，已无污水排出');
  await ok(reviewer);
  await expect(reviewer.getByRole('dialog')).toBeHidden();
  await expect(reviewer.getByText('已销号').first()).toBeVisible();
  await expect(reviewer.getByText('现场核实，已无污水排出')).toBeVisible();
  await look(reviewer, 'closed');
  const photo = reviewer.getByRole('link', { name: /佐证/ }).first();
  const answer = await reviewer.request.get(base() + (await photo.getAttribute('href'))!);
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/png']);
  await reviewer.goto(`${base()}/console/sources/outfalls`);
  await expect(reviewer.locator('canvas').first()).toBeVisible();
  await look(reviewer, 'outfalls');
});

/** A file with wrong rows brings nothing; the right one shows its station, and no plate anywhere. */
test('inspections of vehicles come in by a file, plates do not', async ({ browser }, info) => {
  const page = await as(browser, 'station');
  await page.goto(`${base()}/console/sources/mobile`);
  await page.getByRole('tab', { name: '导入', exact: true }).click();
  // Rows that are there already are not taken twice.
  const station = `测试检验站${String(Date.now()).slice(-6)}`;
  const head = '行政区代码,检验机构,号牌号码,燃料,排放阶段,检测方法,结果,检测时间,CO,HC,NO,烟度';
  const row = (plate: string, result: string, time: string) =>
    `650103,${station},${plate},汽油,国六,双怠速,${result},${day(-3)} ${time},0.1,20,,`;
  const send = async (name: string, rows: readonly string[]) => {
    const file = info.outputPath(name);
    writeFileSync(file, `\uFEFF${[head, ...rows].join('\r\n')}\r\n`);
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: /检\s*查$/ }).click();
  };
  await send('wrong.csv', [row('新A12345', '大概合格', '10:00'), row('新A12346', '合格', '25:70')]);
  await expect(page.getByText(/2 处错误，没有入库/)).toBeVisible();
  await expect(page.getByRole('button', { name: /入\s*库$/ })).toBeDisabled();
  await look(page, 'mobile-errors');
  await send('right.csv', [row('新A12345', '合格', '10:00'), row('新A12346', '不合格', '10:20')]);
  await expect(page.getByText(/可以入库：2 行/)).toBeVisible();
  await page.getByRole('button', { name: /入\s*库$/ }).click();
  await expect(page.getByText(/已入库 2 行/)).toBeVisible();
  await page.getByRole('tab', { name: '检验机构', exact: true }).click();
  const shown = page.getByRole('row').filter({ hasText: station });
  await until(async () => {
    if (await shown.count()) return true;
    const next = page.locator('.ant-pagination-next:not(.ant-pagination-disabled)').first();
    if (await next.count()) await next.click();
    return null;
  }, 'the station in the table');
  await expect(shown.first()).toContainText('50');
  await look(page, 'mobile');
  expect(await page.content()).not.toContain('新A1234');
});

/** A catchment, what is farmed there, its load step by step, and a coefficient of the region's own. */
test('a catchment is registered, farmed and worked out', async ({ browser }) => {
  const page = await as(browser, 'station');
  const name = `测试流域${String(Date.now()).slice(-6)}`;
  await page.goto(`${base()}/console/sources/diffuse`);
  await page.getByRole('button', { name: '登记流域单元' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('流域单元').fill(name);
  await dialog.getByLabel('流域', { exact: true }).fill('准噶尔内流区');
  await dialog.getByLabel('面积（km²）').fill('120');
  await chooseUnit(page, '行政单元', '650103', '沙依巴克区');
  await ok(page);
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name }).click();
  await expect(page.getByText('还没有任何年度的活动水平')).toBeVisible();
  await page.getByRole('button', { name: '填报活动水平' }).click();
  await dialog.getByLabel('年度').fill('2025');
  await dialog.getByLabel('氮肥（折纯，t）').fill('100');
  await dialog.getByLabel('磷肥（折纯，t）').fill('20');
  await dialog.getByRole('button', { name: '加一项' }).first().click();
  await dialog.getByLabel('名称').fill('小麦');
  await dialog.getByLabel('公顷').fill('1000');
  await look(page, 'activity');
  await ok(page);
  await expect(dialog).toBeHidden();
  await expect(page.getByText('2025 年，第 1 版')).toBeVisible();
  await expect(page.getByRole('heading', { name: '计算步骤' })).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  await look(page, 'catchment');

  const admin = await as(browser, 'admin');
  await admin.goto(`${base()}/console/sources/diffuse`);
  await admin.getByRole('tab', { name: '系数' }).click();
  await admin.getByRole('button', { name: '设定本地系数' }).click();
  await chooseUnit(admin, '适用范围', '650103', '沙依巴克区');
  const crop = `测试作物${name.slice(-6)}`;
  await admin.getByRole('dialog').getByLabel('名称').fill(crop);
  await admin.getByRole('dialog').getByLabel('系数', { exact: true }).fill('12.5');
  await admin.getByRole('dialog').getByLabel('来源').fill('浏览器测试');
  await ok(admin);
  await expect(admin.getByRole('dialog')).toBeHidden();
  await expect(admin.getByRole('cell', { name: crop })).toBeVisible();
  await look(admin, 'coefficients');
});

/** The simulated years stand behind these pages; they are there some time after the start. */
test('media pages show figures, by the newest result and by the period, and where they come from', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const request = await signIn(page);
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1;
  const span = `kind=year&from=${year}-01&to=${year}-12`;
  for (const [medium, title] of [
    ['groundwater', '地下水环境质量'],
    ['soil', '土壤环境质量'],
    ['noise', '声环境质量'],
  ] as const) {
    await until(
      async () => {
        const answer = await request.get(
          `${base()}/api/monitoring/media?pointKind=${medium}&from=${year}-01&to=${year}-12`,
          { headers: json },
        );
        return ((await answer.json()) as { sites: unknown[] }).sites.length > 10;
      },
      `results of ${medium}`,
      120,
    );
    await page.goto(`${base()}/console/monitoring/media?medium=${medium}&${span}`);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.locator('canvas').first()).toBeVisible();
    await expect(page.getByText('点位数').first()).toBeVisible();
    await page.getByText('整个时段', { exact: true }).click();
    await expect(page).toHaveURL(/basis=period/);
    await page.locator('tbody .ant-tag').first().click();
    const drawer = page.locator('.ant-drawer-body');
    await expect(drawer.getByText(medium === 'noise' ? /能量平均/ : /逐次评价/).first()).toBeVisible();
    await expect(drawer.getByText('步骤')).toBeVisible();
    await look(page, `media-${medium}`);
  }
  const { sections } = (await (
    await request.get(`${base()}/api/monitoring/water?from=${year}-01&to=${year}-12`)
  ).json()) as { sections: { name: string; origin: string }[] };
  expect(sections.length).toBeGreaterThan(10);
  await page.goto(`${base()}/console/monitoring/water?${span}`);
  await page.getByRole('button', { name: sections[0]!.name }).first().click();
  await expect(page.locator('.ant-drawer-body').getByText(/按已签发的手工监测结果评价/)).toBeVisible();
  await look(page, 'water');
});

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
