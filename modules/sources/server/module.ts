import type { ModuleDefinition } from '@tarim/platform';
import { sourcesDatasets } from './datasets.ts';
import { diffuseErrors } from './diffuse/errors.ts';
import { diffuseRoutes } from './diffuse/routes.ts';
import { outfallErrors } from './errors.ts';
import { mobileErrors } from './mobile/errors.ts';
import { mobileRoutes } from './mobile/routes.ts';
import { outfallRoutes } from './outfalls/routes.ts';

/** 污染源清单：入河入湖排污口、移动源、农业面源 */
export const sourcesModule: ModuleDefinition = {
  name: 'sources',
  migrations: new URL('./migrations/', import.meta.url),
  datasets: sourcesDatasets,
  errors: { ...outfallErrors, ...mobileErrors, ...diffuseErrors },
  routes: [...outfallRoutes, ...mobileRoutes, ...diffuseRoutes],
};

export { seedDemoSources } from './use-cases/seed-demo.ts';
