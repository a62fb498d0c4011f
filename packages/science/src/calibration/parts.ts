import type { Problem } from '@tarim/kernel';
import {
  type CheckKind,
  type OperationTableKey,
  operationTable,
  operationTableVersion,
} from '@tarim/standards';
import type { RuleUsed } from '../finding.ts';
import type { CheckResult, CheckTable, Pair } from './types.ts';

/** Noise of binary fractions, not of an instrument. */
export const HAIR = 1e-9;
export const within = (value: number, limit: number): boolean => Math.abs(value) <= limit + HAIR;
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;
/** Figures in steps: six digits that count, no tail of binary fractions. */
export const shown = (value: number): string => String(Number(value.toPrecision(6)));

export const MOST_PAIRS = 1_000;
/** Beyond it products of figures would leave the doubles. */
const LARGEST = 1e12;
export const isFigure = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= LARGEST;
export const isPair = (one: unknown): one is Pair =>
  typeof one === 'object' &&
  one !== null &&
  isFigure((one as Pair).measured) &&
  isFigure((one as Pair).reference);

export function nationalTable<Row>(key: OperationTableKey): CheckTable<Row> {
  const table = operationTable(key);
  return {
    standard: table.standard,
    version: operationTableVersion(table),
    confidence: table.confidence,
    rows: table.rows as unknown as readonly Row[],
  };
}

export const ruleOf = ({
  standard,
  version,
  confidence,
}: Pick<CheckTable<unknown>, 'standard' | 'version' | 'confidence'>): RuleUsed => ({
  standard,
  version,
  confidence: confidence as RuleUsed['confidence'],
});

export const noVerdict = (
  kind: CheckKind | null,
  item: string | null,
  problems: readonly Problem[],
  rules: readonly RuleUsed[] = [],
): CheckResult => ({
  kind,
  item,
  passed: null,
  outOfControl: null,
  figures: {},
  limit: null,
  rules,
  used: {},
  missing: [],
  steps: [],
  problems,
});
