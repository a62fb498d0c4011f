import { HOUR_MS, periodStart } from '@tarim/kernel';
import type { RollupRow } from '@tarim/telemetry/queries';
import { DOSE_CODE, RAIN_CODE } from '../../contract.ts';

/** An hour as the calculator of stations takes it (`evaluateStation`). */
export interface GammaHour {
  readonly time: number;
  /** nGy/h; null: none, or not valid. */
  readonly value: number | null;
  /** mm; null: no gauge, or not valid. */
  readonly rain: number | null;
  readonly raw: readonly number[];
}

/** Equal 5-min values that a calculator may see, at most: an hour has twelve. */
const VALUES_OF_AN_HOUR = 12;

/**
 * Hours [from, to) without a gap, in order. The mean rain intensity of an hour, mm/h, is its rain in mm. Where an hour was worked out
 * from its minutes and lowest and highest are the same, all of them were equal (恒值).
 */
export function hoursBetween(rows: readonly RollupRow[], from: number, to: number): GammaHour[] {
  const byTime = new Map(rows.map((row) => [row.time, row]));
  const hours: GammaHour[] = [];
  for (let time = from; time < to; time += HOUR_MS) {
    const dose = byTime.get(time)?.values[DOSE_CODE];
    const rain = byTime.get(time)?.values[RAIN_CODE];
    const value = dose && dose.invalid === null ? dose.mean : null;
    const flat =
      value !== null && byTime.get(time)!.basis === 'minute' && dose!.min !== null && dose!.min === dose!.max;
    const count = flat ? Math.min(VALUES_OF_AN_HOUR, dose!.validCount ?? 0) : 0;
    hours.push({
      time,
      value,
      rain: rain && rain.invalid === null ? rain.mean : null,
      raw: Array<number>(count).fill(value ?? 0),
    });
  }
  return hours;
}

/** How many hours after an hour its rain counts. */
const AFTER = 3;

/**
 * Hours to be judged when some have changed: those, the three after each (its rain makes them wet, and the second dry hour is
 * another level than the first) as far as they were judged before, and those between the last judged hour and the first changed one, which nothing came for.
 * @param since start of the last hour that was judged; null: none was
 */
export function hoursToJudge(changed: readonly number[], since: number | null, now: number): number[] {
  const hours = new Set<number>();
  const over = changed.filter((time) => time < periodStart('hour', now));
  if (over.length === 0) return [];
  const first = Math.min(...over);
  // Later ones may still come: they are not missing yet.
  const last = Math.max(since ?? first, ...over);
  for (const time of over)
    for (let k = 0; k <= AFTER; k++) if (time + k * HOUR_MS <= last) hours.add(time + k * HOUR_MS);
  if (since !== null) for (let time = since + HOUR_MS; time < first; time += HOUR_MS) hours.add(time);
  return [...hours].sort((a, b) => a - b);
}
