import type { ModuleDefinition } from '@tarim/platform';
import { disclosureErrors } from './errors.ts';
import { routes } from './routes.ts';

export { DEFAULT_LINKS, type PortalLinks } from './domain/portal-html.ts';
export { renderPortalFacts } from './use-cases/render-portal-facts.ts';

export const disclosureModule: ModuleDefinition = {
  name: 'disclosure',
  migrations: new URL('./migrations/', import.meta.url),
  errors: disclosureErrors,
  routes,
};

export default disclosureModule;
