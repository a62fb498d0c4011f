import type { Actor, Context } from '@tarim/platform';
import { anySimulated } from '@tarim/registry/queries';
import type { Me } from '../../contract.ts';
import { grantsOf } from '../domain/policy.ts';
import { personById } from '../sql/people.ts';

/** Who somebody is and what he may do where, as the pages need it. */
export async function meOf(ctx: Context, actor: Actor): Promise<Me> {
  const person = await personById(ctx.db, actor.userId);
  return {
    userId: actor.userId,
    account: person?.account ?? '',
    name: actor.name,
    posts: actor.posts.map((post) => ({ ...post })),
    grants: grantsOf(actor).map(({ action, unitPaths, enterpriseIds }) => ({
      action,
      unitPaths: [...unitPaths],
      enterpriseIds: [...enterpriseIds],
    })),
    simulated: ctx.config.demo || (await anySimulated(ctx.db)),
  };
}
