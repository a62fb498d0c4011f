import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asActor, migrate, rowsToXlsx, subscribe, verifyAudit, xlsxToSheets } from '@tarim/platform';
import { actorWith, closedPolicy, testContext, testDatabase, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { event, implementable, Type } from './fixtures.ts';

describe('migrations', () => {
  test('a second run does nothing; a changed file is refused', async () => {
    const database = await testDatabase([]);
    onTestFinished(() => database.drop());
    expect((await migrate(database.db, [])).applied).toEqual([]);
    await sql`update platform.migration set checksum = 'other'`.execute(database.db);
    await expect(migrate(database.db, [])).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
  });
});

describe('events', () => {
  const happened = event('test.happened.v1', Type.Object({ n: Type.Integer() }));

  test('an event of a rolled-back transaction never happened; a committed one is delivered once and in order', async () => {
    const got: number[] = [];
    const subscription = subscribe(happened, 'test.consumer', async ({ n }) => void got.push(n));
    const ctx = await testContext({ modules: [{ name: 'platform', subscriptions: [subscription] }] });
    await ctx.db
      .transaction()
      .execute(async (tx) => {
        await ctx.outbox.publish(tx, happened, { n: 0 });
        throw new Error('changed my mind');
      })
      .catch(() => {});
    for (const n of [1, 2, 3])
      await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, happened, { n }));
    expect(await ctx.deliver()).toBe(3);
    expect(await ctx.deliver()).toBe(0);
    expect(got).toEqual([1, 2, 3]);
  });

  test('a handler that fails leaves nothing behind and is tried again', async () => {
    let failing = true;
    const subscription = subscribe(happened, 'test.failing', async ({ n }, tx) => {
      await sql`insert into platform.file (sha256, size, name, mime) values (${String(n)}, 1, 'x', 'x')`.execute(
        tx,
      );
      if (failing) throw new Error('not yet');
    });
    const ctx = await testContext({ modules: [{ name: 'platform', subscriptions: [subscription] }] });
    await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, happened, { n: 7 }));
    await expect(ctx.deliver()).rejects.toThrow('not yet');
    expect((await sql`select 1 from platform.file`.execute(ctx.db)).rows).toHaveLength(0);
    failing = false;
    expect(await ctx.deliver()).toBe(1);
    expect((await sql`select 1 from platform.file`.execute(ctx.db)).rows).toHaveLength(1);
  });

  test('an event committed late is not overtaken by a younger one', async () => {
    const got: number[] = [];
    const subscription = subscribe(happened, 'test.order', async ({ n }) => void got.push(n));
    const ctx = await testContext({ modules: [{ name: 'platform', subscriptions: [subscription] }] });
    let release = () => {};
    const slow = ctx.db.transaction().execute(async (tx) => {
      await ctx.outbox.publish(tx, happened, { n: 1 });
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, happened, { n: 2 }));
    await ctx.deliver();
    release();
    await slow;
    await ctx.deliver();
    expect(got).toEqual([1, 2]);
  });
});

describe('audit', () => {
  test('the log refuses change, and verification finds what a superuser did all the same', async () => {
    const ctx = await testContext();
    for (const subject of ['a', 'b', 'c'])
      await ctx.audit.record(ctx.db, {
        actor: null,
        action: 'test.done',
        subject,
        detail: { x: 1.5, y: ['ü', null] },
      });
    expect(await verifyAudit(ctx.db)).toMatchObject({ entries: 3, brokenAt: null });
    await expect(sql`update platform.audit set subject = 'z'`.execute(ctx.db)).rejects.toThrow('append-only');
    await expect(sql`truncate platform.audit`.execute(ctx.db)).rejects.toThrow('append-only');
    await sql`alter table platform.audit disable trigger all`.execute(ctx.db);
    await sql`update platform.audit set subject = 'z' where subject = 'b'`.execute(ctx.db);
    expect((await verifyAudit(ctx.db)).brokenAt).toBe(2);
  });
});

describe('row-level security', () => {
  test('a person writes rows of the own unit and no other', async () => {
    const ctx = await testContext();
    await sql`create table public.thing (id int, unit_path text not null)`.execute(ctx.db);
    await sql`alter table public.thing enable row level security`.execute(ctx.db);
    await sql`create policy see on public.thing for select using (true)`.execute(ctx.db);
    await sql`create policy change on public.thing for all using (platform.may_write(unit_path)) with check (platform.may_write(unit_path))`.execute(
      ctx.db,
    );
    await sql`grant all on public.thing to tarim_actor`.execute(ctx.db);
    const officer = actorWith('duty-officer', '/650000/650100/');
    await asActor(ctx, officer, 'test.write', (tx) =>
      sql`insert into public.thing values (1, '/650000/650100/650102/')`.execute(tx),
    );
    await expect(
      asActor(ctx, officer, 'test.write', (tx) =>
        sql`insert into public.thing values (2, '/650000/652300/')`.execute(tx),
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      asActor(ctx, officer, 'test.write', (tx) =>
        sql`insert into public.thing values (3, '/650000/6501001/')`.execute(tx),
      ),
    ).rejects.toThrow('row-level security');
    expect(
      (await asActor(ctx, officer, 'test.write', (tx) => sql`select * from public.thing`.execute(tx))).rows,
    ).toHaveLength(1);
  });
});

describe('files, secrets, tables', () => {
  test('a file is found by its content; an altered one is noticed', async () => {
    const ctx = await testContext();
    const { sha256 } = await ctx.files.put(Buffer.from('证据'), { name: 'a.txt', mime: 'text/plain' });
    expect(Buffer.from((await ctx.files.get(sha256))!.bytes).toString()).toBe('证据');
    const path = join(ctx.config.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2));
    rmSync(path);
    await import('node:fs').then((fs) => fs.writeFileSync(path, '伪证'));
    await expect(ctx.files.get(sha256)).rejects.toMatchObject({ code: 'FILE_ALTERED' });
  });

  test('a file on disk moves into the store by its content, once, and is told where it stands', async () => {
    const ctx = await testContext();
    const path = join(ctx.config.dataDir, 'large.bin');
    const bytes = Buffer.alloc(3 << 20, '影像');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    for (const _ of [1, 2]) {
      writeFileSync(path, bytes);
      expect(await ctx.files.putFile(path, { name: '影像.tif', mime: 'image/tiff' })).toEqual({
        sha256,
        size: bytes.length,
      });
      expect(existsSync(path)).toBe(false);
    }
    const file = await ctx.files.locate(sha256);
    expect(file).toMatchObject({ sha256, size: bytes.length, name: '影像.tif', mime: 'image/tiff' });
    expect(readFileSync(file!.path).equals(bytes)).toBe(true);
    expect(readdirSync(dirname(file!.path))).toHaveLength(1);
    // The same bytes in memory are the same file.
    expect((await ctx.files.put(bytes, { name: 'b', mime: 'c' })).sha256).toBe(sha256);
    expect(await ctx.files.locate('f'.repeat(64))).toBeNull();
    expect(await ctx.files.locate('../../secret')).toBeNull();
    await expect(ctx.files.putFile(`${path}.none`, { name: 'a', mime: 'b' })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  test('a sealed secret opens, an altered one does not', async () => {
    const ctx = await testContext();
    const sealed = ctx.secrets.seal('123456');
    expect(sealed).not.toContain('123456');
    expect(ctx.secrets.open(sealed)).toBe('123456');
    // In the middle: of the last character of a base64 text some bits mean nothing.
    const at = sealed.length >> 1;
    const altered = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    expect(() => ctx.secrets.open(altered)).toThrow();
  });

  test('an office file comes back as it was written', async () => {
    const rows = [
      ['名称', '值'],
      ['甲', 1.5],
      ['乙', null],
    ];
    const [sheet] = await xlsxToSheets(await rowsToXlsx([{ name: '数据', rows }]));
    expect(sheet!.name).toBe('数据');
    expect(sheet!.rows).toEqual(rows);
    await expect(xlsxToSheets(Buffer.from('not a zip'))).rejects.toMatchObject({ code: 'SHEET_UNREADABLE' });
  });
});

describe('http', () => {
  const { modules, routes } = implementable();

  test('fences: validation, sign-in, policy, cross-site, api key', async () => {
    const ctx = await testContext();
    const server = await testServer(ctx, modules, { apiKeys: { good: 'ingest' } });
    const someone = actorWith('auditor', '/');
    expect((await server.call(routes.open, { query: { n: 2 } })).body).toEqual({ twice: 4 });
    const bad = await server.call(routes.open, { query: { n: 'x' } });
    expect([bad.status, bad.body.code]).toEqual([400, 'VALIDATION']);
    expect(bad.body.problems[0].path).toContain('n');
    expect((await server.call(routes.guarded)).body.code).toBe('UNAUTHENTICATED');
    expect((await server.call(routes.guarded, { as: someone })).status).toBe(200);
    expect(
      (await server.call(routes.change, { as: someone, body: {}, headers: { 'x-tarim': '0' } })).body.code,
    ).toBe('CROSS_SITE');
    expect((await server.call(routes.keyed)).body.code).toBe('API_KEY_INVALID');
    expect((await server.call(routes.keyed, { headers: { authorization: 'Bearer good' } })).status).toBe(200);
    const closed = await testServer({ ...ctx, policy: closedPolicy }, modules);
    expect((await closed.call(routes.guarded, { as: someone })).body.code).toBe('FORBIDDEN');
    const english = await server.call(routes.guarded, { headers: { 'accept-language': 'en-GB' } });
    expect(english.body.title).toBe('Please sign in');
    expect((await server.app.inject('/api/openapi.json')).json().openapi).toBe('3.1.0');
    expect((await server.app.inject('/nowhere')).json().code).toBe('NOT_FOUND');
  });
});
