import {
  CHECK_KINDS,
  type CheckKind,
  type DriftRow,
  type GasComparisonRow,
  type StandardSampleRow,
  type WaterComparisonRow,
  type WaterPairsRow,
} from '@tarim/standards';
import { problem } from '../problems.ts';
import { checkDrift } from './drift.ts';
import { compareGas } from './gas-comparison.ts';
import { noVerdict } from './parts.ts';
import { CALIBRATION_PROBLEMS as P } from './problems.ts';
import type { CheckResult, CheckTable, Pair } from './types.ts';
import { checkStandardSample, compareWater } from './water.ts';

/** A check as it was written down, of any kind. */
export interface CheckInput {
  readonly kind: CheckKind;
  readonly item: string;
  /** `drift`: which end. */
  readonly span?: 'zero' | 'span';
  readonly measured?: number | null;
  readonly standard?: number | null;
  readonly range?: number | null;
  readonly unit?: string | null;
  readonly pairs?: readonly Pair[];
  readonly standardUsed?: boolean;
}

/** Tables to take in the place of the platform's own. */
export interface CheckTables {
  readonly drift?: CheckTable<DriftRow>;
  readonly gas?: CheckTable<GasComparisonRow>;
  readonly standard?: CheckTable<StandardSampleRow>;
  readonly water?: CheckTable<WaterComparisonRow>;
  readonly pairs?: CheckTable<WaterPairsRow>;
}

/** Pass or fail of a calibration, check or comparison (校准、核查、校验、比对), by its kind. Never throws: what is wrong is in `problems`. */
export function evaluateCheck(input: CheckInput, tables: CheckTables = {}): CheckResult {
  const item = typeof input.item === 'string' ? input.item : '';
  const number = (value: number | null | undefined) => value ?? Number.NaN;
  switch (input.kind) {
    case 'drift':
      return checkDrift(
        {
          item,
          span: typeof input.span === 'string' ? input.span : ('' as 'zero'),
          measured: number(input.measured),
          standard: number(input.standard),
          range: input.range ?? null,
        },
        tables.drift,
      );
    case 'gas-comparison':
      return compareGas({ item, unit: input.unit ?? null, pairs: input.pairs ?? [] }, tables.gas);
    case 'standard':
      return checkStandardSample(
        { item, measured: number(input.measured), standard: number(input.standard) },
        tables.standard,
      );
    case 'water-comparison':
      return compareWater(
        { item, pairs: input.pairs ?? [], standardUsed: input.standardUsed ?? false },
        tables.water,
        tables.pairs,
      );
    default:
      return noVerdict(null, item, [problem(P.kind, { kinds: CHECK_KINDS.join(', ') }, 'kind')]);
  }
}

const ITEMS: Readonly<Record<string, string>> = {
  a21026: 'SO2',
  a21002: 'NOx',
  a21003: 'NOx',
  a21004: 'NOx',
  a34013: 'PM',
  a19001: 'O2',
  a01011: 'velocity',
  a01012: 'temperature',
  a01014: 'humidity',
  w01018: 'COD',
  w21003: 'NH3-N',
  w21011: 'TP',
  w21001: 'TN',
  w01001: 'pH',
  w01010: 'water-temperature',
  w00000: 'flow',
};
/** The item of the tables that a factor code of HJ 212-2017 is checked as; null: none. Other gases (a2…) are `gas`. */
export const checkItemOf = (code: string): string | null =>
  ITEMS[code] ?? (/^a2[0-9]{4}$/.test(code) ? 'gas' : null);
