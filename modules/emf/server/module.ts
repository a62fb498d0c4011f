import type { ModuleDefinition } from '@tarim/platform';
import { emfErrors } from './errors.ts';
import { routes } from './routes.ts';

export { seedDemoEmf } from './use-cases/seed-demo.ts';

/** 电磁设施：监测与 GB 8702 判定、自行监测、投诉监测、公开 */
export const emfModule: ModuleDefinition = {
  name: 'emf',
  migrations: new URL('./migrations/', import.meta.url),
  errors: emfErrors,
  routes,
};
