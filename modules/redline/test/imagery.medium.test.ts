import { changesDetected } from '@tarim/imagery/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { box, STATION, world } from './seed.ts';

const patch = (ref: string, west: number, more: object = {}) => ({
  ref,
  geometry: box(west, 43.62, west + 0.002, 43.622),
  confidence: 0.8,
  class: 'mining' as const,
  classConfidence: 0.55,
  areaM2: 40_000,
  indexChange: { ndvi: -0.31, mndwi: 0.02 },
  ...more,
});

test('changes between scenes become patches once, all but those of nature and of elsewhere', async () => {
  const w = await world();
  const found = {
    run: 3,
    detector: 'imagery-cva-otsu',
    version: '1.0',
    parameters: { method: 'cva', threshold: 0.21 },
    before: { scene: 11, title: '前', on: '2025-07-20' },
    after: { scene: 12, title: '后', on: '2026-07-20' },
    simulated: true,
    patches: [
      patch('11-12-cva@a', 87.52),
      patch('11-12-cva@b', 87.53, { class: 'bare' }),
      patch('11-12-cva@c', 87.54, { class: null }),
      patch('11-12-cva@snow', 87.55, { class: 'natural' }),
      patch('11-12-cva@abroad', 60),
    ],
  };
  const tell = (more: object) =>
    w.ctx.db.transaction().execute((tx) => w.ctx.outbox.publish(tx, changesDetected, { ...found, ...more }));
  await tell({});
  await w.ctx.deliver();
  // The same comparison made again.
  await tell({ run: 4 });
  await w.ctx.deliver();
  const { patches } = (await w.call(c.listPatches, { as: STATION })).body;
  expect(patches.map((one: c.PatchRow) => one.class).sort()).toEqual(['R12', null, null].sort());
  const mine = patches.find((one: c.PatchRow) => one.class === 'R12');
  const detail = (await w.call(c.getPatch, { as: STATION, params: { id: mine.id } })).body;
  expect(detail).toMatchObject({
    patch: {
      detector: 'imagery-cva-otsu',
      detectorVersion: '1.0',
      afterOn: '2026-07-20',
      simulated: true,
      confidence: 0.8,
    },
    beforeScene: 'imagery/11',
    afterScene: 'imagery/12',
    beforeOn: '2025-07-20',
    indexChange: { NDVI: -0.31, MNDWI: 0.02 },
  });
  // Two scenes of one day, and a batch of nothing but snow: neither stops those that follow.
  await tell({ before: { ...found.before, on: '2026-07-20' }, patches: [patch('same-day', 87.56)] });
  await tell({ patches: [patch('snow', 87.57, { class: 'natural' })] });
  await w.ctx.deliver();
  expect((await w.call(c.listPatches, { as: STATION })).body.patches).toHaveLength(4);
  const { rows } = await sql`select 1 from platform.dead_letter`.execute(w.ctx.db);
  expect(rows).toEqual([]);
});
