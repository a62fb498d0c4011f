import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { enterprisesByIds, enterprisesInUse, listPoints } from '@tarim/registry/queries';
import { plusDays } from '@tarim/science';
import type { LegacyAct, NormAct } from '../../contract.ts';
import { dossierRows } from '../sql/dossiers.ts';
import { actOnLegacyPoint, addLegacyPoint } from './legacy.ts';
import { actOnNormUnit, addNormUnit } from './norm.ts';
import { addWell, addWellDay } from './wells.ts';

const CLERK: Actor = {
  userId: '00000000-0000-7000-8000-0000000000f9',
  name: '模拟辐射监管员',
  posts: [{ role: 'administrator', unitPath: '/' }],
};

/** Minerals, legacy points and wells of the simulated region; once. All of it is made up, and says so. */
export async function seedDemoUranium(ctx: Context): Promise<void> {
  if ((await dossierRows(ctx.db, { kind: 'legacy', limit: 1 })).length > 0) return;
  const today = beijingDate(ctx.clock.now());
  await seedNorm(ctx, today);
  const stations = (await listPoints(ctx.db, { kind: 'radiation' })).filter(({ simulated }) => simulated);
  const [first, second] = stations;
  if (!first || !second || first.lon === null || first.lat === null) return;
  const place = { unitPath: first.unitPath, lon: first.lon, lat: first.lat };
  const heap = await addLegacyPoint(ctx, CLERK, { ...place, name: '废石堆一号（模拟）', kind: 'heap' }, true);
  const acts: LegacyAct[] = [
    { act: 'survey', on: plusDays(today, -300), gamma: 860, radon: 1.1, note: '网格 γ 与氡析出率（模拟）' },
    { act: 'plan', on: plusDays(today, -260), document: '方案（模拟）', note: '覆土并植被恢复（模拟）' },
    { act: 'treat', on: plusDays(today, -120), note: '覆土 1 m（模拟）' },
    {
      act: 'accept',
      on: plusDays(today, -100),
      document: '验收意见（模拟）',
      landUse: '不得建房、取土（模拟）',
      nextLook: plusDays(today, -10),
    },
  ];
  for (const act of acts) await actOnLegacyPoint(ctx, CLERK, heap.id, act);
  await addLegacyPoint(ctx, CLERK, { ...place, name: '探井二号（模拟）', kind: 'working' }, true);
  await seedWells(ctx, today, place);
}

async function seedNorm(ctx: Context, today: string): Promise<void> {
  const ids = (await enterprisesInUse(ctx.db)).map(({ id }) => id);
  const [mill, kiln] = (await enterprisesByIds(ctx.db, ids)).filter(({ simulated }) => simulated);
  if (!mill || !kiln) return;
  const screen = (ago: number, value: number): NormAct => ({
    act: 'screen',
    on: plusDays(today, -ago),
    laboratory: '模拟实验室',
    materials: [
      { material: 'ore', nuclide: 'U-238', value: value / 4 },
      { material: 'tailing', nuclide: 'Th-232', value },
    ],
  });
  const listed = await addNormUnit(ctx, CLERK, { enterpriseId: mill.id, mineral: '稀土（模拟）' });
  const acts: NormAct[] = [
    screen(500, 3.4),
    { act: 'announce', on: plusDays(today, -480), until: plusDays(today, -473), where: '网站（模拟）' },
    { act: 'list', on: plusDays(today, -470), document: '名录（模拟）' },
    { act: 'disclose', on: plusDays(today, -200), what: 'plan', where: '自行监测平台（模拟）' },
  ];
  for (const act of acts) await actOnNormUnit(ctx, CLERK, listed.id, act);
  const below = await addNormUnit(ctx, CLERK, { enterpriseId: kiln.id, mineral: '锆（模拟）' });
  await actOnNormUnit(ctx, CLERK, below.id, screen(60, 0.6));
}

async function seedWells(
  ctx: Context,
  today: string,
  place: { readonly unitPath: string; readonly lon: number; readonly lat: number },
): Promise<void> {
  const facility = '地浸采区（模拟）';
  const well = await addWell(ctx, CLERK, { ...place, facility, name: 'M-01', ring: 'ring' }, true);
  const day = (ago: number, baseline: boolean, U: number, SO4: number) =>
    addWellDay(ctx, CLERK, well.id, {
      on: plusDays(today, -ago),
      baseline,
      values: [
        { indicator: 'U', value: U },
        { indicator: 'SO4', value: SO4 },
      ],
    });
  await day(400, true, 0.018, 90);
  await day(370, true, 0.022, 110);
  await day(340, true, 0.018, 90);
  await day(310, true, 0.022, 110);
  await day(60, false, 0.021, 105);
  await day(30, false, 0.036, 170);
  await day(16, false, 0.041, 190);
  await addWell(ctx, CLERK, { ...place, facility, name: 'D-01', ring: 'downstream' }, true);
}
