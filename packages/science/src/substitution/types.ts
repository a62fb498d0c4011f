import type { GasSubstitutionRow, WaterSubstitutionRow } from '@tarim/standards';
import type { Finding } from '../finding.ts';

/**
 * What is known of an amount (排放量) of an hour or a day. `stopped`: nothing ran, nothing is due (停运). `missing` and `invalid` are one
 * situation to the rule (缺失、无效), `out-of-control` another (失控: between a failed and the next passed check).
 */
export const AMOUNT_STATES = ['valid', 'stopped', 'invalid', 'missing', 'out-of-control'] as const;
export type AmountState = (typeof AMOUNT_STATES)[number];

export interface Amount {
  /** Start of the hour (gas) or of the Beijing day (water), epoch ms. */
  readonly time: number;
  readonly state: AmountState;
  /** kg; null: a valid one without an amount counts as invalid. */
  readonly kg: number | null;
}

export interface SubstitutionRule<Row> {
  readonly standard: string;
  readonly version: string;
  readonly confidence: string;
  readonly rows: readonly Row[];
}

export interface SubstitutionInput {
  readonly medium: 'air' | 'water';
  /** Every hour (day) of the quarters of [from, to) that has begun, and the history that maxima are taken from. */
  readonly amounts: readonly Amount[];
  /** Only these are substituted and summed, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Instants at which a calibration or check was passed (校准、校验、比对合格), epoch ms. */
  readonly passed: readonly number[];
  /** Absent: the national table. */
  readonly gas?: SubstitutionRule<GasSubstitutionRow>;
  readonly water?: SubstitutionRule<WaterSubstitutionRow>;
}

/** From which values a substituted one is the maximum. */
export interface Origin {
  /** Asked for by the rule, and found. */
  readonly lookback: number;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** Where the maximum stands. */
  readonly at: number;
}

export interface SubstitutedAmount {
  readonly time: number;
  readonly state: AmountState;
  /** null: the rule gives nothing; `problem` says why. */
  readonly kg: number | null;
  /** Quarterly capture rate in percent; flue gas only. */
  readonly alpha: number | null;
  readonly situation: 'out-of-control' | 'other' | 'no-valid-day';
  /** Hours or days of the span that it belongs to. */
  readonly span: { readonly from: number; readonly length: number };
  readonly origin: Origin | null;
  readonly problem: string | null;
}

export interface QuarterRate {
  /** `2026-Q3` */
  readonly quarter: string;
  readonly hours: number;
  readonly stopped: number;
  readonly valid: number;
  /** Percent; null: nothing was due. */
  readonly alpha: number | null;
}

export interface SubstitutionResult extends Finding {
  /** α of each quarter of [from, to) (季度有效数据捕集率); of days for wastewater. */
  readonly quarters: readonly QuarterRate[];
  readonly values: readonly SubstitutedAmount[];
  /** kg: what is valid, what stands in, both; and how many amounts nothing stands in for. */
  readonly totals: {
    readonly measured: number;
    readonly substituted: number;
    readonly total: number;
    readonly valid: number;
    readonly replaced: number;
    readonly unresolved: number;
  };
}
