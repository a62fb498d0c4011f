import { createHash } from 'node:crypto';
import { rowsToXlsx } from '@tarim/platform';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import {
  ADMIN,
  box,
  boxM2,
  CORPS,
  collection,
  DUTY,
  importing,
  PLANNER,
  STATION,
  type World,
  world,
} from './seed.ts';

const A = [87.5, 43.6, 87.6, 43.7] as const;
const B = [87.6, 43.6, 87.7, 43.7] as const;
const facts = (code: string) => ({
  code,
  name: `模拟红线单元 ${code}`,
  type: 'function',
  authority: '模拟管理机构',
});

async function prepared(): Promise<World> {
  const w = await world();
  const text = collection([
    { properties: facts('HX-1'), geometry: box(...A) },
    { properties: facts('HX-2'), geometry: box(...B) },
  ]);
  await w.file(c.importAreas, ADMIN, text, 'red.geojson', importing('2023-01-01'));
  return w;
}
const HEAD =
  '对象类别,编码,年度,净初级生产力 NPP（gC/m²/a）,EQI 生态格局,EQI 生态功能,EQI 生物多样性,EQI 生态胁迫,EQI 已有结果';
const csv = (...rows: string[]) => [HEAD, ...rows].join('\n');
const bring = (w: World, text: string | Uint8Array, query: object = {}, as = STATION, name = 'npp.csv') =>
  w.file(c.importIndicators, as, text, name, { mode: 'commit', origin: '试验产品 1.0', ...query });
const yearly = async (w: World, code = 'HX-1') =>
  (await w.call(c.getYearly, { as: PLANNER, params: { kind: 'redline', code } })).body;

test('yearly figures come in whole or not at all, and every defect has its row and code', async () => {
  const w = await prepared();
  const text = csv(
    '生态保护红线,HX-9,2024,300,,,,,',
    '生态保护红线,HX-1,1999,300,,,,,',
    '生态保护红线,HX-1,2027,300,,,,,',
    '生态保护红线,HX-1,2024,-1,,,,,',
    '生态保护红线,HX-1,2023,300,,,,,',
    '生态保护红线,HX-1,2023,310,,,,,',
    '生态保护红线,HX-2,2024,,,,,,',
    '红线,HX-2,2024,1,,,,,',
    '行政单元,BT08,2024,300,,,,,',
    '生态保护红线,HX-2,2023,x,60,55,50,20,60',
  );
  const { body } = await bring(w, text);
  expect(body).toMatchObject({ committed: false, rows: 10 });
  expect(
    body.problems.map((one: { row: number; code: string; severity: string }) => [one.row, one.code]),
  ).toEqual([
    [2, 'REDLINE_ROW_AREA_UNKNOWN'],
    [3, 'CELL_OUT_OF_RANGE'],
    [4, 'CELL_OUT_OF_RANGE'],
    [5, 'CELL_OUT_OF_RANGE'],
    [7, 'ROW_TWICE'],
    [8, 'REDLINE_ROW_EMPTY'],
    [9, 'CELL_NOT_A_WORD'],
    [10, expect.stringMatching(/^ROW_UNIT_FOREIGN|REDLINE_ROW_AREA_UNKNOWN$/)],
    [11, 'CELL_NOT_NUMBER'],
    [11, 'REDLINE_ROW_EQI'],
  ]);
  expect((await yearly(w)).figures).toEqual([]);
  expect((await w.call(c.listIndicatorImports, { as: STATION })).body.imports).toEqual([]);
  const misspelt = await bring(w, '对象类别,编码,年度,NPPP\n生态保护红线,HX-1,2024,1');
  expect(misspelt.body.problems[0].code).toBe('SHEET_HEADING_UNKNOWN');
});

test('a later import supersedes by revision, nothing is lost, and each figure leads to its file', async () => {
  const w = await prepared();
  const first = csv('生态保护红线,HX-1,2023,300,60,55,50,20,', '生态保护红线,HX-1,2024,310,61,56,52,18,');
  expect((await bring(w, first, { mode: 'check' })).body).toMatchObject({ committed: false, good: 2 });
  expect((await yearly(w)).figures).toEqual([]);
  expect((await bring(w, first)).body).toMatchObject({
    committed: true,
    good: 2,
    unchanged: 0,
    problems: [],
  });
  expect((await bring(w, first)).body).toMatchObject({ committed: true, good: 0, unchanged: 2 });
  const second = await rowsToXlsx([
    { name: '年度指标', rows: [HEAD.split(','), ['生态保护红线', 'HX-1', 2024, 305, 61]] },
  ]);
  expect((await bring(w, second, { origin: '试验产品 1.1' }, STATION, 'npp.xlsx')).body).toMatchObject({
    committed: true,
    good: 1,
  });
  const { figures, eqi } = await yearly(w);
  const npp = figures.find((one: c.YearlyFigure) => one.indicator === 'npp' && one.year === 2024);
  expect(npp.value).toBe(305);
  expect(npp.revisions.map((one: { revision: number; value: number }) => [one.revision, one.value])).toEqual([
    [2, 305],
    [1, 310],
  ]);
  expect(npp.revisions[1].import).toMatchObject({
    fileName: 'npp.csv',
    origin: '试验产品 1.0',
    by: STATION.name,
    sha256: createHash('sha256').update(first).digest('hex'),
    rows: 2,
    added: 10,
  });
  // 0.36·61 + 0.35·56 + 0.19·52 + 0.1·82 = 59.64, before it 58.35.
  expect(eqi).toMatchObject([
    { year: 2023, value: 58.35, class: 2, computed: true, change: null },
    {
      year: 2024,
      value: 59.64,
      class: 2,
      change: { from: 2023, difference: 1.29, size: 1, direction: 'better' },
    },
  ]);
  const list = (await w.call(c.listYearly, { as: DUTY, query: { year: 2024, against: 2023 } })).body;
  expect(list).toMatchObject({ year: 2024, against: 2023, years: [2024, 2023] });
  expect(list.rows).toMatchObject([
    {
      code: 'HX-1',
      name: '模拟红线单元 HX-1',
      values: { npp: { before: 300, now: 305 } },
      eqi: { value: 59.64 },
    },
  ]);
  // What was kept cannot be changed.
  await expect(sql`update redline.indicator_value set value = 0`.execute(w.ctx.db)).rejects.toThrow(
    'only ever added',
  );
  // The county's own figures stand beside.
  const path = (await w.call(c.getArea, { as: DUTY, params: { kind: 'redline', code: 'HX-1' } })).body.area
    .unitPath;
  const county = path.split('/').at(-2);
  expect((await bring(w, csv(`行政单元,${county},2024,,,,,,61.5`))).body).toMatchObject({ committed: true });
  expect((await yearly(w)).unit).toMatchObject({ code: county, eqi: [{ value: 61.5, computed: false }] });
});

test('the sheet to fill in lists the indicators and the codes', async () => {
  const w = await prepared();
  const answer = await w.call(c.indicatorTemplate, { as: STATION });
  expect(answer.status).toBe(200);
  const { indicators, eqi } = (await w.call(c.listIndicators, { as: STATION })).body;
  expect(indicators.find((one: c.Indicator) => one.code === 'npp')).toMatchObject({
    unit: 'gC/m²/a',
    better: 'more',
  });
  expect(eqi.weights).toEqual({ pattern: 0.36, function: 0.35, biodiversity: 0.19, stress: 0.1 });
});

/** What a scene told of an area, written as the job writes it. */
const scene = (w: World, code: string, id: number, on: string, fvc: number, water: number, seen = 1) =>
  sql`insert into redline.area_status (kind, code, version, scene_id, taken_on, gsd, cells, observed, seen, ndvi, fvc, water_share, rule,
      simulated, computed_at)
    values ('redline', ${code}, 1, ${id}, ${on}::date, 10, 100, 100, ${seen}, 0.5, ${fvc}, ${water}, 'redline-status@1', false, now())`.execute(
    w.ctx.db,
  );
let refs = 0;
/** A patch in the area, judged to be people's doing or not at all. */
async function patch(
  w: World,
  on: string,
  judgement: string | null,
  areaM2: number,
  state = 'archived',
  unitPath = '',
) {
  const path =
    unitPath ||
    (await w.call(c.getArea, { as: DUTY, params: { kind: 'redline', code: 'HX-1' } })).body.area.unitPath;
  const meets = {
    on,
    areas: [{ kind: 'redline', code: 'HX-1', areaM2, share: 1 }],
    zoning: [],
    approvals: [],
    activities: [],
    register: [],
  };
  const { rows } = await sql<{
    id: number;
  }>`insert into redline.patch (ref, level, state, detector, detector_version, parameters, after_on,
      index_change, area_m2, lon, lat, wkb, box, meets, redline_m2, protected_m2, areas, unit_path, judgement, simulated, created_at, updated_at)
    values (${`p${refs++}`}, 'suspected', ${state}, 'd', '1', '{}', ${on}::date, '{}', ${areaM2}, 87.55, 43.65, '\\x00', box '((1,1),(0,0))',
      ${JSON.stringify(meets)}::jsonb, ${areaM2}, 0, '{redline/HX-1}', ${path}, ${judgement}, false, now(), now()) returning id`.execute(
    w.ctx.db,
  );
  return rows[0]!.id;
}
const BODY = { schemeKey: 'platform', baseline: 2023, target: 2025 };
const detail = async (w: World, id: number): Promise<c.EffectDetail> =>
  (await w.call(c.getEffect, { as: PLANNER, params: { id } })).body;

test('an evaluation weighs imports, scenes of the same season and patches, and can be followed back and repeated', async () => {
  const w = await prepared();
  await bring(
    w,
    csv(
      '生态保护红线,HX-1,2023,300,60,55,50,20,',
      '生态保护红线,HX-1,2025,330,61,56,52,18,',
      '生态保护红线,HX-2,2023,300,,,,,',
    ),
  );
  await scene(w, 'HX-1', 11, '2023-07-10', 0.4, 0.1);
  await scene(w, 'HX-1', 12, '2023-04-10', 0.1, 0.1);
  await scene(w, 'HX-1', 13, '2025-07-15', 0.45, 0.1);
  await scene(w, 'HX-1', 14, '2025-07-10', 0.9, 0.9, 0.3);
  const areaM2 = boxM2(...A);
  const old = await patch(w, '2023-05-01', 'lawful', areaM2 * 0.001);
  const fresh = await patch(w, '2025-05-01', 'violation', areaM2 * 0.002, 'rectifying');
  await patch(w, '2025-05-02', 'natural', areaM2 * 0.1);
  await patch(w, '2025-05-03', null, areaM2 * 0.1, 'clue');
  const gone = await patch(w, '2023-06-01', 'violation', areaM2 * 0.0005, 'closed');
  await sql`insert into redline.patch_event (patch_id, unit_path, act, to_state, at) values (${gone}, '/', 'accept', 'closed', '2024-03-01')`.execute(
    w.ctx.db,
  );

  const ran = await w.call(c.evaluateEffects, { as: STATION, body: BODY });
  expect(ran.body).toEqual({ areas: 2, added: 2, judged: 1 });
  // The same inputs again are not kept twice.
  expect((await w.call(c.evaluateEffects, { as: STATION, body: BODY })).body).toEqual({
    areas: 2,
    added: 0,
    judged: 1,
  });
  const list = (await w.call(c.listEffects, { as: DUTY, query: {} })).body;
  expect(list.period).toEqual({ ...BODY, areas: 2 });
  const [one, two] = list.effects as c.Effect[];
  // Cover 0.05/0.1 → 75; water 0 → 50; NPP 30/60 → 75; EQI 59.64 − 58.35 = 1.29/4 → 66.125; disturbance 0.0015 → 0.003 of 0.005 → 35.
  const expected = (0.2 * 75 + 0.1 * 50 + 0.2 * 75 + 0.25 * 66.125 + 0.15 * 35) / 0.9;
  expect(one).toMatchObject({
    code: 'HX-1',
    share: 0.9,
    lacking: ['patch-density'],
    schemeVersion: 1,
    simulated: false,
  });
  expect(one!.index).toBeCloseTo(expected, 2);
  expect(one!.gradeNames).toEqual({ zh: '向好', en: 'Better' });
  expect(two).toMatchObject({ code: 'HX-2', index: null, grade: null, gradeNames: null });
  expect(two!.share).toBeLessThan(0.5);

  const { steps, reproduced, imports, scheme } = await detail(w, one!.id);
  expect(reproduced).toBe(true);
  expect(scheme).toMatchObject({ confidence: 'platform', basis: expect.stringContaining('HJ 1143') });
  const step = (indicator: string) => steps.find((row) => row.indicator === indicator)!;
  expect(step('fvc').baseline!.origin).toEqual({ of: 'scene', scene: 11, on: '2023-07-10' });
  // Of 2025-07-10 only a third was clear.
  expect(step('fvc').target!.origin).toMatchObject({ scene: 13 });
  const disturbed = step('disturbance');
  expect(disturbed.baseline!.origin).toMatchObject({ patches: [old, gone] });
  expect(disturbed.target!.origin).toMatchObject({ patches: [old, fresh] });
  expect(disturbed.target!.value).toBeCloseTo(0.003, 6);
  expect(step('patch-density')).toMatchObject({ lack: 'no-value', score: null });
  expect(imports).toMatchObject([{ fileName: 'npp.csv', valueIds: expect.any(Array) }]);
  expect(imports[0]!.valueIds).toHaveLength(10);

  // A figure that is corrected makes a further result; the former stays and still repeats.
  await bring(w, csv('生态保护红线,HX-1,2025,360,,,,,'));
  expect((await w.call(c.evaluateEffects, { as: STATION, body: BODY })).body).toMatchObject({ added: 1 });
  const after = (await w.call(c.listEffects, { as: DUTY, query: { code: 'HX-1', kind: 'redline' } })).body
    .effects[0];
  expect(after.index).toBeCloseTo(expected + (0.2 * 25) / 0.9, 2);
  const former = await detail(w, one!.id);
  expect(former).toMatchObject({
    reproduced: true,
    effect: { index: one!.index },
    others: [{ id: after.id }],
  });
});

test('nobody looked is not nothing there: without detection in a year there is no disturbance', async () => {
  const w = await prepared();
  await patch(w, '2025-05-01', 'violation', 1_000);
  await w.call(c.evaluateEffects, { as: STATION, body: BODY });
  const [one] = (await w.call(c.listEffects, { as: DUTY, query: {} })).body.effects;
  const { steps } = await detail(w, one.id);
  expect(steps.find((row) => row.indicator === 'disturbance')!.lack).toBe('no-detection');
});

test('a scheme is revised as a new version, and results keep theirs', async () => {
  const w = await prepared();
  await bring(w, csv('生态保护红线,HX-1,2023,300,,,,,', '生态保护红线,HX-1,2025,330,,,,,'));
  const [shipped] = (await w.call(c.listEffectSchemes, { as: PLANNER, query: {} })).body
    .schemes as c.EffectScheme[];
  const { id: _id, version: _version, effectiveTo: _to, changedBy: _by, ...same } = shipped!;
  const revised = {
    ...same,
    terms: [{ indicator: 'npp', weight: 1, mode: 'relative', scale: 0.1 }],
    confidence: 'local',
    effectiveFrom: '2026-01-01',
    reason: '试验修订',
  };
  const revise = (body: object, as = ADMIN) => w.call(c.reviseEffectScheme, { as, body });
  expect((await revise(revised, STATION)).status).toBe(403);
  const code = async (more: object) => (await revise({ ...revised, ...more })).body.code;
  expect(await code({ terms: [...revised.terms, ...revised.terms] })).toBe('REDLINE_SCHEME_INDICATOR');
  expect(await code({ terms: [{ ...revised.terms[0], indicator: 'unheard' }] })).toBe(
    'REDLINE_SCHEME_INDICATOR',
  );
  expect(await code({ grades: same.grades.toReversed() })).toBe('REDLINE_SCHEME_GRADES');
  expect(await code({ fromMonth: 9, toMonth: 6 })).toBe('REDLINE_SCHEME_MONTHS');
  expect(await code({ effectiveFrom: '2019-01-01' })).toBe('REDLINE_DAY_ORDER');
  await w.call(c.evaluateEffects, { as: STATION, body: BODY });
  const before = (await w.call(c.listEffects, { as: DUTY, query: { code: 'HX-1', kind: 'redline' } })).body
    .effects[0];
  expect(before).toMatchObject({ index: null, schemeVersion: 1 });
  expect((await revise(revised)).body).toMatchObject({ version: 2 });
  await w.call(c.evaluateEffects, { as: STATION, body: BODY });
  const now = (await w.call(c.listEffects, { as: DUTY, query: { code: 'HX-1', kind: 'redline' } })).body
    .effects[0];
  expect(now).toMatchObject({ index: 100, schemeVersion: 2 });
  expect((await detail(w, before.id)).scheme.terms).toHaveLength(6);
});

test('people evaluate and bring what they are competent for; years must make sense', async () => {
  const w = await prepared();
  expect((await w.call(c.evaluateEffects, { as: CORPS, body: BODY })).body).toEqual({
    areas: 0,
    added: 0,
    judged: 0,
  });
  const foreign = await bring(w, csv('生态保护红线,HX-1,2023,300,,,,,'), {}, CORPS);
  expect(foreign.body.problems[0].code).toBe('ROW_UNIT_FOREIGN');
  expect(
    (await w.call(c.evaluateEffects, { as: CORPS, body: { ...BODY, unitPath: '/650000/' } })).status,
  ).toBe(403);
  expect((await w.call(c.evaluateEffects, { as: DUTY, body: BODY })).status).toBe(403);
  expect((await bring(w, csv(''), {}, PLANNER)).status).toBe(403);
  for (const years of [
    { baseline: 2025, target: 2025 },
    { baseline: 2025, target: 2027 },
  ])
    expect((await w.call(c.evaluateEffects, { as: STATION, body: { ...BODY, ...years } })).body.code).toBe(
      'REDLINE_EFFECT_YEARS',
    );
  const unheard = await w.call(c.evaluateEffects, { as: STATION, body: { ...BODY, schemeKey: 'unheard' } });
  expect(unheard.body.code).toBe('REDLINE_SCHEME_UNKNOWN');
  expect((await w.call(c.getEffect, { as: STATION, params: { id: 99 } })).body.code).toBe(
    'REDLINE_EFFECT_UNKNOWN',
  );
});
