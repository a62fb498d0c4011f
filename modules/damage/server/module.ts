import type { ModuleDefinition } from '@tarim/platform';
import { damageErrors } from './errors.ts';
import { routes } from './routes.ts';
import { openByPenalty } from './use-cases/open-case.ts';

export { seedDemoDamage } from './use-cases/seed-demo.ts';

/** 生态环境损害赔偿：由线索筛查到修复效果 */
export const damageModule: ModuleDefinition = {
  name: 'damage',
  migrations: new URL('./migrations/', import.meta.url),
  errors: damageErrors,
  routes,
  subscriptions: [openByPenalty],
};
