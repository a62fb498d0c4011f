import type { ModuleDefinition } from '@tarim/platform';
import { monitoringDatasets } from './datasets.ts';
import { labErrors, labWarnings, monitoringErrors } from './errors.ts';
import { routes } from './routes.ts';

/** 手工监测与监测网络 */
export const monitoringModule: ModuleDefinition = {
  name: 'monitoring',
  migrations: new URL('./migrations/', import.meta.url),
  datasets: monitoringDatasets,
  errors: { ...monitoringErrors, ...labErrors, ...labWarnings },
  routes,
};

export { seedDemoTargets } from './targets/targets.ts';
export { seedDemoPlans, seedDemoResults } from './use-cases/seed-demo.ts';
export { seedDemoHistory } from './use-cases/seed-history.ts';
