import type { ModuleDefinition } from '@tarim/platform';
import { qualityErrors } from './errors.ts';
import { reviewRoutes } from './routes.ts';

/** 数据质量：标记、复核、替代与签审 */
export const qualityModule: ModuleDefinition = {
  name: 'quality',
  migrations: new URL('./migrations/', import.meta.url),
  errors: qualityErrors,
  routes: [...reviewRoutes],
};

export { demoMonthArrived, seedDemoReview } from './use-cases/seed-demo.ts';
