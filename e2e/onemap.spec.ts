import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pdfText } from '@tarim/testkit/pdf-text';
import { type APIRequestContext, expect, type Page, test } from './fixtures.ts';
import { base, json, signIn, until } from './product.ts';
import { startTiles } from './tiles.ts';

const SHOTS = process.env.TARIM_SHOTS;
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `onemap-${name}.png`) });
};

async function openMap(page: Page): Promise<void> {
  await page.goto(`${base()}/map`);
  await expect(page.locator('.maplibregl-canvas').first()).toBeVisible();
  await expect(page.getByLabel('图层').getByText('监测点位', { exact: true }).first()).toBeVisible();
}

test('layers, search, what lies here, measuring, comparing, a view by its link, a print', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signIn(page, 'planner');
  await openMap(page);
  await page.getByLabel('查找图层').fill('管控');
  await page.getByText('环境管控单元').first().click();
  await page.getByLabel('查找图层').fill('');
  await expect(page.getByText('重点管控', { exact: true })).toBeVisible();

  await page.getByLabel('查找', { exact: true }).fill('87.6,43.8');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(3_000);
  const canvas = (await page.locator('.om-canvas').first().boundingBox())!;
  const found = page.getByLabel('此处要素');
  await page.mouse.click(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
  await expect(found.getByText('环境管控单元')).toBeVisible();
  await shot(page, 'identify');

  await page.getByLabel('量算与标绘').selectOption('distance');
  await page.mouse.click(canvas.x + 700, canvas.y + 300);
  await page.mouse.click(canvas.x + 900, canvas.y + 420);
  await expect(page.locator('.om-measure')).toHaveText(/[\d.]+ km$/);
  await page.keyboard.press('Escape');
  await page.getByLabel('量算与标绘').selectOption('point');
  await page.mouse.click(canvas.x + 800, canvas.y + 350);
  await page.keyboard.press('Escape');
  await expect(page.getByText('撤回标绘')).toBeVisible();

  await page.getByLabel('对比', { exact: true }).selectOption('swipe');
  await expect(page.getByLabel('卷帘位置')).toBeVisible();
  await page.getByLabel('对比', { exact: true }).selectOption('none');

  await page.getByRole('button', { name: '视图', exact: true }).click();
  await page.getByLabel('视图名称').fill('规划视图');
  await page.getByLabel('生成分享链接').check();
  await page.getByRole('button', { name: '保存当前视图' }).click();
  const told = await page.getByRole('status').textContent();
  const link = /http\S+#view=[\w-]{22}/.exec(told ?? '')![0];
  await page.getByRole('button', { name: '视图', exact: true }).click();

  await page.getByRole('button', { name: '打印' }).click();
  await page.getByLabel('标题').fill('规划用图');
  const [pdf] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '生成 PDF' }).click(),
  ]);
  const said = (await pdfText(await readFile(await pdf.path()))).replace(/\s+/g, '');
  for (const words of ['规划用图', '1:', '环境管控单元', '重点管控', '模拟']) expect(said).toContain(words);

  // Somebody who is not signed in gets no more by the link than the open layers.
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByLabel('图层').getByText('行政单元').first()).toBeVisible();
  await expect(stranger.getByText('环境管控单元')).toHaveCount(0);
  await stranger.context().close();
});

test('a file of one’s own is drawn, and told what is wrong with another', async ({ page }) => {
  await openMap(page);
  const give = (name: string, data: object) =>
    page.locator('input[type=file]').setInputFiles({
      name,
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify(data)),
    });
  const point = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [87.6, 43.8] } };
  await give('own.geojson', { type: 'FeatureCollection', features: [point] });
  await expect(page.getByRole('status')).toHaveText(/own\.geojson：显示 1 个要素/);
  // Coordinates of an offset map are put where they belong and marked; the search box does the same for typed ones.
  await page.getByLabel('本地数据的坐标').selectOption('GCJ-02');
  await give('amap.geojson', { type: 'FeatureCollection', features: [point] });
  await expect(page.getByRole('status')).toHaveText(/显示 1 个要素.*由 GCJ-02 近似换算/);
  await page.getByLabel('查找', { exact: true }).fill('87.6,43.8');
  await page.getByRole('button', { name: /87\.6, 43\.8 BD-09/ }).click();
  await expect(page.getByText(/由 BD-09 近似换算 → 87\.59\d+, 43\.79\d+/)).toBeVisible();
  await page.getByLabel('本地数据的坐标').selectOption('CGCS2000');
  const crs = { type: 'name', properties: { name: 'EPSG:3857' } };
  await give('wrong.geojson', { type: 'FeatureCollection', crs, features: [point] });
  await expect(page.getByRole('status')).toHaveText(/坐标系不是经纬度/);
});

/** More rows than are sent as data: the layer comes as tiles. */
const MANY = 6_000;

/** Has a set of many points collected, as an office's file would be. @returns its name on the map */
async function collectMany(request: APIRequestContext): Promise<string> {
  const slug = `many-${Date.now().toString(36)}`;
  const title = `浏览器测试大图层 ${slug}（模拟）`;
  const post = async (path: string, more: object) => {
    const answer = await request.post(`${base()}/api/exchange/${path}`, { headers: json, ...more });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  };
  const field = (name: string, type: string) => ({ name, titleZh: name, titleEn: name, type, from: name });
  const { id } = await post('pipelines', {
    data: {
      slug,
      unitPath: '/650000/',
      active: true,
      spec: {
        titleZh: title,
        titleEn: title,
        abstractZh: '',
        abstractEn: '',
        element: 'pollution-source',
        sourceZh: '浏览器测试',
        sourceEn: 'browser test',
        source: { kind: 'upload' },
        format: 'csv',
        place: { kind: 'columns', x: 'lon', y: 'lat' },
        geometryType: 'Point',
        fields: [field('code', 'text')],
        checks: [],
        maxRejectedShare: 0,
        mode: 'upsert',
        keys: ['code'],
        labelField: 'code',
        retry: { attempts: 1, waitSeconds: 60 },
        sharing: 'internal',
        rhythm: 'irregular',
        simulated: true,
      },
    },
  });
  const rows = Array.from(
    { length: MANY },
    (_, i) => `P${i},${(80 + (i % 100) * 0.1).toFixed(2)},${(38 + Math.floor(i / 100) * 0.1).toFixed(2)}`,
  );
  const buffer = Buffer.from(`code,lon,lat\n${rows.join('\n')}\n`);
  const { sha256, name } = await post('files', {
    multipart: { file: { name: 'many.csv', mimeType: 'text/csv', buffer } },
  });
  const run = await post(`pipelines/${id}/runs`, { data: { file: { sha256, name } } });
  await until(async () => {
    const { run: now } = await (await request.get(`${base()}/api/exchange/runs/${run.id}`)).json();
    if (now.state === 'failed') throw new Error(JSON.stringify(now));
    return now.state === 'done';
  }, 'many points to be collected');
  return title;
}

test('a layer of more rows than are sent as data comes as tiles, and the page stays', async ({ page }) => {
  test.setTimeout(180_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const tiles: number[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/ogc/tiles/collected-many')) tiles.push(answer.status());
  });
  const title = await collectMany(await signIn(page, 'admin'));
  await openMap(page);
  const panel = page.getByLabel('图层', { exact: true });
  await page.getByLabel('查找图层').fill(title);
  const chosen = panel.getByRole('checkbox', { name: title });
  await chosen.check();
  await expect.poll(() => tiles.length).toBeGreaterThan(0);
  await expect(chosen).toBeChecked();
  // Off, and at once on again, before its tiles have come.
  await chosen.uncheck();
  await chosen.check();
  await expect.poll(() => tiles.filter((status) => status === 200).length).toBeGreaterThan(1);
  await shot(page, 'many');
  await expect(panel).toBeVisible();
  // A tile of nothing answers 204.
  expect(tiles.filter((status) => status !== 200 && status !== 204)).toEqual([]);
  expect(errors).toEqual([]);
});

/** A WMTS with a matrix set in degrees and one in EPSG:3857 (07-057r7, annex E.4). */
const capabilities = (origin: string): string => {
  const matrix = (id: number, scale: number, corner: string) =>
    `<TileMatrix><ows:Identifier>z${id}</ows:Identifier><ScaleDenominator>${scale}</ScaleDenominator><TopLeftCorner>${corner}</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight></TileMatrix>`;
  const merc = Array.from({ length: 19 }, (_, z) =>
    matrix(z, 559_082_264.0287178 / 2 ** z, '-20037508.3428 20037508.3428'),
  );
  return `<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink">
    <ows:ServiceProvider><ows:ProviderName>测试测绘院</ows:ProviderName></ows:ServiceProvider>
    <ows:OperationsMetadata><ows:Operation name="GetTile"><ows:DCP><ows:HTTP><ows:Get xlink:href="${origin}/wmts?"/></ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>
    <Contents><Layer><ows:Title>测试影像</ows:Title><ows:Identifier>img</ows:Identifier><Style><ows:Identifier>plain</ows:Identifier></Style><Format>image/png</Format>
      <TileMatrixSetLink><TileMatrixSet>c</TileMatrixSet></TileMatrixSetLink><TileMatrixSetLink><TileMatrixSet>w</TileMatrixSet></TileMatrixSetLink></Layer>
      <TileMatrixSet><ows:Identifier>c</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::4490</ows:SupportedCRS>${matrix(1, 295_829_355, '90 -180')}</TileMatrixSet>
      <TileMatrixSet><ows:Identifier>w</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>${merc.join('')}</TileMatrixSet>
    </Contents></Capabilities>`;
};

test('base maps are set up in the console, drawn on the map, and told of when their tiles fail', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const tiles = await startTiles();
  const request = await signIn(page, 'admin');
  const add = (zh: string, path: string, more: object = {}) =>
    request.post(`${base()}/api/onemap/base-map-settings`, {
      headers: json,
      data: {
        names: { zh, en: '' },
        kind: 'xyz',
        settings: { url: `${tiles.origin}/${path}/{z}/{x}/{y}.png` },
        attribution: { zh: '测试瓦片', en: '' },
        minZoom: 0,
        maxZoom: 18,
        opacity: 1,
        position: 1,
        enabled: true,
        audience: 'signed-in',
        coordinates: 'CGCS2000',
        defaultFor: 'none',
        ...more,
      },
    });
  const made: number[] = [];
  try {
    // By the page: a WMTS from its capabilities, whose set in degrees cannot be chosen.
    await page.goto(`${base()}/console/base-maps`);
    await page.getByRole('button', { name: '新增底图' }).click();
    await page.getByRole('combobox', { name: '类型' }).click();
    await page.getByTitle('WMTS', { exact: true }).click();
    await page.getByLabel(/能力文档/).fill(capabilities(tiles.origin));
    await page
      .getByRole('button', { name: '读 取' })
      .or(page.getByRole('button', { name: '读取' }))
      .click();
    await page.getByRole('combobox', { name: '图层' }).click();
    await page.getByTitle('测试影像 (img)').click();
    await page.getByRole('combobox', { name: '矩阵集' }).click();
    await expect(page.getByTitle('c：经纬度，不能叠加')).toBeVisible();
    await page.getByTitle(/^w \(/).click();
    await page.getByRole('button', { name: /填\s?入/ }).click();
    await expect(page.getByLabel('版权与审图号')).toHaveValue('测试测绘院');
    await shot(page, 'base-map-form');
    await page.getByRole('button', { name: /保\s?存/ }).click();
    await expect(page.getByRole('cell', { name: '测试影像' })).toBeVisible();
    await shot(page, 'base-maps');

    for (const [name, path, more] of [
      ['洋红底图', 'own', { coordinates: 'GCJ-02' }],
      ['坏底图', 'broken', {}],
    ] as const) {
      const answer = await add(name, path, more);
      expect(answer.status(), await answer.text()).toBe(200);
    }
    const { baseMaps } = await (await request.get(`${base()}/api/onemap/base-map-settings`)).json();
    made.push(...baseMaps.map((one: { id: number }) => one.id));

    const answer = await page.goto(`${base()}/map`);
    expect(answer!.headers()['content-security-policy']).toContain(tiles.origin);
    await expect(page.locator('.maplibregl-canvas').first()).toBeVisible();
    const picker = page.getByLabel('底图');
    /** Colour of the map near its edge, where no layer lies. */
    const colour = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('.maplibregl-canvas')!;
        const copy = document.createElement('canvas');
        copy.width = copy.height = 1;
        const context = copy.getContext('2d')!;
        context.drawImage(canvas, canvas.width - 30, canvas.height - 60, 1, 1, 0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).join();
      });
    await picker.selectOption({ label: '洋红底图 · GCJ-02 偏移' });
    await expect.poll(colour, { timeout: 30_000 }).toBe('200,0,160');
    await expect(page.getByText('底图为 GCJ-02 偏移坐标')).toBeVisible();
    await shot(page, 'base-offset');
    await picker.selectOption({ label: '测试影像' });
    await expect.poll(colour, { timeout: 30_000 }).toBe('0,150,60');
    await expect(page.getByText('测试测绘院')).toBeVisible();
    expect(tiles.asked.find((one) => one.startsWith('/wmts'))).toMatch(
      /LAYER=img&STYLE=plain&TILEMATRIXSET=w&FORMAT=image%2Fpng&TILEMATRIX=z\d+&TILEROW=\d+&TILECOL=\d+$/,
    );
    // Tiles that fail are told, and the region pack's map is there.
    await picker.selectOption({ label: '坏底图' });
    await expect(page.getByRole('status')).toHaveText(/坏底图”的瓦片没有读到/);
    await expect.poll(colour).toBe('238,243,242');
    await shot(page, 'base-broken');

    // The policy of the page names the servers only to those who are given the base maps.
    const stranger = await (await browser.newContext()).newPage();
    const open = await stranger.goto(`${base()}/map`);
    expect(open!.headers()['content-security-policy']).not.toContain(tiles.origin);
    await expect(stranger.getByLabel('图层').getByText('行政单元').first()).toBeVisible();
    await expect(stranger.getByLabel('底图')).toHaveCount(0);
    await stranger.context().close();
  } finally {
    for (const id of made)
      await request.delete(`${base()}/api/onemap/base-map-settings/${id}`, { headers: json });
    await tiles.stop();
  }
});
