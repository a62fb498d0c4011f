import { DAY_MS } from '@tarim/kernel';
import { load } from './load.ts';
import type { Confidence } from './standards.ts';

/** `ours`: chosen by us, in no standard. Never shown as law, as is what is from memory. */
export type QualityConfidence = Confidence | 'ours';

export const QUALITY_FLAGS = [
  'range',
  'zero',
  'negative',
  'constant',
  'step',
  'spike',
  'rate',
  'gap',
  'clock',
  'order',
  'calibration-drift',
  'parameter-change',
  'missing-at-high',
] as const;
export type QualityFlag = (typeof QUALITY_FLAGS)[number];
/** `surface`: rivers, lakes and wells; `water`: wastewater. */
export const QUALITY_MEDIA = ['gas', 'water', 'surface', 'air', '*'] as const;
export type QualityMedium = (typeof QUALITY_MEDIA)[number];

/** Default parameters of an automatic quality test (自动质控标识); null switches a side off. */
export interface QualityFlagRule {
  readonly flag: QualityFlag;
  /** `*`: all that have no row of their own. */
  readonly medium: QualityMedium;
  /** Code of HJ 212-2017, or `*`. */
  readonly item: string;
  readonly parameters: Readonly<Record<string, number | null>>;
  /** Beijing dates, both inclusive. */
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly source: string;
  readonly confidence: QualityConfidence;
}

export const QUALITY_FLAG_RULES: readonly QualityFlagRule[] = load('quality-flags.json');

const startOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

/** Whether a dated row holds on the Beijing date of an instant. */
function holds(row: { effectiveFrom: string; effectiveTo: string | null }, atMs: number): boolean {
  return (
    startOf(row.effectiveFrom) <= atMs &&
    (row.effectiveTo === null || atMs < startOf(row.effectiveTo) + DAY_MS)
  );
}

/**
 * The row of a test for an item on a date: that of the item goes before that of its medium, which goes before `*`. Null when
 * there was none yet.
 */
export function qualityFlagRule(
  flag: QualityFlag,
  medium: QualityMedium,
  item: string,
  atMs: number,
  rows: readonly QualityFlagRule[] = QUALITY_FLAG_RULES,
): QualityFlagRule | null {
  const rank = (row: QualityFlagRule) => (row.item === item ? 2 : 0) + (row.medium === medium ? 1 : 0);
  let best: QualityFlagRule | null = null;
  for (const row of rows) {
    const fits =
      row.flag === flag &&
      (row.medium === medium || row.medium === '*') &&
      (row.item === item || row.item === '*') &&
      holds(row, atMs);
    if (fits && (best === null || rank(row) > rank(best))) best = row;
  }
  return best;
}

/** What two items of one sample, or one item, cannot be (逻辑关系). All values in one unit: the caller converts. */
export interface ImpossibleRelation {
  readonly code: string;
  readonly medium: QualityMedium;
  /** `not-above`: a ≤ b by definition; `unusual`: a ≤ b nearly always; `most`: a ≤ most. */
  readonly kind: 'not-above' | 'unusual' | 'most';
  readonly a: string;
  readonly b: string | null;
  readonly most?: number;
  /** What errors of measurement excuse: a share of b (or of `most`), and so much more; in the unit that `b` has in the table of codes. */
  readonly relative: number;
  readonly absolute: number;
  /** In Chinese, for the record of the rule. */
  readonly reason: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly source: string;
  readonly confidence: QualityConfidence;
}

export const IMPOSSIBLE_RELATIONS: readonly ImpossibleRelation[] = load('impossible-relations.json');

/** The relations of a medium that hold on a date. */
export function impossibleRelations(medium: QualityMedium, atMs: number): readonly ImpossibleRelation[] {
  return IMPOSSIBLE_RELATIONS.filter((row) => row.medium === medium && holds(row, atMs));
}

/** How strongly honest outlets of the labelled synthetic set show a signal: quantiles of strength at these shares. */
export interface SignalCalibration {
  readonly code: string;
  /** Strength below which this share of honest outlets stays; shares as keys. */
  readonly honest: Readonly<Record<string, number>>;
  readonly outlets: number;
  readonly source: string;
  readonly confidence: QualityConfidence;
}

export const SIGNAL_CALIBRATION: readonly SignalCalibration[] = load('signal-calibration.json');

/** How well a signal told falsified from honest outlets of a labelled synthetic set that nothing was tuned on; null: does not apply. */
export interface SignalTrial {
  readonly code: string;
  /** Outlets falsified in the ways the signal is after. */
  readonly positives: number;
  readonly auc: number | null;
  /** At thresholds that were to let this share of honest outlets through (`rate`). */
  readonly at: ReadonlyArray<{
    readonly rate: number;
    readonly threshold: number;
    readonly falseAlarms: number | null;
    readonly precision: number | null;
    readonly recall: number | null;
  }>;
  readonly source: string;
  readonly confidence: QualityConfidence;
}

/** Of `bench/signals.ts`; of a real network they tell nothing. */
export const SIGNAL_TRIALS: readonly SignalTrial[] = load('signal-trials.json');

const calibrated = new Map(
  SIGNAL_CALIBRATION.map((row) => [
    row.code,
    Object.entries(row.honest)
      .map(([share, strength]) => ({ share: Number(share), strength }))
      .sort((a, b) => a.share - b.share),
  ]),
);

/**
 * Base rate (基准率): the share of honest synthetic outlets that show at least this strength, by the nearest known quantile on the careful side. Null
 * where a signal was never calibrated. Zero strength is shown by all.
 */
export function signalBaseRate(code: string, strength: number): number | null {
  const steps = calibrated.get(code);
  if (!steps) return null;
  let rate = 1;
  for (const { share, strength: least } of steps) if (strength > least) rate = 1 - share;
  return Math.round(rate * 1e6) / 1e6;
}

/** The strength that at most this share of honest synthetic outlets exceeds; null where it was not calibrated for that share. */
export function signalThreshold(code: string, falseAlarmRate: number): number | null {
  const step = calibrated.get(code)?.find((one) => Math.abs(one.share - (1 - falseAlarmRate)) < 1e-9);
  return step?.strength ?? null;
}
