import type { ModuleDefinition } from '@tarim/platform';
import { permitErrors } from './errors.ts';
import { routes } from './routes.ts';

export { seedDemoPermits } from './use-cases/seed-demo.ts';

/** 排污许可：证、申请、执行报告 */
export const permitModule: ModuleDefinition = {
  name: 'permit',
  migrations: new URL('./migrations/', import.meta.url),
  errors: permitErrors,
  routes,
};
