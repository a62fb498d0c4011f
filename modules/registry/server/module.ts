import type { ModuleDefinition } from '@tarim/platform';
import { registryDatasets } from './datasets.ts';
import { importErrors, registryErrors } from './errors.ts';
import { registryRoutes } from './routes.ts';

export { seedDemoRegistry } from './use-cases/seed-demo.ts';

/** 登记: enterprises, points, devices, instruments, parameters, limits. */
export const registryModule: ModuleDefinition = {
  name: 'registry',
  migrations: new URL('./migrations/', import.meta.url),
  errors: { ...registryErrors, ...importErrors },
  routes: registryRoutes,
  datasets: registryDatasets,
};
