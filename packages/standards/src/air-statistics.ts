import { type Confidence, editionOn, type Standard, standard as standardByCode } from './standards.ts';

export type CriteriaPollutant = 'SO2' | 'NO2' | 'CO' | 'O3' | 'PM10' | 'PM2.5';
export const CRITERIA_POLLUTANTS: readonly CriteriaPollutant[] = ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'];

/** Weights and standard values of the composite index (环境空气质量综合指数). */
export interface CompositeRule {
  readonly weights: Readonly<Record<CriteriaPollutant, number>>;
  readonly limits: Readonly<Record<CriteriaPollutant, number>>;
  readonly confidence: Confidence;
}

/** How HJ 663 makes figures of a period out of daily values. */
export interface AirStatistics {
  readonly edition: Standard;
  /** Which statistics judge a year: the mean of its days, and a percentile of them in percent. */
  readonly annual: Readonly<
    Record<CriteriaPollutant, { readonly mean: boolean; readonly percentile: number }>
  >;
  /** Null where the edition's is not known to us. */
  readonly composite: CompositeRule | null;
  readonly digits: Readonly<Record<'default' | 'CO' | 'index' | 'rate', number>>;
  readonly digitsConfidence: Confidence;
}

type Values = Readonly<Record<CriteriaPollutant, number>>;
interface Rounding {
  readonly digits: AirStatistics['digits'];
  readonly confidence: Confidence;
}
interface Tables {
  readonly annual_statistics: Readonly<Record<CriteriaPollutant, readonly string[]>>;
  readonly composite_index?: { readonly S: Values };
  readonly composite_index_candidate?: {
    readonly w: Values;
    readonly S_transition: Values;
    readonly confidence: Confidence;
  };
  readonly rounding?: Rounding;
  readonly rounding_candidate?: Rounding;
}
/** HJ 663-2026 was seen with the standard values of the transition of GB 3095-2026 only. */
const TRANSITION_ENDS = Date.parse('2031-01-01T00:00:00+08:00');

/**
 * HJ 663 on the date of the data.
 * @param code asks for an edition whatever the date; null when it is none
 */
export function airStatistics(atMs: number, code?: string): AirStatistics | null {
  const edition = code === undefined ? editionOn('air-statistics', atMs) : standardByCode(code);
  if (edition?.use !== 'air-statistics') return null;
  const tables = edition.data as unknown as Tables;
  const annual = Object.fromEntries(
    CRITERIA_POLLUTANTS.map((one) => [one, annualOf(tables.annual_statistics[one])]),
  ) as unknown as AirStatistics['annual'];
  const { digits, confidence } = (tables.rounding ?? tables.rounding_candidate)!;
  return { edition, annual, composite: compositeOf(tables, atMs), digits, digitsConfidence: confidence };
}

/** `['mean', 'p98_daily']` → mean and 98 */
function annualOf(words: readonly string[]): { mean: boolean; percentile: number } {
  const percentile = words.map((word) => /^p(\d+)_/.exec(word)?.[1]).find((found) => found !== undefined);
  return { mean: words.includes('mean'), percentile: Number(percentile) };
}

function compositeOf(tables: Tables, atMs: number): CompositeRule | null {
  if (tables.composite_index) {
    const weights = Object.fromEntries(CRITERIA_POLLUTANTS.map((one) => [one, 1])) as unknown as Values;
    return { weights, limits: tables.composite_index.S, confidence: 'multi-source' };
  }
  const candidate = tables.composite_index_candidate;
  if (!candidate || atMs >= TRANSITION_ENDS) return null;
  return { weights: candidate.w, limits: candidate.S_transition, confidence: candidate.confidence };
}
