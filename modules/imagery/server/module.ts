import type { ModuleDefinition } from '@tarim/platform';
import { LIVE_IMAGERY } from '../contract.ts';
import { imageryErrors } from './errors.ts';
import { routes } from './routes.ts';
import { convertScene } from './use-cases/convert-scene.ts';
import { detectChanges } from './use-cases/detect-changes.ts';
import { CONVERT_JOB } from './use-cases/ingest-scene.ts';
import { makeComposite } from './use-cases/make-composite.ts';
import { closePictures } from './use-cases/pictures.ts';
import { runTransition } from './use-cases/run-transition.ts';
import { DETECT_JOB } from './use-cases/start-change.ts';
import { COMPOSITE_JOB } from './use-cases/start-composite.ts';
import { TRANSITION_JOB } from './use-cases/start-transition.ts';
import { takeUp } from './use-cases/take-up.ts';

export { seedDemoImagery } from './use-cases/seed-demo.ts';

/** 影像：入库转 COG、镶嵌与合成、瓦片与切片、两期变化检测 */
export const imageryModule: ModuleDefinition = {
  name: 'imagery',
  migrations: new URL('./migrations/', import.meta.url),
  errors: imageryErrors,
  routes,
  jobs: [
    {
      name: CONVERT_JOB,
      titleZh: '影像转为 COG',
      titleEn: 'Convert a scene to a COG',
      handle: (data, ctx, job) => convertScene(ctx, (data as { sceneId: number }).sceneId, job),
    },
    {
      name: COMPOSITE_JOB,
      titleZh: '影像镶嵌与合成',
      titleEn: 'Join scenes to a mosaic or composite',
      handle: (data, ctx, job) => makeComposite(ctx, (data as { sceneId: number }).sceneId, job),
    },
    {
      name: DETECT_JOB,
      titleZh: '影像变化检测',
      titleEn: 'Detect changes between scenes',
      handle: (data, ctx, job) => detectChanges(ctx, (data as { runId: number }).runId, job),
    },
    {
      name: TRANSITION_JOB,
      titleZh: '土地覆盖转移',
      titleEn: 'Measure land-cover change',
      handle: (data, ctx, job) => runTransition(ctx, (data as { runId: number }).runId, job),
    },
  ],
  services: [
    {
      name: 'imagery.pictures',
      role: 'api',
      // Threads start with the first picture that somebody wants.
      start: async () => ({ stop: closePictures }),
    },
    {
      name: 'imagery.take-up',
      role: 'worker',
      start: async (ctx) => {
        await takeUp(ctx);
        return { stop: async () => {} };
      },
    },
  ],
  liveTopics: { [LIVE_IMAGERY]: 'imagery.read' },
};
