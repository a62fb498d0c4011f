import { join } from 'node:path';
import { expect, type Page, test } from './fixtures.ts';
import { auditsMade, base, json, signIn } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(SHOTS, `audit-${name}.png`), fullPage: true });
};

test('a round is drawn, a paper judged and signed, an opinion answered', async ({ browser }) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const request = await signIn(page);
  const simulated = await auditsMade(request);
  const { audited, from, to } = await (
    await request.get(`${base()}/api/audit/rounds/${simulated.id}`)
  ).json();
  const prepared = await (
    await request.post(`${base()}/api/audit/rounds`, {
      headers: json,
      data: {
        title: '浏览器测试批次',
        unitPath: simulated.unitPath,
        from,
        to,
        audited: audited.map(({ path }: { path: string }) => path),
        rate: 1,
        deviation: 0.2,
      },
    })
  ).json();

  await page.goto(`${base()}/console/audit/rounds`);
  await shot(page, 'rounds');
  await page.getByRole('link', { name: prepared.number, exact: true }).click();
  await expect(page.getByText('抽取前密封')).toBeVisible();
  await page.getByRole('button', { name: '抽取案卷' }).click();
  await page.locator('.ant-popover .ant-btn-primary').click();
  await expect(page.getByText('抽取前密封')).toHaveCount(0);

  const { sample } = await (await request.get(`${base()}/api/audit/rounds/${prepared.id}`)).json();
  await page.getByRole('link', { name: sample[0].caseNumber, exact: true }).click();
  await expect(page.getByText('数据不能判明').first()).toBeVisible();
  await shot(page, 'paper');
  // Of what data cannot tell, the documents are not needed in this file.
  const items = page.locator('.ant-card').filter({ hasText: '评分项' }).first();
  for (const row of await items.locator('tbody tr.ant-table-row').all())
    if (await row.getByText('数据不能判明').count()) await row.getByRole('checkbox').first().uncheck();
  await page.getByRole('button', { name: '其余致命性问题判为未发现' }).click();
  await page.getByRole('button', { name: '确认数据已判明的各项' }).click();
  await page.getByRole('button', { name: '保存底稿' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  await page.getByRole('button', { name: '签署底稿' }).click();
  await page.locator('.ant-popover .ant-btn-primary').click();
  await expect(page.locator('.ant-tag').getByText('已签署')).toBeVisible();
  await expect(page.getByRole('button', { name: '保存底稿' })).toHaveCount(0);
  await shot(page, 'signed');

  const sent = await request.post(`${base()}/api/audit/rounds/${prepared.id}/opinions`, {
    headers: json,
    data: {
      auditedPath: sample[0].auditedPath,
      content: '规范制作笔录，完善送达回证。',
      replyBy: '2099-01-01',
      rectifyBy: '2099-02-01',
    },
  });
  expect(sent.status(), await sent.text()).toBe(200);
  await page.goto(`${base()}/console/audit/rounds/${prepared.id}`);
  await page.getByRole('button', { name: '答复意见' }).click();
  await page.getByRole('dialog').getByLabel('内容').fill('已组织培训');
  await page.getByRole('dialog').locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(page.locator('.ant-tag').getByText('已答复')).toBeVisible();
  await shot(page, 'round');
});
