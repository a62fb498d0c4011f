export interface Mda8 {
  /** Maximum of the day's 8-h moving means, µg/m³, not rounded; null when it may not be given. */
  readonly mean: number | null;
  /** Valid windows of the day (at most 17). */
  readonly windows: number;
  /** Hour at whose end the window of the maximum closes, 8…24. */
  readonly atHour: number | null;
}

const MIN_HOURS = 6;
const MIN_WINDOWS = 14;

/**
 * 臭氧日最大8小时滑动平均 (HJ 663: windows ending at 08…24 o'clock; a window needs 6 of its 8 hours, a day 14 windows, unless
 * the maximum lies above the limit already). `hours[i]` is the mean of the hour from i to i+1 o'clock, Beijing time.
 */
export function mda8(hours: ReadonlyArray<number | null>, limit = 160): Mda8 {
  let best: number | null = null;
  let atHour: number | null = null;
  let windows = 0;
  for (let end = 8; end <= 24; end++) {
    const present = hours
      .slice(end - 8, end)
      .filter((value): value is number => value !== null && value !== undefined && Number.isFinite(value));
    if (present.length < MIN_HOURS) continue;
    windows++;
    const average = present.reduce((sum, value) => sum + value, 0) / present.length;
    if (best === null || average > best) {
      best = average;
      atHour = end;
    }
  }
  const valid = best !== null && (windows >= MIN_WINDOWS || best > limit);
  return { mean: valid ? best : null, windows, atHour: valid ? atHour : null };
}
