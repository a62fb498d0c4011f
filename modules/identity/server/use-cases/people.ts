import { randomFillSync } from 'node:crypto';
import { TarimError, uuidv7 } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { sql } from 'kysely';
import type { createPerson as createRoute, Person, updatePerson as updateRoute } from '../../contract.ts';
import { hashPassword, isStrong } from '../domain/password.ts';
import { identityErrors } from '../errors.ts';
import type { Sessions } from '../sessions.ts';
import { findPeople, personById, present, setPosts } from '../sql/people.ts';

type PersonOut = Static<typeof Person>;
type CreateBody = Static<NonNullable<(typeof createRoute)['body']>>;
type UpdateBody = Static<NonNullable<(typeof updateRoute)['body']>>;

/** Nobody grants what he does not hold himself: a post must lie within the granter's own units. */
function requireScope(ctx: Context, actor: Actor, posts: readonly { unitPath: string }[]): void {
  for (const { unitPath } of posts)
    if (!ctx.policy.can(actor, 'identity.manage', { unitPath }))
      throw new TarimError(identityErrors.beyondScope, { unitPath });
}

export async function listPeople(ctx: Context, q: string | undefined): Promise<{ people: PersonOut[] }> {
  return { people: (await findPeople(ctx.db, q)).map(present) };
}

export async function createPerson(ctx: Context, actor: Actor, body: CreateBody): Promise<PersonOut> {
  requireScope(ctx, actor, body.posts);
  if (!isStrong(body.password)) throw new TarimError(identityErrors.passwordWeak);
  const password = await hashPassword(body.password);
  return ctx.db.transaction().execute(async (tx) => {
    const id = uuidv7(ctx.clock.now(), (bytes) => randomFillSync(bytes));
    const { rows } =
      await sql`insert into identity.person (id, account, name, password, created_at) values (${id}, ${body.account}, ${body.name}, ${password}, ${new Date(ctx.clock.now())}) on conflict (account) do nothing returning 1`.execute(
        tx,
      );
    if (rows.length === 0) throw new TarimError(identityErrors.accountTaken, { account: body.account });
    await setPosts(tx, id, body.posts);
    await ctx.audit.record(tx, {
      actor,
      action: 'identity.person.created',
      subject: body.account,
      detail: { posts: body.posts },
    });
    return present((await personById(tx, id))!);
  });
}

export async function updatePerson(
  ctx: Context,
  actor: Actor,
  sessions: Sessions,
  id: string,
  body: UpdateBody,
): Promise<PersonOut> {
  const person = await personById(ctx.db, id);
  if (!person) throw new TarimError(identityErrors.personUnknown);
  requireScope(ctx, actor, [...person.posts, ...(body.posts ?? [])]);
  if (body.password !== undefined && !isStrong(body.password))
    throw new TarimError(identityErrors.passwordWeak);
  const password = body.password === undefined ? null : await hashPassword(body.password);
  const changed = await ctx.db.transaction().execute(async (tx) => {
    await sql`update identity.person set name = coalesce(${body.name ?? null}, name), active = coalesce(${body.active ?? null}::boolean, active), password = coalesce(${password}, password),
      failures = 0, locked_until = null where id = ${person.id}`.execute(tx);
    if (body.posts) await setPosts(tx, id, body.posts);
    const { password: _hidden, ...told } = body;
    await ctx.audit.record(tx, {
      actor,
      action: 'identity.person.updated',
      subject: person.account,
      detail: { ...told, passwordReset: password !== null },
    });
    return present((await personById(tx, id))!);
  });
  // A changed password, post or state holds at once: open sessions end.
  await sessions.revoke({ personId: id });
  return changed;
}
