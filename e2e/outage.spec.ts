import { expect, test } from './fixtures.ts';
import { json, until } from './product.ts';

const url = () => process.env.TARIM_E2E_OUTAGE_URL!;

/** The second product is for this test alone: the tests after it have both cores. */
test.afterAll(() => {
  process.kill(Number(process.env.TARIM_E2E_OUTAGE_PID), 'SIGTERM');
});

test('a gateway outage of two hundred devices is one alarm, not two hundred', async ({ page }) => {
  test.setTimeout(600_000);
  const signedIn = await page.request.post(`${url()}/api/identity/sign-in`, {
    headers: json,
    data: { account: 'duty', password: 'Tarim-2026' },
  });
  expect(signedIn.status()).toBe(200);
  const offline = async () => {
    const answer = await page.request.get(`${url()}/api/alarm/alarms?kind=offline&state=all&limit=500`);
    return ((await answer.json()) as { alarms: { id: number; state: string; group: unknown }[] }).alarms;
  };
  await until(
    async () => (await offline()).some((one) => one.state === 'firing' && one.group),
    'the outage to fire',
    540,
  );
  // Longer than a point waits for its neighbours: none alarms by itself afterwards.
  await page.waitForTimeout(3_000);
  const alarms = await offline();
  expect(alarms).toHaveLength(1);
  expect(alarms[0]!.group).toMatchObject({ members: 200 });

  await page.goto(`${url()}/console/duty`);
  const queue = page.locator('.queue').first();
  await expect(queue.getByText('200 个点位')).toHaveCount(1);
  await queue.getByRole('link', { name: /园区光纤 1 号/ }).click();
  await expect(page.getByRole('heading', { name: /园区光纤 1 号/ })).toBeVisible();
  await expect(page.getByText(/200/).first()).toBeVisible();
  if (process.env.TARIM_SHOTS) await page.screenshot({ path: `${process.env.TARIM_SHOTS}/outage.png` });
});
