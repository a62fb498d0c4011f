import type { ModuleDefinition } from '@tarim/platform';
import { ogcErrors } from './errors.ts';
import { routes } from './routes.ts';

/** 开放标准接口 */
export const ogcModule: ModuleDefinition = { name: 'ogc', errors: ogcErrors, routes };

export default ogcModule;
