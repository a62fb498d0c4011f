import { TarimError } from '@tarim/kernel';
import { type Actor, type Policy, platformErrors } from '@tarim/platform';

const GRANTS: Readonly<Record<string, readonly string[]>> = {
  'duty-officer': ['evaluation.read'],
  'monitoring-station': ['evaluation.read', 'evaluation.rejudge'],
};

/** Roles and posts as a policy has them, small enough to see through. */
export const postPolicy: Policy = {
  can: (actor: Actor, action, resource) =>
    actor.posts.some((post) => {
      if (post.role === 'enterprise') {
        return (
          (action === 'enterprise.read-own' || action === 'evaluation.read') &&
          (resource === undefined || resource.enterpriseId === post.enterpriseId)
        );
      }
      const reads = action.endsWith('.read');
      return (
        GRANTS[post.role]?.includes(action) &&
        (reads || (resource?.unitPath ?? post.unitPath).startsWith(post.unitPath))
      );
    }),
  require(actor, action, resource) {
    if (!this.can(actor, action, resource)) throw new TarimError(platformErrors.forbidden, { action });
  },
};
