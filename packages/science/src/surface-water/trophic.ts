import { surfaceWaterRules } from '@tarim/standards';
import type { Finding, Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { roundHalfEven } from '../rounding.ts';
import { editionProblems, tableRule, timeProblem } from '../water/dated.ts';
import { WATER_PROBLEMS as P } from '../water/problems.ts';
import { readSamples } from '../water/read-values.ts';
import type { ItemRow } from '../water/reading.ts';
import { anyBelow, type SectionInput, usedOf } from './section.ts';

/** Trophic state of a lake (湖泊营养状态). Indices are full figures: round them for showing. */
export interface TrophicResult extends Finding {
  /** Weighted index TLI(Σ) (综合营养状态指数); null unless all five items are there. */
  readonly tli: number | null;
  /** 贫营养, 中营养, 轻度富营养, 中度富营养, 重度富营养 */
  readonly grade: string | null;
  /** TLI(j) of each item. */
  readonly indices: Readonly<Record<string, number>>;
  /** Weights W(j) = r²(j) / Σ r². */
  readonly weights: Readonly<Record<string, number>>;
}

const RULE = '环办〔2011〕22号 综合营养状态指数';
const NONE = { tli: null, grade: null, indices: {}, weights: {} };

/**
 * Comprehensive trophic level index by 环办〔2011〕22号: TLI(j) = 10 (a + b ln x), weighted by the squared correlation with
 * chlorophyll a. Units: chla mg/m³ (= µg/L), SD (透明度) m, TP, TN, CODMn mg/L.
 */
export function evaluateTrophic(input: Omit<SectionInput, 'kind'>): TrophicResult {
  const invalid = timeProblem(input.time);
  if (invalid) return { ...NONE, rules: [], used: {}, missing: [], steps: [], problems: [invalid] };
  const rules = surfaceWaterRules(input.time ?? null);
  const { items, grades } = rules.data.tli;
  const rows: ItemRow[] = Object.entries(items).map(([item, { unit }]) => ({ item, unit, compare: 'le' }));
  const read = readSamples(input, rows, rules.code);
  // The logarithm of nothing is no index; a lake without chlorophyll is one whose value is below detection.
  const zero = [...read.known].filter(([, { value }]) => value <= 0).map(([item]) => item);
  const known = new Map([...read.known].filter(([item]) => !zero.includes(item)));
  const sum = rows.reduce((total, { item }) => total + items[item]!.r2, 0);
  const weights = Object.fromEntries(rows.map(({ item }) => [item, items[item]!.r2 / sum]));
  const indices: Record<string, number> = {};
  const steps: Step[] = [];
  for (const { item } of rows) {
    const x = known.get(item)?.value;
    if (x === undefined) continue;
    const { a, b } = items[item]!;
    const index = 10 * (a + b * Math.log(x));
    indices[item] = index;
    const sign = b < 0 ? '−' : '+';
    steps.push({
      of: `TLI(${item})`,
      rule: RULE,
      formula: `10×(${a} ${sign} ${Math.abs(b)}×ln ${x})`,
      result: roundHalfEven(index, 3),
    });
  }
  const missing = rows.map((row) => row.item).filter((item) => !known.has(item));
  const tli =
    missing.length > 0 ? null : rows.reduce((total, { item }) => total + weights[item]! * indices[item]!, 0);
  const grade = tli === null ? null : gradeOf(tli, grades);
  if (tli !== null) {
    const terms = rows.map(
      ({ item }) => `${roundHalfEven(weights[item]!, 4)}×${roundHalfEven(indices[item]!, 3)}`,
    );
    steps.push({ of: 'TLI(Σ)', rule: RULE, formula: terms.join(' + '), result: roundHalfEven(tli, 3) });
    steps.push({ of: '营养状态', rule: RULE, formula: `${roundHalfEven(tli, 3)}`, result: grade });
  }
  return {
    tli,
    grade,
    indices,
    weights,
    rules: [tableRule(rules, 'tli'), ...(anyBelow(known) ? [tableRule(rules, 'below_detection')] : [])],
    used: usedOf(known),
    missing,
    steps,
    problems: [
      ...editionProblems(input.time, [rules]),
      ...read.problems,
      ...zero.map((item) => problem(P.value, { item, value: 0 }, item)),
      ...(known.size === 0 ? [problem(P.nothing)] : []),
    ],
  };
}

function gradeOf(
  tli: number,
  grades: ReadonlyArray<{ lt?: number; le?: number; zh: string }>,
): string | null {
  const row = grades.find(({ lt, le }) => (lt === undefined || tli < lt) && (le === undefined || tli <= le));
  return row?.zh ?? null;
}
