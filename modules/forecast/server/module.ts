import type { ModuleDefinition } from '@tarim/platform';
import { forecastDatasets } from './datasets.ts';
import { forecastErrors, forecastImportErrors } from './errors.ts';
import { routes } from './routes.ts';
import { BASELINE_JOB, makeBaseline, queueBaseline } from './use-cases/make-baseline.ts';

export { seedForecasts } from './import/import-forecasts.ts';
export { queueBaseline } from './use-cases/make-baseline.ts';

/** 预报 */
export const forecastModule: ModuleDefinition = {
  name: 'forecast',
  migrations: new URL('./migrations/', import.meta.url),
  datasets: forecastDatasets,
  errors: { ...forecastErrors, ...forecastImportErrors },
  routes,
  jobs: [
    {
      name: BASELINE_JOB,
      titleZh: '统计基线预报',
      titleEn: 'Statistical baseline forecast',
      // After the day before is final; again for figures that come late.
      cron: '20 2,8,14 * * *',
      handle: (_data, ctx, job) => makeBaseline(ctx, job),
    },
  ],
  services: [
    {
      name: 'forecast.baseline-at-start',
      role: 'worker',
      start: async (ctx) => {
        await queueBaseline(ctx);
        return { stop: async () => {} };
      },
    },
  ],
};

export default forecastModule;
