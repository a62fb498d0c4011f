import { expect, type Page, test } from './fixtures.ts';
import { base, signIn, until } from './product.ts';

const shot = async (page: Page, name: string) => {
  const to = process.env.TARIM_SHOTS;
  if (to) await page.screenshot({ path: `${to}/signals-${name}.png`, fullPage: true });
};

interface Lead {
  readonly id: number;
  readonly detector: string;
  readonly subjectName: string;
  readonly state: string;
}

/** The outlet that the scenario falsifies, by its label. */
const TAMPERED = 'SIM-OUTLET-GAS-048';

/**
 * Show 1: a tampered outlet is found, explained, and ends as a closed task, by the people who do it; what they found is kept, and the precision of the
 * detector shown.
 */
test('a falsified outlet is found, explained, becomes a task, is verified, reviewed and closed', async ({
  browser,
}) => {
  test.setTimeout(420_000);
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
  const read = async (path: string) => (await admin.request.get(`${base()}/api/${path}`)).json();
  const { points } = (await read(`registry/points?q=${TAMPERED}&limit=5`)) as {
    points: { id: number; code: string }[];
  };
  const point = points.find((one) => one.code === TAMPERED)!;
  // All three ways, some minutes after the start.
  const leads = await until(
    async () => {
      const { leads: found } = (await read(`signals/leads?pointId=${point.id}&limit=50`)) as {
        leads: Lead[];
      };
      const kinds = new Set(found.map((one) => one.detector));
      return (
        ['capping', 'parameter-mismatch', 'marks-on-exceedances'].every((one) => kinds.has(one)) && found
      );
    },
    'leads of the falsified outlet',
    300,
  );
  const capping = leads.find((one) => one.detector === 'capping')!;

  // In the list, then by itself.
  await admin.goto(`${base()}/console/signals/leads`);
  await admin.getByPlaceholder('排放口或企业').fill(capping.subjectName);
  await admin.getByPlaceholder('排放口或企业').press('Enter');
  await expect(admin.getByRole('link', { name: '封顶' }).first()).toBeVisible();
  await expect(admin.getByRole('link', { name: '标记避开超标' }).first()).toBeVisible();
  await shot(admin, 'leads');
  await admin.goto(`${base()}/console/signals/leads/${capping.id}`);
  await expect(admin.getByText('这是需要核实的线索，不是违法认定')).toBeVisible();
  await expect(admin.getByRole('img', { name: '小时数据与可疑时段' })).toBeVisible();
  await expect(admin.getByText('在模拟的正常排口中约')).toBeVisible();
  await admin.getByLabel('治理设施按限值控制').check();
  await shot(admin, 'capping');

  // The other two ways, with their before and after and their marked hours.
  const other = (detector: string) => leads.find((one) => one.detector === detector)!.id;
  await admin.goto(`${base()}/console/signals/leads/${other('parameter-mismatch')}`);
  await expect(admin.getByText('1 → 0.7').first()).toBeVisible();
  await expect(admin.getByRole('link', { name: '原始报文' }).first()).toBeVisible();
  await shot(admin, 'parameter');
  await admin.goto(`${base()}/console/signals/leads/${other('marks-on-exceedances')}`);
  await expect(admin.getByRole('img', { name: '小时数据与可疑时段' })).toBeVisible();
  await shot(admin, 'marks');

  // Its task, made by rule; and handed on by a person, who says what is asked.
  await admin.goto(`${base()}/console/signals/leads/${capping.id}`);
  await expect(admin.getByRole('link', { name: /^DB-\d{6}$/ })).toBeVisible();
  await admin.getByRole('button', { name: /^督\s*办$/ }).click();
  await admin.getByLabel('督办要求').fill('核查仪表量程与数采仪设置（浏览器测试）');
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(admin.getByRole('dialog')).toBeHidden();
  await admin
    .getByRole('link', { name: /^DB-\d{6}$/ })
    .first()
    .click();
  await expect(admin).toHaveURL(/\/console\/supervision\/tasks\/\d+$/);
  const id = Number(new URL(admin.url()).pathname.split('/').at(-1));
  await expect(admin.getByRole('link', { name: new RegExp(` ${capping.id}$`) })).toBeVisible();
  await shot(admin, 'task');
  const receive = admin.getByRole('button', { name: /^签\s*收$/ });
  if (await receive.isVisible()) await receive.click();
  await admin.getByRole('button', { name: '开始核实' }).click();
  await admin.getByText('现场核实', { exact: true }).last().click();
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(admin.getByRole('dialog')).toBeHidden();
  await admin.getByRole('button', { name: /^反\s*馈$/ }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('核实情况').fill('现场核实：数采仪设置了上限（浏览器测试）');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: '现场照片.png', mimeType: 'image/png', buffer: PNG });
  await expect(dialog.getByText('现场照片.png')).toBeVisible();
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await expect(dialog).toBeHidden();

  // Somebody else reviews and closes.
  const duty = await as('duty');
  await duty.goto(`${base()}/console/supervision/tasks/${id}`);
  await duty.getByRole('button', { name: '开始审核' }).click();
  await duty.getByRole('button', { name: /^办\s*结$/ }).click();
  await duty.getByLabel('意见或理由').fill('同意办结（线索）');
  await duty
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(duty.getByText('同意办结（线索）')).toBeVisible();
  // The words stand in the form too, before the answer is there.
  await expect.poll(async () => (await read(`supervision/tasks/${id}`)).state).toBe('closed');

  // What it was is kept with the lead, and tells how often the detector is right.
  await admin.goto(`${base()}/console/signals/leads/${capping.id}`);
  await admin.getByLabel('治理设施按限值控制').check();
  await admin.getByRole('radio', { name: '属实' }).check();
  await admin.getByLabel('理由（必填）').fill('现场取证属实（浏览器测试）');
  await admin.getByRole('button', { name: '提交反馈' }).click();
  await expect(admin.getByText('现场取证属实（浏览器测试）').first()).toBeVisible();
  await shot(admin, 'feedback');
  await admin.goto(`${base()}/console/signals/detectors`);
  await expect(admin.getByRole('row', { name: /封顶/ }).getByText('n = 1')).toBeVisible();
  await expect(admin.getByText('尚无反馈').first()).toBeVisible();
  await shot(admin, 'detectors');
});

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
