import type { ModuleDefinition } from '@tarim/platform';
import { onemapErrors } from './errors.ts';
import { routes } from './routes.ts';

/** 监管一张图：各模块的图层在一张图上 */
export const onemapModule: ModuleDefinition = {
  name: 'onemap',
  migrations: new URL('./migrations/', import.meta.url),
  errors: onemapErrors,
  routes,
};
