import { unitConverter } from '@tarim/kernel';
import { mean } from '@tarim/science';
import type { JudgedValue } from './judge-task.ts';

/** A value in time; below detection it has none, but a limit. */
export interface TimedValue {
  readonly month: string;
  readonly value: number | null;
  readonly detectionLimit: number | null;
}

export interface MonthMean {
  readonly month: string;
  /** What was not found enters with half its limit. */
  readonly value: number;
  /** Nothing of the month was found. */
  readonly below: boolean;
  readonly n: number;
}

const NO_UNIT = '无量纲';

/** The value in another unit; null where it cannot be told in it. */
export function inUnit(one: JudgedValue, to: string): Pick<TimedValue, 'value' | 'detectionLimit'> | null {
  const { value, detectionLimit, unit } = one;
  if (unit === to) return { value, detectionLimit };
  const convert = unitConverter(unit === NO_UNIT ? '1' : unit, to === NO_UNIT ? '1' : to);
  if (typeof convert === 'string') return null;
  return {
    value: value === null ? null : convert(value),
    detectionLimit: detectionLimit === null ? null : convert(detectionLimit),
  };
}

/** Means of months in the order of time. */
export function monthMeans(values: readonly TimedValue[]): MonthMean[] {
  return [...Map.groupBy(values, (one) => one.month)]
    .map(([month, list]) => ({
      month,
      value: mean(list.map((one) => one.value ?? (one.detectionLimit ?? 0) / 2))!,
      below: list.every((one) => one.value === null),
      n: list.length,
    }))
    .toSorted((a, b) => a.month.localeCompare(b.month));
}
