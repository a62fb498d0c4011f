import type { CriteriaPollutant } from '@tarim/standards';
import type { Finding } from '../finding.ts';
import type { AssessmentPeriod } from './period.ts';

export interface AirDayInput {
  /** Beijing date, `2025-03-01`. */
  readonly date: string;
  /** 24-h means SO2 NO2 CO PM10 PM2.5 and O3_8h (MDA8), µg/m³, CO mg/m³; also by HJ 212 code. Beside them O3, the highest hour. */
  readonly values: Readonly<Record<string, number | null>>;
  /** The day lies in a sand-dust event: its PM10 and PM2.5 are left out of the figures `withoutDust`. */
  readonly dust?: boolean;
  /** Means of the hours outside the event, when enough of them are left. */
  readonly withoutDust?: Readonly<Partial<Record<'PM10' | 'PM2.5', number | null>>>;
}

export interface AirPeriodInput {
  /** `2025`, `2025-Q1`, `2025-03` or `2025-01-01/2025-06-30`. */
  readonly period: string;
  readonly days: readonly AirDayInput[];
  /** Functional area of GB 3095; absent: II. */
  readonly airClass?: 'I' | 'II';
  /** `HJ 663-2013` or `HJ 663-2026`; absent: in force on the last day. */
  readonly standard?: string;
  /**
   * All three standards of one generation whatever the dates, to lay them side by side: HJ 663-2013, GB 3095-2012 and HJ 633-2012, or
   * the three of 2026. Absent: those of the dates. `standard` is not asked for beside it.
   */
  readonly edition?: AirEdition;
  /** Weights of the composite index, instead of the edition's. */
  readonly weights?: Readonly<Partial<Record<CriteriaPollutant, number>>>;
  /** Who decided which days are of dust. */
  readonly dustSource?: DustSource;
  /** The period that this one is compared with; absent text: a year earlier. */
  readonly previous?: { readonly period?: string; readonly days: readonly AirDayInput[] };
}

export type AirEdition = '2012' | '2026';

/** `official`: from the national centre's list (中国环境监测总站), which decides; `proposed`: computed or marked by others. */
export type DustSource = 'proposed' | 'official';

export interface Comparison {
  readonly value: number;
  /** As published, by the rounding of the edition. */
  readonly rounded: number;
  /** Null where the period is no year: GB 3095 has no limit for it. */
  readonly limit: number | null;
  readonly verdict: 'meets' | 'exceeds' | 'not-judged';
  readonly exceedMultiple: number | null;
}

export interface PollutantFigures {
  readonly validDays: number;
  /** Enough valid days in the year and each of its months; null: no rule for such a period. */
  readonly valid: boolean | null;
  /** Months with too few. */
  readonly fewMonths: readonly string[];
  readonly mean: Comparison | null;
  readonly percentile: (Comparison & { readonly percent: number }) | null;
  readonly verdict: Comparison['verdict'];
  /** Days above the daily limit of their date (MDA8 for ozone). */
  readonly exceedDays: number;
  /** Share of the valid days that meet it, percent. */
  readonly complianceRate: number | null;
  readonly worst: {
    readonly date: string;
    readonly value: number;
    readonly exceedMultiple: number | null;
  } | null;
}

export interface CompositeIndex {
  readonly value: number;
  readonly rounded: number;
  readonly single: Readonly<Record<string, number>>;
  /** 最大单项指数: the pollutants with the largest single index. */
  readonly largest: readonly string[];
  readonly ruleConfidence: string;
}

export interface DayFigures {
  /** Days whose AQI may be told. */
  readonly validDays: number;
  readonly goodDays: number;
  /** Days with AQI ≤ 100 among the valid, percent (优良天数比例). */
  readonly goodRatio: number | null;
  readonly byLevel: Readonly<Record<string, number>>;
  /** Days on which it was primary (首要污染物, AQI > 50), and of these the days above 100. */
  readonly primaryDays: Readonly<Record<string, { readonly all: number; readonly polluted: number }>>;
}

export interface AirFigures {
  readonly pollutants: Readonly<Record<CriteriaPollutant, PollutantFigures>>;
  /** Of a year: all six meet. Not judged when one cannot be and none exceeds. */
  readonly verdict: Comparison['verdict'];
  readonly composite: CompositeIndex | null;
  readonly days: DayFigures;
}

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly difference: number;
  /** Percent of the former, one decimal; null of nothing. */
  readonly percent: number | null;
}

export interface AirChange {
  readonly period: AssessmentPeriod;
  readonly standard: string;
  /** Both follow the same edition and the same limits. */
  readonly comparable: boolean;
  readonly withDust: Readonly<Record<string, Change>>;
  readonly withoutDust: Readonly<Record<string, Change>>;
}

export interface AirPeriodResult extends Finding {
  readonly period: AssessmentPeriod | null;
  readonly airClass: 'I' | 'II';
  readonly phase: 'transition' | 'final' | null;
  /** 不扣除沙尘影响. */
  readonly withDust: AirFigures | null;
  /** 扣除沙尘影响. */
  readonly withoutDust: AirFigures | null;
  readonly dust: {
    readonly days: number;
    readonly source: DustSource | null;
    /** Which of the two official reports use (2016 No. 120): concentrations and composite index without, good days with dust. */
    readonly officialUse: { readonly concentrations: 'withoutDust'; readonly goodDays: 'withDust' };
  };
  readonly change: AirChange | null;
}
