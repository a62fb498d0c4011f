import { pdfText } from '@tarim/testkit/pdf-text';
import { expect, type Page, test } from './fixtures.ts';
import { base, casesMade, json, signIn } from './product.ts';

const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

/** The text of the PDF that the page fetches next; a browser does not tell what came as a file. */
async function fetchedText(page: Page, url: string, begin: () => Promise<void>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  await page.route(url, async (route) => {
    try {
      const response = await route.fetch();
      const body = await response.body();
      await route.fulfill({ response, body });
      resolve(await pdfText(body));
    } catch (error) {
      reject(error);
    }
  });
  await begin();
  const text = await promise;
  await page.unroute(url);
  return text;
}

test('an office rewords a paper, looks at a sample, issues it, and its next decision reads so; many papers print as one', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const request = await signIn(page);
  const cases = await casesMade(request);
  await page.goto(`${base()}/console/enforcement/templates`);
  await page.getByRole('button', { name: '修改：查封（扣押）决定书', exact: true }).click();

  // A placeholder that is gone is named while one types; it is put back where the cursor stands.
  const text = page.getByRole('textbox', { name: '查封扣押', exact: true });
  await text.fill('经本机关负责人批准，查封、扣押：{{things}}。');
  const issue = page.getByRole('button', { name: '发布新版本', exact: true });
  await expect(page.getByText('缺少占位符：reason')).toBeVisible();
  await expect(issue).toBeDisabled();
  await text.press('End');
  await page.getByRole('button', { name: '插入理由', exact: true }).click();
  await expect(text).toHaveValue('经本机关负责人批准，查封、扣押：{{things}}。{{reason}}');
  await expect(page.getByRole('figure', { name: '与出厂文字的差别：查封扣押', exact: true })).toContainText(
    '经本机关负责人批准',
  );
  await page.setViewportSize({ width: 390, height: 844 });
  // The layout follows the size a moment later.
  await expect
    .poll(() =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    )
    .toBeLessThanOrEqual(1);
  await page.setViewportSize({ width: 1440, height: 900 });

  const sample = await fetchedText(page, '**/templates/seal/preview?*', () =>
    page.getByRole('button', { name: '预览样例 PDF', exact: true }).click(),
  );
  for (const words of ['样例企业', '样例·模拟数据', '经本机关负责人批准']) expect(sample).toContain(words);
  await expect(page.getByRole('link', { name: '打开样例（PDF）', exact: true })).toBeVisible();
  await issue.click();
  await expect(page.getByRole('button', { name: '以此版为底稿：第 1 版', exact: true })).toBeVisible();

  // A case of today, like one that is there, with its seal.
  const model = await (await request.get(`${base()}/api/enforcement/cases/${cases[0]!.id}`)).json();
  const { inspectors } = await (await request.get(`${base()}/api/inspection/inspectors`)).json();
  const certificates = new Set(model.handlers.map((one: { certificate: string }) => one.certificate));
  const on = today();
  const post = async (path: string, data: object) => {
    const answer = await request.post(`${base()}/api/enforcement/${path}`, { headers: json, data });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  };
  const { id, documents } = await post('cases', {
    enterpriseId: model.enterpriseId,
    party: null,
    unitPath: model.unitPath,
    violation: '1107:usual',
    cause: '文书格式（浏览器测试）',
    facts: '旁路排放',
    actStart: on,
    actEnd: on,
    harm: false,
    filedOn: on,
    handlers: inspectors
      .filter((one: { certificate: string }) => certificates.has(one.certificate))
      .map((one: { id: number }) => one.id),
  });
  expect(documents).toEqual([]);
  await post(`cases/${id}/acts`, {
    act: 'seal',
    on,
    things: '旁路挡板',
    reason: '可能造成严重污染',
    days: 10,
  });
  const pdf = await request.get(`${base()}/api/enforcement/cases/${id}/documents/seal?format=pdf`);
  const sealed = await pdfText(await pdf.body());
  for (const words of ['经本机关负责人批准,查封、扣押:旁路挡板。可能造成严重污染', '文书格式v1'])
    expect(sealed).toContain(words);

  // As delivered again, for who comes after.
  await page.getByRole('button', { name: '恢复出厂格式', exact: true }).click();
  await page.locator('.ant-popover:visible .ant-btn-primary').click();
  await expect(page.getByText('第 2 版 · 出厂格式')).toBeVisible();
  await expect(text).not.toHaveValue(/经本机关负责人批准/);

  await page.goto(`${base()}/console/enforcement/cases`);
  const chosen = cases.slice(0, 2);
  for (const { number } of chosen)
    await page.getByRole('checkbox', { name: `批量打印：${number}`, exact: true }).check();
  await page.getByRole('button', { name: '打印所选 2 件', exact: true }).click();
  await page.getByRole('combobox', { name: '打印哪些文书', exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByText('全部文书', { exact: true }).click();
  const bound = await fetchedText(page, '**/api/enforcement/papers?*', () =>
    page.getByRole('button', { name: '合成 PDF', exact: true }).click(),
  );
  for (const { number } of chosen) expect(bound).toContain(number.normalize('NFKC').replace(/\s+/g, ''));
  await expect(page.getByRole('link', { name: /^打开（PDF/ })).toBeVisible();
});
