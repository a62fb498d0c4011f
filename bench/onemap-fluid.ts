/**
 * How fluid the one map is with 100,000 points and 50,000 polygons: collected by the product's own import pipelines, shown as its layers,
 * moved and zoomed in a real browser. Frames and the page's own work are counted, first with the base map alone, then with both layers.
 * `node bench/onemap-fluid.ts` after `node apps/web/build.mjs`.
 */
import { type Browser, chromium } from '@playwright/test';
import { appointAdministrator } from '@tarim/identity/server';
import type { PipelineSpec } from '../modules/exchange/contract.ts';
// @ts-expect-error a plain script without declarations
import { findChromium } from '../scripts/ensure-tools.mjs';
import { countryOf } from './country.ts';
import { median, report, thousands } from './lib.ts';
import { type Moved, move, settled, toggle } from './map-moves.ts';
import { freePort, type Server, scratchData, startServer, stopServer, withDatabase } from './server.ts';

const [POINTS, AREAS, ROUNDS] = [100_000, 50_000, 3];
const { next, place, ring } = countryOf(20261127);
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const SETS = [
  { slug: 'bench-points', title: '压力测试点（模拟）', geometryType: 'Point', rows: POINTS },
  { slug: 'bench-areas', title: '压力测试面（模拟）', geometryType: 'Polygon', rows: AREAS },
] as const;
type BenchSet = (typeof SETS)[number];

const specOf = ({ title, geometryType }: BenchSet): PipelineSpec => ({
  titleZh: title,
  titleEn: title,
  abstractZh: '',
  abstractEn: '',
  element: 'pollution-source',
  sourceZh: '压力测试',
  sourceEn: 'bench',
  source: { kind: 'upload' },
  format: 'geojsonseq',
  place: { kind: 'source' },
  geometryType,
  fields: [
    { name: 'code', titleZh: '编码', titleEn: 'Code', type: 'text', from: 'code' },
    { name: 'class', titleZh: '类', titleEn: 'Class', type: 'integer', from: 'class' },
  ],
  checks: [],
  maxRejectedShare: 0,
  mode: 'upsert',
  keys: ['code'],
  labelField: 'code',
  retry: { attempts: 1, waitSeconds: 60 },
  sharing: 'internal',
  rhythm: 'irregular',
  simulated: true,
});

const rounded = (one: unknown): unknown =>
  typeof one === 'number' ? Number(one.toFixed(6)) : (one as unknown[]).map(rounded);

/** Rows of one file: an upload has 32 MB at most. */
const FILE_ROWS = 25_000;

function fileOf({ geometryType }: BenchSet, from: number, rows: number): string {
  const lines = Array.from({ length: rows }, (_, n) => {
    const i = from + n;
    const coordinates = geometryType === 'Point' ? place() : [ring()];
    return JSON.stringify({
      type: 'Feature',
      // To a tenth of a metre, as such files have it.
      geometry: { type: geometryType, coordinates: rounded(coordinates) },
      properties: { code: `${geometryType[0]}${i}`, class: Math.floor(next() * 8) },
    });
  });
  return `${lines.join('\n')}\n`;
}

/** As a person does it: a pipeline, its files, a run of each. @returns seconds from the first upload to the end of the last run */
async function collect(url: string, cookie: string, set: BenchSet): Promise<number> {
  const ask = async (path: string, body?: BodyInit, type?: string) => {
    const answer = await fetch(`${url}/api/exchange/${path}`, {
      headers: { cookie, 'x-tarim': '1', ...(type ? { 'content-type': type } : {}) },
      ...(body ? { method: 'POST', body } : {}),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const body = JSON.stringify({ slug: set.slug, unitPath: '/650000/', active: true, spec: specOf(set) });
  const { id } = await ask('pipelines', body, 'application/json');
  const began = performance.now();
  for (let from = 0; from < set.rows; from += FILE_ROWS) {
    const form = new FormData();
    const lines = fileOf(set, from, Math.min(FILE_ROWS, set.rows - from));
    form.set('file', new Blob([lines]), `${set.slug}-${from}.geojsonl`);
    const file = await ask('files', form);
    const named = JSON.stringify({ file: { sha256: file.sha256, name: file.name } });
    const run = await ask(`pipelines/${id}/runs`, named, 'application/json');
    for (;;) {
      const { run: now } = await ask(`runs/${run.id}`);
      if (now.state === 'done') break;
      if (['failed', 'partial', 'cancelled'].includes(now.state)) throw new Error(JSON.stringify(now));
      await sleep(250);
    }
  }
  return (performance.now() - began) / 1_000;
}

const data = scratchData();
let server: Server | undefined;
let browser: Browser | undefined;
try {
  const account = await withDatabase(data.dir, (ctx) => appointAdministrator(ctx, 'bench', 'bench'));
  server = await startServer(data.dir, await freePort(), await freePort());
  const { url } = server;
  browser = await chromium.launch({ executablePath: findChromium() });
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  const signed = await context.request.post(`${url}/api/identity/sign-in`, {
    headers: { 'x-tarim': '1' },
    data: account,
  });
  if (!signed.ok()) throw new Error(`sign-in: ${signed.status()}`);
  const cookie = (await context.cookies()).map((one) => `${one.name}=${one.value}`).join('; ');
  const collected: string[] = [];
  for (const set of SETS) {
    const seconds = await collect(url, cookie, set);
    collected.push(`${thousands(set.rows)} in ${seconds.toFixed(1)} s`);
    console.log(`${set.slug}: ${collected.at(-1)}`);
  }
  const page = await context.newPage();
  await page.goto(`${url}/map`);
  await page.locator('.maplibregl-canvas').first().waitFor();
  await settled(page, () => sleep(500));
  const alone: Moved[] = [];
  for (let i = 0; i < ROUNDS; i++) alone.push(await move(page));
  const seconds = await settled(page, async () => {
    for (const { title } of SETS) await toggle(page, title);
  });
  if (process.env.TARIM_SHOTS) await page.screenshot({ path: `${process.env.TARIM_SHOTS}/onemap-fluid.png` });
  const first = await move(page);
  const layered: Moved[] = [];
  for (let i = 0; i < ROUNDS; i++) layered.push(await move(page));
  const row = (name: string, all: readonly Moved[]) => {
    const of = (key: keyof Moved) => median(all.map((one) => one[key])).toFixed(1);
    return `| ${name} | ${of('rate')} | ${of('late')} | ${of('work')} | ${of('longest')} |`;
  };
  const ratio = median(layered.map((one) => one.rate)) / median(alone.map((one) => one.rate));
  report('onemap-fluid', [
    '## One map: 100,000 points and 50,000 polygons moved in the browser',
    '',
    `Collected by two import pipelines (${collected.join(', ')}), shown as layers of the one map at 1440 × 900, dragged four times, zoomed in twelve steps and out again; medians of ${ROUNDS}. The browser draws without a graphics card (headless Chromium, software), so frames are those of the weakest machine, and the page waits for them: its work a frame holds that waiting. The first tiles stand ${seconds.toFixed(1)} s after both layers are chosen.`,
    '',
    '| on the map | frames a second | 95 of 100 frames within, ms | work of the page a frame, ms | longest task, ms |',
    '|---|---|---|---|---|',
    row('the base map', alone),
    row('both layers, tiles new to the browser', [first]),
    row('both layers', layered),
    '',
    `With both layers the map keeps ${(100 * ratio).toFixed(0)} % of the frames that it has without.`,
  ]);
} finally {
  await browser?.close();
  if (server) await stopServer(server);
  data.remove();
}
