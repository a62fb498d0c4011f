import { TarimError } from '@tarim/kernel';
import { type Actor, type Policy, platformErrors } from '@tarim/platform';

const GRANTS: Readonly<Record<string, readonly string[]>> = {
  'duty-officer': ['alarm.read', 'alarm.handle'],
  auditor: ['alarm.read'],
  administrator: ['alarm.read', 'alarm.configure'],
  enterprise: ['alarm.read'],
};

/** Roles and posts as a policy has them, small enough to see through. */
export const postPolicy: Policy = {
  can: (actor: Actor, action, resource) =>
    actor.posts.some(
      (post) =>
        GRANTS[post.role]?.includes(action) &&
        (resource?.unitPath === undefined || resource.unitPath.startsWith(post.unitPath)),
    ),
  require(actor, action, resource) {
    if (!this.can(actor, action, resource)) throw new TarimError(platformErrors.forbidden, { action });
  },
};
