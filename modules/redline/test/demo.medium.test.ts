import { area } from '@tarim/geo';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { fold } from '../server/domain/life.ts';
import { seedDemoRedline } from '../server/module.ts';
import { shapesOn } from '../server/sql/areas.ts';
import { eventsOf } from '../server/sql/patches.ts';
import { ADMIN, DUTY, world } from './seed.ts';

test('the simulated region has boundaries with versions, a ledger and patches in all states, and says that they are simulated', async () => {
  const w = await world();
  const made = await seedDemoRedline(w.ctx);
  expect(made).toBeGreaterThanOrEqual(190);
  expect(await seedDemoRedline(w.ctx)).toBe(0);
  const list = (await w.call(c.listAreas, { as: DUTY })).body;
  expect(list.areas.every((one: c.Area) => one.simulated && one.name.startsWith('模拟'))).toBe(true);
  expect(new Set(list.areas.map((one: c.Area) => one.kind))).toEqual(new Set(['redline', 'protected']));
  expect(list.areas.some((one: c.Area) => one.unitPath.startsWith('/BT/'))).toBe(true);
  const shapes = await shapesOn(w.ctx.db, list.on);
  for (const shape of shapes) expect(area(shape.geometry) / shape.areaM2).toBeCloseTo(1, 9);
  const { adjustments } = (await w.call(c.listAdjustments, { as: DUTY, query: { kind: 'redline' } })).body;
  expect(adjustments.filter((one: c.Adjustment) => one.fromVersion === 1).length).toBeGreaterThan(1);
  const { body } = await w.call(c.overview, { as: ADMIN });
  for (const state of c.PATCH_STATES.filter((one) => one !== 'superseded'))
    expect(body.states[state], state).toBeGreaterThan(0);
  expect(body.open.length).toBeGreaterThan(50);
  const { rows } = await sql<{
    id: number;
    state: string;
  }>`select id, state from redline.patch order by random() limit 20`.execute(w.ctx.db);
  for (const { id, state } of rows) expect(fold(await eventsOf(w.ctx.db, id)).state).toBe(state);
  const { objects, alerts } = (await w.call(c.listThemeObjects, { as: DUTY, query: {} })).body;
  expect(new Set(objects.map((one: c.ThemeObject) => one.theme)).size).toBe(3);
  expect(new Set(alerts.map((one: c.ThemeAlert) => one.kind))).toEqual(
    new Set(['outside-register', 'area', 'water-share']),
  );
  const precision = (await w.call(c.listPrecision, { as: DUTY, query: {} })).body.rows;
  expect(precision).toHaveLength(4);
  for (const row of precision) expect(row.lower < row.precision && row.precision < row.upper).toBe(true);
  const { effects, periods } = (await w.call(c.listEffects, { as: DUTY, query: {} })).body;
  expect(periods).toHaveLength(2);
  expect(effects.every((one: c.Effect) => one.simulated)).toBe(true);
  expect(new Set(effects.map((one: c.Effect) => one.grade)).size).toBeGreaterThan(3);
  expect(effects.some((one: c.Effect) => one.grade === null)).toBe(true);
  for (const { id } of effects.slice(0, 5)) {
    const { reproduced } = (await w.call(c.getEffect, { as: DUTY, params: { id } })).body;
    expect(reproduced).toBe(true);
  }
  const yearly = (await w.call(c.listYearly, { as: DUTY, query: {} })).body;
  expect(yearly.years).toHaveLength(7);
  expect(new Set(yearly.rows.map((one: c.YearlyRow) => one.kind))).toEqual(
    new Set(['redline', 'protected', 'unit']),
  );
});
