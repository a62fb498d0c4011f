import type { GasComparisonRow } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { isPair, MOST_PAIRS, mean, nationalTable, noVerdict, ruleOf, shown, within } from './parts.ts';
import { CALIBRATION_PROBLEMS as P } from './problems.ts';
import type { CheckResult, CheckTable, Pair } from './types.ts';

export interface GasComparisonInput {
  /** `SO2`, `NOx`, `gas`, `O2`, `PM`, `velocity`, `temperature`, `humidity`. */
  readonly item: string;
  /** SO2 and NOx (as NO2): `mg/m³` (standard state, dry) or `µmol/mol`. The others come in the unit of the table. */
  readonly unit?: string | null;
  /** CEMS (`measured`) and reference method (参比方法) at the same time and state. */
  readonly pairs: readonly Pair[];
}

/** Molar mass over 22.4 L/mol, g/mol: HJ 212-2017 D: mg/m³ = ppm · M/22.4. NOx as NO2. */
const MASS: Readonly<Record<string, number>> = { SO2: 64, NOx: 46 };
const MOLAR_VOLUME = 22.4;
export const GAS_UNITS = ['mg/m³', 'mg/m3', 'µmol/mol', 'μmol/mol', 'ppm'] as const;

/** Two-sided 95 % quantiles of Student's t by degrees of freedom, from 1; a published table. */
const T_95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
/** Beyond the table the next smaller number of degrees counts, which asks for more. */
const tOf = (freedom: number): number => T_95[Math.min(freedom, T_95.length) - 1]!;

/**
 * Verification of a CEMS against the reference method (校验、参比方法比对), HJ 75-2017 (as handed down, see the confidence of the rows). The band is that in which the
 * mean of the reference lies; by its row
 *
 * - `relative-accuracy` 相对准确度 RA = (|d̄| + |cc|)/RM̄ × 100 %, cc = t(n−1, 0.95)·S_d/√n, S_d with n − 1
 * - `relative` 相对误差 d̄/RM̄ × 100 %
 * - `absolute` 绝对误差 d̄
 */
export function compareGas(
  input: GasComparisonInput,
  table: CheckTable<GasComparisonRow> = nationalTable<GasComparisonRow>('gas-comparison'),
): CheckResult {
  const { item } = input;
  const rules = [ruleOf(table)];
  const no = (...problems: Parameters<typeof problem>) =>
    noVerdict('gas-comparison', item, [problem(...problems)], rules);
  const own = table.rows.filter((one) => one.item === item);
  if (own.length === 0) return no(P.item, { item }, 'item');
  const molar = MASS[item];
  const unit = input.unit ?? null;
  if (molar !== undefined && unit !== null && !(GAS_UNITS as readonly string[]).includes(unit))
    return no(P.unit, { units: GAS_UNITS.join(', ') }, 'unit');
  if (!Array.isArray(input.pairs) || !input.pairs.every(isPair))
    return no(P.value, { name: 'pairs' }, 'pairs');
  if (input.pairs.length > MOST_PAIRS) return no(P.pairsMany, { limit: MOST_PAIRS }, 'pairs');
  const factor = molar !== undefined && (unit ?? 'mg/m³').startsWith('mg') ? MOLAR_VOLUME / molar : 1;
  const pairs = input.pairs.map((one) => ({
    measured: one.measured * factor,
    reference: one.reference * factor,
  }));
  if (pairs.length === 0) return no(P.pairs, { given: 0, need: own[0]!.minPairs }, 'pairs');
  const reference = mean(pairs.map((one) => one.reference));
  const row = own.find((one) => holds(one, reference)) ?? null;
  if (!row) return no(P.value, { name: 'reference' }, 'pairs');
  if (pairs.length < row.minPairs) return no(P.pairs, { given: pairs.length, need: row.minPairs }, 'pairs');
  const differences = pairs.map((one) => one.measured - one.reference);
  const d = mean(differences);
  const n = pairs.length;
  const rule = `${table.standard} ${table.version}`;
  const steps: Step[] = [
    ...(factor === 1
      ? []
      : [
          {
            of: 'µmol/mol',
            rule: 'HJ 212-2017 附录 D',
            formula: `mg/m³ × 22.4/${molar}`,
            result: factor,
          },
        ]),
    {
      of: 'RM̄',
      rule,
      formula: `Σ RM/${n} = ${shown(reference)} ${row.unit}; ${bandText(row)}`,
      result: reference,
    },
    { of: 'd̄', rule, formula: `Σ (CEMS − RM)/${n} = ${shown(d)} ${row.unit}`, result: d },
  ];
  if (row.method !== 'absolute' && reference === 0) return no(P.zero, {}, 'pairs');
  const judged = judge(row, { d, differences, reference, n });
  steps.push({
    of: judged.name,
    rule,
    formula: `${judged.formula}; ${judged.passed ? '≤' : '>'} ${row.limit} ${row.method === 'absolute' ? row.unit : '%'}`,
    result: judged.value,
  });
  return {
    kind: 'gas-comparison',
    item,
    passed: judged.passed,
    outOfControl: null,
    figures: { n, reference, difference: d, ...judged.figures, [FIGURE[row.method]]: judged.value },
    limit: {
      value: row.limit,
      as: row.method === 'absolute' ? row.unit : '%',
      confidence: row.confidence,
    },
    rules,
    used: { pairs: n },
    missing: [],
    steps,
    problems: [],
  };
}

const FIGURE = { 'relative-accuracy': 'accuracy', relative: 'relative', absolute: 'absolute' } as const;

const holds = (row: GasComparisonRow, value: number): boolean =>
  row.includes === 'lower'
    ? value >= row.from && value < row.below
    : (value > row.from || (value === 0 && row.from === 0)) && value <= row.below;

const bandText = ({ from, below, includes, unit }: GasComparisonRow): string =>
  includes === 'lower' ? `[${from}, ${below}) ${unit}` : `(${from}, ${below}] ${unit}`;

function judge(
  row: GasComparisonRow,
  {
    d,
    differences,
    reference,
    n,
  }: { d: number; differences: readonly number[]; reference: number; n: number },
): {
  name: string;
  value: number;
  passed: boolean;
  formula: string;
  figures: Readonly<Record<string, number>>;
} {
  if (row.method === 'absolute')
    return {
      name: '绝对误差',
      value: d,
      passed: within(d, row.limit),
      formula: `d̄ = ${shown(d)}`,
      figures: {},
    };
  if (row.method === 'relative') {
    const value = (100 * d) / reference;
    return {
      name: '相对误差',
      value,
      passed: within(value, row.limit),
      formula: `${shown(d)}/${shown(reference)} × 100 = ${shown(value)} %`,
      figures: {},
    };
  }
  const deviation =
    n < 2 ? 0 : Math.sqrt(differences.reduce((sum, one) => sum + (one - d) ** 2, 0) / (n - 1));
  const t = tOf(Math.max(1, n - 1));
  const cc = (t * deviation) / Math.sqrt(n);
  const value = (100 * (Math.abs(d) + Math.abs(cc))) / Math.abs(reference);
  return {
    name: '相对准确度',
    value,
    passed: within(value, row.limit),
    formula: `S_d = ${shown(deviation)}, cc = ${t} × ${shown(deviation)}/√${n} = ${shown(cc)}; (|${shown(d)}| + ${shown(cc)})/${shown(reference)} × 100 = ${shown(value)} %`,
    figures: { deviation, confidence: cc },
  };
}
