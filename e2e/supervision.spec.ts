import { pdfText } from '@tarim/testkit/pdf-text';
import { expect, type Page, test } from './fixtures.ts';
import { base, json, signIn, unaskedAlarm } from './product.ts';

const shot = async (page: Page, name: string) => {
  const to = process.env.TARIM_SHOTS;
  if (to) await page.screenshot({ path: `${to}/supervision-${name}.png`, fullPage: true });
};

/**
 * From the alarm to the closed task by the people who do it: somebody asks about an alarm of the enterprise, the body receives,
 * issues a notice and verifies with evidence, the enterprise answers in its own face, somebody else reviews and closes.
 */
test('an alarm becomes a task, is verified, answered, reviewed and closed', async ({ browser }) => {
  test.setTimeout(300_000);
  const as = async (account: string) => {
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await signIn(page, account);
    return page;
  };
  const admin = await as('admin');
  // An alarm of an enterprise of the region that nobody was asked about, and somebody of that enterprise.
  const alarm = await unaskedAlarm(admin.request);
  const account = `e2e-${alarm.enterpriseId}`;
  const made = await admin.request.post(`${base()}/api/identity/people`, {
    headers: json,
    data: {
      account,
      name: '排污单位（浏览器测试）',
      password: 'Tarim-2026',
      posts: [{ role: 'enterprise', unitPath: alarm.unitPath, enterpriseId: alarm.enterpriseId }],
    },
  });
  expect(made.status(), await made.text()).toBe(200);
  const enterprise = await as(account);

  // From the page of the alarm.
  await admin.goto(`${base()}/console/alarms/${alarm.id}`);
  await admin.getByRole('button', { name: /^督\s*办$/ }).click();
  await admin.getByLabel('督办要求').fill('请核实该点位报警原因（浏览器测试）');
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await admin
    .getByRole('link', { name: /^DB-\d{6}$/ })
    .first()
    .click();
  await expect(admin).toHaveURL(/\/console\/supervision\/tasks\/\d+$/);
  const id = Number(new URL(admin.url()).pathname.split('/').at(-1));
  await expect(admin.getByText('请核实该点位报警原因（浏览器测试）').first()).toBeVisible();

  // Receipt, notice, verification.
  const receive = admin.getByRole('button', { name: /^签\s*收$/ });
  if (await receive.isVisible()) await receive.click();
  await admin.getByRole('button', { name: '制发督办单' }).click();
  await admin.getByRole('button', { name: /^制\s*发$/ }).click();
  await expect(admin).toHaveURL(/\/console\/supervision\/notices\/\d+$/);
  const notice = Number(new URL(admin.url()).pathname.split('/').at(-1));
  const pdf = await admin.request.get(`${base()}/api/supervision/notices/${notice}/files/pdf`);
  const text = (await pdfText(await pdf.body())).replace(/\s/g, '');
  expect(text).toMatch(/〔\d{4}〕\d+号/);
  expect(text).toContain('模拟数据');
  const docx = await admin.request.get(`${base()}/api/supervision/notices/${notice}/files/docx`);
  expect((await docx.body()).subarray(0, 2).toString()).toBe('PK');
  await expect(admin.locator('iframe')).toBeVisible();
  await shot(admin, 'notice');
  await admin.goto(`${base()}/console/supervision/tasks/${id}`);
  await admin.getByRole('button', { name: '开始核实' }).click();
  await admin.getByText('现场核实', { exact: true }).last().click();
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(admin.getByRole('dialog')).toBeHidden();

  // The enterprise, in its own face.
  await enterprise.goto(`${base()}/console/supervision/notices/${notice}`);
  await enterprise.getByRole('button', { name: '确认收到' }).click();
  await expect(enterprise.getByText('平台送达')).toBeVisible();
  await enterprise.getByLabel('说明', { exact: true }).fill('治理设施检修，已恢复（浏览器测试）');
  await enterprise
    .locator('input[type=file]')
    .setInputFiles({ name: '检修记录.png', mimeType: 'image/png', buffer: PNG });
  await expect(enterprise.getByText('检修记录.png')).toBeVisible();
  await enterprise.getByRole('button', { name: /^提\s*交$/ }).click();
  await expect(enterprise.getByText('治理设施检修，已恢复（浏览器测试）').first()).toBeVisible();
  await shot(enterprise, 'enterprise');
  const closed = await enterprise.request.get(`${base()}/api/supervision/tasks/${id}`);
  expect(closed.status()).toBe(403);

  // The reply, with evidence; who replied does not review.
  await admin.reload();
  await expect(admin.getByText('治理设施检修，已恢复（浏览器测试）').first()).toBeVisible();
  await admin.getByRole('button', { name: /^反\s*馈$/ }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('核实情况').fill('现场核实属实，已督促检修（浏览器测试）');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: '现场照片.png', mimeType: 'image/png', buffer: PNG });
  await expect(dialog.getByText('现场照片.png')).toBeVisible();
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await expect(admin.getByRole('button', { name: '开始审核' })).toBeDisabled();

  // Somebody else.
  const duty = await as('duty');
  await duty.goto(`${base()}/console/supervision/tasks/${id}`);
  await duty.getByRole('button', { name: '开始审核' }).click();
  await duty.getByRole('button', { name: /^办\s*结$/ }).click();
  await duty.getByLabel('意见或理由').fill('情况属实，同意办结');
  await duty
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(duty.getByText('同意办结')).toBeVisible();
  await shot(duty, 'closed');
  const task = await (await duty.request.get(`${base()}/api/supervision/tasks/${id}`)).json();
  expect(task.state).toBe('closed');
  const log = task.steps.map((step: { act: string }) => step.act);
  for (const act of ['receive', 'notice', 'verify', 'receipt', 'answer', 'reply', 'review', 'close'])
    expect(log).toContain(act);
});

test('a task is handed over as the lead of a case and stands on the list of leads', async ({
  page,
  browser,
}) => {
  const request = await signIn(page);
  const { points } = await (
    await request.get(`${base()}/api/registry/points?kind=outlet-gas&limit=50`)
  ).json();
  const point = points.at(-1) as { id: number };
  const post = async (path: string, data: object, by = request) => {
    const answer = await by.post(`${base()}/api/supervision/${path}`, { headers: json, data });
    expect(answer.status(), await answer.text()).toBeLessThan(300);
    return answer.json();
  };
  const { id } = await post('tasks', {
    pointId: point.id,
    requirement: '核实（浏览器测试）',
    verification: 'off-site',
  });
  await post(`tasks/${id}/receive`, {});
  await post(`tasks/${id}/verify`, { verification: 'off-site' });
  await post(`tasks/${id}/reply`, { confirmed: true, text: '属实', evidence: [] });
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const other = await context.newPage();
  const { unitPath } = await (await request.get(`${base()}/api/supervision/tasks/${id}`)).json();
  await signIn(other, unitPath.startsWith('/BT/') ? 'duty-bt' : 'duty');
  await other.goto(`${base()}/console/supervision/tasks/${id}`);
  await other.getByRole('button', { name: '开始审核' }).click();
  await other.getByRole('button', { name: '转案件线索' }).click();
  await other.getByLabel('涉嫌违法行为').fill('涉嫌超标排放（浏览器测试）');
  await other.getByLabel('主要事实').fill('小时均值多次超过限值');
  await other
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(other.getByRole('link', { name: /案件线索 XS-/ })).toBeVisible();
  await page.goto(`${base()}/console/supervision/leads`);
  await expect(page.getByText('涉嫌超标排放（浏览器测试）')).toBeVisible();
  await shot(page, 'leads');
});

test('the calendar shows worked weekends, and a trial counts them', async ({ page }) => {
  await signIn(page);
  await page.goto(`${base()}/console/supervision/calendar`);
  await page.getByLabel('年份').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '2026' }).click();
  await expect(page.getByLabel('2026-02-28 调休上班 调休上班')).toBeVisible();
  await page.getByLabel('起算日').fill('2026-02-12');
  await expect(page.getByText('2026-02-26')).toBeVisible();
  await shot(page, 'calendar');
});

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
