import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type APIRequestContext, expect, type Page, test } from './fixtures.ts';
import { base, json, signIn, until } from './product.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Beijing's last month. */
const MONTH = (() => {
  const now = new Date(Date.now() + 8 * 3_600_000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
})();

interface Month {
  readonly lastSeq: number;
  readonly state: string;
  readonly hash: string;
  readonly totals: readonly { code: string; raw: number; total: number; substituted: number }[];
}

const monthOf = async (request: APIRequestContext, id: number): Promise<Month> =>
  (await request.get(`${base()}/api/quality/outlets/${id}/months/${MONTH}`)).json();

async function dialog(page: Page, key: string, reason: string): Promise<void> {
  await page.getByRole('grid').press(key);
  const box = page.getByRole('dialog');
  await box.locator('textarea').fill(reason);
  await box.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(box).toHaveCount(0);
}

async function sign(page: Page, account: string, id: number, button: string): Promise<void> {
  await signIn(page, account);
  await page.goto(`${base()}/console/quality/review/${id}?month=${MONTH}`);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('button', { name: /签\s?署/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('select, invalidate, substitute, three persons sign; reopened and signed again, both versions compare', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const request = await signIn(page, 'checker');
  const id = await until(
    async () => {
      const answer = await request.get(`${base()}/api/quality/outlets?month=${MONTH}`);
      const { outlets } = (await answer.json()) as { outlets: { id: number; code: string; marks: number }[] };
      return outlets.find((one) => one.code === 'SIM-OUTLET-GAS-001' && one.marks > 0)?.id;
    },
    'the simulated month to arrive',
    420,
  );
  const before = await monthOf(request, id);
  await page.goto(`${base()}/console/quality/review/${id}?month=${MONTH}`);
  const grid = page.getByRole('grid');
  await grid.focus();
  // The tenth day, six hours from its midnight.
  await grid.press('Home');
  for (let day = 0; day < 9; day++) await grid.press('PageDown');
  for (let hour = 0; hour < 5; hour++) await grid.press('Shift+ArrowDown');
  await expect(page.getByText(/\(6 h\)/)).toBeVisible();
  await dialog(page, 'i', '试验：判为无效');
  await expect(page.locator('.review-log li').first()).toContainText('试验：判为无效');
  const invalid = await monthOf(request, id);
  const factor = before.totals[0]!.code;
  const kg = (month: Month) => month.totals.find((one) => one.code === factor)!;
  expect(kg(invalid).total).toBeLessThan(kg(before).total);
  await dialog(page, 's', '试验：替代');
  await expect(page.locator('.review-log li').first()).toContainText('试验：替代');
  const replaced = await monthOf(request, id);
  expect(kg(replaced).substituted).toBeGreaterThan(0);
  expect(kg(replaced).total).toBeGreaterThan(kg(invalid).total);
  // The pointer selects on the chart, too.
  const canvas = page.locator('canvas').first();
  await canvas.scrollIntoViewIfNeeded();
  const chart = (await canvas.boundingBox())!;
  await page.mouse.move(chart.x + 300, chart.y + 70);
  await page.mouse.down();
  await page.mouse.move(chart.x + 340, chart.y + 70, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText(/\(6 h\)/)).toHaveCount(0);
  await expect(page.getByText(/\(\d+ h\)/)).toBeVisible();

  await sign(page, 'enterprise', id, '企业/运维自审');
  await sign(page, 'reviewer', id, '站/县审核');
  await sign(page, 'signer', id, '市/区审定');
  expect((await monthOf(page.request, id)).state).toBe('final');

  const post = async (account: string, path: string, data: object) => {
    const asked = await signIn(page, account);
    const url = `${base()}/api/quality/outlets/${id}/months/${MONTH}/${path}`;
    const answer = await asked.post(url, { headers: json, data });
    expect(answer.status(), await answer.text()).toBe(200);
  };
  await post('signer', 'reopen', { reason: '试验：重开' });
  const { lastSeq } = await monthOf(page.request, id);
  const from = `${MONTH}-12T00:00:00+08:00`;
  await post('checker', 'operations', {
    kind: 'invalidate',
    codes: [factor],
    from,
    to: `${MONTH}-12T02:00:00+08:00`,
    reason: '试验：再判两小时',
    evidence: [],
    seq: lastSeq,
  });
  for (const [account, level] of [
    ['checker', 'self'],
    ['reviewer', 'check'],
    ['signer', 'final'],
  ] as const) {
    const { hash } = await monthOf(page.request, id);
    await post(account, 'sign', { level, hash, note: null });
  }
  const last = await monthOf(page.request, id);
  expect(last.state).toBe('final');
  expect(kg(last).total).toBeLessThan(kg(replaced).total);
  await page.goto(`${base()}/console/quality/review/${id}?month=${MONTH}`);
  await page.getByRole('tab', { name: /版本与签审/ }).click();
  await expect(page.getByText('试验：重开')).toBeVisible();
  // Version 1 beside version 2, and the two hours between them.
  await expect(page.getByText('不同的小时值：2 个')).toBeVisible();

  const verified = execFileSync(
    process.execPath,
    ['apps/cli/src/main.ts', 'archive', 'verify', '--data', process.env.TARIM_E2E_DATA!],
    { cwd: ROOT, encoding: 'utf8' },
  );
  const verdict = JSON.parse(verified.trim().split('\n').at(-1)!);
  expect(verdict.problems).toEqual([]);
});
