import type { ModuleDefinition } from '@tarim/platform';
import { auditErrors } from './errors.ts';
import { routes } from './routes.ts';

export { seedDemoAudit } from './use-cases/seed-demo.ts';

/** 执法稽查与案卷评查 */
export const auditModule: ModuleDefinition = {
  name: 'audit',
  migrations: new URL('./migrations/', import.meta.url),
  errors: auditErrors,
  routes,
};
