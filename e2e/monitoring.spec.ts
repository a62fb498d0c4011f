import { writeFileSync } from 'node:fs';
import { rowsToXlsx, xlsxToSheets } from '@tarim/platform';
import { pdfText } from '@tarim/testkit/pdf-text';
import { expect, test } from './fixtures.ts';
import { base, makeReport, signIn, until } from './product.ts';

const SITE = '沙依巴克区河流断面（模拟）';
const shot = (name: string) =>
  process.env.TARIM_SHOTS
    ? { path: `${process.env.TARIM_SHOTS}/monitoring-${name}.png`, fullPage: true }
    : null;

/**
 * The whole cycle by the people who do it: the station plans, a sampler goes out with a telephone, the laboratory brings a
 * sheet with deliberate errors and then a right one, three people review, and the result is on the list with its class.
 */
test('a monitoring plan becomes an official result', async ({ browser }, info) => {
  test.setTimeout(300_000);
  const as = async (account: string, phone = false) => {
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      hasTouch: phone,
      permissions: ['geolocation'],
      geolocation: { longitude: 87.6, latitude: 43.79 },
    });
    const page = await context.newPage();
    await signIn(page, account);
    return page;
  };
  const look = async (page: Awaited<ReturnType<typeof as>>, name: string) => {
    const to = shot(name);
    if (to) await page.screenshot(to);
  };

  // The plan.
  const station = await as('station');
  await station.goto(`${base()}/console/monitoring/plans`);
  await station.getByRole('button', { name: '新建计划' }).click();
  const dialog = station.getByRole('dialog');
  await dialog.getByLabel('计划').fill('浏览器测试计划');
  await dialog.getByRole('button', { name: /建\s*立/ }).click();
  await expect(station.getByRole('heading', { name: '浏览器测试计划' })).toBeVisible();
  const sites = station.locator('#pointIds');
  await sites.fill('沙依巴克区河流');
  await expect(station.locator('.ant-select-item-option-active').filter({ hasText: SITE })).toBeVisible();
  await sites.press('Enter');
  await sites.press('Escape');
  const items = station.locator('#items');
  for (const item of ['pH', '氨氮', '总磷']) {
    await items.fill(item);
    await expect(station.locator('.ant-select-item-option-active').filter({ hasText: item })).toBeVisible();
    await items.press('Enter');
  }
  await items.press('Escape');
  await station.locator('#body').fill('乌鲁木齐市监测站');
  await station.getByRole('button', { name: '加入计划' }).click();
  await expect(station.getByRole('cell', { name: SITE })).toBeVisible();
  await look(station, 'plan');
  await station.getByRole('button', { name: '计划生效' }).click();
  await station.getByRole('button', { name: /确\s*定/ }).click();
  await expect(station.getByText('查看这份计划的任务')).toBeVisible();
  const planId = Number(new URL(station.url()).pathname.split('/').at(-1));
  const { tasks } = await (
    await station.request.get(`${base()}/api/monitoring/tasks?planId=${planId}`)
  ).json();
  const task = tasks[0] as { id: number; code: string };

  // Sampling on a telephone, first without a network.
  const phone = await as('sampler', true);
  await phone.goto(`${base()}/console/monitoring/field/${task.id}`);
  await phone.getByRole('button', { name: '取当前位置' }).click();
  await expect(phone.getByText(/87\.60000, 43\.79000/)).toBeVisible();
  await phone.getByLabel('pH', { exact: true }).fill('8.1');
  await phone.getByLabel('备注').fill('水面平静');
  await phone.getByRole('button', { name: '+ 全程序空白' }).click();
  await phone
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PNG });
  await expect(phone.getByAltText('采样照片')).toBeVisible();
  await look(phone, 'phone');
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: '提交采样记录' }).click();
  await expect(phone.getByText(/1 份采样记录等待网络/)).toBeVisible();
  await phone.context().setOffline(false);
  await until(async () => {
    const answer = await station.request.get(`${base()}/api/monitoring/tasks/${task.id}`);
    return (await answer.json()).task.state === 'sampled' ? true : null;
  }, 'the form that waited is sent');

  // The laboratory.
  const lab = await as('analyst');
  await lab.goto(`${base()}/console/monitoring/lab`);
  for (const number of ['01', '02']) {
    await lab.getByLabel('扫描或输入样品编码，回车选中').fill(`${task.code}-${number}`);
    await lab.getByLabel('扫描或输入样品编码，回车选中').press('Enter');
  }
  await lab.getByLabel('样品状态，如：完好，4 ℃').fill('完好，4 ℃');
  await lab.getByRole('button', { name: /接收（2）/ }).click();
  await expect(lab.getByText('已登记')).toBeVisible();
  const template = await lab.request.get(`${base()}/api/monitoring/lab/template?taskId=${task.id}`);
  const [sheet] = await xlsxToSheets(await template.body());
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const filled = (results: Readonly<Record<string, unknown>>) =>
    sheet!.rows.map((row, index) =>
      index === 0
        ? row
        : [
            row[0],
            row[1],
            results[`${String(row[0]).slice(-2)} ${row[1]}`] ?? '<0.01',
            row[3],
            null,
            'HJ 535-2009',
            today,
            '张',
          ],
    );
  const send = async (rows: unknown[][], name: string) => {
    const path = info.outputPath(`${name}.xlsx`);
    writeFileSync(path, await rowsToXlsx([{ name: '检测结果', rows: rows as never }]));
    await lab.locator('input[type=file]').setInputFiles(path);
    await lab.getByRole('button', { name: '1. 检查' }).click();
  };
  await lab.goto(`${base()}/console/monitoring/lab`);
  await lab.getByRole('tab', { name: '检测结果表' }).click();
  const wrong = filled({ '01 氨氮': '0.3O', '01 总磷': '未检出' });
  wrong.push(['JC000000-00000-09', '氨氮', 0.2, 'mg/L', null, '', today, '张']);
  await send(wrong, 'wrong');
  for (const code of ['LAB_RESULT_UNREADABLE', 'LAB_DETECTION_LIMIT_MISSING', 'LAB_CONTAINER_UNKNOWN'])
    await expect(lab.getByText(code)).toBeVisible();
  await expect(lab.getByRole('button', { name: '2. 导入' })).toBeDisabled();
  await look(lab, 'errors');
  await send(filled({ '01 氨氮': 1.3, '01 总磷': 0.08 }), 'right');
  await lab.getByRole('button', { name: '2. 导入' }).click();
  await expect(lab.getByText('已导入 4 个结果')).toBeVisible();
  await lab.getByRole('link', { name: `任务 ${task.id}` }).click();
  await lab.getByRole('button', { name: '提交校核' }).click();
  await expect(lab.getByText('待校核').first()).toBeVisible();

  // Three levels, three people; the analyst is none of them.
  await expect(lab.getByRole('button', { name: /校\s*核/, exact: false }).last()).toBeDisabled();
  for (const [account, level] of [
    ['checker', /^校\s*核$/],
    ['reviewer', /^审\s*核$/],
    ['signer', /^签\s*发$/],
  ] as const) {
    const page = await as(account);
    await page.goto(`${base()}/console/monitoring/tasks/${task.id}`);
    await page.getByRole('button', { name: level }).click();
    await page.getByRole('button', { name: /确\s*定/ }).click();
    await expect(page.getByText('已完成').first()).toBeVisible();
    if (account === 'signer') {
      // NH3-N 1.3 lies between class III (1.0) and class IV (1.5).
      await expect(page.getByRole('heading', { name: '评价结论' })).toBeVisible();
      await expect(page.getByText(/1\.3 > 1 \(III\), ≤ 1\.5 \(IV\)/)).toBeVisible();
      await look(page, 'task');
    }
    await page.context().close();
  }
  await station.goto(`${base()}/console/monitoring/results`);
  const row = station.getByRole('row').filter({ hasText: SITE }).first();
  await expect(row).toContainText('IV');
  await look(station, 'results');

  // It stands in the monthly report of the city, as a PDF.
  const month = today.slice(0, 7);
  const report = await makeReport(station.request, {
    kind: 'monthly',
    unitPath: '/650000/650100/',
    period: month,
  });
  const pdf = await station.request.get(`${base()}/api/reporting/reports/${report}/files/pdf`);
  writeFileSync(info.outputPath('monthly.pdf'), await pdf.body());
  const text = await pdfText(await pdf.body());
  expect(text).toContain(SITE.replace(/（.*/, ''));
  expect(text).toContain('氨氮(0.3)');
});

test('coverage names the counties without a site, on the map and as a list', async ({ page }) => {
  const request = await signIn(page);
  const { units } = await (await request.get(`${base()}/api/monitoring/coverage`)).json();
  const missing = (units as { names: { zh: string }; code: string; sites: Record<string, number> }[]).filter(
    (one) => !one.sites.soil,
  );
  expect(missing.length).toBeGreaterThan(5);
  await page.goto(`${base()}/console/monitoring/coverage`);
  await page.getByRole('combobox', { name: '介质' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '土壤' }).click();
  await expect(page.getByText(`${missing.length} / ${units.length}`)).toBeVisible();
  await expect(page.getByRole('cell', { name: new RegExp(missing[0]!.code) })).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
});

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
