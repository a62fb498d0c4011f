import type { ModuleDefinition } from '@tarim/platform';
import { capabilityErrors } from './errors.ts';
import { routes } from './routes.ts';

export { seedDemoCapability } from './use-cases/seed-demo.ts';

/** 能力建设：配备标准、装备台账、培训考核与缺口 */
export const capabilityModule: ModuleDefinition = {
  name: 'capability',
  migrations: new URL('./migrations/', import.meta.url),
  errors: capabilityErrors,
  routes,
};
