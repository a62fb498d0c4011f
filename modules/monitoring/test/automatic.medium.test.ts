import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { rollUp, SAMPLER, TIANSHAN, type World, world } from './seed.ts';
import { signedWorld } from './signed.ts';

let w: World;
let point: Record<string, number>;
const OTHER = '/650000/650100/650103/';
const AUTUMN = { from: '2026-09', to: '2026-10' };
const ask = async (def: Parameters<World['call']>[0], query: object, params?: object) =>
  (await w.call(def, { as: SAMPLER, query: query as never, params: params as never })).body;

/** A section with a station of its own, a station at no section, a source and a well with stations, a place of noise. */
async function seeded(): Promise<void> {
  w = await world();
  const { site, signed, ...made } = await signedWorld(w);
  point = made.point;
  await site('A', 'surface-water', TIANSHAN, { waterKind: 'river', targetClass: 'III', river: '甲河' });
  await signed('A', '2026-10-10T10:00:00+08:00', { 氨氮: 0.8, 化学需氧量: 18 });
  await site('Z1', 'surface-water', TIANSHAN, { section: 'A' });
  await site('Z2', 'surface-water', OTHER, { waterKind: 'river', targetClass: 'III' });
  await site('S', 'drinking-water', TIANSHAN, { sourceKind: 'river', sourceLevel: 'city', volume: 10 });
  await site('G', 'groundwater', TIANSHAN, {});
  // GB/T 14848: 300 is class II, 500 is class IV (450 < … ≤ 650).
  await signed('G', '2026-05-10T10:00:00+08:00', { 总硬度: 500 });
  await signed('G', '2026-10-10T10:00:00+08:00', { 总硬度: 300 });
  await site('N', 'noise', TIANSHAN, { zone: '2' });
  await signed('N', '2026-07-05T10:00:00+08:00', { Ld: 58, Ln: 51 });
  await signed('N', '2026-10-05T10:00:00+08:00', { Ld: 59.5, Ln: 48 });
  const parameters: [string, string, string | null][] = [
    ['Z1', 'w21003', 'mg/L'],
    ['Z1', 'w01019', 'mg/L'],
    ['Z1', 'w01001', '无量纲'],
    ['Z1', 'w21011', null],
    ['Z1', 'w01014', 'µS/cm'],
    ['Z2', 'w21003', 'mg/L'],
    ['S', 'w21003', 'mg/L'],
    ['G', 'w01001', '无量纲'],
  ];
  for (const [code, factor, unit] of parameters)
    await sql`insert into registry.point_parameter (point_id, code, unit) values (${point[code]!}, ${factor}, ${unit})`.execute(
      w.ctx.db,
    );
  const mean = (code: string, at: string, means: Record<string, number>, invalid = {}) =>
    rollUp(w.ctx, { pointId: point[code]!, period: 'month', at }, means, invalid);
  const z1 = { w01001: 9.9, w21011: 0.9, w01014: 500 };
  await mean('Z1', '2026-09-01', { w21003: 0.2, w01019: 3, ...z1 }, { w01001: 'too-few' });
  await mean('Z1', '2026-10-01', { w21003: 0.6, w01019: 5, ...z1 }, { w01001: 'too-few' });
  await mean('Z2', '2026-10-01', { w21003: 1.2 });
  await mean('S', '2026-10-01', { w21003: 1.5 });
  await mean('G', '2026-10-01', { w01001: 7.5 });
}

const rowsOf = (water: contract.WaterAnswer) =>
  Object.fromEntries(
    water.sections.map((one) => [one.name, [one.origin, one.class, one.n, one.automatic?.grade ?? null]]),
  );

test('signed results first with the station beside, one of the two alone, or the two as one', async () => {
  await seeded();
  // By hand: 0.8 and 18 are class III. By machine: (0.2 + 0.6) / 2 = 0.4 and (3 + 5) / 2 = 4 are class II.
  expect(rowsOf(await ask(contract.getWater, AUTUMN))).toEqual({
    A: ['manual', 'III', 1, 'II'],
    Z2: ['automatic', 'IV', 1, null],
  });
  expect(rowsOf(await ask(contract.getWater, { ...AUTUMN, origin: 'manual' }))).toEqual({
    A: ['manual', 'III', 1, null],
  });
  expect(rowsOf(await ask(contract.getWater, { ...AUTUMN, origin: 'automatic' }))).toEqual({
    A: ['automatic', 'II', 2, null],
    Z2: ['automatic', 'IV', 1, null],
  });
  const merged = await ask(contract.getWater, { ...AUTUMN, origin: 'merged' });
  // Ammonia of the machine (0.4), COD of the laboratory (18): class III by COD.
  expect(rowsOf(merged).A).toEqual(['merged', 'III', 3, null]);
  const told = await ask(contract.explainWater, {
    ...AUTUMN,
    origin: 'merged',
    of: 'section',
    key: String(point.A),
  });
  expect(told.finding.used).toEqual({ 氨氮: 0.4, 高锰酸盐指数: 4, 化学需氧量: 18 });
});

test('months go by the signed result, else by the station', async () => {
  await seeded();
  const { months, origins, all } = await ask(contract.getWater, AUTUMN);
  expect(months).toEqual([
    { month: '2026-09', classes: { II: 1 } },
    { month: '2026-10', classes: { III: 1, IV: 1 } },
  ]);
  expect([origins, all.n]).toEqual([{ manual: 1, automatic: 1 }, 2]);
});

test('an automatic figure leads to its rollups, and says what did not enter and why', async () => {
  await seeded();
  const told = await ask(contract.explainWater, { ...AUTUMN, of: 'section', key: String(point.A) });
  expect([told.result, told.automatic.result, told.origins]).toEqual(['III', 'II', { manual: 1 }]);
  expect(told.automatic.finding.used).toEqual({ 氨氮: 0.4, 高锰酸盐指数: 4 });
  expect(told.rollups[1]).toEqual({
    pointId: point.Z1,
    name: 'Z1',
    period: 'month',
    time: '2026-10-01T00:00:00+08:00',
    items: ['氨氮', '高锰酸盐指数'],
    leftOut: [
      { code: 'w01001', reason: 'too-few' },
      { code: 'w21011', reason: 'unit-unknown' },
      { code: 'w01014', reason: 'no-item' },
    ],
  });
});

test('a source that only its station measures, and its history by days', async () => {
  await seeded();
  const { sources, all, months } = await ask(contract.getSources, AUTUMN);
  // 1.5 against class III, 1.0.
  expect([sources[0].origin, sources[0].compliant, all.byCount]).toEqual(['automatic', false, 0]);
  expect(months).toEqual([{ month: '2026-10', n: 1, compliant: 0 }]);
  for (const day of ['2026-10-01', '2026-10-02'])
    await rollUp(w.ctx, { pointId: point.S!, period: 'day', at: day }, { w21003: day.endsWith('1') ? 1 : 2 });
  const site = await ask(contract.getSiteHistory, { ...AUTUMN, item: '氨氮', grain: 'day' }, { id: point.S });
  expect(site.automatic.map((one: { value: number; period: string }) => [one.value, one.period])).toEqual([
    [1, 'day'],
    [2, 'day'],
  ]);
  expect([site.values, site.trendsOf, site.stations.length]).toEqual([[], 'automatic', 1]);
  const many = await ask(
    contract.getSiteHistory,
    { from: '2024-01', to: '2026-10', grain: 'day' },
    { id: point.S },
  );
  expect(many.code).toBe('MONITORING_SPAN_WRONG');
});

test('curves of both kinds stand side by side', async () => {
  await seeded();
  const sheet = await ask(contract.compareSites, { ...AUTUMN, sites: String(point.A), items: '氨氮' });
  expect(
    sheet.series.map((one: contract.CompareAnswer['series'][number]) => [
      one.origin,
      one.months.map((month) => month.value),
    ]),
  ).toEqual([
    ['manual', [0.8]],
    ['automatic', [0.2, 0.6]],
  ]);
  const manual = await ask(contract.compareSites, {
    ...AUTUMN,
    sites: String(point.A),
    items: '氨氮',
    origin: 'manual',
  });
  expect(manual.series.length).toBe(1);
});

test('groundwater by the newest result, or by the worst of the period', async () => {
  await seeded();
  const year = { from: '2026-01', to: '2026-10', pointKind: 'groundwater' };
  const gradeOf = async (basis: string) => {
    const { sites } = await ask(contract.getMedium, { ...year, basis });
    return [sites[0].grade, sites[0].verdict, sites[0].automatic.grade, sites[0].exceeding.length];
  };
  expect(await gradeOf('latest')).toEqual(['II', 'meets', 'I', 0]);
  expect(await gradeOf('period')).toEqual(['IV', 'exceeds', 'I', 1]);
  const told = await ask(
    contract.explainMedium,
    { from: '2026-01', to: '2026-10', basis: 'period' },
    { id: point.G },
  );
  expect([told.result, told.method, told.tasks.length, told.rollups.length]).toEqual([
    'IV',
    'worst-visit',
    2,
    1,
  ]);
  expect(told.finding.steps.slice(0, 3).map((one: { result: string }) => one.result)).toEqual([
    'IV',
    'II',
    'IV',
  ]);
  const none = await ask(contract.explainMedium, { from: '2026-01', to: '2026-10' }, { id: point.A });
  expect(none.code).toBe('MONITORING_NOT_IN_VIEW');
});

test('noise of a period by the energy mean of its levels', async () => {
  await seeded();
  const { sites } = await ask(contract.getMedium, {
    from: '2026-01',
    to: '2026-10',
    pointKind: 'noise',
    basis: 'period',
  });
  // 10 lg((10^5.8 + 10^5.95) / 2) = 58.81; 10 lg((10^5.1 + 10^4.8) / 2) = 49.75, which keeps the 50 of zone 2.
  expect([sites[0].Ld, sites[0].Ln, sites[0].grade]).toEqual([58.8, 49.8, '达标']);
});
