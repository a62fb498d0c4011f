import type { RollupValue } from '@tarim/telemetry/queries';
import type { AqiPollutant, JudgedPeriod } from '../../contract.ts';

/** Pollutants that enter an hour's and a day's index (HJ 633-2026; 2012 as published in practice). */
export const POLLUTANTS: Readonly<Record<JudgedPeriod, readonly AqiPollutant[]>> = {
  hour: ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'],
  day: ['SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'],
};

/** Factor code of each pollutant (HJ 212-2017 B.5). */
export const CODE_OF: Readonly<Record<AqiPollutant, string>> = {
  SO2: 'a21026',
  NO2: 'a21004',
  CO: 'a21005',
  O3: 'a05024',
  O3_8h: 'a05024',
  PM10: 'a34002',
  'PM2.5': 'a34004',
};

export interface AirInputs {
  /** µg/m³, CO mg/m³; null: does not enter. */
  readonly values: Readonly<Record<string, number | null>>;
  /** Pollutant → why it does not enter. */
  readonly excluded: Readonly<Record<string, string>>;
}

/** Picks what enters the index out of a station's rollup; invalid and absent values are named with their reason. */
export function airInputs(period: JudgedPeriod, rollup: Readonly<Record<string, RollupValue>>): AirInputs {
  const values: Record<string, number | null> = {};
  const excluded: Record<string, string> = {};
  for (const pollutant of POLLUTANTS[period]) {
    const value = rollup[CODE_OF[pollutant]];
    const [figure, reason] = pollutant === 'O3_8h' ? eightHour(value) : mean(value);
    // A negative mean is a zero drift of the instrument, not a concentration.
    const usable = figure !== null && Number.isFinite(figure) && figure >= 0;
    values[pollutant] = usable ? figure : null;
    if (!usable) excluded[pollutant] = reason ?? (figure === null ? 'no-value' : 'negative');
  }
  return { values, excluded };
}

type Picked = readonly [figure: number | null, reason: string | null];

function mean(value: RollupValue | undefined): Picked {
  if (!value) return [null, 'not-measured'];
  return value.invalid === null ? [value.mean, null] : [null, value.invalid];
}

/** The maximum 8-h mean has validity rules of its own (14 windows): telemetry gives it only when they are kept. */
function eightHour(value: RollupValue | undefined): Picked {
  if (!value) return [null, 'not-measured'];
  return value.mda8 === null ? [null, value.invalid ?? 'no-mda8'] : [value.mda8, null];
}
