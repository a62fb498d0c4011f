/** Pollutants of a day's index: 24-h means, of ozone the day's highest 8-h mean; µg/m³, CO mg/m³. */
export const FORECAST_POLLUTANTS = ['SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'] as const;
export type ForecastPollutant = (typeof FORECAST_POLLUTANTS)[number];

/** A day that was. */
export interface ForecastDay {
  /** Beijing date. */
  readonly date: string;
  readonly values: Readonly<Partial<Record<string, number | null>>>;
}

/** 气候态: days around the same day of the year in earlier years. */
export interface Climatology {
  readonly median: number;
  readonly q25: number;
  readonly q75: number;
  /** Days that took part, and of how many years. */
  readonly n: number;
  readonly years: number;
}

/** How long the anomalies of a city live on, fitted from its own last year. */
export interface DecayFit {
  /** Weight of persistence over one day; over g days it is ρ^g. */
  readonly rho: number;
  /** r₁ … r₈, lag autocorrelations of the anomalies. */
  readonly r: readonly number[];
  /** Pairs of days at lag 1. */
  readonly pairs: number;
}

export type BaselineMethod = 'blend' | 'persistence' | 'climatology';

/** The forecast of one pollutant for one day, with all that it came of. */
export interface PollutantForecast {
  readonly method: BaselineMethod;
  readonly value: number;
  /** Middle half of what past forecasts of the same span would have missed by; null: too few of them. */
  readonly low: number | null;
  readonly high: number | null;
  /** Weight of persistence. */
  readonly weight: number;
  readonly last: { readonly date: string; readonly value: number } | null;
  /** Days from the last valid day to the target; null without one. */
  readonly span: number | null;
  readonly climatology: Climatology | null;
  readonly fit: DecayFit | null;
  readonly errors: { readonly n: number; readonly q25: number; readonly q75: number } | null;
}

/** The forecast of a day. */
export interface BaselineTarget {
  readonly date: string;
  /** Days from the day of issue. */
  readonly lead: number;
  readonly pollutants: Readonly<Partial<Record<ForecastPollutant, PollutantForecast>>>;
  /** null: the edition lets none be told (a pollutant is missing). */
  readonly aqi: number | null;
  readonly aqiLow: number | null;
  readonly aqiHigh: number | null;
  readonly level: number | null;
  readonly primary: readonly string[];
  /** Edition in force on the target date: `HJ 633-2026`. */
  readonly standard: string;
  /** What each of the two parts alone would have said; what a forecast is measured against. */
  readonly climatologyAqi: number | null;
  readonly persistenceAqi: number | null;
}

export interface BaselineResult {
  readonly model: string;
  readonly issueDate: string;
  /** Last day with any figure that was known. */
  readonly lastDay: string | null;
  readonly targets: readonly BaselineTarget[];
}
