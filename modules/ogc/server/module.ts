import type { ModuleDefinition } from '@tarim/platform';
import { ogcDatasets } from './datasets.ts';
import { ogcErrors } from './errors.ts';
import { routes } from './routes.ts';

/** 开放标准接口 */
export const ogcModule: ModuleDefinition = {
  name: 'ogc',
  migrations: new URL('./migrations/', import.meta.url),
  errors: ogcErrors,
  routes,
  datasets: ogcDatasets,
};

export default ogcModule;
