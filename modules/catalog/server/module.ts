import type { ModuleDefinition } from '@tarim/platform';
import { catalogErrors } from './errors.ts';
import { FIGURES_JOB, makeFigures, startFirstFigures } from './jobs/figures.ts';
import { WARN_JOB, warnOfExpiry } from './jobs/warn-expiry.ts';
import { startMeter } from './meter.ts';
import { entryRoutes } from './routes-entries.ts';
import { sharingRoutes } from './routes-sharing.ts';

export { seedDemoSharing } from './use-cases/seed-demo.ts';

/** 数据资源目录与共享 */
export const catalogModule: ModuleDefinition = {
  name: 'catalog',
  migrations: new URL('./migrations/', import.meta.url),
  errors: catalogErrors,
  routes: [...entryRoutes, ...sharingRoutes],
  services: [
    { name: 'catalog.meter', role: 'api', start: startMeter },
    { name: 'catalog.first-figures', role: 'worker', start: startFirstFigures },
  ],
  jobs: [
    {
      name: FIGURES_JOB,
      titleZh: '数据目录：质量指标',
      titleEn: 'Data catalogue: figures of quality',
      cron: '*/10 * * * *',
      handle: (_data, ctx, job) => makeFigures(ctx, job),
    },
    {
      name: WARN_JOB,
      titleZh: '数据共享：授权到期提醒',
      titleEn: 'Data sharing: grants about to end',
      cron: '10 8 * * *',
      handle: (_data, ctx) => warnOfExpiry(ctx),
    },
  ],
};
