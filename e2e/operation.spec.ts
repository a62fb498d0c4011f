import { type APIRequestContext, expect, type Page, test } from './fixtures.ts';
import { base, signIn, until } from './product.ts';

interface Outlet {
  readonly id: number;
  readonly code: string;
  readonly mn: string;
  readonly kind: string;
  readonly unreadable: string | null;
}

/** A stack whose logger takes commands and that no operator keeps; `n`: the how manieth of them. */
async function stack(request: APIRequestContext, n: number): Promise<Outlet | null> {
  const { outlets } = (await (await request.get(`${base()}/api/operation/parameters/outlets`)).json()) as {
    outlets: Outlet[];
  };
  const { tasks } = (await (await request.get(`${base()}/api/operation/tasks`)).json()) as {
    tasks: { outlet: { id: number } }[];
  };
  const kept = new Set(tasks.map((one) => one.outlet.id));
  const free = outlets.filter(
    (one) => one.kind === 'outlet-gas' && one.unreadable === null && !kept.has(one.id),
  );
  // Lines of the simulation fail now and then: only one that is connected can be asked.
  const { sessions } = (await (await request.get(`${base()}/api/telemetry/sessions`)).json()) as {
    sessions: { mn: string; proven: boolean }[];
  };
  const here = new Set(sessions.filter((one) => one.proven).map((one) => one.mn));
  return free.filter((one) => here.has(one.mn))[n] ?? null;
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).fill(option);
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
}

test('a plan is due; the record of a failed calibration is judged, shown, and puts data in doubt', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const request = await signIn(page, 'admin');
  const outlet = await until(() => stack(request, 0), 'a connected stack', 120);
  await page.goto(`${base()}/console/operation/outlets/${outlet.id}`);
  await page.getByRole('button', { name: '编辑计划' }).click();
  await page.getByRole('checkbox', { name: /气态污染物校准/ }).check();
  await page.getByRole('dialog').locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const row = page.getByRole('row').filter({ hasText: '气态污染物校准' });
  await expect(row.getByText('临期')).toBeVisible();

  await page.getByRole('button', { name: '填写记录' }).click();
  await choose(page, '项目', '气态污染物校准');
  const box = page.getByRole('dialog');
  await box.getByLabel('人员').fill('张三');
  await box.getByLabel('因子').fill('a21026');
  await box.getByLabel('仪器值').fill('12');
  await box.getByLabel('满量程').fill('200');
  await box.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(box).toHaveCount(0);
  await expect(row.getByText('正常')).toBeVisible();
  await page.getByRole('tab', { name: '运维记录' }).click();
  // 12 of 200 is 6 %: beyond 2.5 %, and beyond 5 %.
  await expect(page.getByText('不合格').first()).toBeVisible();
  await expect(page.getByText('失控').first()).toBeVisible();
  await page.locator('.ant-table-row-expand-icon').first().click();
  await expect(page.getByText('(12 − 0)/200 × 100 = 6 %')).toBeVisible();
  await expect(page.getByText(/建议复核/)).toBeVisible();
});

test('remote calibration: confirmed, answered by the instrument, kept as a record', async ({ page }) => {
  test.setTimeout(400_000);
  const request = await signIn(page, 'admin');
  const outlet = await until(() => stack(request, 1), 'a connected stack', 120);
  await page.goto(`${base()}/console/operation/outlets/${outlet.id}`);
  await page.getByRole('tab', { name: '远程校准' }).click();
  await page.getByRole('button', { name: /下\s?发/ }).click();
  await page.locator('.ant-modal-confirm-btns .ant-btn-primary').click();
  await expect(page.getByText(/已存为记录/)).toBeVisible({ timeout: 240_000 });
  await expect(page.getByText(/9012 ExeRtn=1/)).toBeVisible();
  expect(await page.getByRole('link', { name: '报文' }).count()).toBeGreaterThan(2);
});

test('four places: a slope that was set down at the instrument stands out', async ({ page }) => {
  test.setTimeout(420_000);
  const request = await signIn(page, 'admin');
  const outlet = await until(() => stack(request, 2), 'a connected stack', 120);
  const sent = await request.post(`${base()}/api/telemetry/commands`, {
    headers: { 'x-tarim': '1' },
    data: { mn: outlet.mn, command: 'set-info', args: { polId: 'a21026', infoId: 'i13008', value: '0.7' } },
  });
  expect(sent.status()).toBe(200);
  await page.goto(`${base()}/console/operation/parameters/${outlet.id}`);
  const differs = page.getByText('1 项参数不一致');
  // A line of the simulation that fails meanwhile is told, and one reads again.
  await expect(async () => {
    await page.getByRole('button', { name: '读取参数' }).click();
    await page.locator('.ant-popconfirm-buttons .ant-btn-primary').click();
    await expect(differs.or(page.getByText('没有得到应答'))).toBeVisible({ timeout: 120_000 });
    await expect(differs).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 220_000 });
  const row = page.getByRole('row').filter({ hasText: 'a21026' }).filter({ hasText: '斜率' });
  await expect(row.getByText('30.0 %')).toBeVisible();
  await expect(row.getByRole('link', { name: '0.7' })).toBeVisible();
});
