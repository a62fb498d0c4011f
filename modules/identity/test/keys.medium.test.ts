import type { ModuleDefinition } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { machineByKey } from '../queries.ts';
import { createApiKey } from '../server/use-cases/api-keys.ts';

const MODULES: readonly ModuleDefinition[] = ['identity', 'region'].map((name) => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
}));

it('an API key tells which machine holds it, for its scope and as long as it is good', async () => {
  const ctx = await testContext({ modules: MODULES });
  const now = ctx.clock.now();
  const { key, secret } = await createApiKey(ctx, null, {
    name: '转发平台',
    scope: 'ingest',
    unitPath: '/',
    mns: ['B', 'A', 'B'],
    days: 1,
  });
  expect(secret.startsWith(key.prefix)).toBe(true);
  const machine = await machineByKey(ctx.db, secret, 'ingest', now);
  expect(machine).toEqual({
    keyId: key.id,
    name: '转发平台',
    prefix: key.prefix,
    unitPath: '/',
    mns: ['B', 'A'],
  });
  expect(await machineByKey(ctx.db, secret, 'other', now)).toBeNull();
  expect(await machineByKey(ctx.db, `${secret.slice(0, -1)}!`, 'ingest', now)).toBeNull();
  expect(await machineByKey(ctx.db, `tarim_${'A'.repeat(40)}`, 'ingest', now)).toBeNull();
  expect(await machineByKey(ctx.db, secret, 'ingest', now + 86_400_000)).toBeNull();
  await sql`update identity.api_key set revoked_at = now()`.execute(ctx.db);
  expect(await machineByKey(ctx.db, secret, 'ingest', now)).toBeNull();
});

it('the last use of a key is written once a minute, however often it is used', async () => {
  const ctx = await testContext({ modules: MODULES });
  const now = ctx.clock.now();
  const { secret } = await createApiKey(ctx, null, { name: 'x', scope: 'ingest', unitPath: '/' });
  const lastUse = async () => {
    const { rows } = await sql<{ at: Date }>`select last_used_at as at from identity.api_key`.execute(ctx.db);
    return rows[0]!.at.getTime() - now;
  };
  expect((await machineByKey(ctx.db, secret, 'ingest', now))?.mns).toBeNull();
  await machineByKey(ctx.db, secret, 'ingest', now + 59_000);
  expect(await lastUse()).toBe(0);
  await machineByKey(ctx.db, secret, 'ingest', now + 61_000);
  expect(await lastUse()).toBe(61_000);
});
