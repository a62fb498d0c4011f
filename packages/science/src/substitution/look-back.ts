import { isValid } from './capture-rate.ts';
import type { Amount, Origin } from './types.ts';

/** The valid amounts, in time order, to look back into. */
export function historyOf(amounts: readonly Amount[]): readonly (Amount & { kg: number })[] {
  return amounts.filter(isValid);
}

/** The maximum of the last `lookback` valid amounts whose period ended by `before`; null: there is none. */
export function maximumBefore(
  history: readonly (Amount & { kg: number })[],
  before: number,
  step: number,
  lookback: number,
): { kg: number; origin: Origin } | null {
  let end = 0;
  let high = history.length;
  while (end < high) {
    const middle = (end + high) >> 1;
    if (history[middle]!.time + step <= before) end = middle + 1;
    else high = middle;
  }
  const taken = history.slice(Math.max(0, end - lookback), end);
  if (taken.length === 0) return null;
  const top = taken.reduce((best, one) => (one.kg > best.kg ? one : best));
  return {
    kg: top.kg,
    origin: {
      lookback,
      count: taken.length,
      first: taken[0]!.time,
      last: taken.at(-1)!.time,
      at: top.time,
    },
  };
}

/** The last instant of `passed` that is not later; null: none is known. */
export function lastPassed(passed: readonly number[], by: number): number | null {
  const earlier = passed.filter((one) => one <= by);
  return earlier.length === 0 ? null : Math.max(...earlier);
}
