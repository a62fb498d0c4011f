import type { Argon2Parameters } from 'node:crypto';
import { MINUTE_MS } from '@tarim/kernel';
import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { listDemoAccounts, me, signIn } from '../contract.ts';
import { purgeJob } from '../server/jobs.ts';
import { PASSWORD, setUp } from './seed.ts';

/** What was asked of argon2 so far, which is nearly all that signing in costs. */
const derived = vi.hoisted((): object[] => []);
vi.mock('node:crypto', async (load) => {
  const real = await load<typeof import('node:crypto')>();
  const argon2 = (
    algorithm: 'argon2id',
    given: Argon2Parameters,
    done: (error: Error | null, key: Buffer) => void,
  ) => {
    const { memory, passes, parallelism, tagLength } = given;
    derived.push({ memory, passes, parallelism, tagLength });
    real.argon2(algorithm, given, done);
  };
  return { ...real, argon2 };
});

const AT_OFFICE = '10.1.1.1';
const ATTACKER = '10.9.9.9';

describe('signing in', () => {
  test('gives a session that pages cannot read, and is audited with the place it came from', async () => {
    const { send, person, audit } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    const answer = await send(signIn, { body: { account: ' Duty ', password: PASSWORD }, from: AT_OFFICE });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ account: 'duty', simulated: false });
    expect(answer.setCookies.map(({ httpOnly, sameSite }) => `${httpOnly} ${sameSite}`)).toEqual([
      'true Lax',
      'true Strict',
    ]);
    expect(answer.body.grants).toContainEqual({
      action: 'alarm.acknowledge',
      unitPaths: ['/650000/'],
      enterpriseIds: [],
    });
    expect((await send(me, { cookies: answer.cookies })).body.account).toBe('duty');
    expect((await send(me)).code).toBe('UNAUTHENTICATED');
    expect((await send(me, { cookies: { tarim_session: 'invented' } })).code).toBe('UNAUTHENTICATED');
    expect(await audit('identity.signed-in')).toMatchObject([
      { subject: 'duty', actor_name: 'duty', unit_path: '/650000/', detail: { address: AT_OFFICE } },
    ]);
  });

  test('with a simulated point registered the session says so', async () => {
    const { ctx, send, person } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    await sql`insert into registry.point (code, name, kind, unit_path, simulated) values ('A', 'A', 'air', '/650000/', true)`.execute(
      ctx.db,
    );
    expect((await send(signIn, { body: { account: 'duty', password: PASSWORD } })).body.simulated).toBe(true);
  });

  test('demonstration accounts are offered by a demonstration only', async () => {
    const { send } = await setUp();
    expect((await send(listDemoAccounts)).body).toEqual({ password: null, accounts: [] });
  });

  test('a disabled account answers as one that is not there', async () => {
    const { ctx, send, person } = await setUp();
    const id = await person('gone', [{ role: 'planner', unitPath: '/650000/' }]);
    await sql`update identity.person set active = false where id = ${id}`.execute(ctx.db);
    const gone = await send(signIn, { body: { account: 'gone', password: PASSWORD } });
    const never = await send(signIn, { body: { account: 'never', password: PASSWORD } });
    expect([gone.status, gone.code]).toEqual([401, 'IDENTITY_SIGN_IN_FAILED']);
    expect({ ...never.body, requestId: '' }).toEqual({ ...gone.body, requestId: '' });
  });
});

describe('wrong passwords', () => {
  /** What is answered to so many wrong tries at once, by status and seconds to wait. */
  const tries = async (
    send: Awaited<ReturnType<typeof setUp>>['send'],
    account: string,
    n: number,
    from = ATTACKER,
  ) => {
    const answers: string[] = [];
    for (let i = 0; i < n; i++) {
      const { status, body } = await send(signIn, { body: { account, password: `wrong-${i}` }, from });
      answers.push(`${status} ${body.params?.seconds ?? ''}`.trim());
    }
    return answers;
  };

  test('an account that exists and one that does not answer alike, before and after they are slowed down', async () => {
    const { ctx, send, person } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    const known = await tries(send, 'duty', 7);
    expect(known).toEqual(['401', '401', '401', '401', '401', '429 5', '429 5']);
    expect(await tries(send, 'nobody', 7, '10.9.9.8')).toEqual(known);
    ctx.clock.advance(5_000);
    const again = await tries(send, 'duty', 2);
    expect(again).toEqual(['401', '429 10']);
    expect(await tries(send, 'nobody', 2, '10.9.9.8')).toEqual(again);
  });

  test('a password is compared in any case, at the same cost: how long it took tells nothing', async () => {
    const { send, person } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    const costOf = async (account: string) => {
      derived.length = 0;
      const { status } = await send(signIn, { body: { account, password: 'wrong' } });
      return [status, ...derived];
    };
    const known = await costOf('duty');
    expect(known).toEqual([401, { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }]);
    expect(await costOf('nobody')).toEqual(known);
  });

  test('tries at the same moment are counted one by one', async () => {
    const { send, person } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        send(signIn, { body: { account: 'duty', password: `wrong-${i}` }, from: ATTACKER }),
      ),
    );
    expect(answers.filter((one) => one.status === 401)).toHaveLength(5);
    expect(answers.filter((one) => one.status === 429)).toHaveLength(7);
  });

  test('whoever guesses elsewhere does not lock the owner out', async () => {
    const { ctx, send, person } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    const good = { account: 'duty', password: PASSWORD };
    const before = await send(signIn, { body: good, from: AT_OFFICE });
    // Many addresses, some tries each: the name is slowed down for strangers everywhere …
    for (let i = 0; i < 25; i++) {
      await send(signIn, { body: { account: 'duty', password: 'wrong' }, from: `10.8.0.${i}` });
      ctx.clock.advance(1_000);
    }
    const stranger = await send(signIn, { body: good, from: '10.7.0.1' });
    expect(stranger.code).toBe('IDENTITY_LOCKED');
    // … for half a minute at most, …
    expect(stranger.body.params.seconds).toBeLessThanOrEqual(30);
    // … and not for the browser that the account knows.
    const owner = await send(signIn, { body: good, from: AT_OFFICE, cookies: before.cookies });
    expect(owner.status).toBe(200);
    ctx.clock.advance(30_000);
    expect((await send(signIn, { body: good, from: '10.7.0.1' })).status).toBe(200);
  });

  test('a stolen browser is slowed down as well, and its mark is of one account only', async () => {
    const { ctx, send, person } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    await person('admin', [{ role: 'administrator', unitPath: '/' }]);
    const { cookies } = await send(signIn, { body: { account: 'duty', password: PASSWORD } });
    const answers: number[] = [];
    for (let i = 0; i < 6; i++)
      answers.push(
        (await send(signIn, { body: { account: 'duty', password: 'wrong' }, from: AT_OFFICE, cookies }))
          .status,
      );
    expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
    await send(signIn, { body: { account: 'admin', password: 'wrong' }, from: ATTACKER, cookies });
    const { rows } = await sql<{ kind: string; n: number }>`
      select split_part(key, ':', 1) as kind, count(*)::int as n from identity.sign_in_try group by 1 order by 1`.execute(
      ctx.db,
    );
    // The other account's try was a stranger's.
    expect(rows).toEqual([
      { kind: 'address', n: 3 },
      { kind: 'device', n: 1 },
      { kind: 'name', n: 1 },
      { kind: 'name-at', n: 1 },
    ]);
  });

  test('one address that tries many names is slowed down', async () => {
    const { send } = await setUp();
    const answers: number[] = [];
    for (let i = 0; i < 52; i++)
      answers.push(
        (await send(signIn, { body: { account: `name-${i}`, password: 'wrong' }, from: ATTACKER })).status,
      );
    expect(answers.slice(0, 50).every((status) => status === 401)).toBe(true);
    expect(answers.slice(50)).toEqual([429, 429]);
  });

  test('a good password forgives what went wrong before it', async () => {
    const { send, person } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    for (let round = 0; round < 3; round++) {
      expect(await tries(send, 'duty', 4, AT_OFFICE)).toEqual(['401', '401', '401', '401']);
      const answer = await send(signIn, { body: { account: 'duty', password: PASSWORD }, from: AT_OFFICE });
      expect(answer.status).toBe(200);
    }
  });

  test('are audited, known account or not; what was typed as an account is not kept', async () => {
    const { ctx, send, person, audit } = await setUp();
    await person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
    await send(signIn, { body: { account: 'duty', password: 'wrong' }, from: ATTACKER });
    await send(signIn, { body: { account: 'My-Password-2026', password: 'x' }, from: ATTACKER });
    const entries = await audit('identity.sign-in-failed');
    expect(entries.map((one) => one.subject)).toEqual([
      'duty',
      expect.stringMatching(/^unknown:[0-9a-f]{8}$/),
    ]);
    const { rows } = await sql<{ key: string }>`select key from identity.sign_in_try`.execute(ctx.db);
    expect(rows.map((row) => row.key).join(' ')).not.toMatch(/duty|password/i);
  });

  test('what is long past is removed', async () => {
    const { ctx, send } = await setUp();
    await send(signIn, { body: { account: 'a', password: 'x' }, from: ATTACKER });
    ctx.clock.advance(20 * MINUTE_MS);
    await send(signIn, { body: { account: 'b', password: 'x' }, from: AT_OFFICE });
    ctx.clock.advance(20 * MINUTE_MS);
    expect(await purgeJob.handle({}, ctx, {} as never)).toEqual({ tries: 3, sessions: 0 });
  });
});
