import { beijingDate } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { limitsAt, type RegisteredLimit } from '@tarim/registry/queries';
import type { JudgedPeriod } from '../../contract.ts';
import type { LimitFact } from '../domain/outlet.ts';

type LimitsOf = (pointId: number, time: number) => LimitFact[];

/**
 * Limits of some points that judge a period, looked up by the date of the data (限值按数据日期适用). One query, whatever
 * the number of dates. Where several of a factor hold on a day, the strictest one judges: an outlet under several
 * standards keeps the tightest.
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
    const holding = (byPoint.get(pointId) ?? []).filter((limit) => holdsOn(limit, date));
    const groups = Map.groupBy(holding, (limit) => limit.code);
    return [...groups.values()].map((limits) => toFact(limits.reduce(stricter)));
  };
}

/** A limit as it is registered, for explanations. */
export async function limitDetail(
  db: DbOrTx,
  pointId: number,
  limitId: number,
): Promise<RegisteredLimit | null> {
  return (await limitsAt(db, [pointId])).find((limit) => limit.id === limitId) ?? null;
}

export function holdsOn(
  limit: Pick<RegisteredLimit, 'effectiveFrom' | 'effectiveTo'>,
  date: string,
): boolean {
  return limit.effectiveFrom <= date && (limit.effectiveTo === null || date <= limit.effectiveTo);
}

function stricter(a: RegisteredLimit, b: RegisteredLimit): RegisteredLimit {
  const left = a.upper ?? Number.POSITIVE_INFINITY;
  const right = b.upper ?? Number.POSITIVE_INFINITY;
  return right < left ? b : a;
}

function toFact(limit: RegisteredLimit): LimitFact {
  return {
    id: limit.id,
    code: limit.code,
    period: limit.basis,
    measure: limit.measure,
    upper: limit.upper,
    lower: limit.lower,
    standard: limit.standard,
    referenceOxygen: limit.measure === 'converted' ? limit.referenceO2 : null,
  };
}
