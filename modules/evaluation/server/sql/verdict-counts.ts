import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

/** How many values of these outlets were judged, and how, of the periods that start in [from, to). */
export async function judgedCounts(
  db: DbOrTx,
  pointIds: readonly number[],
  from: number,
  to: number,
): Promise<{ meets: number; exceeds: number; notJudged: number }> {
  if (pointIds.length === 0) return { meets: 0, exceeds: 0, notJudged: 0 };
  const { rows } = await sql<{ meets: number; exceeds: number; notJudged: number }>`
    select count(*) filter (where v.verdict = 'meets')::int as meets,
      count(*) filter (where v.verdict = 'exceeds')::int as exceeds,
      count(*) filter (where v.verdict = 'not-judged')::int as "notJudged"
    from evaluation.verdict v
    where v.time >= ${new Date(from)} and v.time < ${new Date(to)} and v.point_id = any(${[...pointIds]}::int[])
  `.execute(db);
  return rows[0]!;
}
