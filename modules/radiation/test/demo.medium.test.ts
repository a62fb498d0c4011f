import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { seedDemoRadiation } from '../server/module.ts';
import { CORPS, house, REGION } from './world.ts';

test('the simulated units have something of everything, and say that they are simulated', async () => {
  const { ctx, call } = await house('2026-11-28');
  await seedDemoRadiation(ctx);
  // Once only.
  await seedDemoRadiation(ctx);
  const { units } = (await call<{ units: c.UnitRowShown[] }>(c.listUnits, REGION)).body;
  expect(units).toHaveLength(5);
  expect(units.every(({ simulated }) => simulated)).toBe(true);
  const { sources } = (await call<{ sources: c.Source[] }>(c.listSources, REGION)).body;
  expect(new Set(sources.map(({ category }) => category))).toEqual(new Set(['I', 'II', 'III', 'IV', 'V']));
  // The most dangerous first: cobalt of an irradiator.
  expect([sources[0]!.nuclide, sources[0]!.today.category]).toEqual(['Co-60', 'I']);
  const keys = async (id: number, as = REGION) =>
    new Set((await call<c.UnitDetail>(c.getUnit, as, { params: { id } })).body.prompts.map(({ key }) => key));
  expect(await keys(units[0]!.id)).toEqual(new Set(['decayed-exempt']));
  const testing = await keys(units[1]!.id);
  for (const key of ['licence-30d', 'idle-clock', 'exam-ended', 'dose-outlier'])
    expect(testing).toContain(key);
  const logging = await keys(units[2]!.id);
  for (const key of ['licence-6m', 'report-missing', 'info-missing', 'code-category', 'code-unknown'])
    expect(logging).toContain(key);
  const { total } = (await call<{ total: c.Collection }>(c.getCollection, CORPS)).body;
  expect(total).toMatchObject({ due: 2, collected: 1, inTime: 1, overdue: 1, running: 1 });
  expect(
    (
      await call<{ units: c.UnitRowShown[] }>(c.listUnits, REGION, { query: { level: 'red' } })
    ).body.units.map(({ id }) => id),
  ).toEqual([units[1]!.id, units[2]!.id]);
});
