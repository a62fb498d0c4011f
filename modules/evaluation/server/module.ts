import type { ModuleDefinition } from '@tarim/platform';
import { LIVE_EVALUATION } from '../contract.ts';
import { airImportErrors } from './air-import/errors.ts';
import { airRoutes } from './air-routes.ts';
import { evaluationDatasets } from './datasets.ts';
import { evaluationErrors } from './errors.ts';
import { judgeDue } from './jobs/judge-due.ts';
import { routes } from './routes.ts';
import { judgeRollups } from './use-cases/judge-rollups.ts';
import { REJUDGE_JOB, rejudge } from './use-cases/rejudge.ts';
import { rejudgeAfterLimits, rejudgeAfterPoint } from './use-cases/rejudge-after-change.ts';

export { importAirDays } from './air-import/import-days.ts';
export { seedAirDays } from './air-import/seed-air-days.ts';

export const evaluationModule: ModuleDefinition = {
  name: 'evaluation',
  migrations: new URL('./migrations/', import.meta.url),
  datasets: evaluationDatasets,
  errors: { ...evaluationErrors, ...airImportErrors },
  routes: [...routes, ...airRoutes],
  subscriptions: [judgeRollups, rejudgeAfterLimits, rejudgeAfterPoint],
  jobs: [
    {
      name: 'evaluation.judge-due',
      titleZh: '判定已结束的时段与城市 AQI',
      titleEn: 'Judge periods that are over, and cities',
      cron: '* * * * *',
      handle: (_data, ctx, job) => judgeDue(ctx, job),
    },
    {
      name: REJUDGE_JOB,
      titleZh: '重新判定',
      titleEn: 'Judge again',
      handle: (data, ctx, job) => rejudge(ctx, data, job),
    },
  ],
  liveTopics: { [LIVE_EVALUATION]: 'evaluation.read' },
};

export default evaluationModule;
