import { exceedCounts, verdictsWhere } from '@tarim/evaluation/queries';
import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';

export type Exceedances = ReadonlyArray<{ pointId: number; code: string; n: number }>;

/** Days that ended in less than one day: one a factor of an outlet. More of them than this are not expected. */
const MAX_DAYS = 20_000;

/**
 * Judged hours and days that exceeded and ended in (now − span, now]. A period is stored by its start: a day that has
 * just ended began more than 24 hours ago, so days are looked for one day earlier than hours.
 */
export async function exceedancesEnded(
  db: DbOrTx,
  pointIds: readonly number[],
  now: number,
  span: number,
): Promise<Exceedances> {
  const from = now - span;
  // Bounds of a query are [from, to), those of an end (from, to]: both are moved by the smallest step of a time.
  const [started, days] = await Promise.all([
    // Of days these are the ones that began within the span; those of now are not judged before they end.
    exceedCounts(db, pointIds, from - HOUR_MS + 1, now - HOUR_MS + 1),
    verdictsWhere(
      db,
      { pointIds, period: 'day', verdict: 'exceeds', from: from - DAY_MS + 1, to: from - HOUR_MS + 1 },
      { limit: MAX_DAYS },
    ),
  ]);
  return [...started, ...days.map(({ pointId, code }) => ({ pointId, code, n: 1 }))];
}
