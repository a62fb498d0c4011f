import type { Result } from '@tarim/inspection/contract';
import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesInUse } from '@tarim/registry/queries';
import { plusDays } from '@tarim/science';
import type { CampaignInput } from '../../contract.ts';
import { planRows } from '../sql/plans.ts';
import { assignObjects, draftCampaign, stepCampaign } from './plan.ts';
import { answerInvitation, writeResult } from './work.ts';

const BY: Actor = {
  userId: '00000000-0000-7000-8000-0000000000c2',
  name: '模拟',
  posts: [{ role: 'administrator', unitPath: '/' }],
};
const ITEMS = ['治理设施运行', '自动监测数据', '危险废物贮存', '排污许可证执行', '应急物资'] as const;
const RESULTS: readonly Result[] = [
  'no-problem',
  'corrected',
  'ordered',
  'no-problem',
  'filed',
  'no-contact',
];
const MOST_OBJECTS = 24;
/** The prefecture whose officer has an account in the demonstration. */
const OFFICERS_UNIT = '/650000/652300/';

/** Prefectures and divisions with simulated enterprises, by how many they have. */
async function places(ctx: Context) {
  const all = await enterprisesInUse(ctx.db);
  const byUnit = Map.groupBy(all, ({ unitPath }) => `${unitPath.split('/').slice(0, 3).join('/')}/`);
  const known: { path: string; ids: number[] }[] = [];
  for (const [path, own] of [...byUnit].toSorted((a, b) => b[1].length - a[1].length))
    if (path.split('/').length === 4 && (await unitByPath(ctx.db, path)))
      known.push({ path, ids: own.map(({ id }) => id) });
  const own = ({ path }: { path: string }) => (path === OFFICERS_UNIT ? 0 : 1);
  return {
    region: known.filter(({ path }) => path.startsWith('/650000/')).toSorted((a, b) => own(a) - own(b)),
    corps: known.filter(({ path }) => path.startsWith('/BT/')),
  };
}

/** A joint operation of region and Corps that is under way, and a special campaign that is being prepared; once. */
export async function seedDemoCampaign(ctx: Context): Promise<void> {
  if ((await planRows(ctx.db, { limit: 1 })).length > 0) return;
  const { region, corps } = await places(ctx);
  const [first, second] = region;
  if (!first) return;
  const today = beijingDate(ctx.clock.now());
  const plan = (more: Partial<CampaignInput>): CampaignInput => ({
    title: '',
    kind: 'special',
    from: plusDays(today, -40),
    to: plusDays(today, 20),
    leadPath: '/650000/',
    units: [],
    departments: [],
    goals: '',
    items: [...ITEMS],
    ...more,
  });
  const joined = [first, ...(corps[0] ? [corps[0]] : second ? [second] : [])];
  const joint = await draftCampaign(
    ctx,
    BY,
    plan({
      title: '冬季大气污染联合执法（模拟）',
      kind: corps[0] ? 'region-corps' : 'areas',
      units: joined.map(({ path }) => path),
      goals: '对相邻区域的重点排污单位同一时间、同一清单开展检查，结果共享（模拟）。',
    }),
    true,
  );
  await run(ctx, joint.id, joined);
  const departments = ['公安机关', '水利部门'];
  const prepared = await draftCampaign(
    ctx,
    BY,
    plan({
      title: '危险废物专项整治（模拟）',
      kind: 'departments',
      departments,
      units: region.slice(0, 2).map(({ path }) => path),
      from: plusDays(today, 10),
      to: plusDays(today, 70),
      goals: '与公安、水利部门共同排查危险废物产生、贮存与转移（模拟）。',
    }),
    true,
  );
  await assignObjects(
    ctx,
    BY,
    prepared.id,
    first.ids.slice(0, 4).map((enterpriseId) => ({ enterpriseId, unitPath: first.path })),
  );
  await stepCampaign(ctx, BY, prepared.id, { act: 'issue', note: '' });
}

/** Brings a campaign under way: two of three objects have a result. */
async function run(
  ctx: Context,
  id: number,
  joined: readonly { readonly path: string; readonly ids: readonly number[] }[],
): Promise<void> {
  const today = beijingDate(ctx.clock.now());
  const each = Math.floor(MOST_OBJECTS / joined.length);
  const objects = joined.flatMap(({ path, ids }) =>
    ids.slice(0, each).map((enterpriseId) => ({ enterpriseId, unitPath: path })),
  );
  await assignObjects(ctx, BY, id, objects);
  await stepCampaign(ctx, BY, id, { act: 'issue', note: '' });
  for (const { path } of joined)
    await answerInvitation(ctx, BY, id, { unitPath: path, answer: 'confirmed', note: '模拟确认' });
  await stepCampaign(ctx, BY, id, { act: 'start', note: '' });
  for (const [i, { enterpriseId }] of objects.entries()) {
    if (i % 3 === 2) continue;
    const result = RESULTS[i % RESULTS.length]!;
    const problem = result === 'corrected' || result === 'ordered' || result === 'filed';
    await writeResult(ctx, BY, id, enterpriseId, {
      result,
      on: plusDays(today, -(1 + (i % 30))),
      wanting: problem ? [1 + (i % ITEMS.length)] : [],
      note: problem ? '模拟记录：已要求整改' : '',
      visitId: null,
      caseNumber: result === 'filed' ? `模拟罚立〔${today.slice(0, 4)}〕${i + 1}号` : '',
      open: result === 'ordered' || result === 'filed',
    });
  }
}
