import { unitConverter } from '@tarim/kernel';
import type { RollupValue } from '@tarim/telemetry/queries';
import { AQI_POLLUTANTS, type AqiPollutant, type JudgedPeriod } from '../../contract.ts';

/** Pollutants that enter an hour's and a day's index (HJ 633-2026; 2012 as published in practice). */
export const POLLUTANTS: Readonly<Record<JudgedPeriod, readonly AqiPollutant[]>> = {
  hour: ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'],
  day: ['SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'],
};

const FACTORS = new Map(AQI_POLLUTANTS.map((one) => [one.key, one]));

/** Factor code of a pollutant (HJ 212-2017 B.5), and the unit in which HJ 633 tells it. */
export function factorOf(pollutant: AqiPollutant): { readonly code: string; readonly unit: string } {
  return FACTORS.get(pollutant)!;
}

export interface AirInputs {
  /** In the units of HJ 633; null: does not enter. */
  readonly values: Readonly<Record<string, number | null>>;
  /** Pollutant → why it does not enter. */
  readonly excluded: Readonly<Record<string, string>>;
  /** Pollutants whose value was converted: as the device told it. */
  readonly measured: Readonly<Record<string, { readonly value: number; readonly unit: string }>>;
}

/**
 * Picks what enters the index out of a station's rollup, in the units of HJ 633; invalid and absent values, and those
 * whose unit is not known, are named with their reason.
 * @param unitOf unit of a factor code as registered for the station
 */
export function airInputs(
  period: JudgedPeriod,
  rollup: Readonly<Record<string, RollupValue>>,
  unitOf: (code: string) => string | null,
): AirInputs {
  const values: Record<string, number | null> = {};
  const excluded: Record<string, string> = {};
  const measured: Record<string, { value: number; unit: string }> = {};
  for (const pollutant of POLLUTANTS[period]) {
    const { code, unit } = factorOf(pollutant);
    const value = rollup[code];
    const [figure, reason] = pollutant === 'O3_8h' ? eightHour(value) : mean(value);
    values[pollutant] = null;
    // A negative mean is a zero drift of the instrument, not a concentration.
    if (figure === null || !Number.isFinite(figure) || figure < 0) {
      excluded[pollutant] = reason ?? (figure === null ? 'no-value' : 'negative');
      continue;
    }
    const registered = unitOf(code);
    const convert = unitConverter(registered, unit);
    if (typeof convert === 'string') {
      excluded[pollutant] = convert;
      continue;
    }
    const told = convert(figure);
    values[pollutant] = told;
    if (told !== figure) measured[pollutant] = { value: figure, unit: registered! };
  }
  return { values, excluded, measured };
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
