import { changesDetected as imageryChanges, sceneReady, sceneRemoved } from '@tarim/imagery/contract';
import { beijingDate } from '@tarim/kernel';
import { type ModuleDefinition, subscribe } from '@tarim/platform';
import { changesDetected, LIVE_PATCHES } from '../contract.ts';
import { redlineDatasets } from './datasets.ts';
import { redlineErrors } from './errors.ts';
import { redlineFieldWork } from './field-work.ts';
import { redlineRoutes } from './routes.ts';
import { dropStatus } from './sql/status.ts';
import { readStatus, STATUS_JOB, type StatusInput } from './use-cases/area-status.ts';
import { proposePatches } from './use-cases/propose.ts';
import { REEVALUATE_JOB, type ReevaluateInput, reevaluate } from './use-cases/reevaluate.ts';
import { takeImageryChanges } from './use-cases/take-imagery.ts';

/** 生态保护红线监管：台账，与图斑由发现到销号、回头看的全过程 */
export const redlineModule: ModuleDefinition = {
  name: 'redline',
  migrations: new URL('./migrations/', import.meta.url),
  errors: redlineErrors,
  routes: redlineRoutes,
  datasets: redlineDatasets,
  fieldWork: [redlineFieldWork],
  subscriptions: [
    subscribe(changesDetected, 'redline.take-changes', async (batch, tx, ctx) => {
      const { problems } = await proposePatches(ctx, null, batch, 'zh', tx);
      if (problems.length > 0)
        ctx.log.warn({ detector: batch.detector, problems: problems.slice(0, 5) }, 'patches were refused');
    }),
    subscribe(imageryChanges, 'redline.take-imagery-changes', (found, tx, ctx) =>
      takeImageryChanges(ctx, tx, found),
    ),
    subscribe(sceneReady, 'redline.read-scene', async ({ id, takenAt, footprint }, tx, ctx) => {
      const input = { scene: id, on: beijingDate(Date.parse(takenAt)), footprint } as StatusInput;
      await ctx.jobs.enqueue(STATUS_JOB, input, { tx, singletonKey: `scene-${id}` });
    }),
    subscribe(sceneRemoved, 'redline.forget-scene', ({ id }, tx) => dropStatus(tx, id)),
  ],
  jobs: [
    {
      name: REEVALUATE_JOB,
      titleZh: '边界变更后重新叠加未结图斑',
      titleEn: 'Lay open patches over changed boundaries anew',
      handle: (data, ctx, job) => reevaluate(ctx, data as ReevaluateInput, job.signal),
    },
    {
      name: STATUS_JOB,
      titleZh: '从新影像读出红线与保护地的生态状况',
      titleEn: 'Read from a new scene how areas look',
      handle: (data, ctx, job) => readStatus(ctx, data as StatusInput, job.signal),
    },
  ],
  liveTopics: { [LIVE_PATCHES]: 'redline.read' },
};

export { seedDemoRedline } from './use-cases/seed-demo.ts';
