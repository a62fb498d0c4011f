import { beijingIso, TarimError } from '@tarim/kernel';
import {
  type Actor,
  type Authentication,
  type BoundRoute,
  type Context,
  implement,
  type ModuleDefinition,
} from '@tarim/platform';
import { sql } from 'kysely';
import * as contract from '../contract.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.ts';
import { hashPassword, isStrong, verifyPassword } from './domain/password.ts';
import { actionsOf } from './domain/policy.ts';
import { identityErrors } from './errors.ts';
import { COOKIE, Sessions } from './sessions.ts';
import { personById } from './sql/people.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './use-cases/api-keys.ts';
import { createPerson, listPeople, updatePerson } from './use-cases/people.ts';
import { checkSignIn } from './use-cases/sign-in.ts';

export { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemoAccounts } from './demo-accounts.ts';
export { makePolicy } from './domain/policy.ts';
export { createApiKey } from './use-cases/api-keys.ts';

const sessionsOf = new WeakMap<Context, Sessions>();

/** Sessions of a context; the same for routes and fences. */
export function sessions(ctx: Context): Sessions {
  let known = sessionsOf.get(ctx);
  if (!known) {
    known = new Sessions(ctx);
    sessionsOf.set(ctx, known);
  }
  return known;
}

export function authentication(ctx: Context): Authentication {
  return sessions(ctx);
}

async function meOf(ctx: Context, actor: Actor): Promise<contract.Me> {
  const person = await personById(ctx.db, actor.userId);
  return {
    userId: actor.userId,
    account: person?.account ?? '',
    name: actor.name,
    posts: actor.posts.map((post) => ({ ...post })),
    actions: actionsOf(actor),
  };
}

const routes: BoundRoute[] = [
  implement(contract.signIn, async ({ body, request, reply }, ctx) => {
    const person = await checkSignIn(ctx, body.account, body.password);
    await sessions(ctx).open(person.id, request, reply);
    return meOf(ctx, { userId: person.id, name: person.name, posts: person.posts });
  }),
  implement(contract.signOut, async ({ request, reply }, ctx) => {
    const id = await sessions(ctx).sessionId(request);
    if (id) await sessions(ctx).revoke({ id });
    reply.clearCookie(COOKIE, { path: '/' });
    return { ok: true };
  }),
  implement(contract.me, ({ actor }, ctx) => meOf(ctx, actor!)),
  implement(contract.changePassword, async ({ body, actor, request, reply }, ctx) => {
    const person = (await personById(ctx.db, actor!.userId))!;
    if (!(await verifyPassword(body.current, person.password)))
      throw new TarimError(identityErrors.passwordWrong);
    if (!isStrong(body.next)) throw new TarimError(identityErrors.passwordWeak);
    const password = await hashPassword(body.next);
    await sql`update identity.person set password = ${password} where id = ${person.id}`.execute(ctx.db);
    await ctx.audit.record(ctx.db, { actor, action: 'identity.password.changed', subject: person.account });
    await sessions(ctx).revoke({ personId: person.id });
    await sessions(ctx).open(person.id, request, reply);
    return { ok: true };
  }),
  implement(contract.listMySessions, async ({ actor, request }, ctx) => {
    const current = await sessions(ctx).sessionId(request);
    const { rows } = await sql<{
      id: string;
      created_at: Date;
      last_at: Date;
      address: string | null;
      user_agent: string | null;
    }>`
      select id, created_at, last_at, address, user_agent from identity.session where person_id::text = ${actor!.userId} and revoked_at is null and expires_at > ${new Date(ctx.clock.now())}
      order by last_at desc limit 50`.execute(ctx.db);
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        createdAt: beijingIso(row.created_at.getTime()),
        lastAt: beijingIso(row.last_at.getTime()),
        address: row.address,
        userAgent: row.user_agent,
        current: row.id === current,
      })),
    };
  }),
  implement(contract.revokeMySession, async ({ params, actor }, ctx) => {
    const { rows } =
      await sql`select 1 from identity.session where id::text = ${params.id} and person_id::text = ${actor!.userId}`.execute(
        ctx.db,
      );
    if (rows.length > 0) await sessions(ctx).revoke({ id: params.id });
    return { ok: rows.length > 0 };
  }),
  implement(contract.listPeople, ({ query }, ctx) => listPeople(ctx, query.q)),
  implement(contract.createPerson, ({ body, actor }, ctx) => createPerson(ctx, actor!, body)),
  implement(contract.updatePerson, ({ params, body, actor }, ctx) =>
    updatePerson(ctx, actor!, sessions(ctx), params.id, body),
  ),
  implement(contract.listApiKeys, (_call, ctx) => listApiKeys(ctx)),
  implement(contract.createApiKey, ({ body, actor }, ctx) => createApiKey(ctx, actor!, body)),
  implement(contract.revokeApiKey, ({ params, actor }, ctx) => revokeApiKey(ctx, actor!, params.id)),
  implement(contract.listDemoAccounts, async (_call, ctx) =>
    ctx.config.demo
      ? { password: DEMO_PASSWORD, accounts: DEMO_ACCOUNTS.map((one) => ({ ...one })) }
      : { password: null, accounts: [] },
  ),
];

/** 身份与权限: people, posts, sessions, keys; the policy that every other module asks. */
export const identityModule: ModuleDefinition = {
  name: 'identity',
  migrations: new URL('./migrations/', import.meta.url),
  errors: identityErrors,
  routes,
};
