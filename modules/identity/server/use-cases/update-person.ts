import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Post, Static, Tx } from '@tarim/platform';
import type { Person, updatePerson as route } from '../../contract.ts';
import { hashPassword, isStrong } from '../domain/password.ts';
import { commonUnit, refusalOf } from '../domain/posts.ts';
import { identityErrors } from '../errors.ts';
import type { Sessions } from '../sessions.ts';
import {
  lockAdministration,
  type PersonRow,
  personById,
  platformAdministrators,
  present,
  savePerson,
  setPosts,
} from '../sql/people.ts';
import { grantablePosts, reachOf } from './grantable-posts.ts';

type Body = Static<NonNullable<typeof route.body>>;

/**
 * Changes name, posts, state or password of a person whose posts all lie within one's own units.
 * @throws TarimError IDENTITY_PERSON_UNKNOWN, IDENTITY_BEYOND_SCOPE, IDENTITY_SELF, IDENTITY_LAST_ADMINISTRATOR,
 * IDENTITY_PASSWORD_WEAK and those of `grantablePosts`
 */
export async function updatePerson(
  ctx: Context,
  actor: Actor,
  sessions: Sessions,
  id: string,
  body: Body,
): Promise<Static<typeof Person>> {
  const posts = body.posts ? await grantablePosts(ctx, actor, body.posts) : null;
  if (body.password !== undefined && !isStrong(body.password))
    throw new TarimError(identityErrors.passwordWeak);
  const password = body.password === undefined ? null : await hashPassword(body.password);
  const changed = await ctx.db.transaction().execute(async (tx) => {
    // Two administrators who take each other's post at the same moment must not both succeed.
    await lockAdministration(tx);
    const person = await changeable(ctx, tx, actor, id);
    await refuseHarm(ctx, tx, actor, person, {
      active: body.active ?? person.active,
      posts: posts ?? person.posts,
    });
    await savePerson(tx, id, { name: body.name, active: body.active, password });
    if (posts) await setPosts(tx, id, posts);
    const { password: _hidden, ...told } = body;
    await ctx.audit.record(tx, {
      actor,
      action: 'identity.person.updated',
      subject: person.account,
      unitPath: commonUnit([...person.posts, ...(posts ?? [])]),
      detail: { ...told, ...(posts ? { posts } : {}), passwordReset: password !== null },
    });
    return { ...present((await personById(tx, id))!), editable: true };
  });
  // A changed password, post or state holds at once: open sessions end.
  if (password !== null || posts || body.active === false) await sessions.revoke({ personId: id });
  return changed;
}

/** To those who administer none of the person's units it is as if there were no such person. */
async function changeable(ctx: Context, tx: Tx, actor: Actor, id: string): Promise<PersonRow> {
  const person = await personById(tx, id);
  const [reach] = person
    ? await reachOf({ db: tx, policy: ctx.policy }, actor, [person.posts])
    : ['none' as const];
  if (!person || reach === 'none') throw new TarimError(identityErrors.personUnknown);
  if (reach === 'part')
    throw new TarimError(identityErrors.beyondScope, { unitPath: commonUnit(person.posts) });
  return person;
}

async function refuseHarm(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  person: PersonRow,
  after: { active: boolean; posts: readonly Post[] },
): Promise<void> {
  const refusal = refusalOf({
    before: person,
    after,
    self: person.id === actor.userId,
    others: await platformAdministrators(tx, person.id, ctx.config.demo),
  });
  if (refusal === 'self') throw new TarimError(identityErrors.selfHarm);
  if (refusal === 'last') throw new TarimError(identityErrors.lastAdministrator);
}
