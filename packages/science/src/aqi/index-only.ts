import type { AqiTable, Standard } from '@tarim/standards';
import { roundHalfEven } from '../rounding.ts';
import { indexIn } from './iaqi.ts';
import type { AqiInput, AqiPollutant } from './types.ts';

export interface AqiIndex {
  /** As in `AqiResult`: null when it may not be published or cannot be told. */
  readonly aqi: number | null;
  readonly primary: readonly AqiPollutant[];
  readonly level: number | null;
  readonly category: string | null;
}

const POLLUTANTS: Readonly<Record<AqiInput['period'], readonly AqiPollutant[]>> = {
  day: ['SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'],
  hour: ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'],
};
const NONE: AqiIndex = { aqi: null, primary: [], level: null, category: null };

/**
 * The index of `evaluateAqi` without its steps, for years of hours and days: the same rules and the same exact arithmetic, no words.
 * A property test holds the two equal.
 */
export function aqiIndex(
  input: Pick<AqiInput, 'period' | 'values' | 'exempt'>,
  { data }: Pick<Standard<AqiTable>, 'data'>,
): AqiIndex {
  let most = -1;
  let primary: AqiPollutant[] = [];
  let missing = false;
  const enter = (pollutant: AqiPollutant, index: number) => {
    if (index > most) {
      most = index;
      primary = [pollutant];
    } else if (index === most) primary.push(pollutant);
  };
  for (const pollutant of POLLUTANTS[input.period]) {
    const value = input.values[pollutant];
    if (!isConcentration(value)) {
      const absent = value === null || value === undefined;
      if (!absent || !input.exempt?.includes(pollutant)) missing = true;
      continue;
    }
    const index = indexOf(pollutant, value, data, input.period, pollutant);
    if (index !== null) {
      enter(pollutant, index);
      continue;
    }
    // The table has ended and 2012 gives no index: another value's counts, or none can be told.
    const instead = data.rules.instead?.[input.period]?.[pollutant];
    const other = instead && input.values[instead.value];
    const replaced =
      instead && isConcentration(other)
        ? indexOf(
            instead.value as AqiPollutant,
            other,
            data,
            instead.period,
            instead.pollutant as AqiPollutant,
          )
        : null;
    if (replaced === null) return NONE;
    enter(instead!.value as AqiPollutant, replaced);
  }
  if (most < 0) return NONE;
  if (missing && most <= 100 && data.rules.missing === 'withhold-up-to-100') return NONE;
  const level = data.levels.find((one) => most >= one.aqi[0] && most <= one.aqi[1]);
  return {
    aqi: most,
    primary: most > 50 ? primary : [],
    level: level?.level ?? null,
    category: level?.category ?? null,
  };
}

function isConcentration(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** @returns null where the table ends early and the edition gives nothing above it */
function indexOf(
  pollutant: AqiPollutant,
  value: number,
  table: AqiTable,
  period: 'hour' | 'day',
  row: AqiPollutant,
): number | null {
  const { decimals, aboveShortTable } = table.rules;
  const breakpoints = table.breakpoints[period][row] ?? [];
  const rounded = roundHalfEven(value, pollutant === 'CO' ? decimals.CO : decimals.default);
  let last = 0;
  for (let i = 1; i < breakpoints.length; i++) {
    const high = breakpoints[i];
    if (high === null || high === undefined) break;
    if (rounded <= high)
      return indexIn(
        { breakpoints: [breakpoints[i - 1]!, high], indices: [table.iaqi[i - 1]!, table.iaqi[i]!] },
        rounded,
      );
    last = i;
  }
  const short = last < breakpoints.length - 1;
  return short && aboveShortTable === 'none' ? null : (table.iaqi[last] ?? null);
}
