import { RADIATION_MONITORING } from '@tarim/standards';

/** An hour of a gamma station. */
export interface StationHour {
  /** Epoch ms; null where the series has no times. */
  readonly time: number | null;
  /** 1-h mean, nGy/h; null: missing. */
  readonly value: number | null;
  /** mm in the hour; null: no gauge. */
  readonly rain: number | null;
  /** Window of Bi-214/Pb-214 above its usual band: counts as wet. */
  readonly radon: boolean;
  /** 5-min values, where they are at hand. */
  readonly raw: readonly number[];
  /** Nuclides with a peak above the decision threshold. */
  readonly peaks: readonly string[];
}

export interface Baseline {
  /** nGy/h */
  readonly mean: number;
  /** Sample standard deviation (n − 1), not below the floor. */
  readonly sd: number;
  /** Dry hours that made it; null: given as it is. */
  readonly n: number | null;
}

/** Whether rain of the hour, or of the hours before, washes radon progeny down (雨致升高). */
export function isWet(hours: readonly StationHour[], index: number): boolean {
  const { wet_mm_above, wet_hours_before } = RADIATION_MONITORING.data.alarm_defaults;
  return hours
    .slice(Math.max(0, index - wet_hours_before), index + 1)
    .some(({ rain, radon }) => radon || (rain !== null && rain > wet_mm_above));
}

/** Mean and deviation of the dry hours; null when they are too few. The window is the caller's: 30 days. */
export function baselineOf(history: readonly StationHour[]): { baseline: Baseline | null; dry: number } {
  const { min_n, smallest_deviation_nGy_per_h: floor } = RADIATION_MONITORING.data.alarm_defaults;
  const dry = history.flatMap(({ value }, i) => (value === null || isWet(history, i) ? [] : [value]));
  if (dry.length < min_n) return { baseline: null, dry: dry.length };
  const mean = dry.reduce((sum, one) => sum + one, 0) / dry.length;
  const variance = dry.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (dry.length - 1);
  return { baseline: { mean, sd: Math.max(floor, Math.sqrt(variance)), n: dry.length }, dry: dry.length };
}
