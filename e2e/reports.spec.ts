import { expect, test } from './fixtures.ts';
import { base, json, makeReport, signIn } from './product.ts';

test('a bulletin is asked for in the page, shown there and downloaded', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page);
  await page.goto(`${base()}/console/reports`);
  await page.getByRole('button', { name: '编制报告', exact: true }).click();
  await page.getByRole('button', { name: '开始编制' }).click();
  await expect(page).toHaveURL(/\/console\/reports\/detail\?id=\d+/);
  const frame = page.locator('iframe');
  await expect(frame).toBeVisible({ timeout: 60_000 });
  const pdf = await page.request.get(base() + (await frame.getAttribute('src'))!);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await expect(page.getByText('含模拟数据').first()).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 DOCX' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/空气质量日报 .*\.docx$/);
});

test('a template is edited with a live preview, saved as a revision and brought back', async ({ page }) => {
  test.setTimeout(120_000);
  const request = await signIn(page);
  const present = async (): Promise<{ revision: number; content: object }> => {
    const { revisions } = await (await request.get(`${base()}/api/reporting/templates`)).json();
    return revisions.find((one: { kind: string }) => one.kind === 'daily');
  };
  const before = await present();
  await page.goto(`${base()}/console/reports/templates`);
  await page.getByLabel('报告标题 中文').fill('{{unit}}空气快报');
  await expect(page.getByRole('heading', { name: '新疆维吾尔自治区空气快报' })).toBeVisible();
  await page.getByRole('button', { name: '保存为新修订' }).click();
  await page.getByRole('textbox', { name: '原因' }).fill('试换标题');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await expect.poll(async () => (await present()).revision).toBe(before.revision + 1);
  const report = await (
    await request.get(`${base()}/api/reporting/reports/${await makeReport(request)}`)
  ).json();
  expect(report).toMatchObject({ title: '新疆维吾尔自治区空气快报', templateRevision: before.revision + 1 });

  const back = await request.post(`${base()}/api/reporting/templates/daily/restore`, {
    headers: json,
    data: { revision: before.revision, reason: '恢复标题' },
  });
  expect(await back.json()).toMatchObject({ restores: before.revision, content: before.content });
});
