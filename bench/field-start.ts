/**
 * How soon the field app is usable on a middling phone: the processor four times slower, the network as on a usual 4G; the first visit,
 * the start without network up to the question for the code, and from the code to the list of tasks. `node bench/field-start.ts`
 */
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { appointAdministrator } from '@tarim/identity/server';
// @ts-expect-error a plain script without declarations
import { ensureWeb } from '../scripts/ensure.mjs';
// @ts-expect-error a plain script without declarations
import { findChromium } from '../scripts/ensure-tools.mjs';
import { median, report } from './lib.ts';
import { freePort, scratchData, startServer, stopServer, withDatabase } from './server.ts';

const ROUNDS = 7;
const SLOWER = 4;
const CODE = 'field-code-1';
/** 9 Mbit/s down, 85 ms: Chromium's own words for fast 4G. */
const NETWORK = { offline: false, latency: 85, downloadThroughput: 9e6 / 8, uploadThroughput: 1.5e6 / 8 };

async function slow(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return session;
}

const took = async (body: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await body();
  return performance.now() - began;
};

const data = scratchData();
const account = (await withDatabase(data.dir, (ctx) => appointAdministrator(ctx, 'bench', 'bench'))) as {
  account: string;
  password: string;
};
ensureWeb(process.execPath);
const server = await startServer(data.dir, await freePort(), await freePort());
const browser = await chromium.launch({ executablePath: findChromium() });
const times = { first: [] as number[], offline: [] as number[], unlocked: [] as number[] };
try {
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await slow(page);
    times.first.push(
      await took(async () => {
        await page.goto(`${server.url}/field`);
        await page.getByLabel('账号').waitFor();
      }),
    );
    await page.getByLabel('账号').fill(account.account);
    await page.getByLabel('口令').fill(account.password);
    await page.getByLabel('本机密码', { exact: true }).fill(CODE);
    await page.getByLabel('再输一次本机密码').fill(CODE);
    await page.getByRole('button', { name: '登记并下载任务' }).click();
    await page.getByRole('navigation').waitFor({ timeout: 60_000 });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.waitForFunction(() => caches.keys().then((all) => all.length > 0));
    await context.setOffline(true);
    times.offline.push(
      await took(async () => {
        await page.reload();
        await page.getByLabel('本机密码').waitFor();
      }),
    );
    await page.getByLabel('本机密码').fill(CODE);
    times.unlocked.push(
      await took(async () => {
        await page.getByRole('button', { name: '解锁' }).click();
        await page.getByRole('navigation').waitFor();
      }),
    );
    await context.close();
  }
  report('field-start', [
    '## The field app on a middling phone (`bench/field-start.ts`)',
    '',
    `Processor ${SLOWER} × slower, 9 Mbit/s with 85 ms, a fresh profile each time; medians of ${ROUNDS}, ms.`,
    '',
    '| what | took | goal |',
    '|---|---|---|',
    `| first visit: the form can be filled in | **${median(times.first).toFixed(0)}** | 2000 |`,
    `| start without network: it asks for the code | **${median(times.offline).toFixed(0)}** | 1000 |`,
    `| from the code to the tasks (600,000 rounds of PBKDF2) | **${median(times.unlocked).toFixed(0)}** | – |`,
  ]);
} finally {
  await browser.close();
  await stopServer(server);
  data.remove();
}
