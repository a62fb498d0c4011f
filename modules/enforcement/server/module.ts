import type { ModuleDefinition } from '@tarim/platform';
import { enforcementErrors } from './errors.ts';
import { routes } from './routes.ts';
import { fillFigures } from './use-cases/keep-figures.ts';
import { takeComplaints, takeLeads, takeVisits } from './use-cases/take-clues.ts';

export { fillFigures } from './use-cases/keep-figures.ts';
export { seedDemoEnforcement } from './use-cases/seed-demo.ts';

/** 行政处罚：由立案到结案 */
export const enforcementModule: ModuleDefinition = {
  name: 'enforcement',
  migrations: new URL('./migrations/', import.meta.url),
  errors: enforcementErrors,
  routes,
  subscriptions: [takeLeads, takeVisits, takeComplaints],
  jobs: [
    {
      name: 'enforcement.fill-figures',
      titleZh: '补算旧案件的统计',
      titleEn: 'Work out figures of older cases',
      cron: '* * * * *',
      handle: async (_data, ctx) => ({ cases: await fillFigures(ctx) }),
    },
  ],
};
