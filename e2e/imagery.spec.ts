import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventsOf, worldOf, writeScene } from '@tarim/raster/testkit';
import { type APIRequestContext, request as calls, expect, type Page, test } from './fixtures.ts';
import { base, json, signIn, until } from './product.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (!SHOTS) return;
  await page.waitForTimeout(3_000);
  await page.screenshot({ path: join(SHOTS, `imagery-${name}.png`), fullPage: true });
};

/** Titles of this run: the product may have seen another one. */
const tag = Date.now().toString(36);
const [BEFORE, AFTER, WRONG] = [`浏览器前期 ${tag}`, `浏览器后期 ${tag}`, `基线不符的影像 ${tag}`];

const folder = mkdtempSync(join(tmpdir(), 'imagery-e2e-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

/** Beside the scenes of the demo, in Ürümqi. */
const plain = worldOf(77, eventsOf(2026.3));
const ground = {
  ...plain,
  grid: { ...plain.grid, crs: 'EPSG:32645', affine: [545_000, 10, 0, 4_850_000, 0, -10] } as const,
};

async function bring(page: Page, name: string, time: number, takenAt: string, title: string): Promise<void> {
  const { bands, scl } = writeScene(folder, name, ground, time);
  await page.goto(`${base()}/console/imagery`);
  await page.getByRole('button', { name: '上传影像' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').first().setInputFiles(bands);
  await dialog.locator('input[type=file]').nth(1).setInputFiles(scl);
  await dialog.getByLabel('拍摄时间').fill(takenAt);
  await dialog.getByLabel('名称').fill(title);
  await dialog.getByLabel('处理基线').fill('05.09');
  await dialog.getByLabel('来源').fill('浏览器测试的模拟影像');
  await dialog.getByLabel('许可').fill('CC0-1.0');
  await dialog.getByLabel('模拟').click();
  if (name === 'before') await shot(page, 'upload');
  await dialog.getByRole('button', { name: /^上 ?传$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: title }).getByText('可用')).toBeVisible({ timeout: 60_000 });
}

const idOf = async (request: APIRequestContext, title: string): Promise<number> => {
  const { scenes } = await (
    await request.get(`${base()}/api/imagery/scenes?text=${encodeURIComponent(title)}`)
  ).json();
  return scenes[0].id;
};
const choose = async (page: Page, label: string, text: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click();
  const list = page.locator('.ant-select-dropdown:visible');
  await list.getByText(text).first().click();
  // The next list holds the same scenes: this one must be gone.
  await expect(list).toHaveCount(0);
};

test('scenes are brought, drawn as tiles and compared, and what changed becomes patches of the red line', async ({
  page,
}) => {
  test.setTimeout(360_000);
  const request = await signIn(page, 'station');
  await bring(page, 'before', 2025.55, '2025-07-20T13:00', BEFORE);
  await bring(page, 'after', 2026.55, '2026-07-20T13:00', AFTER);
  await shot(page, 'list');

  // A map of WebGL asks for tiles of the scene and shows what comes.
  const id = await idOf(request, AFTER);
  const tiles: number[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes(`/api/imagery/scenes/${id}/tiles/`)) tiles.push(answer.status());
  });
  await page.goto(`${base()}/console/imagery`);
  await page.getByRole('link', { name: AFTER, exact: true }).last().click();
  await expect(page.locator('.maplibregl-canvas')).toBeVisible();
  await expect.poll(() => tiles.length).toBeGreaterThan(2);
  expect(new Set(tiles)).toEqual(new Set([200]));
  // Desert is bright, where there were no tiles the map is paler: the middle of the canvas is no colour of the base map.
  await shot(page, 'scene');
  await page.getByText('NDVI 植被', { exact: true }).click();
  await expect.poll(() => page.locator('[data-tiles]').getAttribute('data-tiles')).toContain('style=ndvi');
  await expect(page.locator('.map-legend')).toContainText('0.8');
  await shot(page, 'ndvi');
  await expect(page.getByText(/gdalinfo \/vsicurl\/http/)).toBeVisible();

  await page.goto(`${base()}/console/imagery/changes`);
  await page.getByRole('button', { name: '新的检测' }).click();
  await choose(page, '前期', BEFORE);
  await choose(page, '后期', AFTER);
  await shot(page, 'new-run');
  await page.getByRole('button', { name: '开始检测' }).click();
  await expect(page.getByRole('heading', { name: '检测图斑' })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/采矿与排土 \d/).first()).toBeVisible();
  await page.getByRole('row', { name: /光伏/ }).first().getByRole('button').click();
  await expect(page.getByText('各波段皆暗且均匀：光伏板')).toBeVisible();
  for (const name of [/前期 .*2025/, /后期 .*2026/])
    await expect(page.getByRole('img', { name })).toHaveJSProperty('complete', true);
  await shot(page, 'run');
  const path = new URL(page.url()).pathname;

  await until(async () => {
    const { patches } = await (
      await request.get(`${base()}/api/redline/patches?detector=imagery-cva-otsu`)
    ).json();
    return patches.length > 0;
  }, 'patches of the red line');
  await page.getByRole('link', { name: '在红线监管中查看由此产生的图斑' }).click();
  await page
    .getByRole('link', { name: /^TB\d{7}$/ })
    .first()
    .click();
  // The patch has the pictures that it was found on, one over the other, and the line between them moves by keys.
  const pictures = page.getByTestId('redline-images');
  for (const name of [/^前时相 2025-07-20/, /^后时相 2026-07-20/])
    await expect
      .poll(() => pictures.getByRole('img', { name }).evaluate((one: HTMLImageElement) => one.naturalWidth))
      .toBe(640);
  await pictures.getByLabel('卷帘位置').press('End');
  await expect(pictures.getByRole('img', { name: /^前时相/ })).toHaveCSS(
    'clip-path',
    'inset(0px 0% 0px 0px)',
  );
  await shot(page, 'patch');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${base()}/console/imagery/scenes/${id}`);
  await expect(page.locator('.maplibregl-canvas')).toBeVisible();
  await shot(page, 'scene-phone');
  // The map's canvas follows the new width a moment later.
  await expect
    .poll(() =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    )
    .toBeLessThanOrEqual(0);
  await page.goto(`${base()}/console/imagery`);
  await shot(page, 'list-phone');
  await page.goto(`${base()}${path}`);
  await shot(page, 'run-phone');
});

test('scenes are chosen in the list and joined; the composite says of what it was made, and so does the catalogue', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const request = await signIn(page, 'station');
  const names = [0, 1, 2].map((i) => `合成用 ${tag} ${i}`);
  // Clouds that none of the dates has over the same place.
  for (const [i, title] of names.entries()) {
    const name = `joined-${i}`;
    const { bands, scl } = writeScene(folder, name, ground, 2026.5 + 0.02 * i, { clouds: 6 });
    const answer = await request.post(
      `${base()}/api/imagery/scenes?${new URLSearchParams({
        collection: `joined-${tag}`,
        sensor: 'sentinel-2-l2a',
        title,
        takenAt: `2026-07-0${2 * i + 1}T13:00:00+08:00`,
        source: '浏览器测试的模拟影像',
        licence: 'CC0-1.0',
        baseline: '05.09',
        simulated: 'true',
        public: i === 2 ? 'false' : 'true',
      })}`,
      {
        headers: json,
        multipart: {
          bands: { name: `${name}.tif`, mimeType: 'image/tiff', buffer: readFileSync(bands) },
          quality: { name: `${name}-scl.tif`, mimeType: 'image/tiff', buffer: readFileSync(scl) },
        },
      },
    );
    expect(answer.status()).toBe(200);
  }
  await page.goto(`${base()}/console/imagery`);
  await page.getByPlaceholder('按名称查找').fill(`合成用 ${tag}`);
  await page.getByPlaceholder('按名称查找').press('Enter');
  for (const title of names)
    await expect(page.getByRole('row', { name: title }).getByText('可用')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('checkbox', { name: `选择 ${names[0]}` }).check();
  await expect(page.getByText('合成需要 2–40 景')).toBeVisible();
  for (const title of names.slice(1)) await page.getByRole('checkbox', { name: `选择 ${title}` }).check();
  await page.getByRole('button', { name: '合成影像' }).click();

  // What is wrong is told before it is sent.
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('可以合成')).toBeVisible();
  await expect(dialog.getByText('所选影像有未公开的，合成不能公开')).toBeVisible();
  const go = dialog.getByRole('button', { name: '开始合成' });
  await dialog.getByLabel('只在此范围内').fill('80,40,81,41');
  await expect(dialog.getByText('IMAGERY_COMPOSITE_BOX')).toBeVisible();
  await expect(go).toBeDisabled();
  await dialog.getByLabel('只在此范围内').fill('');
  await expect(dialog.getByText('可以合成')).toBeVisible();
  await dialog.getByRole('button', { name: `移去 ${names[2]}` }).click();
  await expect(dialog.getByText('已选 2 景')).toBeVisible();
  await expect(dialog.getByText('所选影像有未公开的，合成不能公开')).toBeHidden();
  await choose(page, '方法', '中值合成');
  await expect(dialog.getByText('各波段分别取晴空观测的中值')).toBeVisible();
  await dialog.getByLabel('公开').click();
  const title = `中值 ${tag}`;
  await dialog.getByLabel('名称').fill(title);
  await shot(page, 'composite-dialog');
  await go.click();

  // Its page is there at once, and shows how far it is until it can be looked at.
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.locator('.maplibregl-canvas')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('中值合成 · 2 景').first()).toBeVisible();
  await expect(page.getByText('从未晴空').first()).toBeVisible();
  for (const one of names.slice(0, 2)) await expect(page.getByRole('link', { name: one })).toBeVisible();
  await shot(page, 'composite');
  await page.getByRole('button', { name: '在图上看', exact: true }).click();
  await expect.poll(() => page.locator('[data-tiles]').getAttribute('data-tiles')).toContain('style=count');
  await expect(page.locator('.map-legend')).toContainText('2');
  await shot(page, 'composite-count');
  const wanted = new URL(page.url()).pathname.split('/').at(-1);
  await page.setViewportSize({ width: 390, height: 844 });
  await shot(page, 'composite-phone');
  // The map's canvas follows the new width a moment later.
  await expect
    .poll(() =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    )
    .toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });

  // Nobody signed in: the catalogue links the public composite to its scenes, and the links open.
  const open = await calls.newContext();
  const items = await until(async () => {
    const { features } = await (
      await open.get(`${base()}/stac/search?collections=joined-${tag}-composite`)
    ).json();
    return features.length > 0 ? features : undefined;
  }, 'the item of the composite');
  const [item] = items as { properties: Record<string, string>; links: { rel: string; href: string }[] }[];
  expect(item!.properties).toMatchObject({
    start_datetime: '2026-07-01T05:00:00.000Z',
    end_datetime: '2026-07-03T05:00:00.000Z',
    datetime: '2026-07-02T05:00:00.000Z',
  });
  const origins = item!.links.filter(({ rel }) => rel === 'derived_from');
  expect(origins).toHaveLength(2);
  for (const { href } of origins) {
    const one = await (await open.get(`${base()}${new URL(href).pathname}`)).json();
    expect(names).toContain(one.properties.title);
  }
  await open.dispose();

  // A scene of it goes, the composite stays and says so.
  const gone = await idOf(request, names[0]!);
  await page.goto(`${base()}/console/imagery/scenes/${gone}`);
  await page.getByRole('button', { name: /^撤 ?下$/ }).click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /^撤 ?下$/ })
    .click();
  await expect(page.getByText('已撤下')).toBeVisible();
  await page.goto(`${base()}/console/imagery/scenes/${wanted}`);
  const row = page.getByRole('row', { name: names[0]! });
  await expect(row.getByText('已撤下')).toBeVisible();
  await expect(row.getByRole('link')).toHaveCount(0);
});

test('a file that is no scene is told at once, one that cannot be converted says why and can be corrected', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page, 'station');
  await page.goto(`${base()}/console/imagery`);
  await page.getByRole('button', { name: '上传影像' }).click();
  const dialog = page.getByRole('dialog');
  const fake = join(folder, 'fake.tif');
  writeFileSync(fake, '不是影像');
  await dialog.locator('input[type=file]').first().setInputFiles(fake);
  await dialog.getByLabel('拍摄时间').fill('2026-07-20T13:00');
  await dialog.getByLabel('处理基线').fill('02.14');
  await dialog.getByLabel('来源').fill('浏览器测试');
  await dialog.getByLabel('许可').fill('CC0-1.0');
  await dialog.getByRole('button', { name: /^上 ?传$/ }).click();
  await expect(dialog.getByText('IMAGERY_NOT_TIFF')).toBeVisible();
  const { bands } = writeScene(folder, 'wrong', ground, 2026.55);
  await dialog.locator('input[type=file]').first().setInputFiles(bands);
  await dialog.getByLabel('名称').fill(WRONG);
  // A sign that it was busy may still stand before the word.
  await dialog.getByRole('button', { name: /上 ?传$/ }).click();
  const row = page.getByRole('row', { name: WRONG });
  await expect(row.getByText('失败')).toBeVisible({ timeout: 60_000 });
  await row.getByRole('link').first().click();
  await expect(page.getByText(/处理基线 02.14 与拍摄日期/)).toBeVisible();
  await shot(page, 'failed');
  await page.getByLabel('处理基线').fill('05.09');
  await page.getByRole('button', { name: '重新转换' }).click();
  await expect(page.locator('.maplibregl-canvas')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: /^撤 ?下$/ }).click();
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /^撤 ?下$/ })
    .click();
  await expect(page.getByText('已撤下')).toBeVisible();
  await expect(page.getByRole('row', { name: WRONG })).toHaveCount(0);
});

test('scenes lie on the one map, and two dates are compared there', async ({ page }) => {
  const request = await signIn(page, 'station');
  const scenes = await until(async () => {
    const { scenes } = await (await request.get(`${base()}/api/imagery/map-scenes`)).json();
    return scenes.length > 1 ? scenes : undefined;
  }, 'two scenes that are ready');
  const [newer, older] = scenes;
  const tiles: string[] = [];
  page.on('response', (answer) => {
    if (/imagery.scenes.\d+.tiles/.test(answer.url()) && answer.status() === 200) tiles.push(answer.url());
  });
  const came = (id: number, more = '') =>
    expect
      .poll(() => tiles.some((url) => url.includes(`/scenes/${id}/`) && url.includes(more)), {
        timeout: 30_000,
      })
      .toBe(true);
  await page.goto(`${base()}/console/imagery/scenes/${newer.id}`);
  const opened = page.context().waitForEvent('page');
  await expect(page.getByRole('link', { name: '在一张图上看' })).toHaveAttribute('href', /\/map#scene=\d+$/);
  await page.getByRole('link', { name: '在一张图上看' }).click();
  await (await opened).close();
  await page.goto(`${base()}/map#scene=${newer.id}`);
  const section = page.getByTestId('map-scenes');
  await came(newer.id);
  await section.getByLabel('样式').selectOption('ndvi');
  await came(newer.id, 'style=ndvi');
  await shot(page, 'one-map');

  await page.getByLabel('对比').selectOption('swipe');
  await section.getByRole('button', { name: '添加影像' }).click();
  await section.getByLabel('查找影像名称').fill(older.title);
  await section
    .getByRole('listitem')
    .filter({ hasText: older.title })
    .first()
    .getByRole('button', { name: '放到对比侧' })
    .click();
  await came(older.id);
  await shot(page, 'one-map-swipe');
  await page.close();
});
