import { DAY_MS } from '@tarim/kernel';
import { quantileOf } from './quantile.ts';
import { type Climatology, FORECAST_POLLUTANTS, type ForecastDay, type ForecastPollutant } from './types.ts';

/** Days on either side of the same day of the year that count as its season. */
const HALF_WINDOW = 7;
/** Fewer days of earlier years are no climate. */
const FEWEST = 5;
/** Older years say little of the air of today. */
const MOST_YEARS = 10;

/** Number of a date: whole days since 1970-01-01. NaN where it is none. */
export const dayNumber = (date: string): number =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) / DAY_MS : Number.NaN;
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** One pollutant's days, by day number. */
export class PollutantSeries {
  readonly #first: number;
  readonly #values: Float64Array;
  readonly #climatology = new Map<number, Climatology | null>();

  constructor(first: number, values: Float64Array) {
    this.#first = first;
    this.#values = values;
  }

  /** NaN: no valid figure. */
  at(day: number): number {
    return this.#values[day - this.#first] ?? Number.NaN;
  }

  /**
   * Median and quartiles of the days within ±7 of the same day of the year, in earlier years only: the newest of them is nearly a
   * year before the day, so that nothing of it is later than any forecast of the day. 29 February falls on 1 March of other years.
   */
  climatology(day: number): Climatology | null {
    let found = this.#climatology.get(day);
    if (found === undefined) {
      found = this.#climatologyOf(day);
      this.#climatology.set(day, found);
    }
    return found;
  }

  #climatologyOf(day: number): Climatology | null {
    const date = new Date(day * DAY_MS);
    const values: number[] = [];
    let years = 0;
    for (let back = 1; back <= MOST_YEARS; back++) {
      const same = Date.UTC(date.getUTCFullYear() - back, date.getUTCMonth(), date.getUTCDate()) / DAY_MS;
      if (same + HALF_WINDOW < this.#first) break;
      const before = values.length;
      for (let one = same - HALF_WINDOW; one <= same + HALF_WINDOW; one++) {
        const value = this.at(one);
        if (!Number.isNaN(value)) values.push(value);
      }
      if (values.length > before) years++;
    }
    if (values.length < FEWEST) return null;
    values.sort((a, b) => a - b);
    const at = (p: number) => quantileOf(values, p);
    return { median: at(0.5), q25: at(0.25), q75: at(0.75), n: values.length, years };
  }
}

export type BaselineHistory = ReadonlyMap<ForecastPollutant, PollutantSeries>;

/** Makes a city's days ready for forecasts of any day of issue; what climate is, is worked out once. */
export function baselineHistory(days: readonly ForecastDay[]): BaselineHistory {
  const numbers = days.map((day) => dayNumber(day.date)).filter((one) => !Number.isNaN(one));
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of numbers) [first, last] = [Math.min(first, one), Math.max(last, one)];
  const length = numbers.length === 0 ? 0 : last - first + 1;
  return new Map(
    FORECAST_POLLUTANTS.map((pollutant) => {
      const values = new Float64Array(length).fill(Number.NaN);
      for (const { date, values: given } of days) {
        const value = given[pollutant];
        const day = dayNumber(date);
        if (!Number.isNaN(day) && typeof value === 'number' && Number.isFinite(value) && value >= 0)
          values[day - first] = value;
      }
      return [pollutant, new PollutantSeries(first, values)];
    }),
  );
}
