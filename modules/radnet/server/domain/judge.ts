import { DAY_MS, HOUR_MS, periodStart } from '@tarim/kernel';
import { evaluateStation } from '@tarim/science';
import { RADIATION_MONITORING } from '@tarim/standards';
import type { Basis, HourState } from '../../contract.ts';
import type { GammaHour } from './hours.ts';

/** An hour and the figures that judged it. */
export interface Judgement {
  readonly time: number;
  readonly state: HourState;
  readonly value: number | null;
  readonly rain: number | null;
  readonly wet: boolean;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly n: number | null;
  readonly basis: Basis | null;
  readonly high: number | null;
  readonly urgent: number | null;
  readonly rule: string;
  readonly ruleVersion: string;
}

const RULES = RADIATION_MONITORING.data.alarm_defaults;
export const WINDOW_MS = RULES.window_d * DAY_MS;
/** Hours before an hour that its judgement looks at: rain. */
const BEFORE = RULES.wet_hours_before;

/** Hours that must be at hand to judge hours from `first` on. */
export function historyFrom(first: number): number {
  return periodStart('day', first) - WINDOW_MS - BEFORE * HOUR_MS;
}

/**
 * Judges hours of one Beijing day by the dry hours of the thirty days before it (自有本底); while those are too few, by the background that
 * was entered for that day; without either nothing is judged. The day's background holds for all of its hours, so that an hour does not
 * raise its own limit.
 * @param all hours without a gap that reach back to `historyFrom`
 * @param times hours of the day to be judged
 */
export function judgeDay(
  all: readonly GammaHour[],
  times: readonly number[],
  entered: { readonly mean: number; readonly sd: number } | null,
): Judgement[] {
  const [first] = times;
  const start = all[0]?.time;
  if (first === undefined || start === undefined) return [];
  const at = (time: number) => Math.round((time - start) / HOUR_MS);
  const day = periodStart('day', first);
  const history = all.slice(Math.max(0, at(day - WINDOW_MS)), Math.max(0, at(day)));
  const from = Math.max(0, at(day) - BEFORE);
  const hours = all.slice(from, at(times.at(-1)!) + 1);
  const own = evaluateStation({ history, hours });
  const result = own.baseline || !entered ? own : evaluateStation({ baseline: entered, hours });
  const basis = own.baseline ? 'own' : result.baseline ? 'entered' : null;
  const [rule] = result.rules;
  return times.map((time): Judgement => {
    const hour = all[at(time)]!;
    const judged = result.hours[at(time) - from];
    return {
      time,
      state: judged?.name ?? (hour.value === null ? 'missing' : 'not-judged'),
      value: hour.value,
      rain: hour.rain,
      wet: judged?.wet ?? false,
      mean: result.baseline?.mean ?? null,
      sd: result.baseline?.sd ?? null,
      n: result.baseline?.n ?? null,
      basis,
      high: result.limit,
      urgent: result.urgentLimit,
      rule: rule?.standard ?? RADIATION_MONITORING.code,
      ruleVersion: rule?.version ?? '',
    };
  });
}
