import type { Actor, Context } from '@tarim/platform';
import type { FastifyRequest } from 'fastify';
import { describe, expect, test } from 'vitest';
import { me, signIn } from '../contract.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemoAccounts } from '../server/demo-accounts.ts';
import { isStrong } from '../server/domain/password.ts';
import { Sessions } from '../server/sessions.ts';
import { appointAdministrator, hasAdministrator } from '../server/use-cases/appoint-administrator.ts';
import { PASSWORD, setUp } from './seed.ts';

describe('accounts of the demonstration', () => {
  test('are asleep where it does not run, and their open sessions with them', async () => {
    const { ctx, send } = await setUp();
    await seedDemoAccounts(ctx);
    const demo = (on: boolean) => Object.assign(ctx.config, { demo: on });
    const enter = () => send(signIn, { body: { account: 'admin', password: DEMO_PASSWORD } });
    expect((await enter()).code).toBe('IDENTITY_SIGN_IN_FAILED');
    demo(true);
    const open = await enter();
    expect(open.status).toBe(200);
    demo(false);
    expect(await actorAnew(ctx, open.cookies)).toBeNull();
    expect(await hasAdministrator(ctx.db)).toBe(false);
  });

  test('cannot be taken over by the way in', async () => {
    const { ctx } = await setUp();
    await seedDemoAccounts(ctx);
    await expect(appointAdministrator(ctx, DEMO_ACCOUNTS[0]!.account, 'x')).rejects.toMatchObject({
      code: 'IDENTITY_ACCOUNT_TAKEN',
    });
  });
});

/** Whom a process that has not seen the session yet takes the cookies for. */
const actorAnew = (ctx: Context, cookies: Readonly<Record<string, string>>): Promise<Actor | null> =>
  new Sessions(ctx).authenticate({ cookies } as unknown as FastifyRequest);

describe('the way in where nobody can sign in', () => {
  test('makes an administrator whose password is told once, and is audited without it', async () => {
    const { ctx, send, audit } = await setUp();
    expect(await hasAdministrator(ctx.db)).toBe(false);
    const made = await appointAdministrator(ctx, ' Root ', '管理员');
    expect(made).toMatchObject({ account: 'root', created: true });
    expect(isStrong(made.password)).toBe(true);
    expect(await hasAdministrator(ctx.db)).toBe(true);
    const answer = await send(signIn, { body: { account: 'root', password: made.password } });
    expect(answer.body.posts).toEqual([{ role: 'administrator', unitPath: '/' }]);
    const told = JSON.stringify(await audit('identity.administrator-appointed'));
    expect(told).toContain('root');
    expect(told).not.toContain(made.password);
  });

  test('gives a person a new password and the post, ends the sessions and keeps other posts', async () => {
    const { ctx, send, person } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    const before = await send(signIn, { body: { account: 'duty', password: PASSWORD } });
    const made = await appointAdministrator(ctx, 'duty', 'ignored');
    expect(made.created).toBe(false);
    expect(await actorAnew(ctx, before.cookies)).toBeNull();
    expect((await send(signIn, { body: { account: 'duty', password: PASSWORD } })).code).toBe(
      'IDENTITY_SIGN_IN_FAILED',
    );
    const after = await send(signIn, { body: { account: 'duty', password: made.password } });
    const { body } = await send(me, { cookies: after.cookies });
    expect(body.name).toBe('duty');
    expect(body.posts.map((one: { role: string }) => one.role).sort()).toEqual([
      'administrator',
      'duty-officer',
    ]);
  });
});
