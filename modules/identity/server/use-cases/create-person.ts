import { randomFillSync } from 'node:crypto';
import { TarimError, uuidv7 } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import type { Person, createPerson as route } from '../../contract.ts';
import { hashPassword, isStrong } from '../domain/password.ts';
import { commonUnit } from '../domain/posts.ts';
import { identityErrors } from '../errors.ts';
import { insertPerson, personById, present, setPosts } from '../sql/people.ts';
import { grantablePosts } from './grantable-posts.ts';

/** @throws TarimError IDENTITY_PASSWORD_WEAK, IDENTITY_ACCOUNT_TAKEN and those of `grantablePosts` */
export async function createPerson(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof route.body>>,
): Promise<Static<typeof Person>> {
  const posts = await grantablePosts(ctx, actor, body.posts);
  if (!isStrong(body.password)) throw new TarimError(identityErrors.passwordWeak);
  const password = await hashPassword(body.password);
  return ctx.db.transaction().execute(async (tx) => {
    const now = ctx.clock.now();
    const id = uuidv7(now, (bytes) => randomFillSync(bytes));
    const { account, name } = body;
    if (!(await insertPerson(tx, { id, account, name, password }, now)))
      throw new TarimError(identityErrors.accountTaken, { account });
    await setPosts(tx, id, posts);
    await ctx.audit.record(tx, {
      actor,
      action: 'identity.person.created',
      subject: account,
      unitPath: commonUnit(posts),
      detail: { posts },
    });
    return { ...present((await personById(tx, id))!), editable: true };
  });
}
