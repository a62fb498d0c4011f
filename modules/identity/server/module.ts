import type { Authentication, Context, ModuleDefinition } from '@tarim/platform';
import { identityErrors } from './errors.ts';
import { purgeJob } from './jobs.ts';
import { routes, sessions } from './routes.ts';

export { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemoAccounts } from './demo-accounts.ts';
export { makePolicy } from './domain/policy.ts';
export { createApiKey } from './use-cases/api-keys.ts';
export { appointAdministrator, hasAdministrator } from './use-cases/appoint-administrator.ts';

export function authentication(ctx: Context): Authentication {
  return sessions(ctx);
}

/** 身份与权限: people, posts, sessions, keys; the policy that every other module asks. */
export const identityModule: ModuleDefinition = {
  name: 'identity',
  migrations: new URL('./migrations/', import.meta.url),
  errors: identityErrors,
  routes,
  jobs: [purgeJob],
};
