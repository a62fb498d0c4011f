import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { limitsAt } from '../queries.ts';
import { ADMIN, account, KARAMAY, STATION, TIANSHAN, URUMQI, world } from './seed.ts';

const limit = (more: object = {}) => ({
  unitPath: URUMQI,
  kind: 'outlet-gas',
  code: 'a21002',
  basis: 'hour',
  measure: 'actual',
  upper: 80,
  unit: 'mg/m³',
  standard: 'DB65/T 0000-2026',
  effectiveFrom: '2026-06-01',
  ...more,
});
const on = (day: string) => Date.parse(`${day}T12:00:00+08:00`);

test('a limit of a place judges the outlets in it, of its kind and industry, on its dates', async () => {
  const w = await world();
  const points = [w.ids.urumqi.point, w.ids.karamay.point];
  await sql`update registry.enterprise set industry = '4411' where id = ${w.ids.urumqi.enterprise}`.execute(
    w.ctx.db,
  );
  await w.events();
  const answer = await w.call(contract.createLocalLimit, { as: STATION, body: limit({ industry: '44' }) });
  expect(answer.body).toMatchObject({ upper: 80, industry: '44', points: 1 });
  const held = async (day: string) =>
    (await limitsAt(w.ctx.db, points, on(day)))
      .filter((one) => one.standard === 'DB65/T 0000-2026')
      .map((one) => [one.pointId, one.id]);
  expect(await held('2026-05-31')).toEqual([]);
  expect(await held('2026-06-01')).toEqual([[w.ids.urumqi.point, answer.body.id]]);
  // Whoever judges hears of each outlet that it touches.
  expect(await w.events()).toEqual([
    {
      type: 'registry.limits-changed.v1',
      payload: { pointId: w.ids.urumqi.point, codes: ['a21002'] },
    },
  ]);
  const other = limit({ industry: '30' });
  expect(
    (await w.call(contract.updateLocalLimit, { as: STATION, params: { id: answer.body.id }, body: other }))
      .body,
  ).toMatchObject({ points: 0 });
  // The outlet that it judged no more is told, too.
  expect((await w.events()).map((one) => one.payload.pointId)).toEqual([w.ids.urumqi.point]);
  expect(await held('2026-06-01')).toEqual([]);
});

test('its number is no number of an outlet’s own limit', async () => {
  const w = await world();
  const { body } = await w.call(contract.createLocalLimit, { as: ADMIN, body: limit() });
  const { rows } = await sql`select 1 from registry.point_limit where id = ${body.id}`.execute(w.ctx.db);
  expect(rows).toEqual([]);
});

test('one standard does not say two things on one day; a wrong limit is refused', async () => {
  const w = await world();
  await w.call(contract.createLocalLimit, { as: ADMIN, body: limit({ effectiveTo: '2026-12-31' }) });
  const code = async (more: object) =>
    (await w.call(contract.createLocalLimit, { as: ADMIN, body: limit(more) })).body.code;
  expect(await code({ effectiveFrom: '2026-12-31' })).toBe('REGISTRY_LIMIT_OVERLAPS');
  expect(await code({ effectiveFrom: '2027-01-01' })).toBe('a21002');
  expect(await code({ standard: 'DB65/T 1', upper: null })).toBe('REGISTRY_LIMIT_BOUNDS');
  expect(await code({ standard: 'DB65/T 2', code: 'nonsense' })).toBe('REGISTRY_FACTOR_UNKNOWN');
  expect(await code({ unitPath: '/650000/659999/' })).toBe('REGISTRY_UNIT_UNKNOWN');
});

test('a station sets limits in its own place only', async () => {
  const w = await world();
  for (const unitPath of [KARAMAY, '/650000/'])
    expect((await w.call(contract.createLocalLimit, { as: STATION, body: limit({ unitPath }) })).status).toBe(
      403,
    );
  expect((await w.call(contract.createLocalLimit, { as: account('duty'), body: limit() })).status).toBe(403);
  const { body } = await w.call(contract.createLocalLimit, {
    as: STATION,
    body: limit({ unitPath: TIANSHAN }),
  });
  const moved = { params: { id: body.id }, body: limit({ unitPath: KARAMAY }) };
  expect((await w.call(contract.updateLocalLimit, { as: STATION, ...moved })).status).toBe(403);
});
