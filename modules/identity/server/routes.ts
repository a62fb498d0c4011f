import { type BoundRoute, type Context, implement } from '@tarim/platform';
import * as contract from '../contract.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.ts';
import { knownDevice, rememberDevice } from './known-device.ts';
import { COOKIE, Sessions } from './sessions.ts';
import { actorOf } from './sql/people.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './use-cases/api-keys.ts';
import { changePassword } from './use-cases/change-password.ts';
import { createPerson } from './use-cases/create-person.ts';
import { listPeople } from './use-cases/list-people.ts';
import { meOf } from './use-cases/me.ts';
import { endMySession, mySessions } from './use-cases/my-sessions.ts';
import { accountName, checkSignIn } from './use-cases/sign-in.ts';
import { updatePerson } from './use-cases/update-person.ts';

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

export const routes: BoundRoute[] = [
  implement(contract.signIn, async ({ body: { account, password }, request, reply }, ctx) => {
    const device = knownDevice(ctx, request, accountName(account));
    const person = await checkSignIn(ctx, { account, password, address: request.ip, knownDevice: device });
    await sessions(ctx).open(person.id, request, reply);
    rememberDevice(ctx, request, reply, person.account);
    return meOf(ctx, actorOf(person));
  }),
  implement(contract.signOut, async ({ request, reply }, ctx) => {
    const id = await sessions(ctx).sessionId(request);
    if (id) await sessions(ctx).revoke({ id });
    reply.clearCookie(COOKIE, { path: '/' });
    return { ok: true };
  }),
  implement(contract.me, ({ actor }, ctx) => meOf(ctx, actor!)),
  implement(contract.changePassword, async ({ body, actor, request, reply }, ctx) => {
    await changePassword(ctx, actor!, sessions(ctx), body);
    await sessions(ctx).open(actor!.userId, request, reply);
    return { ok: true };
  }),
  implement(contract.listMySessions, async ({ actor, request }, ctx) =>
    mySessions(ctx, actor!, await sessions(ctx).sessionId(request)),
  ),
  implement(contract.revokeMySession, ({ params, actor }, ctx) =>
    endMySession(ctx, actor!, sessions(ctx), params.id),
  ),
  implement(contract.listPeople, ({ query, actor }, ctx) => listPeople(ctx, actor!, query.q)),
  implement(contract.createPerson, ({ body, actor }, ctx) => createPerson(ctx, actor!, body)),
  implement(contract.updatePerson, ({ params, body, actor }, ctx) =>
    updatePerson(ctx, actor!, sessions(ctx), params.id, body),
  ),
  implement(contract.listApiKeys, ({ actor }, ctx) => listApiKeys(ctx, actor!)),
  implement(contract.createApiKey, ({ body, actor }, ctx) => createApiKey(ctx, actor!, body)),
  implement(contract.revokeApiKey, ({ params, actor }, ctx) => revokeApiKey(ctx, actor!, params.id)),
  implement(contract.listDemoAccounts, async (_call, ctx) =>
    ctx.config.demo
      ? { password: DEMO_PASSWORD, accounts: DEMO_ACCOUNTS.map((one) => ({ ...one })) }
      : { password: null, accounts: [] },
  ),
];
