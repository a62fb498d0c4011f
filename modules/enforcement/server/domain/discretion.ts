import { discretionOf } from '@tarim/science';
import type { DiscretionAsked, DiscretionMethod, DiscretionResult, DiscretionTable } from '../../contract.ts';
import { type Key, wordsIn } from '../words.ts';

const LEVELS = [1, 2, 3, 4, 5];

/** Whether a table can be counted with: shares up to one, or whole levels; a matrix has two factors and its shares. */
export function tableFault({
  method,
  factors,
  table,
}: Pick<DiscretionTable, 'method' | 'factors' | 'table'>): boolean {
  const values = factors.flatMap(({ options }) => options.map(({ value }) => value));
  const fits = (one: number) => (method === 'weighted' ? one <= 1 : LEVELS.includes(one));
  if (!values.every(fits)) return true;
  return method === 'matrix' ? factors.length !== 2 || table === null : table !== null;
}

/** What the calculator of `tarim penalty` takes, of a table and what was chosen in it. */
function askedOf(
  { method, factors, table, rounding }: DiscretionTable,
  values: readonly number[],
  adjustment: DiscretionAsked['adjustment'],
  range: { min: number; max: number },
): Record<string, unknown> {
  const parts: Readonly<Record<DiscretionMethod, object>> = {
    weighted: { factors: values.map((ratio) => ({ ratio })) },
    interpolation: { factors: values.map((level, i) => ({ level, weight: factors[i]!.weight ?? 1 })) },
    matrix: { individual: values[0], common: values[1], table },
  };
  return {
    method,
    min: range.min,
    max: range.max,
    rounding,
    ...parts[method],
    ...(adjustment ? { adjustment: { ...adjustment, ground: adjustment.ground.trim() || null } } : {}),
  };
}

/**
 * 裁量建议 of a table for a case (pure).
 * @returns the advice; or the words of what does not fit: an option that is not there, an adjustment beyond what the rules allow
 */
export function adviceOf(
  table: DiscretionTable,
  { choices, adjustment }: DiscretionAsked,
  range: { min: number; max: number },
  tongue: 'zh' | 'en',
): DiscretionResult | string {
  const t = wordsIn(tongue);
  const options = table.factors.map(({ options: all }, i) => all[choices[i] ?? -1]);
  const missing = options.indexOf(undefined);
  if (missing >= 0 || choices.length !== table.factors.length)
    return t('discretion.unchosen', { name: table.factors[Math.max(missing, 0)]!.name });
  const values = options.map((one) => one!.value);
  const { amount, percent, steps, problems } = discretionOf(askedOf(table, values, adjustment, range));
  if (problems.length > 0 || amount === null || percent === null)
    return problems.map(({ message }) => message).join('；');
  return {
    amount,
    percent,
    method: `${table.name}（${t(`discretionMethod.${table.method}` as Key)}，№${table.id}）`,
    chosen: table.factors.map(({ name }, i) => `${name}：${options[i]!.label}`),
    steps: steps.map(({ formula, result }) => `${formula} = ${result}`),
  };
}
