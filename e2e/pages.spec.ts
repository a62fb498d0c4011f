import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from './fixtures.ts';
import { makeTransition } from './land-cover.ts';
import {
  auditsMade,
  base,
  campaignMade,
  casesMade,
  damagesMade,
  drawsMade,
  makeAnalysis,
  makeNotice,
  makeReport,
  permitsMade,
  radiationMade,
  signIn,
  trackingMade,
} from './product.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where screenshots go for somebody to look at; none are taken without it. */
const SHOTS = process.env.TARIM_SHOTS;
/** On a desk one goes on by links, within the product as it is loaded; on a telephone each page is opened by its address. */
const SIZES = [
  { width: 1440, height: 900, by: 'link' },
  { width: 390, height: 844, by: 'address' },
] as const;

/** Pages of one kind have one name: `/console/points/17` is `/console/points/:id`. */
const kindOf = (path: string): string =>
  path
    .replace(/\/\d+(?=\/|$)/g, '/:id')
    .replace(/(?<=\/redline\/areas\/).+$/, ':id/:id')
    .replace(/(?<=\/alarm-rule-book\/|\/data\/catalog\/|^\/data\/)[^/]+$/, ':id');

const inConsole = (path: string): boolean => path.startsWith('/console');

/** Paths of the console as its modules declare them. */
function declared(): string[] {
  // Some modules have interfaces for programs only.
  const files = readdirSync(join(ROOT, 'modules'))
    .map((name) => join(ROOT, 'modules', name, 'web/index.tsx'))
    .filter(existsSync);
  return [...files, join(ROOT, 'apps/web/src/console/system/index.ts')]
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\{ path: '([^']+)', load/g)])
    .map(([, path]) => `/console${path === '/' ? '' : path}`.replace(/\$\w+/g, ':id'));
}

/** One page of the browser for each size: both load side by side, which takes half the time of one after the other. */
type Pages = readonly { readonly page: Page; readonly size: (typeof SIZES)[number] }[];

/**
 * Shows a page at every size: something is there, nothing goes wrong, nothing lies beside the screen.
 * @returns where its links lead within the product
 */
async function look(pages: Pages, path: string, errors: readonly string[], who: string): Promise<string[]> {
  const links = await Promise.all(pages.map((one) => lookAt(one, path, errors, who)));
  return [...new Set(links.flat())];
}

/** A heading of the page itself: not one of the page that stood there before. */
const HEADING = ['h1', 'h2', 'h3'].map((one) => `${one}:not([data-before])`).join();

/** Goes on as a link of the console does. What stands there is marked, so that it is not taken for what comes. */
async function follow(page: Page, path: string): Promise<void> {
  const [here, next] = [new URL(page.url(), base()), new URL(path, base())];
  // The portal and the console are two programs; and a page that only gets another question keeps its headings.
  if (here.origin !== next.origin || !inConsole(here.pathname) || here.pathname === next.pathname) {
    await page.goto(next.href);
    return;
  }
  await page.evaluate((to) => {
    for (const one of document.querySelectorAll('h1, h2, h3')) one.setAttribute('data-before', '');
    // The router hears of it as of a link.
    history.pushState({}, '', to);
  }, next.pathname + next.search);
}

async function lookAt(
  { page, size }: Pages[number],
  path: string,
  errors: readonly string[],
  who: string,
): Promise<string[]> {
  const told = `${path} at ${size.width}`;
  await (size.by === 'link' ? follow(page, path) : page.goto(base() + path));
  await expect(page.locator(HEADING).first(), told).toBeVisible();
  // What stands for a page's content while it is read, in the console and in the portal: links are there after it.
  await expect(page.locator('.ant-skeleton, .skeleton'), told).toHaveCount(0);
  await expect(page.getByText(/出错了|没有权限/), told).toHaveCount(0);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, told).toBeLessThanOrEqual(1);
  expect(errors, told).toEqual([]);
  const hrefs = await page.$$eval('a[href]', (all) => all.map((one) => one.getAttribute('href')!));
  if (SHOTS) {
    mkdirSync(SHOTS, { recursive: true });
    await page.waitForTimeout(1_500);
    const name = kindOf(path.split('?')[0]!).replace(/\W+/g, '-');
    await page.screenshot({
      path: join(SHOTS, `${who}${name}-${size.width}.png`),
      fullPage: size.width < 500,
    });
  }
  return hrefs
    .map((href) => new URL(href, page.url()))
    .filter(
      (url) => url.origin === base() && !/^\/(api|ogc|stac|sensorthings|catalog)(\/|$)/.test(url.pathname),
    )
    .map((url) => url.pathname + url.search);
}

/** Follows links as a reader does, within the console or within the portal, one of each kind of page. @returns the kinds that were seen */
async function walk(page: Page, from: readonly string[], who: string): Promise<Set<string>> {
  const errors: string[] = [];
  const pages = await Promise.all(
    SIZES.map(async (size, index) => ({
      page: index === 0 ? page : await page.context().newPage(),
      size,
    })),
  );
  for (const one of pages) {
    await one.page.setViewportSize(one.size);
    one.page.on('pageerror', (error) => errors.push(String(error)));
    one.page.on('response', (answer) => {
      if (answer.status() >= 500) errors.push(`${answer.status()} ${answer.url()}`);
    });
  }
  const seen = new Set<string>();
  const looked = new Set<string>();
  const waiting = from.map((path) => ({ path, of: '' }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path, of } = next;
    const url = new URL(path, base());
    const kind = kindOf(url.pathname);
    const period = url.searchParams.get('period') ?? '';
    // An hour leads to records, a day to hours: they are pages of two kinds. An hour without records (a gap has its page
    // too) leads to none, so that one is looked at from each kind of page that links to hours, until one does.
    const hour =
      period === 'hour' && kind.endsWith('/trace/rollup') && !seen.has(kind.replace(/rollup$/, 'record'));
    const one = `${kind} ${period} ${hour ? of : ''}`;
    if (looked.has(one) || inConsole(path) !== inConsole(from[0]!)) continue;
    looked.add(one);
    seen.add(kind);
    waiting.push(...(await look(pages, path, errors, who)).map((link) => ({ path: link, of: kind })));
  }
  return seen;
}

test('every page of the console can be reached and shows itself at 1440 and 390 px', async ({ page }) => {
  test.setTimeout(900_000);
  // Pages that there are only when a report was made, a notice issued, an analysis run, a draw prepared, a case filed and audited,
  // a campaign under way, land cover compared.
  const request = await signIn(page);
  await drawsMade(request);
  await casesMade(request);
  await auditsMade(request);
  await damagesMade(request);
  await campaignMade(request);
  await radiationMade(request);
  await trackingMade(request);
  await permitsMade(request);
  await makeTransition(request);
  await makeReport(request);
  await makeNotice(request);
  await makeAnalysis(request, 'buffer', {
    rows: { set: 'monitoring-points', field: 'kind', value: 'air' },
    metres: 5_000,
    dissolve: true,
  });
  const seen = await walk(page, ['/console', '/console/account'], 'admin');
  expect(declared().filter((path) => !seen.has(path))).toEqual([]);
});

test('every page of the portal can be reached without signing in', async ({ page }) => {
  test.setTimeout(360_000);
  const seen = await walk(page, ['/'], 'anybody');
  const kinds = ['/', '/city/:id', '/station/:id', '/enterprises', '/enterprises/:id', '/water', '/about'];
  expect([...kinds, '/trace/city', '/trace/rollup', '/frame/:id'].filter((path) => !seen.has(path))).toEqual(
    [],
  );
});

test('an enterprise finds its own pages, and nothing that is closed to it', async ({ page }) => {
  test.setTimeout(360_000);
  await signIn(page, 'enterprise');
  const seen = await walk(page, ['/console'], 'enterprise');
  expect([...seen].some((path) => path.startsWith('/console/points/'))).toBe(true);
  expect([...seen].filter((path) => /people|quarantine|framelog|audit|jobs/.test(path))).toEqual([]);
});
