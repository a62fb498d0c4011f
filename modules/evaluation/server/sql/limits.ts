import { beijingDate } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { limitsAt, type RegisteredLimit } from '@tarim/registry/queries';
import { targetOf } from '@tarim/standards';
import type { JudgedPeriod } from '../../contract.ts';
import type { LimitFact } from '../domain/outlet.ts';

type LimitsOf = (pointId: number, time: number) => ReadonlyMap<string, [LimitFact, ...LimitFact[]]>;

/**
 * Limits of some points that judge a period, by factor, looked up by the date of the data (限值按数据日期适用). One query,
 * whatever the number of dates. All that hold on a day are given: an outlet under several standards must meet each.
 */
export async function limitsOfDates(
  db: DbOrTx,
  period: JudgedPeriod,
  keys: ReadonlyArray<{ pointId: number }>,
): Promise<LimitsOf> {
  const all = await limitsAt(db, [...new Set(keys.map((key) => key.pointId))]);
  const byPoint = Map.groupBy(
    all.filter((limit) => limit.basis === period),
    (limit) => limit.pointId,
  );
  return (pointId, time) => {
    const date = beijingDate(time);
    // In a fixed order, so that judging again the same limits gives the same row.
    const holding = (byPoint.get(pointId) ?? [])
      .filter((limit) => holdsOn(limit, date))
      .sort((a, b) => a.id - b.id);
    return Map.groupBy(holding.map(toFact), (limit) => limit.code) as Map<
      string,
      [LimitFact, ...LimitFact[]]
    >;
  };
}

function holdsOn(limit: Pick<RegisteredLimit, 'effectiveFrom' | 'effectiveTo'>, date: string): boolean {
  return limit.effectiveFrom <= date && (limit.effectiveTo === null || date <= limit.effectiveTo);
}

function toFact(limit: RegisteredLimit): LimitFact {
  return {
    id: limit.id,
    code: limit.code,
    period: limit.basis,
    measure: limit.measure,
    upper: limit.upper,
    lower: limit.lower,
    unit: limit.unit ?? null,
    nature: targetOf(limit.standard) ? 'target' : 'limit',
    standard: limit.standard,
    clause: limit.clause,
    source: limit.source,
    confidence: limit.confidence ?? 'unverified',
    referenceOxygen: limit.measure === 'converted' ? limit.referenceO2 : null,
    effectiveFrom: limit.effectiveFrom,
    effectiveTo: limit.effectiveTo,
  };
}
