import { TarimError } from '@tarim/kernel';
import { type Access, type Actor, READ_OWN, type RouteDef } from './contract/index.ts';
import { platformErrors } from './errors.ts';
import type { Policy } from './module.ts';

/**
 * The first fence of a route or a live topic, before anything of the request is read. Where the resource decides, this
 * only keeps out those who may do it nowhere; the handler asks again.
 * @throws TarimError UNAUTHENTICATED, FORBIDDEN
 */
export function admitPerson(
  policy: Policy,
  actor: Actor | null,
  access: Access,
  scope?: RouteDef['scope'],
): void {
  if (access === 'public') return;
  if (!actor) throw new TarimError(platformErrors.unauthenticated);
  if (access === 'signed-in') return;
  if (scope === 'unit') {
    const { unitPaths, enterpriseIds } = policy.scope(actor, access);
    if (unitPaths.length + enterpriseIds.length > 0) return;
  }
  if (scope === 'own' && policy.scope(actor, READ_OWN).enterpriseIds.length > 0) return;
  policy.require(actor, access);
}

/**
 * Whose objects a reader sees: null means all of the shared map, else only those of these enterprises.
 * @throws TarimError FORBIDDEN for people who may read neither
 */
export function ownEnterprises(
  { policy }: { readonly policy: Policy },
  actor: Actor,
  action: string,
): readonly number[] | null {
  if (policy.can(actor, action)) return null;
  const { enterpriseIds } = policy.scope(actor, READ_OWN);
  if (enterpriseIds.length === 0) throw new TarimError(platformErrors.forbidden, { action });
  return enterpriseIds;
}
