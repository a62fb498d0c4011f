import { load } from './load.ts';
import type { QualityRow } from './quality-tables.ts';

/**
 * Tables of calibration and operation (校准与运维): what is compared, what a check has to reach, how often it is due. Rows are plain, so that an
 * administrator can put a version of his own beside one; each row says how sure it is.
 */
export const OPERATION_TABLE_KEYS = ['site-parameters'] as const;
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

export const OPERATION_TABLES: readonly OperationTable[] = load('operation-tables.json');

/** `HJ212-2017/site-parameters@1` */
export const operationTableVersion = (table: Pick<OperationTable, 'standard' | 'key' | 'version'>): string =>
  `${table.standard.split(' / ')[0]!.replace(/\s/g, '')}/${table.key}@${table.version}`;

/** The table as it comes with the platform; there is one of each key. */
export function operationTable(key: OperationTableKey): OperationTable {
  return OPERATION_TABLES.find((one) => one.key === key)!;
}
