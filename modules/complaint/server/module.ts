import type { ModuleDefinition } from '@tarim/platform';
import { complaintErrors } from './errors.ts';
import { routes } from './routes.ts';

export { seedDemoComplaints } from './use-cases/seed-demo.ts';

/** 信访举报：由公众举报到答复与公开 */
export const complaintModule: ModuleDefinition = {
  name: 'complaint',
  migrations: new URL('./migrations/', import.meta.url),
  errors: complaintErrors,
  routes,
};
