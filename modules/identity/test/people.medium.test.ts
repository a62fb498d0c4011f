import type { Actor, Post } from '@tarim/platform';
import { listAudit } from '@tarim/platform/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createPerson, listPeople, me, signIn, updatePerson } from '../contract.ts';
import { Sessions } from '../server/sessions.ts';
import { updatePerson as disablePerson } from '../server/use-cases/update-person.ts';
import { PASSWORD, setUp } from './seed.ts';

const DIVISION = '/BT/BT01/';
const CITY = '/650000/650100/';

/** People of both hierarchies, and an administrator of a division. */
async function twoHierarchies() {
  const world = await setUp();
  const { person, send } = world;
  const ids = {
    admin: await person('admin', [{ role: 'administrator', unitPath: '/' }]),
    division: await person('division', [{ role: 'administrator', unitPath: DIVISION }]),
    theirs: await person('theirs', [{ role: 'planner', unitPath: '/650000/' }]),
    ours: await person('ours', [{ role: 'planner', unitPath: DIVISION }]),
    both: await person('both', [
      { role: 'planner', unitPath: DIVISION },
      { role: 'planner', unitPath: CITY },
    ]),
    none: await person('none', []),
    works: await person('works', [{ role: 'enterprise', unitPath: CITY, enterpriseId: 1 }]),
  };
  const enter = async (account: string) =>
    (await send(signIn, { body: { account, password: PASSWORD } })).cookies;
  const cookies = { admin: await enter('admin'), division: await enter('division') };
  const create = (who: keyof typeof cookies, posts: readonly object[], account = 'newcomer') =>
    send(createPerson, {
      cookies: cookies[who],
      body: { account, name: '新人', password: 'Another-2026', posts },
    });
  const update = (who: keyof typeof cookies, id: string, body: object) =>
    send(updatePerson, { cookies: cookies[who], params: { id }, body });
  return { ...world, ids, cookies, enter, create, update };
}

test('an administrator sees people with a post in his units, and changes those who have no other', async () => {
  const { send, cookies, update, ids } = await twoHierarchies();
  const seen = async (who: keyof typeof cookies) =>
    (await send(listPeople, { cookies: cookies[who] })).body.people.map(
      (one: { account: string; editable: boolean }) => `${one.account}${one.editable ? '' : ' (read only)'}`,
    );
  expect(await seen('admin')).toEqual(['admin', 'both', 'division', 'none', 'ours', 'theirs', 'works']);
  expect(await seen('division')).toEqual(['both (read only)', 'division', 'ours']);
  expect((await update('division', ids.ours, { name: '改名' })).body.name).toBe('改名');
  expect((await update('division', ids.both, { password: 'Another-2026' })).code).toBe(
    'IDENTITY_BEYOND_SCOPE',
  );
  // Who belongs to no unit, or to the other hierarchy, is as if he were not there.
  for (const id of [ids.theirs, ids.none, ids.works, ids.admin, 'nonsense'])
    expect((await update('division', id, { password: 'Another-2026' })).code).toBe('IDENTITY_PERSON_UNKNOWN');
});

test('nobody grants what lies beyond his units, by creating or by changing', async () => {
  const { create, update, ids, audit } = await twoHierarchies();
  const beyond = [{ role: 'planner', unitPath: '/' }];
  for (const posts of [
    beyond,
    [{ role: 'planner', unitPath: '/BT/' }],
    [{ role: 'auditor', unitPath: CITY }],
  ])
    expect((await create('division', posts)).code).toBe('IDENTITY_BEYOND_SCOPE');
  expect((await update('division', ids.ours, { posts: beyond })).code).toBe('IDENTITY_BEYOND_SCOPE');
  const made = await create('division', [{ role: 'monitoring-station', unitPath: DIVISION }]);
  expect(made.body.posts).toEqual([{ role: 'monitoring-station', unitPath: DIVISION }]);
  expect(await audit('identity.person.created')).toMatchObject([
    { subject: 'newcomer', actor_name: 'division', unit_path: DIVISION },
  ]);
});

test('a post lies in a unit that is there', async () => {
  const { create } = await twoHierarchies();
  for (const unitPath of ['/650000/nope/', '/650000/999999/', undefined])
    expect((await create('admin', [{ role: 'planner', unitPath }])).code).toBe('IDENTITY_UNIT_UNKNOWN');
  expect((await create('admin', [])).code).toBe('VALIDATION');
});

test('an enterprise’s login lies in the unit of the enterprise, whatever the form says', async () => {
  const { create, send, enter, ctx, update } = await twoHierarchies();
  const theirs = { role: 'enterprise', unitPath: DIVISION, enterpriseId: 1 };
  // It would read the private data of an enterprise of the other hierarchy.
  expect((await create('division', [theirs])).code).toBe('IDENTITY_BEYOND_SCOPE');
  expect((await create('admin', [theirs])).body.posts).toEqual([
    { role: 'enterprise', unitPath: CITY, enterpriseId: 1 },
  ]);
  const own = await create('division', [{ role: 'enterprise', enterpriseId: 2 }], 'ours-too');
  expect(own.body.posts).toEqual([{ role: 'enterprise', unitPath: DIVISION, enterpriseId: 2 }]);
  for (const wrong of [
    { role: 'enterprise', unitPath: DIVISION },
    { role: 'planner', unitPath: DIVISION, enterpriseId: 2 },
  ])
    expect((await create('division', [wrong], 'x1')).code).toBe('IDENTITY_POST_ENTERPRISE');
  expect((await create('admin', [{ role: 'enterprise', enterpriseId: 99 }], 'x2')).code).toBe(
    'IDENTITY_ENTERPRISE_UNKNOWN',
  );
  // The enterprise moves: its people go with it.
  await sql`update registry.enterprise set unit_path = ${CITY} where id = 2`.execute(ctx.db);
  expect((await update('division', own.body.id, { password: 'Another-2027' })).code).toBe(
    'IDENTITY_PERSON_UNKNOWN',
  );
  expect((await send(me, { cookies: await enter('works') })).body.grants).toEqual([
    { action: 'emf.file', unitPaths: [], enterpriseIds: [1] },
    { action: 'enterprise.read-own', unitPaths: [], enterpriseIds: [1] },
    { action: 'operation.record', unitPaths: [], enterpriseIds: [1] },
    { action: 'permit.file', unitPaths: [], enterpriseIds: [1] },
    { action: 'quality.mark', unitPaths: [], enterpriseIds: [1] },
    { action: 'quality.self-review', unitPaths: [], enterpriseIds: [1] },
    { action: 'radiation.file', unitPaths: [], enterpriseIds: [1] },
  ]);
});

test('nobody disables himself or lays down what he administers', async () => {
  const { update, ids } = await twoHierarchies();
  const planner: Post[] = [{ role: 'planner', unitPath: '/' }];
  expect((await update('admin', ids.admin, { active: false })).code).toBe('IDENTITY_SELF');
  expect((await update('admin', ids.admin, { posts: planner })).code).toBe('IDENTITY_SELF');
  expect((await update('division', ids.division, { active: false })).code).toBe('IDENTITY_SELF');
  expect((await update('admin', ids.admin, { name: '还是我' })).status).toBe(200);
});

test('two who disable each other at the same moment do not both succeed, and one is left', async () => {
  const { ids, person, ctx } = await twoHierarchies();
  const second = await person('second', [{ role: 'administrator', unitPath: '/' }]);
  const disable = (by: string, id: string) => {
    // Past the fence already: whoever is disabled meanwhile was still signed in when he asked.
    const actor: Actor = { userId: by, name: by, posts: [{ role: 'administrator', unitPath: '/' }] };
    return disablePerson(ctx, actor, new Sessions(ctx), id, { active: false }).then(
      () => null,
      (error: { code: string }) => error.code,
    );
  };
  const answers = await Promise.all([disable(second, ids.admin), disable(ids.admin, second)]);
  expect(answers.toSorted()).toEqual(['IDENTITY_LAST_ADMINISTRATOR', null]);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from identity.person p join identity.post o on o.person_id = p.id
    where p.active and o.role = 'administrator' and o.unit_path = '/'`.execute(ctx.db);
  expect(rows[0]!.n).toBe(1);
});

test('an account is taken once; weak passwords are not taken', async () => {
  const { create, send, cookies } = await twoHierarchies();
  const posts = [{ role: 'planner', unitPath: DIVISION }];
  expect((await create('division', posts)).status).toBe(200);
  expect((await create('division', posts)).code).toBe('IDENTITY_ACCOUNT_TAKEN');
  const weak = { account: 'weak', name: '弱', password: 'only-letters', posts };
  expect((await send(createPerson, { cookies: cookies.division, body: weak })).code).toBe(
    'IDENTITY_PASSWORD_WEAK',
  );
});

test('the audit log shows a reader the entries of his units; what belongs to none, to the whole platform’s', async () => {
  const { ctx, send, cookies } = await twoHierarchies();
  for (const [subject, unitPath] of [
    ['ours', DIVISION],
    ['theirs', CITY],
    ['nobody’s', undefined],
  ] as const)
    await ctx.audit.record(ctx.db, { actor: null, action: 'test.done', subject, unitPath });
  const seen = async (who: keyof typeof cookies) =>
    (await send(listAudit, { cookies: cookies[who], query: { action: 'test.' } })).body.entries.map(
      (one: { subject: string }) => one.subject,
    );
  expect(await seen('admin')).toEqual(['nobody’s', 'theirs', 'ours']);
  expect(await seen('division')).toEqual(['ours']);
});
