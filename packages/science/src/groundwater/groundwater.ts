import { type GroundwaterRow, groundwaterLimits } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { type DataTime, editionProblems, timeProblem } from '../water/dated.ts';
import { CLASS_III, classify, type ItemClass } from '../water/item-class.ts';
import { WATER_PROBLEMS as P } from '../water/problems.ts';
import { type KnownItems, readSamples } from '../water/read-values.ts';
import type { Known, WaterValues } from '../water/reading.ts';

export interface GroundwaterInput {
  readonly time?: DataTime;
  /** In the unit that GB/T 14848 prints for the item (organics µg/L), or with a unit of its own; 嗅和味, 肉眼可见物: 无 or 有. */
  readonly values?: WaterValues;
  readonly samples?: readonly WaterValues[];
}

/** Groundwater quality (地下水质量) of one well by GB/T 14848-2017; items go by their printed names. */
export interface GroundwaterResult extends Finding {
  /** 综合类别: the worst class, I … V; null: nothing to rate. */
  readonly class: string | null;
  /** 单指标类别 */
  readonly classes: Readonly<Record<string, string>>;
  /** Items that set the class. */
  readonly deciding: readonly string[];
  /** Items worse than class III with (C−S)/S. */
  readonly exceeding: ReadonlyArray<{ item: string; class: string; multiple: number | null }>;
}

/** Class of each item and of the whole (6.2 单指标评价, 6.3 综合评价): 39 regular items, of the 54 others those that are given. */
export function evaluateGroundwater(input: GroundwaterInput): GroundwaterResult {
  const invalid = timeProblem(input.time);
  if (invalid) return { ...NONE, rules: [], used: {}, missing: [], steps: [], problems: [invalid] };
  const limits = groundwaterLimits(input.time ?? null);
  const { classes: names, table1_regular: regular, table2_non_regular: other } = limits.data;
  const rows = [...regular, ...other];
  const { known, problems } = readSamples(input, rows, limits.code);
  const judged = classifyGroundwater(known, rows, names);
  const worst = Math.max(...judged.map((one) => one.index));
  const deciding = judged.filter((one) => one.index === worst).map((one) => one.item);
  const name = names[worst] ?? null;
  return {
    class: name,
    classes: Object.fromEntries(judged.map((one) => [one.item, names[one.index]!])),
    deciding,
    exceeding: judged
      .filter((one) => one.index > CLASS_III)
      .toSorted((a, b) => b.index - a.index || (b.multiple ?? -1) - (a.multiple ?? -1))
      .map(({ item, index, multiple }) => ({ item, class: names[index]!, multiple })),
    rules: [ruleUsed(limits)],
    used: Object.fromEntries([...known].map(([item, { value }]) => [item, value])),
    missing: regular.map((row) => row.item).filter((item) => !known.has(item)),
    steps: [
      ...judged.map((one) => one.step),
      ...(name === null
        ? []
        : [{ of: '综合类别', rule: limits.code, formula: `max(${deciding.join(', ')})`, result: name }]),
    ],
    problems: [
      ...editionProblems(input.time, [limits]),
      ...problems,
      ...judged.flatMap((one) => one.problem ?? []),
      ...(judged.length === 0 ? [problem(P.nothing)] : []),
    ],
  };
}

const NONE = { class: null, classes: {}, deciding: [], exceeding: [] };

/** The items that have a value, in the order of the tables. */
export function classifyGroundwater(
  known: KnownItems,
  rows: readonly GroundwaterRow[],
  names: readonly string[],
): ItemClass[] {
  return rows.flatMap((row) => {
    const value = known.get(row.item);
    return value ? [classOf(row, value, names)] : [];
  });
}

function classOf(
  { no, item, unit, compare, limits = [] }: GroundwaterRow,
  known: Known,
  names: readonly string[],
) {
  const rule = `GB/T 14848-2017 表${no <= REGULAR ? 1 : 2}`;
  if (compare === 'presence') return presence(item, known, rule, names);
  const found = classify({ item, unit, compare, limits }, known, rule, names);
  // The last limit that the table has was not kept, and what follows reads the same for IV and V.
  const open = found.index > CLASS_III && limits[found.index] === null;
  return open ? { ...found, problem: problem(P.radioactivity, { item }, item) } : found;
}

const REGULAR = 39;

/** 无: classes I to IV alike, so the best; 有: class V. A mean of several is 有 when one of them is. */
function presence(item: string, known: Known, rule: string, names: readonly string[]): ItemClass {
  const index = known.value > 0 ? names.length - 1 : 0;
  const step: Step = { of: item, rule, formula: known.value > 0 ? '有' : '无', result: names[index]! };
  return { item, known, index, multiple: null, step, problem: null };
}
