import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { actOnLegacyPoint, addLegacyPoint, listLegacyPoints } from '../server/use-cases/legacy.ts';
import {
  actOnNormUnit,
  addNormUnit,
  getNormUnit,
  listNormUnits,
  listOpenNormUnits,
} from '../server/use-cases/norm.ts';
import { seedDemoUranium } from '../server/use-cases/seed-uranium.ts';
import { addWell, addWellDay, getWell, listWells } from '../server/use-cases/wells.ts';
import { house, person, URUMQI } from './world.ts';

const supervisor = person('radiation-supervisor', '/650000/');
const elsewhere = person('radiation-supervisor', '/650000/650200/');
const refused = (code: string) => expect.objectContaining({ code });

async function world() {
  const ctx = await house();
  for (const id of [1, 2])
    await sql`insert into registry.enterprise (uscc, name, unit_path, simulated)
      values (${`91650100TEST00000${id}`}, ${`企业 ${id}`}, ${URUMQI}, true)`.execute(ctx.db);
  return ctx;
}
const screen = (on: string, ...values: [nuclide: string, value: number][]) => ({
  act: 'screen' as const,
  on,
  laboratory: '实验室',
  materials: values.map(([nuclide, value]) => ({ material: 'tailing' as const, nuclide, value })),
});

test('a single nuclide above 1 Bq/g makes a unit fit for the list; a sum does not, nor exactly 1', async () => {
  const ctx = await world();
  const { id } = await addNormUnit(ctx, supervisor, { enterpriseId: 1, mineral: '稀土' });
  await expect(addNormUnit(ctx, supervisor, { enterpriseId: 1, mineral: '稀土' })).rejects.toThrow(
    refused('RADNET_NORM_TAKEN'),
  );
  // 0.9 + 0.8 is no 1.7, and 1 is not above 1.
  let unit = await actOnNormUnit(ctx, supervisor, id, screen('2025-01-10', ['U-238', 0.9], ['Th-232', 0.8]));
  expect(unit).toMatchObject({ state: 'below', screening: { index: 0.9, nuclide: 'U-238', above: false } });
  unit = await actOnNormUnit(ctx, supervisor, id, screen('2025-01-11', ['Ra-226', 1]));
  expect(unit.state).toBe('below');
  unit = await actOnNormUnit(ctx, supervisor, id, screen('2025-01-12', ['Ra-226', 1.01], ['U-238', 0.2]));
  expect(unit).toMatchObject({ state: 'above', screening: { index: 1.01, nuclide: 'Ra-226', above: true } });
  expect(unit.screening!.rule).toMatch(/@\d/);
  expect((await listOpenNormUnits(ctx)).units).toEqual([]);
  await actOnNormUnit(ctx, supervisor, id, {
    act: 'announce',
    on: '2025-01-13',
    until: '2025-01-20',
    where: '网站',
  });
  await expect(
    actOnNormUnit(ctx, supervisor, id, { act: 'list', on: '2025-01-20', document: '文' }),
  ).rejects.toThrow(refused('RADNET_NORM_ANNOUNCEMENT_RUNS'));
  await actOnNormUnit(ctx, supervisor, id, { act: 'list', on: '2025-01-21', document: '文' });
  await actOnNormUnit(ctx, supervisor, id, {
    act: 'disclose',
    on: '2025-06-01',
    what: 'plan',
    where: '平台',
  });
  // The clock stands in November 2026: 2025 is over without a report.
  expect(await getNormUnit(ctx, supervisor, id)).toMatchObject({
    state: 'listed',
    listedOn: '2025-01-21',
    missingYears: [2025],
    disclosed: { plan: '2025-06-01', results: null, annual: null },
  });
  expect((await getNormUnit(ctx, elsewhere, id)).acts).toEqual([]);
  await expect(
    actOnNormUnit(ctx, elsewhere, id, { act: 'disclose', on: '2025-06-02', what: 'results', where: 'x' }),
  ).rejects.toThrow(refused('FORBIDDEN'));
  expect((await listOpenNormUnits(ctx)).units).toMatchObject([
    { name: '企业 1', state: 'listed', mineral: '稀土' },
  ]);
  expect((await listNormUnits(ctx, { unit: '/650000/650200/' })).units).toEqual([]);
  await expect(sql`delete from radnet.dossier_step`.execute(ctx.db)).rejects.toThrow(/only ever added/);
});

test('a legacy point keeps its order and tells when it should be looked at', async () => {
  const ctx = await world();
  const place = { unitPath: URUMQI, name: '废石堆', kind: 'heap', lon: 87.6, lat: 43.8 } as const;
  await expect(addLegacyPoint(ctx, elsewhere, place)).rejects.toThrow(refused('FORBIDDEN'));
  const { id } = await addLegacyPoint(ctx, supervisor, place);
  await expect(
    actOnLegacyPoint(ctx, supervisor, id, { act: 'treat', on: '2026-01-01', note: 'x' }),
  ).rejects.toThrow(refused('RADNET_STEP_UNFIT'));
  await actOnLegacyPoint(ctx, supervisor, id, {
    act: 'survey',
    on: '2026-01-01',
    gamma: 900,
    radon: null,
    note: 'x',
  });
  await actOnLegacyPoint(ctx, supervisor, id, { act: 'plan', on: '2026-02-01', document: 'x', note: 'x' });
  await actOnLegacyPoint(ctx, supervisor, id, { act: 'treat', on: '2026-03-01', note: 'x' });
  await actOnLegacyPoint(ctx, supervisor, id, {
    act: 'accept',
    on: '2026-04-01',
    document: 'x',
    landUse: '不得建房',
    nextLook: '2026-10-01',
  });
  expect((await listLegacyPoints(ctx, {})).points).toMatchObject([
    { state: 'accepted', gamma: 900, landUse: '不得建房', overdue: true },
  ]);
});

test('a well is judged by its own baseline, which ends with the first sampling of operation', async () => {
  const ctx = await world();
  const place = {
    unitPath: URUMQI,
    facility: '采区',
    name: 'M1',
    ring: 'ring',
    lon: 87.6,
    lat: 43.8,
  } as const;
  const { id } = await addWell(ctx, supervisor, place);
  await expect(addWell(ctx, supervisor, place)).rejects.toThrow(refused('RADNET_WELL_TAKEN'));
  const day = (on: string, baseline: boolean, value: number) =>
    addWellDay(ctx, supervisor, id, { on, baseline, values: [{ indicator: 'U', value }] });
  for (const [month, value] of [0.018, 0.022, 0.018].entries())
    await day(`2025-0${month + 1}-01`, true, value);
  expect((await listWells(ctx)).wells).toMatchObject([{ state: 'no-baseline', lastOn: '2025-03-01' }]);
  await day('2025-04-01', true, 0.022);
  await day('2026-01-01', false, 0.02);
  await expect(day('2026-01-02', true, 0.02)).rejects.toThrow(refused('RADNET_WELL_DAY_INVALID'));
  await expect(day('2026-01-01', false, 0.02)).rejects.toThrow(refused('RADNET_WELL_DAY_INVALID'));
  await day('2026-02-01', false, 0.04);
  const well = await day('2026-02-15', false, 0.05);
  expect(well).toMatchObject({ state: 'excursion', above: ['U'] });
  expect(well.limits[0]!.limit).toBeCloseTo(0.02 + 5 * Math.sqrt((4 * 0.002 ** 2) / 3), 12);
  expect((await getWell(ctx, id)).days.map(({ state }) => state)).toEqual([
    null,
    null,
    null,
    null,
    'normal',
    'suspected',
    'excursion',
  ]);
});

test('what is simulated says so, and is sown once', async () => {
  const ctx = await world();
  await seedDemoUranium(ctx);
  await seedDemoUranium(ctx);
  const { units } = await listNormUnits(ctx, {});
  expect(units.map(({ state, simulated }) => [state, simulated])).toEqual([
    ['below', true],
    ['listed', true],
  ]);
  expect((await listLegacyPoints(ctx, {})).points.every(({ simulated }) => simulated)).toBe(true);
  expect((await listWells(ctx)).wells.map(({ name, state, simulated }) => [name, state, simulated])).toEqual([
    ['D-01', 'no-baseline', true],
    ['M-01', 'excursion', true],
  ]);
});
