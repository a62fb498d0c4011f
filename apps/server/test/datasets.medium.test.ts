import { ANYBODY, countDataset, datasetRevision, readDataset, type Sight, sightOf } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { expect, it } from 'vitest';
import { allModules } from '../src/modules.ts';

it('every declared data set can be read, counted, boxed, sorted and paged on the real schema', async () => {
  const ctx = await testContext({ modules: allModules() });
  expect(ctx.datasets.size).toBeGreaterThan(2);
  for (const set of ctx.datasets.values()) {
    const sight: Sight = { rows: 'all', open: true, fields: new Set(set.fields.map((one) => one.name)) };
    const narrow: Sight = {
      ...sight,
      rows: { unitPaths: ['/650000/'], enterpriseIds: [1] },
    };
    const box = [70, 30, 100, 50] as const;
    for (const one of [sight, narrow]) {
      await readDataset(ctx.db, set, one, { box, from: new Date(0), to: new Date(), limit: 3 });
      for (const { name, type } of set.fields.filter((field) => field.type !== 'json')) {
        const value =
          type === 'boolean'
            ? true
            : type === 'text'
              ? 'x'
              : type === 'date' || type === 'instant'
                ? '2026-01-01'
                : 1;
        const after = { id: set.relation.id.type === 'text' ? 'x' : 1, value };
        for (const descending of [true, false])
          await readDataset(ctx.db, set, one, { order: { field: name, descending }, after, limit: 3 });
      }
    }
    expect(await countDataset(ctx.db, set, sight, { box })).toBeGreaterThanOrEqual(0);
    expect(typeof (await datasetRevision(ctx.db, set)), set.id).toBe('string');
    const anybody = sightOf(ctx, ANYBODY, set);
    if (anybody) await readDataset(ctx.db, set, anybody, { limit: 1 });
  }
});

it('the revision of a set moves with what it joins', async () => {
  const ctx = await testContext({ modules: allModules() });
  const joined = [
    { view: /\bregistry\.place\b/, moves: /registry\.(revision|history)/ },
    { view: /\bregion\.place\b/, moves: /region\.(revision|state)/ },
  ];
  const still = [...ctx.datasets.values()].flatMap(({ id, relation: { from, revision } }) =>
    joined.some(({ view, moves }) => view.test(from) && !moves.test(revision)) ? [id] : [],
  );
  expect(still).toEqual([]);
});

/** Columns that no data set may tell, whoever reads: secrets, and what names or reaches a person. */
const NEVER =
  /\b(password|sm4_key|secret|sealed|token|plate|phone|telephone|staff|id_card|sampler|analyst|responsible|signed_by|by_name|by_user|repliers)\w*/i;

it('no declared field is a secret or a personal datum', async () => {
  const ctx = await testContext({ modules: allModules() });
  const found = [...ctx.datasets.values()].flatMap((set) =>
    set.fields.filter((field) => NEVER.test(field.sql)).map((field) => `${set.id}.${field.name}`),
  );
  expect(found).toEqual([]);
  expect(NEVER.test('d.sm4_key')).toBe(true);
});
