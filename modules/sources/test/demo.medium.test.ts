import { demoSources, loadScenario } from '@tarim/simulator';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { seedDemoSources } from '../server/use-cases/seed-demo.ts';
import { DUTY, NOW, world } from './seed.ts';

test('the demonstration is sown once, and every row says that it is simulated', async () => {
  const w = await world();
  const demo = demoSources(loadScenario('xinjiang-demo'), NOW);
  expect(await seedDemoSources(w.ctx, demo)).toBeGreaterThan(5_000);
  expect(await seedDemoSources(w.ctx, demo)).toBe(0);
  for (const table of ['outfall', 'inspection', 'remote_pass', 'catchment']) {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from sources.${sql.id(table)} where not simulated`.execute(w.ctx.db);
    expect(rows[0]!.n, table).toBe(0);
  }
  const outfalls = (await w.call(c.listOutfalls, { as: DUTY })).body.outfalls;
  expect(outfalls).toHaveLength(demo.outfalls.length);
  expect(outfalls.some((one: { overdue: boolean }) => one.overdue)).toBe(true);
  const views = await w.call(c.inspectionViews, { as: DUTY, query: { from: '2026-05', to: '2026-11' } });
  expect(views.body.stations.filter((one: { lead: boolean }) => one.lead).length).toBeGreaterThan(0);
  const loads = await w.call(c.listCatchments, { as: DUTY });
  expect(loads.body.catchments.every((one: { years: object[] }) => one.years.length === 2)).toBe(true);
});
