import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { base, drawsMade, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;

test('the command view shows a visit, its card leads to suggested officers with reasons, and the visit is arranged', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const request = await signIn(page);
  await drawsMade(request);
  // A visit outside the draws, whose team may be chosen, and an hour for it later today.
  const inspectors = (await (await request.get(`${base()}/api/inspection/inspectors`)).json()).inspectors;
  const { objects } = await (await request.get(`${base()}/api/inspection/objects?limit=100`)).json();
  const object = objects.find(({ unitPath }: { unitPath: string }) =>
    inspectors.some((one: { unitPath: string }) => unitPath.startsWith(one.unitPath)),
  );
  const team = inspectors
    .filter(
      (one: { unitPath: string; recusals: { enterpriseId: number }[] }) =>
        object.unitPath.startsWith(one.unitPath) &&
        !one.recusals.some(({ enterpriseId }) => enterpriseId === object.enterpriseId),
    )
    .slice(0, 2);
  const planned = await request.post(`${base()}/api/inspection/visits`, {
    headers: { 'x-tarim': '1' },
    data: {
      enterpriseId: object.enterpriseId,
      inspectors: team.map(({ id }: { id: number }) => id),
      exemption: 'complaint',
      why: '指挥视图（浏览器测试）',
    },
  });
  expect(planned.status(), await planned.text()).toBe(200);

  await page.goto(`${base()}/console/enforcement/command`);
  await expect(page.getByRole('heading', { name: '指挥视图', exact: true })).toBeVisible();
  const today = page.getByRole('region', { name: '今日检查', exact: true });
  await today.getByRole('button', { name: object.name, exact: true }).last().click();
  const card = page.locator('.command-card');
  await expect(card.getByText('指挥视图（浏览器测试）')).toBeVisible();
  // Nothing but lists scrolls.
  expect(
    await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight),
  ).toBeLessThanOrEqual(0);
  if (SHOTS) {
    await page.waitForTimeout(2_000);
    await page.screenshot({ path: join(SHOTS, 'command.png') });
  }

  await card.getByRole('link', { name: '派员建议', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const suggestions = dialog.getByRole('region', { name: '派员建议', exact: true });
  await expect(suggestions.getByText(/km · 自/).first()).toBeVisible();
  await expect(suggestions.getByText(/权重是平台建议/)).toBeVisible();
  await suggestions.getByRole('button', { name: /采用建议两人/ }).click();
  if (SHOTS) await page.screenshot({ path: join(SHOTS, 'command-suggest.png') });
  await dialog.getByRole('button', { name: '保存安排', exact: true }).click();
  await expect(page.getByText('已安排')).toBeVisible();
  const visits = await (
    await request.get(`${base()}/api/inspection/visits?id=${(await planned.json()).id}`)
  ).json();
  expect(visits.visits[0].team).toHaveLength(2);
});
