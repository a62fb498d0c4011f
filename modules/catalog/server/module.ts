import type { ModuleDefinition } from '@tarim/platform';
import { catalogErrors } from './errors.ts';
import { startMeter } from './meter.ts';

/** 数据资源目录与共享 */
export const catalogModule: ModuleDefinition = {
  name: 'catalog',
  migrations: new URL('./migrations/', import.meta.url),
  errors: catalogErrors,
  services: [{ name: 'catalog.meter', role: 'api', start: startMeter }],
};
