import { setTimeout as sleep } from 'node:timers/promises';
import { type DatasetDefinition, type ModuleDefinition, noteChange } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { revisionOf } from '../server/revisions.ts';

const text = { zh: 'x', en: 'x' };
const set: DatasetDefinition = {
  id: 'things',
  titles: text,
  abstracts: text,
  keywords: { zh: [], en: [] },
  element: 'other',
  owner: text,
  source: text,
  sharing: 'open',
  action: 'registry.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [],
  relation: {
    from: 'public.thing d',
    id: { sql: 'd.id', type: 'integer' },
    revision: 'select public.thing_revision()',
  },
};
const module: ModuleDefinition = { name: 'things', datasets: [set] };

/** The revision is how many things there are; a sequence counts how often it was asked for. */
async function world() {
  const ctx = await testContext({ modules: [module] });
  await sql`create table public.thing (id int primary key)`.execute(ctx.db);
  await sql`create sequence public.asked`.execute(ctx.db);
  await sql`create function public.thing_revision() returns text language plpgsql as
    $$ begin perform nextval('public.asked'); return (select count(*)::text from public.thing); end $$`.execute(
    ctx.db,
  );
  const other = new pg.Client({ connectionString: ctx.config.databaseUrl });
  await other.connect();
  onTestFinished(() => other.end());
  const revision = () => revisionOf(ctx, ctx.datasets.get('things')!);
  return { ctx, other, revision };
}

test('whoever wrote through this process is never told what was there before', async () => {
  const { ctx, revision } = await world();
  let things = 0;
  for (let round = 0; round < 20; round++) {
    expect(await revision()).toBe(String(things));
    await sql`insert into public.thing values (${++things})`.execute(ctx.db);
    expect(await revision()).toBe(String(things));
    // Asked while it was being written, too: what was kept meanwhile does not outlive the commit.
    await ctx.db.transaction().execute(async (tx) => {
      await sql`insert into public.thing values (${things + 1})`.execute(tx);
      expect(await revision()).toBe(String(things));
    });
    expect(await revision()).toBe(String(++things));
    // Questions that are on their way while the write ends.
    const [, ...before] = await Promise.all([
      sql`insert into public.thing values (${things + 1})`.execute(ctx.db),
      revision(),
      revision(),
    ]);
    expect(before.every((one) => Number(one) >= things)).toBe(true);
    expect(await revision()).toBe(String(++things));
  }
});

test('it is asked for once in a moment, and what others wrote is seen after it, or as soon as it is heard of', async () => {
  const { ctx, other, revision } = await world();
  const asked = async () =>
    Number((await other.query('select last_value from public.asked')).rows[0].last_value);
  await revision();
  const before = await asked();
  const began = performance.now();
  let answers = 0;
  for (; performance.now() - began < 100; answers++) await revision();
  expect(answers).toBeGreaterThan(50);
  expect((await asked()) - before).toBeLessThanOrEqual(7);
  await other.query('insert into public.thing values (1)');
  await sleep(25);
  expect(await revision()).toBe('1');
  await other.query('insert into public.thing values (2)');
  noteChange(ctx.db);
  expect(await revision()).toBe('2');
});
