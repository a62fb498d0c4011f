import { defineErrors, type ErrorDefinition, type Problem } from '@tarim/kernel';
import { standard } from '@tarim/standards';
import { percentile } from '../air-period/percentile.ts';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { toNumber } from '../rational.ts';
import { roundHalfEven, roundHalfEvenText } from '../rounding.ts';
import { mda8 } from './mda8.ts';
import { energyMean } from './means.ts';

export const STATISTIC_METHODS = ['round', 'percentile', 'mda8', 'leq'] as const;

export interface StatisticInput {
  readonly method: (typeof STATISTIC_METHODS)[number];
  /** `round`: a number, or a decimal as it is written. */
  readonly value?: number | string;
  /** `round`: decimals to keep; negative: tens, hundreds. */
  readonly digits?: number;
  /** `percentile`: days; `mda8`: 24 hours of ozone, µg/m³, null: missing; `leq`: levels of equal times, dB. */
  readonly values?: readonly (number | null)[];
  /** `percentile`: 0…100, whole. */
  readonly percent?: number;
}

export interface StatisticResult extends Finding {
  readonly method: StatisticInput['method'] | null;
  readonly value: number | null;
  /** `round`: with all its decimals. */
  readonly text?: string;
  /** `percentile`: k = 1 + (n−1)·p. */
  readonly rank?: number;
  /** `mda8`: valid windows, the hour at whose end the highest closes, and the mean as published. */
  readonly windows?: number;
  readonly atHour?: number | null;
  readonly rounded?: number | null;
}

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** What can be wrong with the numbers of a statistic. Data in `problems`, never exceptions. */
export const STATISTIC_PROBLEMS = defineErrors({
  method: define(
    'STATISTIC_METHOD_UNKNOWN',
    'method 应为 round、percentile、mda8 或 leq',
    'method is round, percentile, mda8 or leq',
  ),
  value: define('STATISTIC_VALUE_INVALID', 'value 应为十进制数', 'value is a decimal number'),
  digits: define(
    'STATISTIC_DIGITS_INVALID',
    'digits 应为 -{most} 至 {most} 的整数',
    'digits is a whole number from -{most} to {most}',
  ),
  values: define(
    'STATISTIC_VALUES_INVALID',
    'values 应为数组，含 1 至 {most} 个数',
    'values is an array of 1 to {most} numbers',
  ),
  percent: define(
    'STATISTIC_PERCENT_INVALID',
    'percent 应为 0 至 100 的整数',
    'percent is a whole number from 0 to 100',
  ),
  dropped: define(
    'STATISTIC_VALUES_DROPPED',
    '{count} 个值不是数，不参加',
    '{count} values are no numbers: they do not take part',
  ),
  windows: define(
    'STATISTIC_TOO_FEW_WINDOWS',
    '只有 {windows} 个有效滑动窗口，少于 14 个且最大值不超标，不给 MDA8',
    'Only {windows} windows are valid, fewer than 14, and none lies above the limit: no MDA8',
  ),
});
const P = STATISTIC_PROBLEMS;
const MOST_DIGITS = 30;
const MOST_VALUES = 100_000;
const RULES = {
  round: 'GB/T 8170-2008',
  percentile: 'HJ 663-2013',
  mda8: 'HJ 663-2013',
  leq: 'GB 3096-2008',
} as const;

/** The small computations that every evaluation is made of, by themselves: rounding, percentile, ozone's MDA8, mean level. */
export function evaluateStatistic(input: StatisticInput): StatisticResult {
  const { method } = input;
  const nothing = { value: null, rules: [], used: {}, missing: [], steps: [] };
  const wrong = (one: Problem, known: StatisticInput['method'] | null = method): StatisticResult => ({
    method: known,
    ...nothing,
    missing: one.path ? [one.path] : [],
    problems: [one],
  });
  if (!(STATISTIC_METHODS as readonly unknown[]).includes(method))
    return wrong(problem(P.method, {}, 'method'), null);
  const rules = [ruleUsed(standard(RULES[method])!)];
  if (method === 'round') {
    const { value, digits } = input;
    if (typeof digits !== 'number' || !Number.isInteger(digits) || Math.abs(digits) > MOST_DIGITS)
      return wrong(problem(P.digits, { most: MOST_DIGITS }, 'digits'));
    const text =
      typeof value === 'number' || typeof value === 'string' ? roundHalfEvenText(value, digits) : 'NaN';
    if (text === 'NaN') return wrong(problem(P.value, {}, 'value'));
    const formula = `${String(value).slice(0, 60)} → ${digits}`;
    const steps = [{ of: '修约', rule: RULES.round, formula, result: text }];
    return { method, ...nothing, value: Number(text), text, rules, used: { digits }, steps, problems: [] };
  }
  const given = input.values;
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST_VALUES)
    return wrong(problem(P.values, { most: MOST_VALUES }, 'values'));
  const numbers = given.filter((one): one is number => typeof one === 'number' && Number.isFinite(one));
  const bad = given.filter((one) => one !== null).length - numbers.length;
  const problems = bad > 0 ? [problem(P.dropped, { count: bad }, 'values')] : [];
  if (numbers.length === 0) return wrong(problem(P.values, { most: MOST_VALUES }, 'values'));
  const used = { n: numbers.length };
  const told = (value: number | null, formula: string, more: object = {}): StatisticResult => {
    const steps: Step[] = [{ of: method, rule: RULES[method], formula, result: value }];
    return { method, ...nothing, value, ...more, rules, used, steps, problems };
  };
  if (method === 'percentile') {
    const { percent } = input;
    if (typeof percent !== 'number' || !Number.isInteger(percent) || percent < 0 || percent > 100)
      return wrong(problem(P.percent, {}, 'percent'));
    const found = percentile(numbers, percent)!;
    const rank = toNumber(found.rank);
    const [low, high] = found.between;
    return told(
      toNumber(found.value),
      `k = 1 + (${numbers.length} − 1) × ${percent} % = ${rank}: ${low} … ${high}`,
      {
        rank,
      },
    );
  }
  if (method === 'leq') return told(energyMean(numbers), `10·lg(Σ 10^(L/10)/${numbers.length})`);
  const hours = given
    .slice(0, 24)
    .map((one) => (typeof one === 'number' && Number.isFinite(one) ? one : null));
  const { mean, windows, atHour } = mda8(hours);
  if (mean === null) problems.push(problem(P.windows, { windows }, 'values'));
  const rounded = mean === null ? null : roundHalfEven(mean, 0);
  return told(mean, `max of ${windows} windows, 08…24`, { windows, atHour, rounded });
}
