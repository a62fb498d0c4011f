import type { ModuleDefinition } from '@tarim/platform';
import { fieldErrors } from './errors.ts';
import { routes } from './routes.ts';

/** 外业: work without network, on a phone, and what comes back from it. */
export const fieldModule: ModuleDefinition = {
  name: 'field',
  migrations: new URL('./migrations/', import.meta.url),
  errors: fieldErrors,
  routes,
};
