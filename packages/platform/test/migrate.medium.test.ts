import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { appliedMigrations, asActor, connectDatabase, migrate, pendingMigrations } from '@tarim/platform';
import { actorWith, openPolicy, type TestDatabase, testDatabase } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';

function folder(files: Record<string, string>) {
  const dir = mkdtempSync(join(tmpdir(), 'tarim-migrations-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const write = (more: Record<string, string>) => {
    for (const [name, text] of Object.entries(more)) writeFileSync(join(dir, name), text);
  };
  write(files);
  return { dir, write, module: { name: 'room', migrations: pathToFileURL(`${dir}/`) } };
}

async function database(): Promise<TestDatabase> {
  const own = await testDatabase([]);
  onTestFinished(() => own.drop());
  return own;
}

test('files run in order, each once; later ones are added', async () => {
  const { db } = await database();
  const { module, write } = folder({
    '0002_b.sql': 'alter table room.a add column b int;',
    '0001_a.sql': 'create table room.a (a int); insert into room.a values (1);',
    'notes.txt': 'x',
  });
  expect((await migrate(db, [module])).applied).toEqual(['room/0001_a.sql', 'room/0002_b.sql']);
  write({ '0003_c.sql': 'insert into room.a values (2, 3);' });
  expect((await migrate(db, [module])).applied).toEqual(['room/0003_c.sql']);
  expect((await migrate(db, [module])).applied).toEqual([]);
  expect((await sql`select a, b from room.a order by a`.execute(db)).rows).toEqual([
    { a: 1, b: null },
    { a: 2, b: 3 },
  ]);
});

test('a failure names its file and line and leaves nothing half done', async () => {
  const { db } = await database();
  const { module } = folder({
    '0001_a.sql': 'create table room.a (a int);',
    '0002_b.sql': 'select 1;\nalter table room.nothing add column b int;',
  });
  const failed = await migrate(db, [module]).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 'MIGRATION_FAILED', params: { name: 'room/0002_b.sql' } });
  expect(
    (await sql<{ there: unknown }>`select to_regclass('room.a') as there`.execute(db)).rows[0]!.there,
  ).toBeNull();
});

test('a program that is older than the database is refused; so is a file that changed', async () => {
  const { db } = await database();
  const { module, dir, write } = folder({
    '0001_a.sql': 'create table room.a (a int);',
    '0002_b.sql': 'select 1;',
  });
  await migrate(db, [module]);
  rmSync(join(dir, '0002_b.sql'));
  await expect(migrate(db, [module])).rejects.toMatchObject({
    code: 'MIGRATION_UNKNOWN',
    params: { name: 'room/0002_b.sql' },
  });
  write({ '0002_b.sql': 'select 2;' });
  await expect(migrate(db, [module])).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
  // Line ends are git's business, not a change.
  write({ '0001_a.sql': 'create table room.a (a int);', '0002_b.sql': 'select 1;' });
  expect((await migrate(db, [module])).applied).toEqual([]);
});

test('what is pending can be asked without applying it', async () => {
  const { db } = await database();
  const { module, write } = folder({ '0001_a.sql': 'create table room.a (a int);' });
  const before = await appliedMigrations(db);
  expect(await pendingMigrations(db, [module])).toEqual(['room/0001_a.sql']);
  expect(await appliedMigrations(db)).toEqual(before);
  await migrate(db, [module]);
  expect(await pendingMigrations(db, [module])).toEqual([]);
  expect(await appliedMigrations(db)).toContainEqual(
    expect.stringMatching(/^room\/0001_a\.sql [0-9a-f]{64}$/),
  );
  write({ '0002_b.sql': 'select 1;' });
  expect(await pendingMigrations(db, [module])).toEqual(['room/0002_b.sql']);
  write({ '0001_a.sql': 'create table room.a (b int);' });
  await expect(pendingMigrations(db, [module])).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
  // In a database that Tarim never used, everything is.
  await sql`drop table platform.migration`.execute(db);
  expect(await appliedMigrations(db)).toBeNull();
  expect((await pendingMigrations(db, [module])).at(-1)).toBe('room/0002_b.sql');
});

test('two processes that start at once migrate once', async () => {
  const { db } = await database();
  const { module } = folder({ '0001_a.sql': 'create table room.a (a int); select pg_sleep(0.2);' });
  const both = await Promise.all([migrate(db, [module]), migrate(db, [module])]);
  expect(both.flatMap((one) => one.applied)).toEqual(['room/0001_a.sql']);
});

test('an account that may not make the actor role is told what to ask for; with it, the fence holds for its tables', async () => {
  const admin = await database();
  const login = `limited_${Date.now()}`;
  const name = `${login}_db`;
  await sql.raw(`create role ${login} login password 'x'`).execute(admin.db);
  await sql.raw(`create database ${name} owner ${login}`).execute(admin.db);
  const url = new URL(admin.url);
  url.username = login;
  url.password = 'x';
  url.pathname = `/${name}`;
  const limited = connectDatabase(url.href, { max: 2 });
  onTestFinished(async () => {
    await limited.stop();
    await sql.raw(`drop database ${name} with (force)`).execute(admin.db);
    await sql.raw(`drop role ${login}`).execute(admin.db);
  });
  const { module } = folder({
    '0001_a.sql': `create table room.a (unit_path text);
      alter table room.a enable row level security;
      create policy change on room.a using (platform.may_write(unit_path)) with check (platform.may_write(unit_path));`,
  });
  const refused = await migrate(limited.db, [module]).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'ACTOR_ROLE_REFUSED' });
  await sql.raw(`grant tarim_actor to ${login}`).execute(admin.db);
  expect((await migrate(limited.db, [module])).applied).toContain('room/0001_a.sql');
  const officer = actorWith('duty-officer', '/650000/650100/');
  await asActor({ db: limited.db, policy: openPolicy }, officer, 'test.write', (tx) =>
    sql`insert into room.a values ('/650000/650100/650102/')`.execute(tx),
  );
  await expect(
    asActor({ db: limited.db, policy: openPolicy }, officer, 'test.write', (tx) =>
      sql`insert into room.a values ('/BT/')`.execute(tx),
    ),
  ).rejects.toThrow('row-level security');
  // An enterprise's post lies at its unit without being competent for it.
  const enterprise = actorWith('enterprise', '/650000/650100/', 7);
  await expect(
    asActor({ db: limited.db, policy: openPolicy }, enterprise, 'test.write', (tx) =>
      sql`insert into room.a values ('/650000/650100/')`.execute(tx),
    ),
  ).rejects.toThrow('row-level security');
});
