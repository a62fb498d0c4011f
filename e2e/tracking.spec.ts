import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { base, json, radiationMade, signIn, trackingMade } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(SHOTS, `tracking-${name}.png`), fullPage: true });
};
const confirm = (page: Page) =>
  page.locator('.ant-modal-footer .ant-btn-primary').filter({ visible: true }).click();

test('a missing source is seen, explained and acknowledged; its accident has a clock, a grade and a form', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const request = await signIn(page, 'radiation');
  const accident = await trackingMade(request);
  await radiationMade(request);
  await page.goto(`${base()}/console/tracking/terminals`);
  const rows = page.locator('tbody tr.ant-table-row');
  // The first page of the console that this browser opens.
  await expect(rows).toHaveCount(8, { timeout: 60_000 });
  // Am-241/Be stays what it was; of iridium the old source is the last.
  await expect(rows.last()).toContainText('探伤机 05');
  const dropped = rows.filter({ hasText: '探伤机 01' });
  await expect(dropped).toContainText('放射源缺失');
  await shot(page, 'terminals');
  await dropped.getByRole('link', { name: '探伤机 01', exact: true }).click();
  await expect(page.getByRole('slider', { name: '回放时刻' })).toBeVisible();
  await expect(page.getByRole('img', { name: '容器旁剂量率' })).toBeVisible();
  // Where is it now: asked, sent, answered by the terminal while one looks.
  await page.getByRole('button', { name: '立即定位', exact: true }).click();
  await page.getByLabel('原因', { exact: true }).fill('核对位置（浏览器测试）');
  await confirm(page);
  const command = page.getByRole('row').filter({ hasText: '核对位置（浏览器测试）' });
  await expect(command.getByText('已应答', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(command).toContainText(/成功.*报文 \d+/);
  await shot(page, 'terminal');
  await page
    .getByRole('link', { name: /放射源缺失/ })
    .first()
    .click();
  await expect(page.getByText(/规则 MOB-3（本平台建议，第 1 版）/)).toBeVisible();
  await page.getByRole('button', { name: /^签\s*收$/ }).click();
  await page.getByLabel('说明', { exact: true }).fill('已电话联系（浏览器测试）');
  await confirm(page);
  await expect(page.getByText('已电话联系（浏览器测试）')).toBeVisible();
  await shot(page, 'alarm');
  await page.goto(`${base()}/console/tracking/accidents/${accident}`);
  // A source of category II that is lost.
  await expect(page.getByText('初判等级：重大', { exact: true })).toBeVisible();
  await expect(page.getByText(/距报告时限 \d+ 分钟/)).toBeVisible();
  await shot(page, 'accident');
  const paper = await request.get(`${base()}/api/tracking/accidents/${accident}/form?format=pdf`);
  expect((await paper.body()).subarray(0, 4).toString()).toBe('%PDF');
  await page.goto(`${base()}/console/tracking/jobs`);
  await expect(page.getByRole('cell', { name: /探伤机 06 管线焊口探伤/ }).first()).toBeVisible();
  await shot(page, 'jobs');
  // Two filings have one person: the calendar tells it, and leads to the job and to whom it collides with.
  await page.goto(`${base()}/console/tracking/calendar`);
  await expect(page.getByText('2 份备案与其他作业同源或同人', { exact: true })).toBeVisible();
  const file = await request.get(
    `${base()}${await page.getByRole('link', { name: '下载日历（.ics）', exact: true }).getAttribute('href')}`,
  );
  expect(await file.text()).toContain('SUMMARY:探伤机 06 管线焊口探伤');
  await shot(page, 'calendar');
  await page
    .getByRole('link', { name: /探伤机 06 管线焊口探伤/ })
    .first()
    .click();
  await expect(page.getByText('同源或同人的重叠作业', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: /探伤机 01 管线焊口探伤/ })).toBeVisible();
  await shot(page, 'job');
  await page.getByRole('link', { name: '探伤机 06', exact: true }).click();
  // Another unit has its source in the ledger.
  await expect(page.getByRole('link', { name: '台账：0125IR900032 · 无损检测公司（模拟）' })).toBeVisible();
  await page.getByRole('link', { name: /^台账：/ }).click();
  await expect(page.getByRole('link', { name: '探伤机 06 · 查看轨迹', exact: true })).toBeVisible();
  await shot(page, 'source');
  await page.goto(`${base()}/console/tracking/coverage`);
  await expect(page.getByRole('cell', { name: /^87\.\d+–87\.\d+°E/ }).first()).toBeVisible();
  await shot(page, 'coverage');
  // A terminal with a wrong key is told so.
  const forged = await request.post(`${base()}/api/tracking/ingest`, {
    headers: { ...json, authorization: 'Bearer nobody' },
    data: { terminal: '1', reports: [{ sequence: 1, time: '2026-11-20T22:00:00+08:00' }] },
  });
  expect([forged.status(), (await forged.json()).code]).toEqual([401, 'TRACKING_TERMINAL_UNKNOWN']);
  await page.close();
});
