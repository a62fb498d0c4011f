import type { DriftRow } from '@tarim/standards';
import { problem } from '../problems.ts';
import { isFigure, nationalTable, noVerdict, ruleOf, shown, within } from './parts.ts';
import { CALIBRATION_PROBLEMS as P } from './problems.ts';
import type { CheckResult, CheckTable } from './types.ts';

export interface DriftInput {
  /** `SO2`, `NOx`, `gas` (any other gas), `PM`, `O2`, `velocity`. */
  readonly item: string;
  readonly span: 'zero' | 'span';
  /** What it showed, and the value of the gas (or the zero) that it was given; same unit. */
  readonly measured: number;
  readonly standard: number;
  /** Full scale (满量程). */
  readonly range: number | null;
}

const GASES: ReadonlySet<string> = new Set(['SO2', 'NOx', 'gas']);

/**
 * Drift of zero or span (零点漂移、量程漂移): (measured − standard)/range × 100 %, HJ 75-2017 (as handed down, see the table's confidence). Where the table has two rows
 * of an item (velocity: % of full scale, or m/s) one is enough to pass, and both have to be beyond for out of control (失控).
 */
export function checkDrift(
  input: DriftInput,
  table: CheckTable<DriftRow> = nationalTable<DriftRow>('gas-calibration'),
): CheckResult {
  const { item, span, measured, standard, range } = input;
  const rules = [ruleOf(table)];
  const rows = table.rows.filter((one) => one.item === (GASES.has(item) ? 'gas' : item) && one.kind === span);
  if (rows.length === 0)
    return noVerdict('drift', item, [problem(P.item, { item: `${item} ${span}` }, 'item')], rules);
  for (const name of ['measured', 'standard'] as const)
    if (!isFigure(input[name])) return noVerdict('drift', item, [problem(P.value, { name }, name)], rules);
  const full = isFigure(range) && range > 0 ? range : null;
  const usable = rows.filter((one) => one.as !== '%FS' || full !== null);
  if (usable.length === 0) return noVerdict('drift', item, [problem(P.range, {}, 'range')], rules);
  const difference = measured - standard;
  const judged = usable.map((row) => {
    const value = row.as === '%FS' ? (100 * difference) / full! : difference;
    return { row, value, passed: within(value, row.limit), out: !within(value, row.outOfControl) };
  });
  const best = judged.find((one) => one.passed) ?? judged[0]!;
  const passed = judged.some((one) => one.passed);
  return {
    kind: 'drift',
    item,
    passed,
    outOfControl: judged.every((one) => one.out),
    figures: {
      difference,
      ...(full === null ? {} : { percent: (100 * difference) / full }),
    },
    limit: { value: best.row.limit, as: best.row.as, confidence: best.row.confidence },
    rules,
    used: { measured, standard, ...(full === null ? {} : { range: full }) },
    missing: full === null ? ['range'] : [],
    steps: judged.map(({ row, value, passed: good }) => ({
      of: `${item} ${span}`,
      rule: `${table.standard} ${table.version}`,
      formula:
        row.as === '%FS'
          ? `(${shown(measured)} − ${shown(standard)})/${shown(full!)} × 100 = ${shown(value)} %; |…| ${good ? '≤' : '>'} ${row.limit} %`
          : `${shown(measured)} − ${shown(standard)} = ${shown(value)} ${row.as}; |…| ${good ? '≤' : '>'} ${row.limit} ${row.as}`,
      result: value,
    })),
    problems: [],
  };
}
