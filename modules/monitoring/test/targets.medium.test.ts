import { workbook } from '@tarim/testkit';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, DUTY, plannedTask, SAMPLER, TIANSHAN, type World, world } from './seed.ts';

const HEAD = ['编码', '名称', '类型', '行政区代码', '监测介质', '规模', '经度', '纬度', '点位编码'];
const PARK = ['YQ-1', '某工业园区', '工业园区', '650102', '地表水', '', 87.61, 43.81, 'W1'];
const SMALL = ['NS-1', '某村污水站', '农村生活污水', '650102', '废水', 12, 87.5, 43.7, ''];
const LARGE = ['NS-2', '某镇污水站', '农村生活污水', '650102', '废水', 60, 87.5, 43.7, ''];

const bring = async (w: World, rows: unknown[][], mode: 'check' | 'commit' = 'commit', as = SAMPLER) =>
  w.file(as, workbook([HEAD, ...rows] as never, { sheet: '应监测对象' }), mode, c.importTargets);
const list = async (w: World, query: object = {}) =>
  (await w.call(c.listTargets, { as: DUTY, query })).body.targets as c.Target[];

test('a list is held against the network: what has a site, what is planned, what is too small', async () => {
  const w = await world();
  expect((await bring(w, [PARK, SMALL, LARGE], 'check')).body).toMatchObject({ committed: false, good: 3 });
  expect(await list(w)).toEqual([]);
  expect((await bring(w, [PARK, SMALL, LARGE])).body).toMatchObject({ committed: true, good: 3 });
  const state = async () =>
    Object.fromEntries((await list(w)).map((one) => [one.code, [one.required, one.covered, one.planned]]));
  expect(await state()).toEqual({
    'YQ-1': [true, true, false],
    'NS-1': [false, false, false],
    'NS-2': [true, false, false],
  });
  // The year's plan visits the section that was named for the park.
  await plannedTask(w);
  expect((await state())['YQ-1']).toEqual([true, true, true]);
  // The same again changes nothing; another figure does.
  expect((await bring(w, [PARK])).body).toMatchObject({ good: 0, unchanged: 1 });
  expect((await bring(w, [SMALL.with(5, 25)])).body).toMatchObject({ good: 1, unchanged: 0 });
  expect((await state())['NS-1']).toEqual([true, false, false]);
  expect(await list(w, { kind: 'park', unitPath: TIANSHAN })).toHaveLength(1);
});

test('a sheet with any error brings nothing; each is told by its row', async () => {
  const w = await world();
  const { body } = await bring(w, [
    PARK,
    PARK,
    ['', '无编码', '园区', '999999', '地表水', '大', '', '', ''],
    ['B-1', '兵团', '乡镇', '659001', '声环境', '', '', '', ''],
  ]);
  expect(body.committed).toBe(false);
  expect(body.problems.map((one: c.RowProblem) => `${one.row} ${one.code}`)).toEqual([
    '3 ROW_TWICE',
    '4 CELL_MISSING',
    '4 CELL_NOT_A_WORD',
    '4 ROW_UNIT_UNKNOWN',
    '4 CELL_NOT_NUMBER',
    '5 ROW_UNIT_FOREIGN',
  ]);
  expect(await list(w)).toEqual([]);
});

test('sites are named and objects taken off by the competent chain alone', async () => {
  const w = await world();
  await bring(w, [LARGE, PARK]);
  const { id } = (await list(w, { kind: 'park' }))[0]!;
  const link = (codes: string[], as = SAMPLER) =>
    w.call(c.linkTarget, { as, params: { id }, body: { codes } });
  for (const as of [CORPS, DUTY]) {
    expect((await link([], as)).status).toBe(403);
    expect((await w.call(c.removeTarget, { as, params: { id }, body: { reason: '撤并' } })).status).toBe(403);
  }
  // Another hierarchy's sheet takes nothing over.
  expect((await bring(w, [PARK], 'commit', CORPS)).body).toMatchObject({ committed: false });
  expect((await link(['nowhere'])).body.code).toBe('MONITORING_TARGET_SITE_UNKNOWN');
  expect((await link(['G1'])).body).toMatchObject({ covered: false, sites: [{ code: 'G1', serves: false }] });
  expect((await link(['W1'])).body).toMatchObject({ covered: true });
  expect(
    (await w.call(c.removeTarget, { as: SAMPLER, params: { id }, body: { reason: '园区撤并' } })).status,
  ).toBeLessThan(300);
  expect((await list(w)).map((one) => one.code)).toEqual(['NS-2']);
  expect((await link(['W1'])).body.code).toBe('MONITORING_TARGET_REMOVED');
  // A list that names it again puts it back.
  expect((await bring(w, [PARK])).body).toMatchObject({ committed: true, good: 1 });
  expect(await list(w)).toHaveLength(2);
});
