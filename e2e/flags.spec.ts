import { expect, test } from './fixtures.ts';
import { base, signIn, until } from './product.ts';

interface Flag {
  readonly id: number;
  readonly pointId: number;
  readonly flag: string;
  readonly code: string;
  readonly from: string;
  readonly hours: number;
  readonly state: string;
  readonly mayDismiss: boolean;
}

test('a flag of the simulated network selects its hours in the workbench, and is dismissed with a reason', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const request = await signIn(page, 'checker');
  const flag = await until(
    async () => {
      const answer = await request.get(`${base()}/api/quality/flags?medium=gas&limit=500`);
      const { flags } = (await answer.json()) as { flags: Flag[] };
      return flags.find((one) => one.mayDismiss && one.flag === 'constant' && one.state === 'cleared');
    },
    'a flag of a simulated stack',
    420,
  );
  await page.goto(`${base()}/console/quality/flags?point=${flag.pointId}`);
  await expect(page.getByRole('heading', { name: '自动质控标识' })).toBeVisible();
  await expect(page.getByText('恒值').first()).toBeVisible();

  await page.goto(`${base()}/console/quality/review/${flag.pointId}?month=${flag.from.slice(0, 7)}`);
  await page.getByRole('tab', { name: /自动标识/ }).click();
  const row = page
    .locator('.review-below tr', { hasText: '恒值' })
    .filter({ hasText: `${flag.hours} h` })
    .first();
  await row.getByRole('button', { name: '选中这些小时' }).click();
  // Its hours, or those of them that lie in the month, are selected: the reviewer decides.
  await expect(page.locator('.review-bar strong')).toHaveText(/\(\d+ h\)/);

  await row.getByRole('button', { name: '认定无误' }).click();
  const box = page.getByRole('dialog');
  await box.locator('textarea').fill('试验：核对无误');
  await box.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(box).toHaveCount(0);
  await expect(row).toContainText('试验：核对无误');
});
