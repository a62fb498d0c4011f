import { demoEcology, loadScenario } from '@tarim/simulator';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { seedDemoEcology } from '../server/use-cases/seed-demo.ts';
import { NOW, world } from './seed.ts';

test('the demonstration is sown once, and every row says that it is simulated', async () => {
  const w = await world();
  const demo = demoEcology(loadScenario('xinjiang-demo'), NOW);
  const surveyed = { ...demo, surveys: demo.surveys.map((one) => ({ ...one, pointCode: 'R1' })).slice(0, 1) };
  expect(await seedDemoEcology(w.ctx, surveyed)).toBe(demo.statuses.length + 1);
  expect(await seedDemoEcology(w.ctx, surveyed)).toBe(0);
  for (const table of ['status', 'survey']) {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from ecology.${sql.id(table)} where not simulated`.execute(w.ctx.db);
    expect(rows[0]!.n, table).toBe(0);
  }
  await expect(sql`update ecology.status set value = 1`.execute(w.ctx.db)).rejects.toThrow(/only ever added/);
});
