import { type Actor, asActor } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makePolicy } from '../server/domain/policy.ts';

test('rows are written in the units of those posts whose role grants the action', async () => {
  const ctx = await testContext({ policy: makePolicy() });
  await sql`create table public.thing (id int, unit_path text not null)`.execute(ctx.db);
  await sql`alter table public.thing enable row level security`.execute(ctx.db);
  await sql`create policy see on public.thing for select using (true)`.execute(ctx.db);
  await sql`create policy change on public.thing for all using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))`.execute(
    ctx.db,
  );
  await sql`grant all on public.thing to tarim_actor`.execute(ctx.db);
  const person: Actor = {
    userId: '1',
    name: '一人两岗',
    posts: [
      { role: 'monitoring-station', unitPath: '/650000/650100/' },
      { role: 'planner', unitPath: '/650000/' },
      { role: 'duty-officer', unitPath: '/650000/652300/' },
    ],
  };
  const write = (action: string, unitPath: string) =>
    asActor(ctx, person, action, (tx) =>
      sql`insert into public.thing values (1, ${unitPath})`.execute(tx),
    ).then(
      () => true,
      (error: Error) => (/row-level security/.test(error.message) ? false : Promise.reject(error)),
    );
  expect(await write('registry.write', '/650000/650100/650102/')).toBe(true);
  // The planner's post covers the whole region and the duty officer's that prefecture, but neither writes the registry.
  expect(await write('registry.write', '/650000/')).toBe(false);
  expect(await write('registry.write', '/650000/652300/')).toBe(false);
  expect(await write('alarm.acknowledge', '/650000/652300/')).toBe(true);
  expect(await write('disclosure.publish', '/650000/')).toBe(true);
  expect(await write('registry.read', '/BT/')).toBe(false);
});
