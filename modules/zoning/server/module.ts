import type { ModuleDefinition } from '@tarim/platform';
import { zoningDatasets } from './datasets.ts';
import { zoningErrors } from './errors.ts';
import { zoningRoutes } from './routes.ts';
import { BATCH_JOB, runBatch } from './use-cases/batch.ts';

/** 生态环境分区管控 */
export const zoningModule: ModuleDefinition = {
  name: 'zoning',
  migrations: new URL('./migrations/', import.meta.url),
  errors: zoningErrors,
  routes: zoningRoutes,
  datasets: zoningDatasets,
  jobs: [
    {
      name: BATCH_JOB,
      titleZh: '分区管控批量研判',
      titleEn: 'Zoning: all enterprises against a version',
      handle: (data, ctx, job) =>
        runBatch(
          ctx,
          (data as { batchId: number }).batchId,
          (fraction) => job.progress(fraction),
          job.signal,
        ),
    },
  ],
};

export { seedDemoZoning } from './use-cases/seed-demo.ts';
