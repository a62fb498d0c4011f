import type { ModuleDefinition } from '@tarim/platform';
import { sensorthingsErrors } from './errors.ts';
import { sensorthingsRoutes } from './routes.ts';

/** OGC SensorThings API 1.1 (OGC 18-088): what the platform measures, for clients of others. */
export const sensorthingsModule: ModuleDefinition = {
  name: 'sensorthings',
  migrations: new URL('./migrations/', import.meta.url),
  errors: sensorthingsErrors,
  routes: sensorthingsRoutes,
};
