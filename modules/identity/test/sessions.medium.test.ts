import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import { expect, test } from 'vitest';
import {
  changePassword,
  listMySessions,
  me,
  revokeMySession,
  signIn,
  signOut,
  updatePerson,
} from '../contract.ts';
import { PASSWORD, setUp } from './seed.ts';

async function signedIn() {
  const world = await setUp();
  const id = await world.person('duty', [{ role: 'duty-officer', unitPath: '/650000/' }]);
  const enter = async (account = 'duty', password = PASSWORD) =>
    (await world.send(signIn, { body: { account, password } })).cookies;
  return { ...world, id, enter };
}

test('signing out ends the session, not only the cookie', async () => {
  const { send, enter } = await signedIn();
  const cookies = await enter();
  expect((await send(signOut, { cookies, body: {} })).body).toEqual({ ok: true });
  expect((await send(me, { cookies })).status).toBe(401);
});

test('one sees one’s sessions and ends one of them; somebody else’s is as if it were not there', async () => {
  const { send, enter, person } = await signedIn();
  await person('other', [{ role: 'planner', unitPath: '/650000/' }]);
  const [here, there, stranger] = [await enter(), await enter(), await enter('other')];
  const { sessions } = (await send(listMySessions, { cookies: here })).body;
  expect(sessions).toHaveLength(2);
  expect(sessions.filter((one: { current: boolean }) => one.current)).toHaveLength(1);
  const elsewhere = sessions.find((one: { current: boolean }) => !one.current);
  const end = (cookies: typeof here) =>
    send(revokeMySession, { params: { id: elsewhere.id }, cookies, body: undefined });
  expect((await end(stranger)).body).toEqual({ ok: false });
  expect((await send(me, { cookies: there })).status).toBe(200);
  expect((await end(here)).body).toEqual({ ok: true });
  expect((await send(me, { cookies: there })).status).toBe(401);
  expect((await send(me, { cookies: here })).status).toBe(200);
});

test('a session ends when it is not used for a working day, and in any case after a week', async () => {
  const { ctx, send, enter } = await signedIn();
  const [idle, used] = [await enter(), await enter()];
  ctx.clock.advance(7 * HOUR_MS);
  expect((await send(me, { cookies: used })).status).toBe(200);
  ctx.clock.advance(2 * HOUR_MS);
  expect((await send(me, { cookies: idle })).status).toBe(401);
  expect((await send(me, { cookies: used })).status).toBe(200);
  for (let hour = 9; hour < 7 * 24; hour += 6) {
    await send(me, { cookies: used });
    ctx.clock.advance(6 * HOUR_MS);
  }
  ctx.clock.advance(DAY_MS);
  expect((await send(me, { cookies: used })).status).toBe(401);
});

test('a changed password ends the other sessions and goes on in a new one', async () => {
  const { send, enter, audit } = await signedIn();
  const [here, there] = [await enter(), await enter()];
  const change = (current: string, next: string) =>
    send(changePassword, { cookies: here, body: { current, next } });
  expect((await change('wrong', 'Another-2026')).code).toBe('IDENTITY_PASSWORD_WRONG');
  expect((await change(PASSWORD, 'onlyletters')).code).toBe('IDENTITY_PASSWORD_WEAK');
  expect((await change(PASSWORD, 'short1')).code).toBe('VALIDATION');
  const changed = await change(PASSWORD, 'Another-2026');
  expect(changed.status).toBe(200);
  expect((await send(me, { cookies: there })).status).toBe(401);
  expect((await send(me, { cookies: here })).status).toBe(401);
  expect((await send(me, { cookies: changed.cookies })).status).toBe(200);
  expect((await send(signIn, { body: { account: 'duty', password: PASSWORD } })).status).toBe(401);
  expect((await send(signIn, { body: { account: 'duty', password: 'Another-2026' } })).status).toBe(200);
  expect(await audit('identity.password.changed')).toMatchObject([
    { subject: 'duty', unit_path: '/650000/' },
  ]);
});

test('a post that is taken, a password that is set anew or an account that is disabled holds at once', async () => {
  const { send, enter, person, id } = await signedIn();
  await person('admin', [{ role: 'administrator', unitPath: '/' }]);
  const admin = await enter('admin');
  const update = (body: object) => send(updatePerson, { params: { id }, cookies: admin, body });
  for (const body of [
    { posts: [{ role: 'planner', unitPath: '/BT/' }] },
    { password: PASSWORD },
    { active: false },
  ]) {
    const cookies = await enter();
    expect((await send(me, { cookies })).status).toBe(200);
    expect((await update(body)).status).toBe(200);
    expect((await send(me, { cookies })).status).toBe(401);
  }
  expect((await send(signIn, { body: { account: 'duty', password: PASSWORD } })).status).toBe(401);
  await update({ active: true });
  // A new name is no reason to be thrown out.
  const cookies = await enter();
  await update({ name: '新名字' });
  expect((await send(me, { cookies })).status).toBe(200);
});
