import { TarimError } from '@tarim/kernel';
import { type Actor, type Policy, type Post, platformErrors, type Scope } from '@tarim/platform';
import { GLOBAL, READING, ROLE_ACTIONS } from './roles.ts';

interface ResourceFacts {
  readonly unitPath?: string;
  readonly enterpriseId?: number | null;
}

/** The whole platform: both hierarchies, and what belongs to neither. */
const EVERYWHERE = '/';

const grants = (post: Post, action: string): boolean => ROLE_ACTIONS[post.role]?.includes(action) ?? false;

/**
 * Whether a person may do something to a thing (pure). A post grants the actions of its role within its unit and below;
 * both hierarchies read the shared map; an enterprise's post sees its own enterprise and nothing else. Without a unit
 * the whole platform is asked for, as it is always for what has its effect everywhere.
 */
export function can(actor: Actor, action: string, resource: ResourceFacts = {}): boolean {
  const unitPath = GLOBAL.has(action) ? EVERYWHERE : (resource.unitPath ?? EVERYWHERE);
  return actor.posts.some((post) => {
    if (!grants(post, action)) return false;
    if (post.role === 'enterprise')
      return (resource.enterpriseId ?? null) !== null && post.enterpriseId === resource.enterpriseId;
    return READING.has(action) || unitPath.startsWith(post.unitPath);
  });
}

/** Where a person may do something: units with all below them, and for people of an enterprise their enterprises. */
export function scope(actor: Actor, action: string): Scope {
  const units = new Set<string>();
  const enterprises = new Set<number>();
  for (const post of actor.posts) {
    if (!grants(post, action)) continue;
    if (post.role === 'enterprise') {
      if (post.enterpriseId !== undefined && post.enterpriseId !== null) enterprises.add(post.enterpriseId);
    } else if (READING.has(action)) units.add(EVERYWHERE);
    else if (!GLOBAL.has(action) || post.unitPath === EVERYWHERE) units.add(post.unitPath);
  }
  return {
    unitPaths: [...units].sort(),
    enterpriseIds: [...enterprises].sort((a, b) => a - b),
    reading: READING.has(action),
  };
}

export interface Grant extends Scope {
  readonly action: string;
}

/** Everything that a person may do somewhere, and where: what menus and buttons show. */
export function grantsOf(actor: Actor): Grant[] {
  const actions = new Set(actor.posts.flatMap((post) => ROLE_ACTIONS[post.role] ?? []));
  return [...actions]
    .sort()
    .map((action) => ({ action, ...scope(actor, action) }))
    .filter((one) => one.unitPaths.length + one.enterpriseIds.length > 0);
}

export function makePolicy(): Policy {
  return {
    can,
    scope,
    require(actor, action, resource) {
      if (!can(actor, action, resource)) throw new TarimError(platformErrors.forbidden, { action });
    },
  };
}
