import { workbook } from '@tarim/testkit';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { ADMIN, CORPS, DUTY, STATION, TIANSHAN, URUMQI, type World, world } from './seed.ts';

const catchment = { name: '乌鲁木齐河灌区', basin: '乌鲁木齐河', areaKm2: 820, unitPath: TIANSHAN };
const activity = {
  crops: [{ name: '棉花', hectares: 1_000 }],
  fertiliserN: 100,
  fertiliserP: 20,
  livestock: [{ name: '牛', heads: 1_000, treatedShare: 0.5 }],
  source: '统计年鉴',
};
const made = async (w: World) =>
  (await w.call(c.createCatchment, { as: STATION, body: catchment })).body.id as number;
const put = (w: World, id: number, body: object = activity, as = STATION) =>
  w.call(c.putActivity, { as, params: { id, year: 2025 }, body });

test('a catchment’s load follows its figures and the coefficients that hold there', async () => {
  const w = await world();
  const id = await made(w);
  expect((await put(w, id)).body).toEqual({ revision: 1 });
  const cod = async () =>
    (await w.call(c.getCatchment, { as: DUTY, params: { id } })).body.years[0] as {
      loads: Record<string, number>;
      verified: boolean;
      missing: string[];
      revision: number;
    };
  // 1000 ha × 150 + 1000 × 248.2 × 0.5 × 0.06 = 150000 + 7446
  expect(await cod()).toMatchObject({ loads: { COD: 157_446 }, verified: false, missing: [] });
  const local = {
    unitPath: URUMQI,
    kind: 'crop',
    name: '棉花',
    item: 'COD',
    value: 20,
    source: '本地径流小区试验',
    effectiveFrom: '2025-01-01',
  };
  expect((await w.call(c.createCoefficient, { as: STATION, body: local })).status).toBe(403);
  const set = await w.call(c.createCoefficient, { as: ADMIN, body: local });
  expect((await cod()).loads.COD).toBe(27_446);
  expect((await w.call(c.createCoefficient, { as: ADMIN, body: local })).body.code).toBe(
    'SOURCES_COEFFICIENT_SPAN',
  );
  await w.call(c.createCoefficient, {
    as: ADMIN,
    body: { ...local, value: 30, effectiveFrom: '2026-01-01' },
  });
  const { body } = await w.call(c.listCoefficients, { as: DUTY });
  expect(body.coefficients.find((one: { id: number }) => one.id === set.body.id)).toMatchObject({
    effectiveTo: '2025-12-31',
    confidence: 'local',
  });
  // A correction is another revision.
  expect((await put(w, id, { ...activity, fertiliserN: null })).body).toEqual({ revision: 2 });
  expect(await cod()).toMatchObject({ revision: 2, missing: ['fertiliser/N'] });
  expect((await put(w, id, { ...activity, crops: [...activity.crops, ...activity.crops] })).body.code).toBe(
    'SOURCES_ACTIVITY_NAME_TWICE',
  );
  for (const as of [CORPS, DUTY]) expect((await put(w, id, activity, as)).status).toBe(403);
});

test('a sheet of figures comes in whole or not at all', async () => {
  const w = await world();
  const id = await made(w);
  const head = ['流域单元', '年度', '类别', '名称', '数量', '处理率'];
  const send = async (rows: (string | number | null)[][]) =>
    (await w.file(c.importActivity, STATION, workbook([head, ...rows], { sheet: '农业活动水平' }))).body;
  const rows = [
    ['乌鲁木齐河灌区', 2025, '作物', '棉花', 1_000, null],
    ['乌鲁木齐河灌区', 2025, '化肥', 'N', 100, null],
    ['乌鲁木齐河灌区', 2025, '畜禽', '牛', 1_000, 0.5],
  ];
  const bad = await send([
    ...rows,
    ['别处', 2025, '作物', '棉花', 1, null],
    ['乌鲁木齐河灌区', 2027, '化肥', 'K', -1, 0.5],
  ]);
  expect(bad.committed).toBe(false);
  expect(bad.problems.map((one: { row: number; code: string }) => `${one.row} ${one.code}`)).toEqual([
    '5 SOURCES_ROW_CATCHMENT_UNKNOWN',
    '6 CELL_OUT_OF_RANGE',
    '6 CELL_OUT_OF_RANGE',
    '6 SOURCES_ROW_FERTILISER_NAME',
    '6 SOURCES_ROW_SHARE_NOT_OF_LIVESTOCK',
  ]);
  expect((await w.call(c.listCatchments, { as: DUTY })).body.catchments[0].years).toEqual([]);
  expect(await send(rows)).toMatchObject({ committed: true, good: 3 });
  expect(await send(rows.toReversed())).toMatchObject({ committed: true, good: 0, unchanged: 3 });
  const { body } = await w.call(c.getCatchment, { as: DUTY, params: { id } });
  expect(body.years).toMatchObject([{ year: 2025, revision: 1, missing: ['fertiliser/P'] }]);
});
