import type { ModuleDefinition } from '@tarim/platform';
import { disclosureDatasets } from './datasets.ts';
import { disclosureErrors } from './errors.ts';
import { routes } from './routes.ts';

export { DEFAULT_LINKS, type PortalLinks } from './domain/portal-html.ts';
export { renderPortalFacts } from './use-cases/render-portal-facts.ts';

export const disclosureModule: ModuleDefinition = {
  name: 'disclosure',
  migrations: new URL('./migrations/', import.meta.url),
  datasets: disclosureDatasets,
  errors: disclosureErrors,
  routes,
};

export default disclosureModule;
