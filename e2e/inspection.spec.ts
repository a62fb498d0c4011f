import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from './fixtures.ts';
import { base, drawsMade, json, signIn } from './product.ts';

const CLI = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(SHOTS, `inspection-${name}.png`), fullPage: true });
};

test('a draw is prepared, drawn, recorded, and replayed by anybody from what the portal publishes', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const request = await signIn(page);
  const draws = await drawsMade(request);
  // The simulated one, unless it is drawn already.
  const prepared =
    draws.find(({ state }) => state === 'committed') ??
    (await (
      await request.post(`${base()}/api/inspection/draws`, {
        headers: json,
        data: { unitPath: draws[0]!.unitPath },
      })
    ).json());

  // Before the draw everybody sees the commitment and nobody the seed.
  const portal = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await portal.goto(`${base()}/draws/${prepared.id}`);
  await expect(portal.getByText('已公布承诺值，尚未抽取')).toBeVisible();
  await expect(portal.getByText(prepared.commitment)).toBeVisible();
  await expect(portal.getByText('抽取前密封')).toBeVisible();
  await shot(portal, 'portal-before');

  await page.goto(`${base()}/console/inspection/draws`);
  await page.getByRole('link', { name: prepared.number, exact: true }).click();
  // Two characters of a button stand apart.
  await page.getByRole('button', { name: /^抽\s*取$/ }).click();
  await page.locator('.ant-popover .ant-btn-primary').click();
  await expect(page.getByText('已抽取').first()).toBeVisible();
  await expect(page.getByText('抽取前密封')).toHaveCount(0);
  await shot(page, 'drawn');

  await page.getByRole('button', { name: '录入结果' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('检查日期').click();
  await page.locator('.ant-picker-now-btn, .ant-picker-today-btn').first().click();
  await dialog.getByLabel('检查结果').click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('责令改正').click();
  await dialog.locator('.ant-modal-footer .ant-btn-primary').click();
  await expect(page.locator('.ant-tag').getByText('责令改正').first()).toBeVisible();

  await portal.reload();
  await expect(portal.getByText('责令改正').first()).toBeVisible();
  await shot(portal, 'portal-after');
  const saving = portal.waitForEvent('download');
  await portal.getByRole('link', { name: '下载抽取数据（JSON）' }).click();
  const file = join(mkdtempSync(join(tmpdir(), 'tarim-draw-')), 'draw.json');
  await (await saving).saveAs(file);
  const line = readFileSync(file, 'utf8');
  const { seed, commitment } = JSON.parse(line);
  expect(createHash('sha256').update(Buffer.from(seed, 'hex')).digest('hex')).toBe(commitment);
  expect(commitment).toBe(prepared.commitment);
  const told = spawnSync(process.execPath, [CLI, 'draw'], { input: line, encoding: 'utf8' });
  const replay = JSON.parse(told.stdout);
  const shown = await portal.locator('tbody tr th .muted').allTextContents();
  expect(shown.length).toBeGreaterThan(0);
  expect(replay.drawn.map(({ id }: { id: string }) => id)).toEqual(shown);
  await expect(portal.getByText(replay.hash)).toBeVisible();

  // A line that somebody changed gives no list.
  const forged = JSON.stringify({ ...JSON.parse(line), seed: '0'.repeat(64) });
  const refused = spawnSync(process.execPath, [CLI, 'draw'], { input: forged, encoding: 'utf8' });
  expect(JSON.parse(refused.stdout)).toMatchObject({
    drawn: [],
    problems: [{ code: 'DRAW_COMMITMENT_DIFFERS' }],
  });
});
