import { limitsAt, pointParameters } from '@tarim/registry/queries';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { ADMIN, limitOf, STATION, world } from './seed.ts';

const at = (day: string) => Date.parse(`${day}T12:00:00+08:00`);

test('a limit is in force from its first day to its last, both included, by the day in Beijing', async () => {
  const w = await world();
  const { point } = w.ids.urumqi;
  const { body: detail } = await w.call(contract.getPoint, { as: ADMIN, params: { id: point } });
  const [old] = detail.limits;
  const ended = await w.call(contract.updateLimit, {
    as: STATION,
    params: { id: old.id },
    body: limitOf(point, { effectiveTo: '2026-06-30' }),
  });
  expect(ended.body.effectiveTo).toBe('2026-06-30');
  const next = await w.call(contract.createLimit, {
    as: STATION,
    body: limitOf(point, { upper: 20, effectiveFrom: '2026-07-01' }),
  });
  expect(next.status).toBe(200);
  const upperOn = async (ms: number) => (await limitsAt(w.ctx.db, [point], ms)).map((one) => one.upper);
  expect(await upperOn(at('2025-12-31'))).toEqual([]);
  expect(await upperOn(at('2026-01-01'))).toEqual([35]);
  expect(await upperOn(Date.parse('2026-06-30T23:59:59+08:00'))).toEqual([35]);
  expect(await upperOn(Date.parse('2026-07-01T00:00:00+08:00'))).toEqual([20]);
  expect(await upperOn(at('2036-07-01'))).toEqual([20]);
});

test('limits of one factor, period and measure do not overlap; others stand beside each other', async () => {
  const w = await world();
  const { point } = w.ids.urumqi;
  const add = async (other: object) => {
    const { status, body } = await w.call(contract.createLimit, { as: STATION, body: limitOf(point, other) });
    return status === 200 ? 'taken' : `${status} ${body.code}`;
  };
  const overlap = '409 REGISTRY_LIMIT_OVERLAPS';
  // Seeded: a21026, hour, converted, from 2026-01-01 on.
  expect(await add({ effectiveFrom: '2026-01-01' })).toBe(overlap);
  expect(await add({ effectiveFrom: '2025-01-01' })).toBe(overlap);
  expect(await add({ effectiveFrom: '2025-01-01', effectiveTo: '2026-01-01' })).toBe(overlap);
  expect(await add({ effectiveFrom: '2030-01-01', effectiveTo: '2030-12-31' })).toBe(overlap);
  expect(await add({ effectiveFrom: '2025-01-01', effectiveTo: '2025-12-31' })).toBe('taken');
  expect(await add({ measure: 'actual' })).toBe('taken');
  expect(await add({ basis: 'day' })).toBe('taken');
  expect(await add({ code: 'a21002' })).toBe('taken');
  // A correction does not stand in its own way.
  const { body: detail } = await w.call(contract.getPoint, { as: ADMIN, params: { id: point } });
  const own = detail.limits.find(
    (one: contract.Limit) =>
      one.code === 'a21026' &&
      one.basis === 'hour' &&
      one.measure === 'converted' &&
      one.effectiveFrom === '2026-01-01',
  );
  const corrected = await w.call(contract.updateLimit, {
    as: STATION,
    params: { id: own.id },
    body: limitOf(point, { upper: 30 }),
  });
  expect([corrected.status, corrected.body.upper]).toEqual([200, 30]);
});

test('of two people who add the same limit at one moment, one is told', async () => {
  const w = await world();
  const body = limitOf(w.ids.urumqi.point, { code: 'a21002' });
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => w.call(contract.createLimit, { as: STATION, body })),
  );
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
});

test('a limit speaks in its own unit or in that of the parameter, and who judges is told which', async () => {
  const w = await world();
  const { point } = w.ids.urumqi;
  await w.call(contract.createLimit, {
    as: STATION,
    body: limitOf(point, { basis: 'day', upper: 0.035, unit: 'g/m³' }),
  });
  const limits = await limitsAt(w.ctx.db, [point]);
  expect(limits.map((one) => [one.basis, one.upper, one.unit])).toEqual([
    ['hour', 35, null],
    ['day', 0.035, 'g/m³'],
  ]);
  expect((await pointParameters(w.ctx.db, [point])).map((one) => one.unit)).toEqual(['mg/m³', '%']);
});

test('whatever a factor is judged by, its change is published', async () => {
  const w = await world();
  const { point } = w.ids.urumqi;
  await w.call(contract.createLimit, { as: STATION, body: limitOf(point, { code: 'a21002' }) });
  expect(await w.events()).toEqual([
    { type: 'registry.limits-changed.v1', payload: { pointId: point, codes: ['a21002'] } },
  ]);
  const { body: detail } = await w.call(contract.getPoint, { as: ADMIN, params: { id: point } });
  const nox = detail.limits.find((one: { code: string }) => one.code === 'a21002');
  await w.call(contract.updateLimit, {
    as: STATION,
    params: { id: nox.id },
    body: limitOf(point, { code: 'a21003' }),
  });
  expect(await w.events()).toEqual([
    { type: 'registry.limits-changed.v1', payload: { pointId: point, codes: ['a21002', 'a21003'] } },
  ]);
  // A limit without a unit of its own is read in the parameter's.
  const put = (unit: string) =>
    w.call(contract.putParameters, {
      as: STATION,
      params: { id: point },
      body: {
        parameters: [
          { code: 'a21026', unit },
          { code: 'a19001', unit: '%' },
        ],
      },
    });
  await put('µg/m³');
  expect(await w.events()).toEqual([
    { type: 'registry.point-changed.v1', payload: { pointId: point } },
    { type: 'registry.limits-changed.v1', payload: { pointId: point, codes: ['a21026'] } },
  ]);
  await put('µg/m³');
  expect(await w.events()).toEqual([]);
});
