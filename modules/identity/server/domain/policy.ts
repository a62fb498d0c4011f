import { TarimError } from '@tarim/kernel';
import { type Actor, type Policy, platformErrors } from '@tarim/platform';
import { READING, ROLE_ACTIONS } from './roles.ts';

interface ResourceFacts {
  readonly unitPath?: string;
  readonly enterpriseId?: number | null;
}

/**
 * Whether a person may do something to a thing (pure). A post grants the actions of its role within its unit and below;
 * both hierarchies read the shared map; an enterprise's post sees its own enterprise and nothing else.
 */
export function can(actor: Actor, action: string, resource: ResourceFacts = {}): boolean {
  return actor.posts.some((post) => {
    if (!ROLE_ACTIONS[post.role]?.includes(action)) return false;
    if (post.role === 'enterprise')
      return (
        resource.enterpriseId !== undefined &&
        resource.enterpriseId !== null &&
        post.enterpriseId === resource.enterpriseId
      );
    if (READING.has(action)) return true;
    return resource.unitPath === undefined || resource.unitPath.startsWith(post.unitPath);
  });
}

/** Everything that a person may do somewhere: what menus show. */
export function actionsOf(actor: Actor): string[] {
  return [...new Set(actor.posts.flatMap((post) => ROLE_ACTIONS[post.role] ?? []))].sort();
}

export function makePolicy(): Policy {
  return {
    can,
    require(actor, action, resource) {
      if (!can(actor, action, resource)) throw new TarimError(platformErrors.forbidden, { action });
    },
  };
}
