/**
 * The list of patches, its counts, its filters and the cockpit of the red line with 1,000 and with 100,000 patches, over HTTP; with
 * 100,000 in the browser too: pages of the list, and the one map with all of them.
 * `node bench/redline-patches.ts`
 */

import { chromium } from '@playwright/test';
import { boxOf, boxToSql, writeWkb } from '@tarim/geo';
import { appointAdministrator } from '@tarim/identity/server';
import type { Context } from '@tarim/platform';
import { sql } from 'kysely';
// @ts-expect-error a plain script without declarations
import { ensureWeb } from '../scripts/ensure.mjs';
// @ts-expect-error a plain script without declarations
import { findChromium } from '../scripts/ensure-tools.mjs';
import { countryOf } from './country.ts';
import { median, report, thousands } from './lib.ts';
import { type Moved, move, settled, toggle } from './map-moves.ts';
import { freePort, scratchData, startServer, stopServer, withDatabase } from './server.ts';

const [FEW, MANY, ROUNDS, BATCH] = [1_000, 100_000, 15, 1_000];
const { next, ring } = countryOf(20261128);
const STATES = ['detected', 'clue', 'suspected', 'dispatched', 'verifying', 'verified', 'violation'] as const;
const REST = ['closed', 'looked-back', 'discarded', 'archived'] as const;
const UNITS = Array.from({ length: 100 }, (_, i) => `/650000/65${String(i).padStart(2, '0')}00/`);
const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;

/** Two of three are at rest, as after some years; the others wait, a tenth of them too long. */
async function insert(ctx: Context, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, i) => {
      const geometry = { type: 'Polygon' as const, coordinates: [ring()] };
      const state = next() < 1 / 3 ? pick(STATES) : pick(REST);
      const due = (REST as readonly string[]).includes(state) ? null : next() < 0.1 ? '-3 days' : '9 days';
      const [lon, lat] = geometry.coordinates[0]![0]!;
      const box = sql`${boxToSql(boxOf(geometry))}::box`;
      return sql`(${`p${at + i}`}, ${pick(['detected', 'clue', 'suspected'])}, ${state}, ${pick(['imagery-cva-otsu', 'imagery-irmad'])}, '1',
        '{}', '2026-07-20', 0.7, 'mining', '{}', 40000, ${lon}, ${lat}, ${Buffer.from(writeWkb(geometry))}, ${box}, '{"on":"2026-07-20","areas":[]}',
        30000, 0, array['redline/BENCH'], ${pick(UNITS)}, now() + ${due}::interval, true, now(), now())`;
    });
    await sql`insert into redline.patch (ref, level, state, detector, detector_version, parameters, after_on, confidence, class,
      index_change, area_m2, lon, lat, wkb, box, meets, redline_m2, protected_m2, areas, unit_path, due_at, simulated, created_at, updated_at)
      values ${sql.join(rows)}`.execute(ctx.db);
  }
  await sql`analyze redline.patch`.execute(ctx.db);
}

const ASKED = {
  'first page of the open ones': 'patches?state=open&limit=50',
  'a page in the middle': 'patches?state=open&limit=50&before=MIDDLE',
  'overdue ones of a unit': `patches?state=open&overdue=true&limit=50&unitPath=${encodeURIComponent(UNITS[42]!)}`,
  'one state of a detector': 'patches?state=verifying&detector=imagery-irmad&limit=50',
  'counts by state': 'patches/counts',
  'the cockpit': 'overview',
} as const;

async function measure(dataDir: string, account: object, count: number): Promise<Map<string, number>> {
  const server = await startServer(dataDir, await freePort(), await freePort());
  try {
    const signed = await fetch(`${server.url}/api/identity/sign-in`, {
      method: 'POST',
      headers: { 'x-tarim': '1', 'content-type': 'application/json' },
      body: JSON.stringify(account),
    });
    const cookie = signed.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const took = new Map<string, number>();
    const times = new Map<string, number[]>(Object.keys(ASKED).map((name) => [name, []]));
    // In turn, so that what else the machine does falls on all of them.
    for (let round = 0; round <= ROUNDS; round++)
      for (const [name, path] of Object.entries(ASKED)) {
        const began = performance.now();
        const answer = await fetch(`${server.url}/api/redline/${path.replace('MIDDLE', String(count / 2))}`, {
          headers: { cookie },
        });
        const body = await answer.text();
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`);
        if (round > 0) times.get(name)!.push(performance.now() - began);
      }
    for (const [name, all] of times) took.set(name, median(all));
    return took;
  } finally {
    await stopServer(server);
  }
}

interface Seen {
  /** From the click to the rows of the next page, ms. */
  readonly page: number;
  readonly alone: number;
  readonly layered: number;
  /** Until all tiles of the patches stand, s. */
  readonly tiles: number;
}

const MOVES = 3;
const TITLE = '生态保护红线图斑';

/** What a person sees: pages of the list one after the other, then the one map without and with the patches. */
async function look(dataDir: string, account: object): Promise<Seen> {
  const server = await startServer(dataDir, await freePort(), await freePort());
  const browser = await chromium.launch({ executablePath: findChromium() });
  try {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    await context.request.post(`${server.url}/api/identity/sign-in`, {
      headers: { 'x-tarim': '1' },
      data: account,
    });
    const page = await context.newPage();
    await page.goto(`${server.url}/console/redline/patches`);
    const first = page.locator('.ant-table-row').first();
    await first.waitFor();
    const turns: number[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      const before = await first.getAttribute('data-row-key');
      const began = performance.now();
      await page.getByRole('button', { name: /下一页/ }).click();
      await page.waitForFunction(
        (key) => document.querySelector('.ant-table-row')?.getAttribute('data-row-key') !== key,
        before,
      );
      turns.push(performance.now() - began);
    }
    await page.goto(`${server.url}/map`);
    await page.locator('.maplibregl-canvas').first().waitFor();
    await settled(page, () => new Promise((done) => setTimeout(done, 500)));
    const rate = async () => {
      const all: Moved[] = [];
      for (let i = 0; i < MOVES; i++) all.push(await move(page));
      return median(all.map((one) => one.rate));
    };
    const alone = await rate();
    const tiles = await settled(page, () => toggle(page, TITLE));
    if (process.env.TARIM_SHOTS)
      await page.screenshot({ path: `${process.env.TARIM_SHOTS}/redline-patches.png` });
    return { page: median(turns), alone, layered: await rate(), tiles };
  } finally {
    await browser.close();
    await stopServer(server);
  }
}

ensureWeb(process.execPath);
const data = scratchData();
try {
  const account = await withDatabase(data.dir, async (ctx) => {
    await insert(ctx, 0, FEW);
    return appointAdministrator(ctx, 'bench', 'bench');
  });
  const few = await measure(data.dir, account, FEW);
  await withDatabase(data.dir, (ctx) => insert(ctx, FEW, MANY));
  const many = await measure(data.dir, account, MANY);
  const seen = await look(data.dir, account);
  report('redline-patches', [
    '## Red line: the list of patches and the cockpit with 100,000 patches (`bench/redline-patches.ts`)',
    '',
    `Over HTTP with JSON and all, one client, in turn, medians of ${ROUNDS}, ms; two of three patches are at rest.`,
    '',
    `| asked | ${thousands(FEW)} patches | ${thousands(MANY)} patches | growth |`,
    '|---|---|---|---|',
    ...[...many].map(([name, took]) => {
      const before = few.get(name)!;
      return `| ${name} | ${before.toFixed(1)} | **${took.toFixed(1)}** | ${(took / before).toFixed(1)} × |`;
    }),
    '',
    `In the browser with ${thousands(MANY)}: the next page of the list stands ${seen.page.toFixed(0)} ms after the click; on the one map (drawn without a graphics card) the tiles of the patches stand after ${seen.tiles.toFixed(1)} s, and the map keeps ${((100 * seen.layered) / seen.alone).toFixed(0)} % of the frames that it has without them (${seen.layered.toFixed(1)} against ${seen.alone.toFixed(1)} a second).`,
  ]);
} finally {
  data.remove();
}
