import { load } from './load.ts';
import type { Confidence } from './standards.ts';

/**
 * Tables that decide which automatic data count and what stands in for those that do not (数据有效性与替代). Rows are plain so that an
 * administrator can put a version of his own beside one; the original stays.
 */
export const QUALITY_TABLE_KEYS = [
  'gas-substitution',
  'water-substitution',
  'valid-rates',
  'gas-drift',
  'water-comparison',
  'marks',
  'mark-deadline',
  'device-flags',
] as const;
export type QualityTableKey = (typeof QUALITY_TABLE_KEYS)[number];
export type QualityRow = Readonly<Record<string, string | number>>;

export interface QualityTable {
  readonly key: QualityTableKey;
  readonly standard: string;
  readonly clause: string | null;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  /** What is not `official-text` or `multi-source` is never shown as law. */
  readonly confidence: Confidence;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly source: string;
  readonly rows: readonly QualityRow[];
}

/** Flue gas: by quarterly capture rate α (%) and hours of the span, how many valid hours before it give the maximum. */
export interface GasSubstitutionRow {
  readonly situation: 'out-of-control' | 'other';
  /** α lies in [alphaFrom, alphaBelow), percent. */
  readonly alphaFrom: number;
  readonly alphaBelow: number;
  /** Hours of the span lie in (hoursAbove, hoursUpTo]. */
  readonly hoursAbove: number;
  readonly hoursUpTo: number;
  /** Valid hours looked back over. */
  readonly lookback: number;
}

/** Wastewater: how many valid daily loads before the last passed check give the maximum. */
export interface WaterSubstitutionRow {
  readonly situation: 'no-valid-day';
  readonly lookback: number;
  /** Percent of the values due that a day needs for its mean to be valid. */
  readonly validShare: number;
}

/** What a mark does: nothing is due, exempt from judging, data invalid, system out of control, or a check that was passed. */
export const MARK_EFFECTS = [
  'stopped',
  'exempt',
  'invalid',
  'out-of-control',
  'check-passed',
  'none',
] as const;
export type MarkEffect = (typeof MARK_EFFECTS)[number];

export interface MarkRow {
  readonly mark: string;
  readonly kind: 'production' | 'equipment';
  readonly zh: string;
  readonly en: string;
  readonly effect: MarkEffect;
}

export const QUALITY_TABLES: readonly QualityTable[] = load('quality-tables.json');

/** `HJ75-2017/gas-substitution@1`: what a derived value names. */
export const qualityTableVersion = (table: Pick<QualityTable, 'standard' | 'key' | 'version'>): string =>
  `${table.standard.split(' / ')[0]!.replace(/\s/g, '')}/${table.key}@${table.version}`;

/** The national table; there is one of each key. */
export function qualityTable(key: QualityTableKey): QualityTable {
  return QUALITY_TABLES.find((one) => one.key === key)!;
}
