import type { ModuleDefinition } from '@tarim/platform';
import { inspectionErrors } from './errors.ts';
import { inspectionFieldWork } from './field-work.ts';
import { routes } from './routes.ts';
import { takePenalties } from './use-cases/take-penalties.ts';

export { seedDemoInspection } from './use-cases/seed-demo.ts';

/** 检查：双随机、一公开 */
export const inspectionModule: ModuleDefinition = {
  name: 'inspection',
  migrations: new URL('./migrations/', import.meta.url),
  errors: inspectionErrors,
  routes,
  fieldWork: [inspectionFieldWork],
  subscriptions: [takePenalties],
};
