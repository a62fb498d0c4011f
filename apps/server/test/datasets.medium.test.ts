import { ANYBODY, countDataset, datasetRevision, readDataset, type Sight, sightOf } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
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

it('the revision of a set moves with rows that change in place', async () => {
  const ctx = await testContext({ modules: allModules() });
  const { db } = ctx;
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`insert into quality.flag (point_id, unit_path, kind, code, flag, period, from_at, to_at, first, peak, seen_at, state,
      rule_version, confidence, revision, simulated, raised_at, updated_at)
    select n, '/', 'air', 'a21026', 'spike', 'hour', '2026-01-01', '2026-01-02', '{}', '{}', '2026-01-01', 'raised', '1', 'sourced', 1,
      true, '2026-01-01', '2026-01-01' from generate_series(1, 2) n`);
  await run(`insert into signals.signal (detector, subject, subject_name, point_id, unit_path, strength, told_strength, inputs, figures,
      detector_version, setting_version, first_seen, last_seen, simulated)
    values ('x', 'point/1', 'x', 1, '/', 1, 1, '{}', '{}', '1', 1, '2026-01-01', '2026-01-01', true)`);
  await run(`insert into sources.catchment (name, basin, area_km2, unit_path) values ('a', 'b', 1, '/')`);
  const changes = {
    'quality-flags': [
      `update quality.flag set state = 'withdrawn', updated_at = '2026-01-03' where point_id = 1`,
      // In the same moment as another.
      `update quality.flag set to_at = '2026-01-03', updated_at = '2026-01-03' where point_id = 2`,
    ],
    'falsification-leads': [`update signals.signal set state = 'confirmed', decided_at = '2026-01-02'`],
    catchments: [`update sources.catchment set basin = 'c'`],
  };
  for (const [id, statements] of Object.entries(changes)) {
    const set = ctx.datasets.get(id)!;
    for (const statement of statements) {
      const before = await datasetRevision(db, set);
      expect(await datasetRevision(db, set)).toBe(before);
      await run(statement);
      expect(await datasetRevision(db, set), statement).not.toBe(before);
    }
  }
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
