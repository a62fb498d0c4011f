import type { ModuleDefinition } from '@tarim/platform';
import { enforcementErrors } from './errors.ts';
import { routes } from './routes.ts';
import { takeComplaints, takeLeads, takeVisits } from './use-cases/take-clues.ts';

export { seedDemoEnforcement } from './use-cases/seed-demo.ts';

/** 行政处罚：由立案到结案 */
export const enforcementModule: ModuleDefinition = {
  name: 'enforcement',
  migrations: new URL('./migrations/', import.meta.url),
  errors: enforcementErrors,
  routes,
  subscriptions: [takeLeads, takeVisits, takeComplaints],
};
