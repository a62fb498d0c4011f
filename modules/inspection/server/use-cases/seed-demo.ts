import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { enterprisesInUse } from '@tarim/registry/queries';
import type { Result } from '../../contract.ts';
import { drawRows } from '../sql/draws.ts';
import { insertScheme } from '../sql/pools.ts';
import { commitDraw, runDraw } from './draws.ts';
import { changeObject, listPool, saveInspector, syncPool } from './pools.ts';
import { actOnPositive, nominatePositive } from './positive.ts';
import { seedToday } from './seed-today.ts';
import { recordVisit } from './visits.ts';

/** Ratios in use in one prefecture (喀什, 2024-Q2, county level): an example, set by whoever is in charge. */
const QUOTAS = { key: { ratio: 0.25 }, special: { ratio: 0.5 }, ordinary: { perOfficer: 2 } } as const;
/** Proposals of the platform, not statute. */
const WEIGHTS = {
  credit: { A: 0.5, B: 1, C: 1.5, D: 2 },
  risk: { high: 1.5, medium: 1, low: 0.7 },
  gap: { 'over-12-months': 1.3 },
};
const VISIT_CAP = 2;
const NAMES = ['甲', '乙', '丙', '丁', '戊', '己'] as const;
const RESULTS: readonly Result[] = ['no-problem', 'corrected', 'ordered'];

const BY: Actor = {
  userId: '00000000-0000-7000-8000-000000000000',
  name: '模拟',
  posts: [{ role: 'administrator', unitPath: '/' }],
};

/** Pools, inspectors, a scheme and two draws of the simulated region: one done with results, one committed to. */
export async function seedDemoInspection(ctx: Context): Promise<void> {
  const actor = BY;
  if ((await drawRows(ctx.db, { limit: 1 })).length > 0) return;
  const reason = '演示区域的示例方案（模拟）';
  await insertScheme(
    ctx.db,
    {
      unitPath: '/',
      quotas: QUOTAS,
      weights: WEIGHTS,
      teamSize: 2,
      visitCap: VISIT_CAP,
      reason,
      byName: actor.name,
    },
    new Date(ctx.clock.now()),
  );
  await syncPool(ctx, actor, '/');
  const enterprises = await enterprisesInUse(ctx.db);
  if (enterprises.length === 0) return;
  const counts = Map.groupBy(enterprises, ({ unitPath }) => unitPath.split('/').slice(0, 3).join('/'));
  const prefectures = (await unitsUnder(ctx.db, '/')).filter(({ path }) =>
    counts.has(path.replace(/\/$/, '')),
  );
  const nextYear = Number(beijingDate(ctx.clock.now()).slice(0, 4)) + 1;
  for (const [n, { path, code }] of prefectures.entries())
    for (const [i, name] of NAMES.entries())
      await saveInspector(
        ctx,
        actor,
        null,
        {
          name: `模拟人员${name}`,
          certificate: `SIM-${code}-${String(i + 1).padStart(3, '0')}`,
          certifiedTo: `${nextYear + (i % 2)}-12-31`,
          unitPath: path,
          specialities: i % 3 === 0 ? ['air'] : i % 3 === 1 ? ['water'] : ['noise', 'solid-waste'],
          recusals: n === 0 && i === 0 ? enterprises.slice(0, 1).map(({ id }) => id) : [],
          active: true,
        },
        true,
      );
  const { objects } = await listPool(ctx, { limit: 500 });
  for (const [i, one] of objects.entries())
    await changeObject(ctx, actor, one.enterpriseId, {
      stratum: one.stratum,
      factors: {
        credit: (['A', 'B', 'C', 'D'] as const)[i % 4]!,
        risk: (['high', 'medium', 'low'] as const)[i % 3]!,
      },
      hold: i % 11 === 10 ? 'stopped' : null,
      speciality: null,
    });
  // The one with the most to inspect: a list that shows something.
  const size = ({ path }: { path: string }) => counts.get(path.replace(/\/$/, ''))!.length;
  const shown = prefectures.reduce((a, b) => (size(b) > size(a) ? b : a)).path;
  const done = await runDraw(ctx, actor, (await commitDraw(ctx, actor, shown)).id);
  for (const [i, visit] of done.visits.entries())
    if (i % 2 === 0)
      await recordVisit(ctx, actor, visit.id, {
        visitedOn: beijingDate(ctx.clock.now()),
        result: RESULTS[(i / 2) % RESULTS.length]!,
      });
  await seedToday(
    ctx,
    BY,
    done.visits.filter((_, i) => i % 2 === 1).map(({ id }) => id),
  );
  await commitDraw(ctx, actor, shown);
  await seedPositive(
    ctx,
    objects.filter((_, i) => i % 4 === 0).map(({ enterpriseId }) => enterpriseId),
  );
}

/** Days back of the steps of three simulated entries: one is listed, one announced, one nominated. */
const POSITIVE = [[60, 58, 55, 40], [10, 8, 3], [2]] as const;

async function seedPositive(ctx: Context, enterprises: readonly number[]): Promise<void> {
  const other: Actor = { ...BY, userId: '00000000-0000-7000-8000-000000000001' };
  const text = '合规良好（模拟）';
  for (const [i, [nominated, reviewed, announced, listed]] of POSITIVE.entries()) {
    const enterpriseId = enterprises[i + 1];
    if (enterpriseId === undefined) return;
    const on = (back: number) => beijingDate(ctx.clock.now() - back * 86_400_000);
    const { id } = await nominatePositive(ctx, BY, { enterpriseId, on: on(nominated), text });
    if (reviewed !== undefined)
      await actOnPositive(ctx, other, id, { act: 'review', on: on(reviewed), approve: true, text });
    if (announced !== undefined)
      await actOnPositive(ctx, other, id, { act: 'announce', on: on(announced), text });
    if (listed !== undefined) await actOnPositive(ctx, other, id, { act: 'list', on: on(listed), text });
  }
}
