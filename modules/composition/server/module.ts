import type { ModuleDefinition } from '@tarim/platform';
import { compositionErrors, compositionImportErrors } from './errors.ts';
import { routes } from './routes.ts';

export { seedComponents } from './import/import-components.ts';

/** 大气组分 */
export const compositionModule: ModuleDefinition = {
  name: 'composition',
  migrations: new URL('./migrations/', import.meta.url),
  errors: { ...compositionErrors, ...compositionImportErrors },
  routes,
};

export default compositionModule;
