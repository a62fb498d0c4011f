import type { ModuleDefinition } from '@tarim/platform';
import { campaignErrors } from './errors.ts';
import { routes } from './routes.ts';

export { seedDemoCampaign } from './use-cases/seed-demo.ts';

/** 专项行动与联合执法 */
export const campaignModule: ModuleDefinition = {
  name: 'campaign',
  migrations: new URL('./migrations/', import.meta.url),
  errors: campaignErrors,
  routes,
};
