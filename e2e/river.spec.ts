import { connect } from 'node:net';
import { decodeFrame, encodeFrame, FrameReader, qnOf } from '@tarim/hj212';
import { expect, type Page, test } from './fixtures.ts';
import { base, json, signIn, until } from './product.ts';

test('from a red number on the portal to the raw bytes in at most four clicks', async ({ page }) => {
  const id = await until(async () => {
    const { enterprises } = await (
      await page.request.get(`${base()}/api/portal/enterprises?limit=100`)
    ).json();
    return enterprises.find(
      (one: { verdict: string; exceeding: unknown[] }) =>
        one.verdict === 'exceeds' && one.exceeding.length > 0,
    )?.id as number | undefined;
  }, 'an enterprise that exceeds');
  await page.goto(`${base()}/enterprises/${id}`);
  const red = page.locator('.factor-value a.bad').first();
  await expect(red).toBeVisible();
  await expect(red).toHaveCSS('color', 'rgb(192, 31, 31)');
  let clicks = 0;
  const click = async (target: ReturnType<Page['locator']>) => {
    await target.click();
    clicks++;
  };
  await click(red);
  const raw = page.getByRole('link', { name: '原始报文' }).first();
  const trace = page.getByRole('link', { name: '溯源' }).first();
  await expect(raw.or(trace).first()).toBeVisible();
  // A daily value rests on hours: one step more.
  if (!(await raw.isVisible())) await click(trace);
  await click(page.getByRole('link', { name: '原始报文' }).first());
  await expect(page.locator('.hex pre').first()).toContainText('23 23');
  await expect(page.locator('.hex pre').nth(1)).toContainText('##');
  await expect(page.getByText('CRC 校验正确')).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(4);
  // The password of the device is not shown to people outside.
  await expect(page.locator('.hex pre').nth(1)).toContainText('PW=******');
});

test('the portal tells its main facts without JavaScript and says that they are simulated', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(base());
  await expect(page.locator('#facts')).toContainText('乌鲁木齐市');
  await expect(page.locator('#facts')).toContainText('模拟');
  await context.close();
});

test('the portal switches to Uyghur from right to left and to English', async ({ page }) => {
  await page.goto(base());
  await page.getByLabel('Language').selectOption('ug');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByLabel('Language').selectOption('en');
  await expect(page.getByText('Simulated data: everything here')).toBeVisible();
});

test('an unknown device is quarantined, adopted in the console, and its earlier frames are records', async ({
  page,
}) => {
  const mn = '65A0E2E00000000000000001';
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  const frames = [3, 2, 1].map((ago) =>
    encodeFrame({
      edition: '2017',
      qn: qnOf(now - ago * 60_000),
      st: '31',
      cn: '2051',
      pw: '123456',
      mn,
      answer: true,
      dataTime: now - ago * 60_000,
      items: [{ code: 'a21026', attrs: { Min: 10 + ago, Avg: 11 + ago, Max: 12 + ago, Flag: 'N' } }],
    }),
  );
  const answered = await new Promise<number>((done) => {
    const socket = connect(Number(process.env.TARIM_E2E_GATEWAY), '127.0.0.1', () => {
      for (const frame of frames) socket.write(frame);
    });
    const reader = new FrameReader();
    let count = 0;
    socket.on('data', (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) if (decodeFrame(frame).cn === '9014') count++;
      if (count === 3) socket.end(() => done(count));
    });
  });
  expect(answered).toBe(3);
  const request = await signIn(page);
  await page.goto(`${base()}/console/quarantine`);
  const row = page.getByRole('row').filter({ hasText: mn });
  await expect(row).toContainText('a21026');
  await row.getByRole('button', { name: /收\s*编/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('点位名称').fill('收编测试排放口');
  const { enterprises } = await (await request.get(`${base()}/api/registry/enterprises?limit=1`)).json();
  // By the keyboard: a list that opens while its dialog still moves is no place to aim a mouse at.
  const enterprise = dialog.getByLabel('企业（排放口必填）');
  await enterprise.fill(enterprises[0].name);
  await expect(
    page.locator('.ant-select-item-option-active').filter({ hasText: enterprises[0].name }),
  ).toBeVisible();
  await enterprise.press('Enter');
  await expect(dialog.getByTitle(enterprises[0].name)).toBeVisible();
  await dialog.getByRole('button', { name: /登\s*记/ }).click();
  const point = await until(async () => {
    const { points } = await (
      await request.get(`${base()}/api/registry/points?q=${encodeURIComponent('收编测试排放口')}`)
    ).json();
    return points[0] as { id: number } | undefined;
  }, 'the registered point');
  const from = new Date(now - 3_600_000).toISOString();
  const to = new Date(now + 60_000).toISOString();
  const rows = await until(async () => {
    const series = await (
      await request.get(
        `${base()}/api/telemetry/series?pointId=${point.id}&grain=minute&from=${from}&to=${to}`,
      )
    ).json();
    return series.rows?.length === 3 ? (series.rows as { v: number[] }[]) : null;
  }, 'three records');
  expect(rows.map((one) => one.v[1])).toEqual([14, 13, 12]);
  await page.goto(`${base()}/console/points/${point.id}`);
  await expect(page.getByText('收编测试排放口').first()).toBeVisible();
});

test('a history call fills a gap: the hour is recomputed, its revision is visible', async ({ page }) => {
  const request = await signIn(page);
  // The scenario's notes: air device 4 kept three hours for itself.
  const { points } = await (await request.get(`${base()}/api/registry/points?q=SIM-AIR-004`)).json();
  const id = points[0].id as number;
  const { devices } = await (await request.get(`${base()}/api/registry/points/${id}`)).json();
  const mn = devices[0].mn as string;
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  const gap = new Date(hour - 7 * 3_600_000).toISOString();
  const missing = await request.get(
    `${base()}/api/telemetry/trace/rollup?pointId=${id}&period=hour&time=${gap}`,
  );
  expect(missing.status()).toBe(404);
  const day = new Date(
    Math.floor((hour - 7 * 3_600_000 + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000,
  ).toISOString();

  await page.goto(`${base()}/console/points/${id}`);
  await page.getByRole('tab', { name: '完整率' }).click();
  const [date, clock] = new Date(Date.parse(gap) + 8 * 3_600_000).toISOString().split('T');
  // Date and time are held together by a no-break space.
  const row = page.getByRole('row', { name: new RegExp(`${date!.slice(5)}\\s${clock!.slice(0, 2)}:00`) });
  await row.getByRole('button', { name: '补小时' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(page.getByText('9012 ExeRtn=1').first()).toBeVisible({ timeout: 40_000 });
  const trace = await until(async () => {
    const answer = await request.get(
      `${base()}/api/telemetry/trace/rollup?pointId=${id}&period=hour&time=${gap}`,
    );
    return answer.ok() ? ((await answer.json()) as { inputs: { lsn: number }[] }) : null;
  }, 'the hour');
  expect(trace.inputs[0]!.lsn).toBeGreaterThan(0);
  const aqi = await until(async () => {
    const answer = await request.get(
      `${base()}/api/evaluation/explain/aqi?pointId=${id}&period=hour&time=${gap}`,
    );
    return answer.ok() ? ((await answer.json()) as { fact: { aqi: number | null } }) : null;
  }, 'the AQI of the hour');
  expect(aqi.fact).toBeTruthy();
  await until(
    async () => {
      const answer = await request.get(
        `${base()}/api/telemetry/trace/rollup?pointId=${id}&period=day&time=${day}`,
      );
      if (!answer.ok()) return null;
      const { inputs } = (await answer.json()) as { inputs: { time: string }[] };
      return inputs.some((one) => Date.parse(one.time) === Date.parse(gap)) || null;
    },
    'the day to take the hour in',
    90,
  );
  expect(mn).toBeTruthy();
});

test('a person without the post may not: commands, jobs, another unit’s point', async ({ page }) => {
  const request = await signIn(page, 'officer');
  expect((await request.get(`${base()}/api/platform/jobs`)).status()).toBe(403);
  expect(
    (
      await request.post(`${base()}/api/telemetry/commands`, {
        headers: json,
        data: { mn: 'x', command: 'get-time', args: {} },
      })
    ).status(),
  ).toBe(403);
  const station = await signIn(page, 'station');
  const create = await station.post(`${base()}/api/registry/points`, {
    headers: json,
    data: { code: 'X1', name: 'x', kind: 'air', unitPath: '/650000/652300/' },
  });
  expect(create.status()).toBe(403);
});
