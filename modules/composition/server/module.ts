import type { ModuleDefinition } from '@tarim/platform';
import { compositionDatasets } from './datasets.ts';
import { compositionErrors, compositionImportErrors } from './errors.ts';
import { routes } from './routes.ts';

export { seedComponents } from './import/import-components.ts';

/** 大气组分 */
export const compositionModule: ModuleDefinition = {
  name: 'composition',
  migrations: new URL('./migrations/', import.meta.url),
  datasets: compositionDatasets,
  errors: { ...compositionErrors, ...compositionImportErrors },
  routes,
};

export default compositionModule;
