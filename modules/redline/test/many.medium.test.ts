import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { type PatchFilter, pageQuery } from '../server/sql/patches.ts';
import { batch, box, DUTY, NOW, proposal, STATION, world } from './seed.ts';

const MANY = 100_000;

interface Node {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}
const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

test('pages of 100,000 patches are read by an index, whatever they are filtered by', async () => {
  const w = await world();
  const { ids } = (
    await w.call(c.proposePatches, {
      as: STATION,
      body: batch([proposal('a', box(87.52, 43.62, 87.522, 43.622))]),
    })
  ).body;
  expect(ids).toEqual([1]);
  // Copies of one patch over units, states and days, as a database of some years has them.
  await sql`
    insert into redline.patch (ref, level, state, theme, detector, detector_version, parameters, after_on, confidence, class, index_change,
      area_m2, lon, lat, wkb, box, meets, redline_m2, protected_m2, areas, unit_path, due_at, simulated, created_at, updated_at)
    select 'n' || n, (array['detected', 'clue', 'suspected'])[1 + n % 3],
      (array['discarded', 'archived', 'looked-back', 'detected', 'clue', 'suspected', 'verifying', 'rectifying'])[1 + (n * 7919) % 8],
      case when n % 500 = 0 then 'tailings' end, case when n % 3 = 0 then 'bfast' else detector end, detector_version, parameters,
      after_on - (n % 700), confidence, class, index_change, area_m2, lon, lat, wkb, box, meets, 0, 0,
      array['redline/HX-' || n % 300], '/650000/65' || lpad((n % 90)::text, 4, '0') || '/', case when n % 4 = 0 then created_at + (n % 60 - 30) * interval '1 day' end,
      true, created_at, updated_at
    from redline.patch, generate_series(1, ${MANY - 1}) n where id = 1`.execute(w.ctx.db);
  await sql`analyze redline.patch`.execute(w.ctx.db);
  const now = new Date(NOW);
  const filters: PatchFilter[] = [
    {},
    { state: 'open' },
    { state: 'rectifying' },
    { level: 'clue' },
    { theme: 'tailings' },
    { unitPath: '/650000/650042/' },
    { areaKind: 'redline', areaCode: 'HX-7' },
    { detector: 'bfast' },
    { q: 'TB0050000' },
    { state: 'verifying', unitPath: '/650000/650042/' },
  ];
  for (const filter of filters)
    for (const before of [undefined, 50_000]) {
      const { sql: text, parameters } = pageQuery(filter, now, 51, before).compile(w.ctx.db);
      const client = await w.ctx.database.pool.query(`explain (analyze, format json) ${text}`, [
        ...parameters,
      ]);
      const plan = client.rows[0]['QUERY PLAN'][0].Plan as Node;
      const all = nodes(plan);
      expect(
        all.some((node) => node['Node Type'] === 'Seq Scan'),
        JSON.stringify(filter),
      ).toBe(false);
      const touched = Math.max(
        ...all.map((node) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)),
      );
      expect(touched, JSON.stringify(filter)).toBeLessThan(MANY / 5);
    }
  const page = (query: object) => w.call(c.listPatches, { as: DUTY, query });
  const first = await page({ limit: 50 });
  expect(first.body.patches).toHaveLength(50);
  const second = await page({ limit: 50, before: first.body.next });
  expect(second.body.patches[0].id).toBe(first.body.patches[49].id - 1);
  const counts = await w.call(c.countPatches, { as: DUTY, query: {} });
  const { states } = counts.body as { states: Record<string, number> };
  expect(Object.values(states).reduce((sum, n) => sum + n, 0)).toBe(MANY);
}, 120_000);
