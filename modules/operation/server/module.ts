import type { ModuleDefinition } from '@tarim/platform';
import { operationDatasets } from './datasets.ts';
import { operationErrors, rowErrors } from './errors.ts';
import { NIGHTLY_JOB, READ_JOB, readNightly, readRun } from './parameters/read.ts';
import { operationRoutes } from './routes.ts';
import { REMOTE_JOB, runRemoteCheck } from './use-cases/remote.ts';

export { seedDemoParameters } from './parameters/declare.ts';
export { seedDemoOperation } from './use-cases/seed-demo.ts';

/** 运维与校准 */
export const operationModule: ModuleDefinition = {
  name: 'operation',
  migrations: new URL('./migrations/', import.meta.url),
  datasets: operationDatasets,
  errors: { ...operationErrors, ...rowErrors },
  routes: [...operationRoutes],
  jobs: [
    {
      name: READ_JOB,
      titleZh: '反控读取现场参数',
      titleEn: 'Read parameters of sites by command',
      handle: (data, ctx, job) => readRun(ctx, data, job),
    },
    {
      name: REMOTE_JOB,
      titleZh: '远程校准',
      titleEn: 'Remote calibration',
      handle: (data, ctx, job) => runRemoteCheck(ctx, data, job),
    },
    {
      name: NIGHTLY_JOB,
      titleZh: '夜间读取全部现场参数',
      titleEn: 'Read the parameters of all sites at night',
      cron: '40 2 * * *',
      handle: (_data, ctx, job) => readNightly(ctx, job),
    },
  ],
};
