import { load } from './load.ts';
import type { QualityRow } from './quality-tables.ts';

/**
 * Tables of calibration and operation (校准与运维): what is compared, what a check has to reach, how often it is due. Rows are plain, so that an
 * administrator can put a version of his own beside one; each row says how sure it is.
 */
export const OPERATION_TABLE_KEYS = [
  'site-parameters',
  'gas-calibration',
  'gas-comparison',
  'water-standard',
  'water-comparison',
  'water-pairs',
  'plan-kinds',
  'repair-hours',
  'checklists',
] as const;
export type OperationTableKey = (typeof OPERATION_TABLE_KEYS)[number];

export interface OperationTable {
  readonly key: OperationTableKey;
  readonly standard: string;
  readonly clause: string | null;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  /** `mixed`: see the rows. */
  readonly confidence: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly source: string;
  readonly rows: readonly QualityRow[];
}

/** One parameter of the four-way comparison (参数四方比对). */
export interface SiteParameterRow {
  readonly parameter: string;
  readonly zh: string;
  readonly en: string;
  /** Factors it is asked of, where the point measures them: codes, or beginnings with `*`, by commas. */
  readonly items: string;
  /** InfoId by which 3020 asks the instrument, and the logger; `-`: no code. */
  readonly device: string;
  readonly logger: string;
  /** Percent of the agreed figure (of 1 where that is 0). */
  readonly tolerance: number;
  readonly confidence: string;
}

/** Drift of zero or span (零点、量程漂移). Where an item has two rows of a kind, one of them is enough. */
export interface DriftRow {
  /** `PM`, `gas`, `O2`, `velocity` */
  readonly item: string;
  readonly kind: 'zero' | 'span';
  readonly limit: number;
  /** 失控 beyond it. */
  readonly outOfControl: number;
  /** Of full scale, or in the unit itself. */
  readonly as: '%FS' | 'm/s';
  readonly confidence: string;
}

/** Accuracy against a reference method (参比方法比对), by the band in which the mean of the reference lies. */
export interface GasComparisonRow {
  readonly item: string;
  readonly from: number;
  readonly below: number;
  /** Which end of the band belongs to it. */
  readonly includes: 'lower' | 'upper';
  readonly method: 'relative-accuracy' | 'relative' | 'absolute';
  /** Percent; in `unit` for `absolute`. */
  readonly limit: number;
  /** Of the band, and of an absolute error. */
  readonly unit: string;
  readonly minPairs: number;
  readonly confidence: string;
}

/** Check with a standard sample (标样核查). */
export interface StandardSampleRow {
  readonly item: string;
  readonly limit: number;
  readonly as: string;
  readonly confidence: string;
}

/** Comparison with the laboratory (实际水样比对), by the band in which the laboratory's result lies; its lower end belongs to it. */
export interface WaterComparisonRow {
  readonly item: string;
  readonly from: number;
  readonly below: number;
  readonly limit: number;
  readonly as: string;
  /** Standard sample that stands in for low samples; 0: none. */
  readonly substitute: number;
  readonly minPairs: number;
  readonly confidence: string;
}
export interface WaterPairsRow {
  readonly pairs: number;
  readonly need: number;
  readonly confidence: string;
}

export const CHECK_KINDS = ['drift', 'gas-comparison', 'standard', 'water-comparison'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** A kind of maintenance (运维项目) and how often it is due. */
export interface PlanKindRow {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly medium: 'gas' | 'water' | 'all';
  readonly days: number;
  /** Days before the day on which it is due that its light turns yellow. */
  readonly warnDays: number;
  /** The check whose result a record of it has to have. */
  readonly check: CheckKind | 'none';
  readonly confidence: string;
}
export interface RepairRow {
  readonly key: 'gas' | 'water';
  readonly zh: string;
  readonly en: string;
  readonly hours: number;
  /** From so many hours on it is measured by hand. */
  readonly manualAfter: number;
  readonly confidence: string;
}
export interface ChecklistRow {
  readonly key: string;
  /** `patrol`: all kinds whose key begins so. */
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  readonly confidence: string;
}

export const OPERATION_TABLES: readonly OperationTable[] = load('operation-tables.json');

/** `HJ212-2017/site-parameters@1` */
export const operationTableVersion = (table: Pick<OperationTable, 'standard' | 'key' | 'version'>): string =>
  `${table.standard.split(' / ')[0]!.replace(/\s/g, '')}/${table.key}@${table.version}`;

/** The table as it comes with the platform; there is one of each key. */
export function operationTable(key: OperationTableKey): OperationTable {
  return OPERATION_TABLES.find((one) => one.key === key)!;
}
