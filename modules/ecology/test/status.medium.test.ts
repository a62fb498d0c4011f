import { workbook } from '@tarim/testkit';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { ecologyOf } from '../queries.ts';
import { CORPS, DUTY, OFFICER, STATION, URUMQI, type World, world } from './seed.ts';

const put = (w: World, code: string, method: c.Method, year: number, input: c.StatusInput, as = STATION) =>
  w.call(c.putStatus, { as, params: { code, method, year }, body: { input, source: '遥感解译' } });
const list = async (w: World, query: object) => (await w.call(c.listStatus, { as: DUTY, query })).body;

/** All figures of a county, so plain that the sub-indices can be written out by hand. */
const figures: c.StatusInput = {
  area: 1_000,
  habitat: { 有林地: 100, 沙地: 900 },
  ndvi: 4_000,
  river_km: 100,
  lake_km2: 10,
  water: 100,
  water_mean: 100,
  stress: { severe_erosion: 10, moderate_erosion: 20, built_up: 30, other: 0 },
  emissions: { COD: 100, 'NH3-N': 10, SO2: 50, dust: 20, NOx: 60, 'solid waste dumped': 0 },
  precipitation: 200,
};

test('an index of sub-indices, its classes, its change and what it replaced', async () => {
  const w = await world();
  // 0.36·50 + 0.35·60 + 0.19·65 + 0.1·(100 − 20) = 18 + 21 + 12.35 + 8
  const indices = { pattern: 50, function: 60, biodiversity: 65, stress: 20 };
  const first = await put(w, '650102', 'EQI', 2025, { area: 800, indices });
  expect(first.body).toEqual({ revision: 1, value: 59.35, grade: '二类', added: true });
  expect((await put(w, '650102', 'EQI', 2025, { indices, area: 800 })).body).toMatchObject({
    revision: 1,
    added: false,
  });
  await put(w, '650102', 'EQI', 2023, { eqi: 62 });
  // 59.35 − 62 = −2.65: between 2 and 4.
  const told = await list(w, { method: 'EQI', year: 2025, against: 2023 });
  expect(told).toMatchObject({ years: [2025, 2023], without: 2, simulated: false });
  expect(told.units[0]).toMatchObject({
    code: '650102',
    value: 59.35,
    area: 800,
    change: { against: 2023, difference: -2.65, zh: '一般变化', direction: 'worse' },
  });
  await put(w, '650102', 'EQI', 2025, { area: 800, indices: { ...indices, function: 62 } });
  const { body } = await w.call(c.getStatus, { as: DUTY, params: { code: '650102', method: 'EQI' } });
  expect(body.years.map((one: c.StatusRevision) => [one.year, one.revision, one.value])).toEqual([
    [2025, 2, 60.05],
    [2023, 1, 62],
  ]);
  expect(body.replaced).toMatchObject([{ year: 2025, revision: 1, value: 59.35, by: '人员1' }]);
  expect(body.years[0].steps[0].formula).toBe('0.36·50 + 0.35·62 + 0.19·65 + 0.1·(100−20)');
  expect(body.years[0].rule).toMatchObject({ standard: '环监测〔2021〕99号', confidence: 'mixed' });
});

test('a prefecture is computed of all its counties’ figures, or it is said why not', async () => {
  const w = await world();
  const middle = async (query: object = { method: 'EI' }) =>
    (await list(w, query)).rollups.find((one: c.Rollup) => one.code === '650100');
  await put(w, '650102', 'EI', 2025, figures);
  expect(await middle()).toMatchObject({
    basis: 'none',
    reason: 'counties-missing',
    counties: 2,
    lacking: 1,
  });
  // A county alike: what is double in all its parts has the same index.
  await put(w, '650103', 'EI', 2025, figures);
  const { units } = await list(w, { method: 'EI' });
  const whole = await middle();
  expect(whole).toMatchObject({ basis: 'summed', lacking: 0 });
  expect(whole.value).toBeCloseTo(units[0].value, 9);
  // 511.2642131067·(0.35·0.6·200 + 0.01·0.2·1800)/2000
  expect(whole.indices.bio).toBeCloseTo((511.2642131067 * 45.6) / 2_000, 9);
  // Greener, but a tenth as large: NDVI counts by area, (1000·4000 + 100·8000)/1100.
  await put(w, '650103', 'EI', 2025, { ...figures, area: 100, habitat: { 有林地: 100 }, ndvi: 8_000 });
  expect((await middle()).indices.veg).toBeCloseTo((0.0121165124 * 4_800_000) / 1_100, 9);
  const bare = { bio: 10, veg: 20, water: 5, land_stress: 40, pollution_load: 2 };
  await put(w, '650103', 'EI', 2025, { area: 100, indices: bare });
  expect(await middle()).toMatchObject({ basis: 'none', reason: 'figures-missing', lacking: 1 });
  await put(w, '650100', 'EI', 2025, { indices: bare });
  // 3.5 + 5 + 0.75 + 9 + 9.8
  expect(await middle()).toMatchObject({ basis: 'entered', value: 28.05, grade: '较差' });
  await put(w, '650102', 'EQI', 2025, { eqi: 40 });
  expect(await middle({ method: 'EQI' })).toMatchObject({ basis: 'none', value: null, reason: 'method' });
});

test('what cannot be evaluated is refused with what lacks; others may not write', async () => {
  const w = await world();
  const refused = async (method: c.Method, input: c.StatusInput, year = 2025) => {
    const { status, body } = await put(w, '650102', method, year, input);
    return [status, body.code];
  };
  expect(await refused('EI', { indices: { bio: 1 } })).toEqual([422, 'ECOLOGY_INPUT_INCOMPLETE']);
  expect(await refused('EQI', { eqi: 50, ndvi: 1 })).toEqual([422, 'ECOLOGY_FIELD_FOREIGN']);
  expect(await refused('EI', { ...figures, habitat: { 有林地: 1_100 } })).toEqual([
    422,
    'ECOLOGY_HABITAT_EXCEEDS_AREA',
  ]);
  expect(await refused('EQI', { eqi: 50 }, 2027)).toEqual([422, 'ECOLOGY_YEAR_AHEAD']);
  for (const as of [CORPS, DUTY, OFFICER])
    expect((await put(w, '650102', 'EQI', 2025, { eqi: 50 }, as)).status).toBe(403);
  expect((await put(w, '999999', 'EQI', 2025, { eqi: 50 })).body.code).toBe('ECOLOGY_UNIT_UNKNOWN');
  expect((await list(w, { method: 'EQI' })).year).toBeNull();
});

const HEAD = ['行政区代码', '年度', '总面积', 'EQI', '生态格局', '生态功能', '生物多样性', '生态胁迫'];
const sheet = (rows: (string | number | null)[][], head = HEAD) =>
  workbook([head, ...rows], { sheet: '生态质量指数' });

test('a sheet comes in whole or not at all, and what is the same is left alone', async () => {
  const w = await world();
  const send = async (rows: (string | number | null)[][], mode = 'commit', head = HEAD) =>
    (await w.file(c.importStatus, STATION, sheet(rows, head), { method: 'EQI', mode })).body;
  const good = [
    ['650102', 2025, 800, null, 50, 60, 65, 20],
    ['650103', 2025, 200, 71.2, null, null, null, null],
  ];
  const bad = await send([
    ...good,
    ['659001', 2025, null, 40, null, null, null, null],
    ['650109', 2031, null, 'x', 101, null, null, null],
    ['650102', 2024, null, null, 50, 60, null, 20],
    ['650102', 2025, 800, null, 50, 60, 65, 20],
  ]);
  expect(bad.committed).toBe(false);
  expect(bad.problems.map((one: c.RowProblem) => `${one.row} ${one.column} ${one.code}`)).toEqual([
    '4 行政区代码 ECOLOGY_ROW_FOREIGN',
    '5 行政区代码 ECOLOGY_ROW_UNIT_UNKNOWN',
    '5 年度 ECOLOGY_CELL_OUT_OF_RANGE',
    '5 生态格局 ECOLOGY_CELL_OUT_OF_RANGE',
    '5 EQI ECOLOGY_CELL_NOT_NUMBER',
    '6 null ECOLOGY_INPUT_INCOMPLETE',
    '7 null ECOLOGY_ROW_TWICE',
  ]);
  expect((await list(w, { method: 'EQI' })).years).toEqual([]);
  expect((await send(good, 'check')).committed).toBe(false);
  expect((await send(good, 'commit', [...HEAD.slice(0, 7), '生态协迫'])).problems[0].code).toBe(
    'ECOLOGY_SHEET_HEADING_UNKNOWN',
  );
  expect(await send(good)).toMatchObject({ committed: true, rows: 2, good: 2, unchanged: 0, problems: [] });
  const again = await send([good[0]!, ['650103', 2025, 200, 50, null, null, null, null]]);
  expect(again).toMatchObject({ committed: true, good: 1, unchanged: 1 });
  // 71.2 − 50
  expect(again.problems).toMatchObject([{ row: 3, severity: 'warning', code: 'ECOLOGY_ROW_UNUSUAL' }]);
  const { units } = await list(w, { method: 'EQI' });
  expect(units.map((one: c.UnitStatus) => [one.code, one.value, one.revision])).toEqual([
    ['650102', 59.35, 1],
    ['650103', 50, 2],
  ]);
  const refused = await w.file(c.importStatus, OFFICER, sheet(good), { method: 'EQI', mode: 'commit' });
  expect(refused.status).toBe(403);
  const told = await ecologyOf(w.ctx.db, { unitPath: URUMQI, year: 2025, method: 'EQI' });
  expect(told).toMatchObject({ expected: 2, own: null, rules: ['环监测〔2021〕99号@1'] });
  expect(told.counties.map((one) => one.value)).toEqual([59.35, 50]);
});

test('the template of EI brings its figures in again', async () => {
  const w = await world();
  const head = ['行政区代码', '年度', '总面积', '有林地', '沙地', 'NDVI', '河流长度', '水域面积', '水资源量'];
  const rest = [
    '多年平均水资源量',
    '年降水总量',
    '重度侵蚀面积',
    '中度侵蚀面积',
    '建设用地面积',
    '其他土地胁迫面积',
  ];
  const loads = [
    'COD 排放量',
    '氨氮排放量',
    '二氧化硫排放量',
    '烟（粉）尘排放量',
    '氮氧化物排放量',
    '固体废物丢弃量',
  ];
  const row = [
    '650102',
    2025,
    1000,
    100,
    900,
    4000,
    100,
    10,
    100,
    100,
    200,
    10,
    20,
    30,
    0,
    100,
    10,
    50,
    20,
    60,
    0,
  ];
  const bytes = workbook(
    [
      [...head, ...rest, ...loads, '环境限制'],
      [...row, '中等'],
    ],
    {
      sheet: '生态环境状况指数',
    },
  );
  const sent = await w.file(c.importStatus, STATION, bytes, { method: 'EI', mode: 'commit' });
  expect(sent.body).toMatchObject({ committed: true, good: 1, problems: [] });
  const direct = await put(w, '650103', 'EI', 2025, figures);
  const { body } = await w.call(c.getStatus, { as: DUTY, params: { code: '650102', method: 'EI' } });
  expect(body.years[0].value).toBe(direct.body.value);
  expect(body.years[0].gradeOfIndex).toBe(direct.body.grade);
  expect(body.years[0].grade).not.toBe(direct.body.grade);
  const template = await w.call(c.statusTemplate, { as: DUTY, query: { method: 'EI' } });
  expect(template.status).toBe(200);
});
