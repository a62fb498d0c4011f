import type { ModuleDefinition } from '@tarim/platform';
import { radiationErrors } from './errors.ts';
import { routes } from './routes.ts';

export { seedDemoRadiation } from './use-cases/seed-demo.ts';

/** 核与辐射安全：核技术利用单位、许可证、放射源与射线装置、人员剂量、年度评估 */
export const radiationModule: ModuleDefinition = {
  name: 'radiation',
  migrations: new URL('./migrations/', import.meta.url),
  errors: radiationErrors,
  routes,
};
