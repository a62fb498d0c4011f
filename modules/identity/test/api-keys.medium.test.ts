import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createApiKey, listApiKeys, revokeApiKey, signIn } from '../contract.ts';
import { machineByKey } from '../server/sql/machines.ts';
import { PASSWORD, setUp } from './seed.ts';

const DIVISION = '/BT/BT01/';

async function administrators() {
  const world = await setUp();
  await world.person('admin', [{ role: 'administrator', unitPath: '/' }]);
  await world.person('division', [{ role: 'administrator', unitPath: DIVISION }]);
  const enter = async (account: string) =>
    (await world.send(signIn, { body: { account, password: PASSWORD } })).cookies;
  const cookies = { admin: await enter('admin'), division: await enter('division') };
  const create = (who: keyof typeof cookies, unitPath: string) =>
    world.send(createApiKey, { cookies: cookies[who], body: { name: unitPath, scope: 'ingest', unitPath } });
  const names = async (who: keyof typeof cookies) =>
    (await world.send(listApiKeys, { cookies: cookies[who] })).body.keys
      .map((one: { name: string }) => one.name)
      .sort();
  return { ...world, cookies, create, names };
}

test('a key is made for one’s own units; for all, by those who administer all', async () => {
  const { create, names } = await administrators();
  expect((await create('admin', '/')).status).toBe(200);
  expect((await create('division', DIVISION)).status).toBe(200);
  for (const unitPath of ['/', '/BT/', '/650000/'])
    expect((await create('division', unitPath)).code).toBe('IDENTITY_BEYOND_SCOPE');
  expect((await create('admin', '/650000/nope/')).code).toBe('IDENTITY_UNIT_UNKNOWN');
  expect(await names('admin')).toEqual(['/', DIVISION]);
  expect(await names('division')).toEqual([DIVISION]);
});

test('a key is revoked by those who administer its unit, at once and for ever', async () => {
  const { ctx, create, send, cookies, audit } = await administrators();
  const { key, secret } = (await create('admin', '/')).body;
  const revoke = (who: keyof typeof cookies) =>
    send(revokeApiKey, { cookies: cookies[who], params: { id: key.id } });
  expect((await revoke('division')).code).toBe('IDENTITY_KEY_UNKNOWN');
  const now = ctx.clock.now();
  expect(await machineByKey(ctx.db, secret, 'ingest', now)).toMatchObject({ name: '/', unitPath: '/' });
  expect((await revoke('admin')).body).toEqual({ ok: true });
  expect(await machineByKey(ctx.db, secret, 'ingest', now)).toBeNull();
  expect((await revoke('admin')).body).toEqual({ ok: true });
  expect((await audit('identity.api-key.revoked')).length).toBeGreaterThan(0);
});

test('the secret is shown once, and the database does not have it', async () => {
  const { ctx, create, send, cookies } = await administrators();
  const { secret } = (await create('division', DIVISION)).body;
  const listed = JSON.stringify((await send(listApiKeys, { cookies: cookies.division })).body);
  expect(listed).not.toContain(secret);
  const { rows } = await sql`select * from identity.api_key`.execute(ctx.db);
  expect(JSON.stringify(rows)).not.toContain(secret);
  const { rows: audited } = await sql`select * from platform.audit`.execute(ctx.db);
  expect(JSON.stringify(audited)).not.toContain(secret);
});
