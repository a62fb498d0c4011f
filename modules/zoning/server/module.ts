import type { ModuleDefinition } from '@tarim/platform';
import { zoningErrors } from './errors.ts';
import { zoningRoutes } from './routes.ts';

/** 生态环境分区管控 */
export const zoningModule: ModuleDefinition = {
  name: 'zoning',
  migrations: new URL('./migrations/', import.meta.url),
  errors: zoningErrors,
  routes: zoningRoutes,
};

export { seedDemoZoning } from './use-cases/seed-demo.ts';
