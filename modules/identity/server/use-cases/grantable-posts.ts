import { TarimError } from '@tarim/kernel';
import type { Actor, Context, DbOrTx, Post, Static } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import type { PostInput } from '../../contract.ts';
import { identityErrors } from '../errors.ts';

const MANAGE = 'identity.manage';

type Asked = Static<typeof PostInput>;

/**
 * Posts as this person may grant them: in units that are there, within the granter's own, and an enterprise's post in the
 * unit that is competent for the enterprise, wherever the form put it.
 * @throws TarimError IDENTITY_POST_ENTERPRISE, IDENTITY_ENTERPRISE_UNKNOWN, IDENTITY_UNIT_UNKNOWN, IDENTITY_BEYOND_SCOPE
 */
export async function grantablePosts(ctx: Context, actor: Actor, asked: readonly Asked[]): Promise<Post[]> {
  const posts: Post[] = [];
  for (const { role, unitPath = '', enterpriseId = null } of asked) {
    if ((role === 'enterprise') !== (enterpriseId !== null))
      throw new TarimError(identityErrors.postEnterprise);
    const post =
      enterpriseId === null
        ? { role, unitPath }
        : { role, unitPath: await unitOfEnterprise(ctx, enterpriseId), enterpriseId };
    if (post.unitPath !== '/' && !(await unitByPath(ctx.db, post.unitPath)))
      throw new TarimError(identityErrors.unitUnknown, { unitPath: post.unitPath || '—' });
    if (!ctx.policy.can(actor, MANAGE, { unitPath: post.unitPath }))
      throw new TarimError(identityErrors.beyondScope, { unitPath: post.unitPath });
    posts.push(post);
  }
  return posts;
}

async function unitOfEnterprise(ctx: Context, id: number): Promise<string> {
  const [found] = await enterprisesByIds(ctx.db, [id]);
  if (!found) throw new TarimError(identityErrors.enterpriseUnknown, { id });
  return found.unitPath;
}

/** How far this person administers each of others: not at all, a part of their posts, or all of them. */
export async function reachOf(
  { db, policy }: { readonly db: DbOrTx; readonly policy: Context['policy'] },
  actor: Actor,
  people: readonly (readonly Post[])[],
): Promise<('none' | 'part' | 'all')[]> {
  const ids = people.flat().flatMap((post) => post.enterpriseId ?? []);
  // An enterprise may have moved since: whoever is competent for it now administers its people.
  const units = new Map((await enterprisesByIds(db, ids)).map((one) => [one.id, one.unitPath]));
  const manages = (post: Post) =>
    policy.can(actor, MANAGE, { unitPath: units.get(post.enterpriseId ?? 0) ?? post.unitPath });
  return people.map((posts) => {
    // Who has no post belongs to no unit.
    if (posts.length === 0) return policy.can(actor, MANAGE) ? 'all' : 'none';
    if (posts.every(manages)) return 'all';
    return posts.some(manages) ? 'part' : 'none';
  });
}
