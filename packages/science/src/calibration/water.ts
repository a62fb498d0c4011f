import type { Problem } from '@tarim/kernel';
import type { StandardSampleRow, WaterComparisonRow, WaterPairsRow } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { isFigure, isPair, MOST_PAIRS, nationalTable, noVerdict, ruleOf, shown, within } from './parts.ts';
import { CALIBRATION_PROBLEMS as P } from './problems.ts';
import type { CheckResult, CheckTable, Pair } from './types.ts';

export interface StandardSampleInput {
  /** `COD`, `NH3-N`, `TP`, `TN`, `pH`. */
  readonly item: string;
  readonly measured: number;
  /** Certified value of the sample. */
  readonly standard: number;
}

/** Check with a standard sample (标样核查): (x − B)/B × 100 %, or x − B for pH. HJ 355-2019 (as handed down, see the confidence of the rows). */
export function checkStandardSample(
  input: StandardSampleInput,
  table: CheckTable<StandardSampleRow> = nationalTable<StandardSampleRow>('water-standard'),
): CheckResult {
  const { item, measured, standard } = input;
  const rules = [ruleOf(table)];
  const row = table.rows.find((one) => one.item === item);
  if (!row) return noVerdict('standard', item, [problem(P.item, { item }, 'item')], rules);
  for (const name of ['measured', 'standard'] as const)
    if (!isFigure(input[name])) return noVerdict('standard', item, [problem(P.value, { name }, name)], rules);
  const relative = row.as === '%';
  if (relative && !(standard > 0))
    return noVerdict('standard', item, [problem(P.value, { name: 'standard' }, 'standard')], rules);
  const value = errorOf({ measured, reference: standard }, relative);
  const passed = within(value, row.limit);
  return {
    kind: 'standard',
    item,
    passed,
    outOfControl: null,
    figures: { [relative ? 'relative' : 'absolute']: value },
    limit: { value: row.limit, as: row.as, confidence: row.confidence },
    rules,
    used: { measured, standard },
    missing: [],
    steps: [
      {
        of: item,
        rule: `${table.standard} ${table.version}`,
        formula: `${errorText({ measured, reference: standard }, row.as, value)}; |…| ${passed ? '≤' : '>'} ${row.limit} ${row.as}`,
        result: value,
      },
    ],
    problems: [],
  };
}

const errorOf = ({ measured, reference }: Pair, relative: boolean): number =>
  relative ? (100 * (measured - reference)) / reference : measured - reference;

const errorText = ({ measured, reference }: Pair, as: string, value: number): string =>
  as === '%'
    ? `(${shown(measured)} − ${shown(reference)})/${shown(reference)} × 100 = ${shown(value)} %`
    : `${shown(measured)} − ${shown(reference)} = ${shown(value)} ${as}`;

export interface WaterComparisonInput {
  /** `COD`, `NH3-N`, `TP`, `TN`, `pH`, `water-temperature`, `level` (mm), `flow`. */
  readonly item: string;
  /** Instrument and laboratory (or reference instrument). */
  readonly pairs: readonly Pair[];
  /** A standard sample stood in for a sample that was too low (以标样代替). */
  readonly standardUsed?: boolean;
}

/**
 * Comparison of a wastewater instrument with the laboratory (实际水样比对试验): each pair by the band in which the laboratory's result lies; of so many pairs so many
 * have to pass. HJ 355-2019 (as handed down, see the confidence of the rows). Where the rule asks for a standard sample and none was used,
 * the verdict stands and a problem says so.
 */
export function compareWater(
  input: WaterComparisonInput,
  table: CheckTable<WaterComparisonRow> = nationalTable<WaterComparisonRow>('water-comparison'),
  needed: CheckTable<WaterPairsRow> = nationalTable<WaterPairsRow>('water-pairs'),
): CheckResult {
  const { item, pairs } = input;
  const rules = [ruleOf(table), ruleOf(needed)];
  const no = (...problems: Parameters<typeof problem>) =>
    noVerdict('water-comparison', item, [problem(...problems)], rules);
  const own = table.rows.filter((one) => one.item === item);
  if (own.length === 0) return no(P.item, { item }, 'item');
  if (!Array.isArray(pairs) || !pairs.every(isPair)) return no(P.value, { name: 'pairs' }, 'pairs');
  if (pairs.length > MOST_PAIRS) return no(P.pairsMany, { limit: MOST_PAIRS }, 'pairs');
  const least = Math.max(...own.map((one) => one.minPairs));
  if (pairs.length < least) return no(P.pairs, { given: pairs.length, need: least }, 'pairs');
  const rule = `${table.standard} ${table.version}`;
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const errors: { row: WaterComparisonRow; value: number; passed: boolean }[] = [];
  for (const [index, pair] of pairs.entries()) {
    const row = own.find((one) => pair.reference >= one.from && pair.reference < one.below);
    if (!row || (row.as === '%' && pair.reference === 0))
      return no(P.value, { name: `pairs/${index}/reference` }, 'pairs');
    if (row.substitute > 0 && input.standardUsed !== true)
      problems.push(
        problem(
          P.substitute,
          { index: index + 1, value: shown(pair.reference), substitute: row.substitute },
          'pairs',
        ),
      );
    const value = errorOf(pair, row.as === '%');
    const passed = within(value, row.limit);
    errors.push({ row, value, passed });
    steps.push({
      of: `${item} ${index + 1}`,
      rule,
      formula: `${errorText(pair, row.as, value)}; |…| ${passed ? '≤' : '>'} ${row.limit} ${row.as} [${row.from}, ${row.below})`,
      result: value,
    });
  }
  const good = errors.filter((one) => one.passed).length;
  const need = neededOf(needed.rows, pairs.length);
  steps.push({
    of: item,
    rule: `${needed.standard} ${needed.version}`,
    formula: `${good}/${pairs.length}; ${good >= need ? '≥' : '<'} ${need}/${pairs.length}`,
    result: good,
  });
  const worst = errors.reduce((a, b) =>
    Math.abs(b.value) / b.row.limit > Math.abs(a.value) / a.row.limit ? b : a,
  );
  return {
    kind: 'water-comparison',
    item,
    passed: good >= need,
    outOfControl: null,
    figures: { n: pairs.length, good, need, worst: worst.value },
    limit: { value: worst.row.limit, as: worst.row.as, confidence: worst.row.confidence },
    rules,
    used: { pairs: pairs.length },
    missing: [],
    steps,
    problems,
  };
}

/** How many of n pairs have to pass: by the table, beyond its last row in that row's proportion, rounded up. */
function neededOf(rows: readonly WaterPairsRow[], n: number): number {
  const exact = rows.find((one) => one.pairs === n);
  if (exact) return exact.need;
  const last = rows.reduce((a, b) => (b.pairs > a.pairs ? b : a));
  return n > last.pairs ? Math.ceil((n * last.need) / last.pairs - 1e-9) : n;
}
