import { type AqiTable, aqiStandard, type Standard } from '@tarim/standards';
import { type AqiIndex, aqiIndex } from '../aqi/index-only.ts';
import { roundHalfEven } from '../rounding.ts';
import { FIT_DAYS, fitDecay } from './decay.ts';
import { quantileOf } from './quantile.ts';
import { type BaselineHistory, dateOfDay, dayNumber, type PollutantSeries } from './series.ts';
import {
  type BaselineMethod,
  type BaselineResult,
  type BaselineTarget,
  type DecayFit,
  FORECAST_POLLUTANTS,
  type ForecastPollutant,
  type PollutantForecast,
} from './types.ts';

/** Changes whenever the same days would give another forecast. */
export const BASELINE_MODEL = 'baseline-1';
export const LONGEST_LEAD = 7;
/** An older day says nothing of tomorrow. */
const OLDEST_LAST = 7;
/** Where the past is too short to fit it. Ours. */
const UNFITTED_RHO = 0.5;
const FEWEST_ERRORS = 20;

/**
 * The statistical baseline (统计基线：持续性与气候态混合) of a city: no numerical model, no weather. For each pollutant and target day t
 *
 *   F = w·P + (1 − w)·C,   w = ρ^g
 *
 * P: the last valid day before the day of issue, at most 7 days old (持续性); g: days from it to t; C: median of the days around the
 * same day of the year in earlier years (气候态, `PollutantSeries`); ρ: fitted from the city's last 365 days (`fitDecay`).
 * Without C it is P alone (w = 1), without P it is C alone (w = 0), without both the pollutant has no forecast.
 * Range: F plus the quartiles of what the same formula, with the same w and g, missed the last 365 days by.
 * Index, level and primary pollutants by the edition of HJ 633 in force on the target day; of the range from all lower and all upper
 * ends. The formula is ours, no standard's.
 *
 * Only days before the day of issue enter: the forecast of a day of the past comes out as it would have then.
 */
export function evaluateBaseline(
  history: BaselineHistory,
  issueDate: string,
  days = LONGEST_LEAD,
): BaselineResult {
  const issue = dayNumber(issueDate);
  if (Number.isNaN(issue)) return { model: BASELINE_MODEL, issueDate, lastDay: null, targets: [] };
  const parts = FORECAST_POLLUTANTS.map((pollutant) => partOf(pollutant, history.get(pollutant), issue));
  const lasts = parts.flatMap((part) => part?.last?.date ?? []).sort();
  return {
    model: BASELINE_MODEL,
    issueDate,
    lastDay: lasts.at(-1) ?? null,
    targets: Array.from({ length: Math.min(days, LONGEST_LEAD) }, (_, i) => targetOf(parts, issue, i + 1)),
  };
}

interface Part {
  readonly pollutant: ForecastPollutant;
  readonly series: PollutantSeries;
  readonly last: { readonly date: string; readonly value: number; readonly day: number } | null;
  readonly fit: DecayFit | null;
  /** Last day that is known. */
  readonly known: number;
}

function partOf(
  pollutant: ForecastPollutant,
  series: PollutantSeries | undefined,
  issue: number,
): Part | null {
  if (!series) return null;
  const known = issue - 1;
  let day = known;
  while (day > known - OLDEST_LAST && Number.isNaN(series.at(day))) day--;
  const value = day > known - OLDEST_LAST ? series.at(day) : Number.NaN;
  const last = Number.isNaN(value) ? null : { date: dateOfDay(day), value, day };
  return { pollutant, series, last, fit: fitDecay(series, known), known };
}

function targetOf(parts: readonly (Part | null)[], issue: number, lead: number): BaselineTarget {
  const day = issue + lead;
  const date = dateOfDay(day);
  const pollutants: Partial<Record<ForecastPollutant, PollutantForecast>> = {};
  for (const part of parts) {
    const one = part && forecastOf(part, day);
    if (one) pollutants[part.pollutant] = one;
  }
  const standard = aqiStandard(Date.parse(`${date}T00:00:00+08:00`));
  const entries = Object.entries(pollutants);
  const index = (of: (one: PollutantForecast) => number | null | undefined) => indexOf(entries, of, standard);
  const middle = index((one) => one.value);
  const ranged = entries.every(([, one]) => one.low !== null);
  return {
    date,
    lead,
    pollutants,
    aqi: middle.aqi,
    aqiLow: middle.aqi !== null && ranged ? index((one) => one.low).aqi : null,
    aqiHigh: middle.aqi !== null && ranged ? index((one) => one.high).aqi : null,
    level: middle.level,
    primary: middle.primary,
    standard: standard.code,
    climatologyAqi: index((one) => one.climatology?.median).aqi,
    persistenceAqi: index((one) => one.last?.value).aqi,
  };
}

function indexOf(
  entries: readonly (readonly [string, PollutantForecast])[],
  of: (one: PollutantForecast) => number | null | undefined,
  standard: Standard<AqiTable>,
): AqiIndex {
  const values = Object.fromEntries(entries.map(([pollutant, one]) => [pollutant, of(one)]));
  return aqiIndex({ period: 'day', values }, standard);
}

function forecastOf({ pollutant, series, last, fit, known }: Part, day: number): PollutantForecast | null {
  const climatology = series.climatology(day);
  if (!climatology && !last) return null;
  const method: BaselineMethod = climatology ? (last ? 'blend' : 'climatology') : 'persistence';
  const span = last ? day - last.day : null;
  const rho = fit?.rho ?? UNFITTED_RHO;
  const weight = method === 'persistence' ? 1 : span === null ? 0 : rho ** span;
  const places = pollutant === 'CO' ? 2 : 1;
  const value = roundHalfEven(
    weight * (last?.value ?? 0) + (1 - weight) * (climatology?.median ?? 0),
    places,
  );
  const errors = errorsOf(series, known, span, weight, method);
  const bound = (add: number) => Math.max(0, roundHalfEven(value + add, places));
  return {
    method,
    value,
    // Where past forecasts erred to one side, the range still holds the forecast itself.
    low: errors && Math.min(value, bound(errors.q25)),
    high: errors && Math.max(value, bound(errors.q75)),
    weight,
    last: last && { date: last.date, value: last.value },
    span,
    climatology,
    fit,
    errors,
  };
}

/** What forecasts of the last 365 known days would have missed by: observed − forecast. */
function errorsOf(
  series: PollutantSeries,
  known: number,
  span: number | null,
  weight: number,
  method: BaselineMethod,
): PollutantForecast['errors'] {
  // Typed: its sort needs no comparison of ours, and this is asked for each pollutant of each lead of each day.
  const missed = new Float64Array(FIT_DAYS);
  let n = 0;
  for (let day = known - FIT_DAYS + 1; day <= known; day++) {
    const observed = series.at(day);
    const before = span === null ? 0 : series.at(day - span);
    if (Number.isNaN(observed) || Number.isNaN(before)) continue;
    const climate = method === 'persistence' ? null : series.climatology(day);
    if (method !== 'persistence' && !climate) continue;
    missed[n++] = observed - (weight * before + (1 - weight) * (climate?.median ?? 0));
  }
  if (n < FEWEST_ERRORS) return null;
  const errors = missed.subarray(0, n).sort();
  return { n, q25: quantileOf(errors, 0.25), q75: quantileOf(errors, 0.75) };
}
