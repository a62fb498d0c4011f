import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Check } from '../../contract.ts';
import { PERIOD_CODES } from './aqi.ts';

/** Hours of a factor judged against its target in a span, and the newest comparison with it. */
export interface TargetCount {
  readonly pointId: number;
  readonly code: string;
  readonly hours: number;
  readonly within: number;
  readonly newest: Check;
}

/** Counts of each point and factor that has a target, over the hours that start in [from, to). */
export async function targetCounts(
  db: DbOrTx,
  pointIds: readonly number[],
  from: number,
  to: number,
): Promise<TargetCount[]> {
  const { rows } = await sql<{
    point_id: number;
    code: string;
    hours: string | number;
    within: string | number;
    checks: Check[];
  }>`
    select v.point_id, v.code, count(*) filter (where v.target <> 'not-judged') as hours,
      count(*) filter (where v.target = 'meets') as within, (array_agg(v.checks order by v.time desc))[1] as checks
    from evaluation.verdict v
    where v.target is not null and v.period = ${PERIOD_CODES.hour} and v.point_id = any(${[...pointIds]}::int[])
      and v.time >= ${new Date(from)} and v.time < ${new Date(to)}
    group by v.point_id, v.code order by v.point_id, v.code
  `.execute(db);
  return rows.flatMap((row) => {
    const newest = row.checks.find((one) => one.nature === 'target');
    return newest
      ? [
          {
            pointId: row.point_id,
            code: row.code,
            hours: Number(row.hours),
            within: Number(row.within),
            newest,
          },
        ]
      : [];
  });
}
