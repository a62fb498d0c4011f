import type { AmountState, Origin } from '@tarim/science';
import type { MarkEffect } from '@tarim/standards';

/** A factor of an hour as telemetry rolled it up, in the words of the review. */
export interface BaseCell {
  readonly mean: number | null;
  /** Volume in m³ of a flow, kg of a pollutant. */
  readonly total: number | null;
  readonly state: AmountState;
  /** Why it is not valid: `FLAG_C`, `INSUFFICIENT`, `NO_RECORD` …; null when it is. */
  readonly why: string | null;
}

/** Hours of an outlet that follow each other without a gap, by factor. */
export interface BaseSeries {
  /** Start of the first hour, epoch ms; hour i begins at from + i hours. */
  readonly from: number;
  readonly hours: number;
  readonly codes: readonly string[];
  readonly cells: Readonly<Record<string, readonly BaseCell[]>>;
}

export const OPERATION_KINDS = ['mark', 'invalidate', 'correct', 'substitute', 'restore'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

export interface SubstituteValue {
  /** Start of the hour, or of the day for wastewater. */
  readonly time: number;
  readonly code: string;
  readonly kg: number | null;
  readonly alpha: number | null;
  readonly origin: Origin | null;
  readonly problem: string | null;
}

export type OperationDetail =
  | {
      readonly kind: 'mark';
      readonly markId: number;
      readonly mark: string;
      readonly effect: MarkEffect;
      readonly table: string;
    }
  | { readonly kind: 'invalidate'; readonly situation: 'invalid' | 'out-of-control' }
  | { readonly kind: 'correct'; readonly mean: number | null; readonly total: number | null }
  | {
      readonly kind: 'substitute';
      readonly rule: string;
      readonly period: 'hour' | 'day';
      readonly values: readonly SubstituteValue[];
    }
  | { readonly kind: 'restore'; readonly seq: number };

/** What was done to a span of the records, which themselves stay untouched. */
export interface Operation {
  /** Of the outlet, 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** Empty: all factors. */
  readonly codes: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly detail: OperationDetail;
}

/** `none`: no value counts here. */
export type CellOrigin = 'measured' | 'corrected' | 'substituted' | 'none';

export interface Cell extends BaseCell {
  readonly origin: CellOrigin;
  /** What stands in for the amount, kg. */
  readonly substitute: SubstituteValue | null;
  /** The operation that decided; null: telemetry did. */
  readonly seq: number | null;
}

export interface DaySubstitute {
  readonly value: SubstituteValue;
  readonly seq: number;
}

export interface ReviewedSeries {
  readonly from: number;
  readonly hours: number;
  readonly codes: readonly string[];
  readonly cells: Readonly<Record<string, readonly Cell[]>>;
  /** Wastewater: loads that stand in for days, by `code/dayStart`. They count where the day has no valid load. */
  readonly days: ReadonlyMap<string, DaySubstitute>;
  /** Instants of passed checks. */
  readonly passed: readonly number[];
  readonly seq: number;
}
