import { GROUNDWATER_ISL } from '@tarim/standards';
import type { ControlLimit, WellDay, WellIndicator } from '../../contract.ts';

export interface SampledDay {
  readonly on: string;
  readonly baseline: boolean;
  readonly values: readonly { readonly indicator: WellIndicator; readonly value: number }[];
}
export interface JudgedDay extends SampledDay {
  readonly above: readonly WellIndicator[];
  /** Null for days of the baseline. */
  readonly state: WellDay['state'];
}

const RULE = GROUNDWATER_ISL.data;

/** Limits of the indicators whose baseline has enough samplings: mean + 5 s (n − 1), practice abroad. */
export function controlLimits(days: readonly SampledDay[]): ControlLimit[] {
  const values = Map.groupBy(
    days.filter(({ baseline }) => baseline).flatMap((day) => day.values),
    ({ indicator }) => indicator,
  );
  return [...values].flatMap(([indicator, some]) => {
    const n = some.length;
    if (n < RULE.least_samples) return [];
    const mean = some.reduce((sum, { value }) => sum + value, 0) / n;
    const sd = Math.sqrt(some.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (n - 1));
    return [{ indicator, n, mean, sd, limit: mean + RULE.control_limit_deviations * sd }];
  });
}

/**
 * Each sampling against the limits (异常判别): two indicators above theirs, or one by a fifth, has to be sampled again (待复测); the same
 * at the next sampling is an excursion (扩散). A sampling that has no indicator with a limit cannot be judged.
 * @param days in time order
 */
export function judgeDays(days: readonly SampledDay[]): JudgedDay[] {
  const limits = new Map(controlLimits(days).map((one) => [one.indicator, one.limit]));
  let before = false;
  return days.map((day): JudgedDay => {
    const known = day.values.filter(({ indicator }) => limits.has(indicator));
    const above = known.filter(({ indicator, value }) => value > limits.get(indicator)!);
    const names = above.map(({ indicator }) => indicator);
    if (day.baseline) return { ...day, above: [], state: null };
    if (known.length === 0) return { ...day, above: [], state: 'no-baseline' };
    const far = 1 + RULE.excursion.alone_above_percent / 100;
    const hit =
      above.length >= RULE.excursion.indicators ||
      above.some(({ indicator, value }) => value > far * limits.get(indicator)!);
    const state = hit ? (before ? 'excursion' : 'suspected') : 'normal';
    before = hit;
    return { ...day, above: names, state };
  });
}
