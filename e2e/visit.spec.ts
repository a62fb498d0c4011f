import { pdfText } from '@tarim/testkit/pdf-text';
import { type APIRequestContext, expect, type Page, test } from './fixtures.ts';
import { png } from './picture.ts';
import { base, drawsMade, json, signIn, unaskedAlarm, until } from './product.ts';

const shot = async (page: Page, name: string) => {
  const to = process.env.TARIM_SHOTS;
  if (to) await page.screenshot({ path: `${to}/visit-${name}.png`, fullPage: true });
};
const CODE = 'field-code-1';
/** A film of two pieces and a bit: it begins as MP4 does, no player has to show it. */
const PIECE = '4194304';
const film = () =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(2 * Number(PIECE) + 1_000)]);
/** Rows of every site; those of its industry come after them. */
const CHECKS = 9;

interface Listed {
  readonly enterpriseId: number;
  readonly name: string;
  readonly unitPath: string;
}
interface Officer {
  readonly name: string;
  readonly certificate: string;
  readonly unitPath: string;
  readonly active: boolean;
  readonly recusals: readonly { enterpriseId: number }[];
}
interface Visit {
  readonly id: number;
  readonly enterprise: string;
}

/** Signs on the glass with a few strokes. */
async function sign(page: Page, what: string, name: string): Promise<void> {
  const box = page.getByRole('group', { name: what });
  await box.getByLabel('签名人姓名').fill(name);
  const glass = box.getByRole('img');
  await glass.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await glass.boundingBox())!;
  for (const [from, to] of [
    [0.2, 0.4],
    [0.5, 0.8],
  ] as const) {
    await page.mouse.move(x + width * from, y + height * 0.3);
    await page.mouse.down();
    await page.mouse.move(x + width * to, y + height * 0.7, { steps: 6 });
    await page.mouse.up();
  }
}

/** Makes somebody who may act where the alarm lies. @returns the account */
async function somebody(request: APIRequestContext, name: string, role: string, unitPath: string) {
  const account = `e2e-${role}-${Date.now() % 1e9}`;
  const made = await request.post(`${base()}/api/identity/people`, {
    headers: json,
    data: { account, name, password: 'Tarim-2026', posts: [{ role, unitPath }] },
  });
  expect(made.status(), await made.text()).toBe(200);
  return account;
}

/**
 * The river in one go: an alarm is asked about, the task leads to a visit, the visit is made without network, what it found is a clue,
 * the clue becomes a case with its evidence, the case a published decision with its record of credit.
 */
test('an alarm becomes a visit without network, signed on the glass, then a case, a published decision and a credit record', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const desk = await (await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage();
  const request = await signIn(desk, 'admin');
  await drawsMade(request);
  const get = async (path: string) => (await request.get(`${base()}/api/inspection/${path}`)).json();
  const { objects } = (await get('objects?unit=/650000/&limit=200')) as { objects: Listed[] };
  const { inspectors } = (await get('inspectors')) as { inspectors: Officer[] };
  const sendable = (object: Listed) =>
    inspectors.filter(
      (one) =>
        one.active &&
        object.unitPath.startsWith(one.unitPath) &&
        !one.recusals.some(({ enterpriseId }) => enterpriseId === object.enterpriseId),
    );
  // Somebody must be there to be sent.
  const visited = objects.filter((one) => sendable(one).length >= 2);
  const alarm = await unaskedAlarm(request, ({ enterpriseId }) =>
    visited.some((one) => one.enterpriseId === enterpriseId),
  );
  const object = visited.find(({ enterpriseId }) => enterpriseId === alarm.enterpriseId)!;
  const team = sendable(object).slice(0, 2);
  const asked = await request.post(`${base()}/api/supervision/tasks`, {
    headers: json,
    data: { alarmId: alarm.id, requirement: '核实报警（浏览器测试）' },
  });
  expect(asked.status(), await asked.text()).toBe(200);
  const task = ((await asked.json()) as { id: number }).id;

  // The task leads to the visit, which says for what it is.
  await desk.goto(`${base()}/console/supervision/tasks/${task}`);
  await desk.getByRole('button', { name: '安排检查' }).click();
  const plan = desk.getByRole('dialog');
  await expect(plan.getByLabel('理由')).toHaveValue(/督办任务 DB-\d{6}/);
  // The enterprise of the task is chosen already.
  await expect(plan.getByText(object.name)).toBeVisible();
  const people = plan.getByRole('combobox', { name: '检查人员' });
  for (const { certificate } of team) {
    await people.fill(certificate);
    await desk.locator('.ant-select-dropdown:visible').getByTitle(certificate).click();
  }
  await plan.getByText('举报、转办、数据异常').click();
  await shot(desk, 'plan');
  await plan.getByRole('button', { name: /确\s*定/ }).click();
  const visit = await until(async () => (await get(`visits?task=${task}`)).visits[0] as Visit, 'the visit');
  const account = await somebody(request, team[0]!.name, 'enforcement-officer', object.unitPath);

  // Once with the network, then without.
  const phone = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
    geolocation: { latitude: 44.0111, longitude: 87.2222, accuracy: 8 },
    permissions: ['geolocation'],
  });
  const page = await phone.newPage();
  // A receiver takes its time: what is signed while a photograph waits for its place must stay.
  await page.addInitScript(() => {
    const quick = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    navigator.geolocation.getCurrentPosition = (...asked) => {
      setTimeout(() => quick(...asked), 3_000);
    };
  });
  await page.goto(`${base()}/field`);
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('口令').fill('Tarim-2026');
  await page.getByLabel('本机密码', { exact: true }).fill(CODE);
  await page.getByLabel('再输一次本机密码').fill(CODE);
  await page.getByRole('button', { name: '登记并下载任务' }).click();
  const item = page.getByRole('button', { name: new RegExp(`${visit.enterprise}.*督办任务`) }).first();
  await expect(item).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await phone.setOffline(true);
  await item.click();
  await shot(page, 'item');
  await page.getByRole('button', { name: /现场检查（勘察）笔录/ }).click();

  await page.getByRole('button', { name: '现在' }).click();
  await page.getByLabel('地点').fill('厂区脱硫塔');
  await page.getByLabel('现场负责人').fill('王经理');
  await page.getByLabel('职务及与单位的关系').fill('环保经理');
  for (const told of ['已出示执法证件', '已告知申请回避'])
    await page
      .getByRole('group', { name: new RegExp(told) })
      .getByLabel('是', { exact: true })
      .check();
  await page.getByLabel('生产和治污设施运行情况').fill('2 号锅炉运行，脱硫塔停运。');
  const rows = page.getByRole('radiogroup');
  await expect(rows.nth(CHECKS)).toBeVisible();
  const rowCount = await rows.count();
  for (let i = 0; i < rowCount; i++) await rows.nth(i).getByLabel('符合').check();
  await page.getByRole('radiogroup', { name: '治理设施运行' }).getByLabel('有问题').check();
  await page.getByLabel('治理设施运行：问题说明').fill('脱硫塔浆液泵停止');
  await page.getByLabel('检查情况').fill('脱硫塔停运，旁路挡板打开，烟气直排。');
  await page
    .getByRole('group', { name: /是否采样/ })
    .getByLabel('否', { exact: true })
    .check();
  await page
    .getByRole('group', { name: /检查结果/ })
    .getByLabel('立案')
    .check();
  await page.locator('input[type=file]').setInputFiles([
    { name: '脱硫塔.png', mimeType: 'image/png', buffer: png() },
    { name: '旁路.mp4', mimeType: 'video/mp4', buffer: film() },
  ]);
  await sign(page, '被检查（询问）人签名', '王经理');
  await sign(page, '检查（询问）人签名 *', '检查员一');
  // Two signatures are of two persons.
  await sign(page, '记录人签名', '检查员一');
  await expect(page.getByText('须由不同的人签名')).toBeVisible();
  await expect(page.getByRole('button', { name: '封存' })).toBeDisabled();
  await page.getByRole('group', { name: '记录人签名' }).getByLabel('签名人姓名').fill('检查员二');
  await shot(page, 'form');
  await page.getByRole('button', { name: '封存' }).click();
  await page.getByRole('button', { name: '确认封存' }).click();
  await expect(page.getByText('待上报')).toBeVisible();
  // Read, shown and printed on the spot.
  await page.getByRole('button', { name: '查看' }).first().click();
  await expect(page.getByText('烟气直排')).toBeVisible();
  await expect(page.getByRole('img', { name: '检查员二' })).toBeVisible();
  await shot(page, 'sealed');
  const sheet = await page.pdf();
  expect(sheet.subarray(0, 4).toString()).toBe('%PDF');
  await page.getByRole('button', { name: /返回/ }).click();
  expect((await get(`visits?id=${visit.id}`)).visits[0].state).toBe('planned');

  // The line breaks within the film: what has arrived stays, the rest comes with the next try.
  const pieces: string[] = [];
  await page.route('**/pieces?**', (route) => {
    pieces.push(new URL(route.request().url()).searchParams.get('offset')!);
    return pieces.length === 2 ? route.abort('connectionreset') : route.continue();
  });
  await phone.setOffline(false);
  await page.getByRole('button', { name: '同步' }).click();
  await expect.poll(() => pieces.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
  await page.getByRole('button', { name: '同步' }).click();
  await expect(page.getByText('已生效')).toBeVisible({ timeout: 30_000 });
  await until(async () => (await get(`visits?id=${visit.id}`)).visits[0].state === 'done', 'the visit');
  expect(pieces).toEqual(['0', PIECE, PIECE, `${2 * Number(PIECE)}`]);

  // At the desk: the record with its document and photograph; from it the case.
  await desk.goto(`${base()}/console/inspection/visits?visit=${visit.id}`);
  const drawer = desk.getByRole('dialog');
  await expect(drawer.getByText('烟气直排')).toBeVisible();
  await expect(drawer.getByText('脱硫塔浆液泵停止')).toBeVisible();
  await expect(drawer.getByRole('img', { name: '脱硫塔.png' })).toBeVisible();
  const source = await drawer.locator('video').getAttribute('src');
  const part = await request.get(base() + source!, { headers: { range: 'bytes=4-11' } });
  expect([part.status(), (await part.body()).toString('latin1')]).toEqual([206, 'ftypmp42']);
  const href = await drawer.getByRole('link', { name: 'PDF' }).getAttribute('href');
  const pdf = await request.get(base() + href!);
  expect((await pdf.body()).subarray(0, 4).toString()).toBe('%PDF');
  await shot(desk, 'record');
  // What the visit found waits as a clue with its task; from the clue comes the case.
  const clue = await until(async () => {
    const { clues } = await (
      await request.get(`${base()}/api/enforcement/clues?state=waiting&limit=200`)
    ).json();
    return (
      clues as { id: number; code: string; reports: { ref: { kind: string; id: number } | null }[] }[]
    ).find(({ reports }) => reports.some(({ ref }) => ref?.kind === 'visit' && ref.id === visit.id));
  }, 'the clue');
  await desk.goto(`${base()}/console/enforcement/clues?clue=${clue.id}`);
  const opened = desk.getByRole('dialog');
  // The same enterprise may have other tasks in the same clue: this one is among them.
  await expect(
    opened
      .getByRole('link', { name: '督办任务' })
      .and(desk.locator(`[href="/console/supervision/tasks/${task}"]`)),
  ).toBeVisible();
  await shot(desk, 'clue');
  await opened.getByRole('button', { name: /^立\s*案$/ }).click();
  const dialog = desk.getByRole('dialog').filter({ hasText: '笔录和照片列为证据' });
  await expect(dialog.getByText('脱硫塔停运，旁路挡板打开，烟气直排。')).toBeVisible();
  await dialog.getByRole('combobox', { name: '违法行为' }).fill('1107');
  await desk
    .locator('.ant-select-dropdown:visible .ant-select-item')
    .filter({ hasText: '1107' })
    .first()
    .click();
  await dialog.getByLabel('案由').fill('不正常运行治理设施（浏览器测试）');
  // Who inspected handles it, unless somebody else is chosen.
  for (const { name } of team)
    await expect(dialog.locator('.ant-select-selection-item').getByText(name)).toBeVisible();
  await shot(desk, 'filing');
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await expect(desk.getByRole('cell', { name: '现场检查笔录（王经理）' })).toBeVisible();
  await expect(desk.getByRole('link', { name: clue.code })).toBeVisible();
  await shot(desk, 'case');
  const id = Number(new URL(desk.url()).pathname.split('/').at(-1));

  // Investigated, reviewed by somebody else, noticed, decided; the day is today, so that the party must waive its term.
  const reviewer = await (await browser.newContext()).newPage();
  const other = await signIn(
    reviewer,
    await somebody(request, '审查员（浏览器测试）', 'administrator', object.unitPath),
  );
  const on = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const act = async (data: object, by = request) => {
    const answer = await by.post(`${base()}/api/enforcement/cases/${id}/acts`, {
      headers: json,
      data: { on, ...data },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  };
  await act({ act: 'finish-investigation', report: '旁路直排，事实清楚' });
  await act({ act: 'review', approve: true, opinion: '同意' }, other);
  const fine = { amount: 150_000, beside: [] };
  await act({
    act: 'give-notice',
    deliveredOn: on,
    ...fine,
    computed: null,
    method: '—',
    reasons: '情节一般',
  });
  const early = await other.post(`${base()}/api/enforcement/cases/${id}/acts`, {
    headers: json,
    data: { act: 'decide', on, kind: 'penalty', ...fine, reasons: '事实清楚' },
  });
  expect((await early.json()).code).toBe('ENFORCEMENT_NOTICE_RUNS');
  await act({ act: 'record-waiver', words: '自愿放弃陈述申辩' });
  await act({ act: 'decide', kind: 'penalty', ...fine, reasons: '事实清楚' }, other);
  await act({ act: 'deliver', method: 'direct' });
  await act({ act: 'publish', grade: 'ordinary' });
  await desk.reload();
  // 一般失信信息: repairable after three months.
  await expect(desk.getByText(/信用/).first()).toBeVisible();
  await shot(desk, 'decided');
  const decision = await request.get(`${base()}/api/enforcement/cases/${id}/documents/decision?format=pdf`);
  // Brackets may come as the narrow ones.
  const plain = (one: string) => one.replace(/[\s,]/g, '').replaceAll('（', '(').replaceAll('）', ')');
  const text = plain(await pdfText(await decision.body()));
  for (const said of [object.name, '150000']) expect(text).toContain(plain(said));
  const portal = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await portal.goto(`${base()}/decisions`);
  await expect(portal.getByText('不正常运行治理设施（浏览器测试）').first()).toBeVisible();
  await shot(portal, 'public');
  const { decisions } = await (await request.get(`${base()}/api/portal/decisions`)).json();
  const open = JSON.stringify(
    (decisions as { cause: string }[]).find(({ cause }) => cause.includes('浏览器测试')),
  );
  for (const hidden of ['王经理', '检查员']) expect(open).not.toContain(hidden);
});
