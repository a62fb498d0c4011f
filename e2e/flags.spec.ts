import { expect, test } from '@playwright/test';
import { base, signIn, until } from './product.ts';

interface Flag {
  readonly id: number;
  readonly pointId: number;
  readonly pointKind: string;
  readonly flag: string;
  readonly code: string;
  readonly from: string;
  readonly hours: number;
  readonly state: string;
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
      return flags.find(
        (one) => one.pointKind === 'outlet-gas' && one.flag === 'constant' && one.state === 'cleared',
      );
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

  const dismissed = await request.post(`${base()}/api/quality/flags/${flag.id}/dismiss`, {
    headers: { 'content-type': 'application/json', 'x-tarim': '1' },
    data: { reason: '试验：核对无误' },
  });
  // Whether this person is competent there is for the policy: the answer is one or the other.
  expect([200, 403]).toContain(dismissed.status());
});
