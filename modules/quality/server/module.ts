import type { ModuleDefinition } from '@tarim/platform';
import { qualityDatasets } from './datasets.ts';
import { qualityErrors } from './errors.ts';
import { redoFlags } from './jobs/redo-flags.ts';
import { REFLAG_JOB, reflag } from './jobs/reflag.ts';
import { watchGaps } from './jobs/watch-gaps.ts';
import { reviewRoutes } from './routes.ts';
import { flagChangedParameters, flagFailedChecks } from './use-cases/flag-instruments.ts';
import { watchHours } from './use-cases/run-flags.ts';

/** 数据质量：标记、复核、替代与签审 */
export const qualityModule: ModuleDefinition = {
  name: 'quality',
  migrations: new URL('./migrations/', import.meta.url),
  errors: qualityErrors,
  routes: [...reviewRoutes],
  datasets: qualityDatasets,
  subscriptions: [watchHours, flagFailedChecks, flagChangedParameters],
  jobs: [
    {
      name: 'quality.watch-gaps',
      titleZh: '自动质控：缺失时段巡查',
      titleEn: 'Automatic flags: watch for hours that do not come',
      cron: '35 * * * *',
      handle: (_data, ctx) => watchGaps(ctx),
    },
    {
      name: 'quality.redo-flags',
      titleZh: '自动质控：补传的旧数据重新检查',
      titleEn: 'Automatic flags: test anew where older data came',
      cron: '* * * * *',
      handle: (_data, ctx) => redoFlags(ctx),
    },
    {
      name: REFLAG_JOB,
      titleZh: '自动质控：规则有新版本，重新检查',
      titleEn: 'Automatic flags: test anew by a new version of the rules',
      handle: (data, ctx, run) => reflag(ctx, (data as { from: number }).from, run.progress, run.signal),
    },
  ],
};

export { demoMonthArrived, seedDemoReview } from './use-cases/seed-demo.ts';
