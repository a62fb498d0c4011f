import type { ModuleDefinition, ServiceDefinition } from '@tarim/platform';
import { regionDatasets } from './datasets.ts';
import { regionErrors } from './errors.ts';
import { routes } from './routes.ts';
import { loadRegionPack } from './use-cases/load-pack.ts';

export { loadRegionPack, type PackLoad } from './use-cases/load-pack.ts';

/** Loads the pack of `config.regionDir` when the API starts; unchanged content costs one query. */
const packLoader: ServiceDefinition = {
  name: 'region.load-pack',
  role: 'api',
  async start(ctx) {
    await loadRegionPack(ctx, ctx.config.regionDir);
    return { stop: async () => {} };
  },
};

export const regionModule: ModuleDefinition = {
  name: 'region',
  migrations: new URL('./migrations/', import.meta.url),
  errors: regionErrors,
  routes,
  datasets: regionDatasets,
  services: [packLoader],
};

export default regionModule;
