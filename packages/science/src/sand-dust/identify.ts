import type { Step } from '../finding.ts';
import { add, compare, exactMean, multiply, type Rational, rational, toNumber } from '../rational.ts';

/** Thresholds of 环办监测〔2016〕120号, as the data file has them. */
export interface DustRule {
  readonly factor: number;
  readonly windowHours: number;
  readonly above: number;
  readonly tolerance: number;
}

/** A dust event by position in the series. */
export interface DustEvent {
  readonly start: number;
  /** First hour that is clean again; null when the series ends before. */
  readonly end: number | null;
  /** Mean of the hours before. */
  readonly baseline: number;
  readonly peak: number;
}

/** Five of the six hours before: 75 %, ours; the rule says nothing of gaps. */
const WINDOW_SHARE = 0.75;

/**
 * 沙尘过程的起止 (2016 No. 120): it starts with the hour whose city PM10 is at least twice the mean of the six hours before and above
 * 150, and ends before the first hour that is within 10 % of that mean, or below. Hours that are missing neither start nor end it.
 */
export function identifyDust(
  pm10: ReadonlyArray<number | null>,
  rule: DustRule,
): { events: DustEvent[]; untested: number; steps: Step[] } {
  const events: DustEvent[] = [];
  const steps: Step[] = [];
  const needed = Math.ceil(rule.windowHours * WINDOW_SHARE);
  let untested = 0;
  for (let at = 0; at < pm10.length; at++) {
    const value = pm10[at];
    if (value === null || value === undefined) continue;
    const before = pm10
      .slice(Math.max(0, at - rule.windowHours), at)
      .filter((one): one is number => one !== null && one !== undefined);
    const baseline = before.length >= needed ? exactMean(before) : null;
    if (baseline === null) {
      if (value > rule.above) untested++;
      continue;
    }
    const enough = compare(rational(value), multiply(baseline, rational(rule.factor))) >= 0;
    if (value <= rule.above || !enough) continue;
    const end = endOf(pm10, at, baseline, rule.tolerance);
    const hours = pm10.slice(at, end ?? undefined);
    const event = {
      start: at,
      end,
      baseline: toNumber(baseline),
      peak: hours.reduce<number>((most, one) => Math.max(most, one ?? 0), 0),
    };
    events.push(event);
    steps.push({
      of: `沙尘过程 ${events.length}`,
      rule: '环办监测〔2016〕120号',
      formula: `${value} ≥ ${rule.factor}×${event.baseline} 且 > ${rule.above}; 止于 ≤ ${toNumber(upTo(baseline, rule.tolerance))}`,
      result: end === null ? null : end - at,
    });
    if (end === null) break;
    // The first clean hour may itself not start another one: it lies near the mean.
    at = end;
  }
  return { events, untested, steps };
}

const upTo = (baseline: Rational, tolerance: number): Rational =>
  multiply(baseline, add(rational(1), rational(tolerance)));

function endOf(
  pm10: ReadonlyArray<number | null>,
  start: number,
  baseline: Rational,
  tolerance: number,
): number | null {
  const limit = upTo(baseline, tolerance);
  for (let at = start + 1; at < pm10.length; at++) {
    const value = pm10[at];
    if (value !== null && value !== undefined && compare(rational(value), limit) <= 0) return at;
  }
  return null;
}
