import type { Problem } from '@tarim/kernel';
import { STACK_RULES, STACK_STANDARD, type StackRow, stackRow } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { add, compare, divide, multiply, type Rational, rational, subtract, toNumber } from '../rational.ts';
import { symbolOf } from '../symbols.ts';
import { told } from '../told.ts';
import { STACK_PROBLEMS as P } from './stack-problems.ts';

export interface StackInput {
  /** Symbol, HJ 212 code or Chinese name of GB 16297 table 2. */
  readonly item: string;
  /** 2 or 3 (二级、三级); absent: 2. */
  readonly level?: 2 | 3;
  readonly height?: number;
  readonly concentration?: number | null;
  readonly rate?: number | null;
  /** Which of several concentrations, in the words of the table. */
  readonly use?: string;
  /** Not 5 m above the buildings within 200 m. */
  readonly belowSurroundings?: boolean;
  /** Two stacks of the same pollutant: when nearer than the sum of their heights, one equivalent stack is judged. */
  readonly stacks?: readonly { readonly height: number; readonly rate: number }[];
  readonly distance?: number;
}

export interface StackResult extends Finding {
  readonly item: string | null;
  readonly height: number | null;
  readonly equivalent: { readonly applies: boolean; readonly height: number; readonly rate: number } | null;
  readonly concentration: Judged | null;
  readonly rate: Judged | null;
  readonly verdict: 'meets' | 'exceeds' | 'not-judged';
}
interface Judged {
  readonly value: number | null;
  readonly limit: number;
  readonly verdict: 'meets' | 'exceeds' | 'not-judged';
}

/** GB 16297-1996 of a stack: concentration and rate by its height, both must be met; new sources (table 2). */
export function evaluateStack(input: StackInput): StackResult {
  const row = typeof input.item === 'string' ? stackRow(symbolOf(input.item)) : null;
  if (row === null) return nothing(problem(P.item, { item: told(input.item) }, 'item'));
  const level = input.level ?? 2;
  if (level !== 2 && level !== 3) return nothing(problem(P.level, {}, 'level'));
  const problems: Problem[] = [problem(P.rules)];
  const steps: Step[] = [];
  const equivalent = equivalentOf(input, problems, steps);
  const height = equivalent?.applies
    ? equivalent.height
    : (input.height ?? (equivalent ? input.stacks![0]!.height : undefined));
  if (typeof height !== 'number' || !Number.isFinite(height) || height <= 0)
    return nothing(problem(P.height, {}, 'height'));
  const least = STACK_RULES.min_height[row.key];
  // An equivalent stack is lower than the higher of the two: each of them has to be high enough.
  const heights = equivalent ? input.stacks!.map((one) => one.height) : [height];
  if (least !== undefined && heights.some((one) => one < least))
    problems.push(problem(P.minHeight, { item: row.zh, needed: least }, 'height'));
  const { limit, step } = rateLimit(row, rational(height), level, input.belowSurroundings === true);
  steps.push(step);
  const rate = judge(equivalent?.applies ? equivalent.rate : input.rate, limit);
  const concentration = judge(input.concentration, rational(concentrationLimit(row, input.use, problems)));
  const verdicts = [rate.verdict, concentration.verdict];
  return {
    item: row.zh,
    height,
    equivalent,
    concentration,
    rate,
    verdict: verdicts.includes('exceeds')
      ? 'exceeds'
      : verdicts.includes('not-judged')
        ? 'not-judged'
        : 'meets',
    rules: [ruleUsed(STACK_STANDARD)],
    used: { height, ...(rate.value === null ? {} : { rate: rate.value }) },
    missing: [
      ...(concentration.value === null ? ['concentration'] : []),
      ...(rate.value === null ? ['rate'] : []),
    ],
    steps,
    problems,
  };
}

function judge(value: unknown, limit: Rational): Judged {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return { value: null, limit: toNumber(limit), verdict: 'not-judged' };
  return {
    value,
    limit: toNumber(limit),
    verdict: compare(rational(value), limit) > 0 ? 'exceeds' : 'meets',
  };
}

/**
 * Highest permitted rate at a height: linear between the heights of the table, with the square of the heights beyond them, half of it
 * for a new source below 15 m, half of it when the stack does not tower above its surroundings. Exact.
 */
function rateLimit(
  row: StackRow,
  height: Rational,
  level: 2 | 3,
  below: boolean,
): { limit: Rational; step: Step } {
  const at = (index: number) => {
    const { h, level2, level3 } = row.rate_kg_h[index]!;
    return { h: rational(h), q: rational(level === 2 ? level2 : level3) };
  };
  const last = row.rate_kg_h.length - 1;
  const [low, high] = [at(0), at(last)];
  let limit: Rational;
  let formula: string;
  if (compare(height, low.h) < 0 || compare(height, high.h) > 0) {
    const edge = compare(height, low.h) < 0 ? low : high;
    const ratio = divide(height, edge.h);
    limit = multiply(edge.q, multiply(ratio, ratio));
    formula = `${toNumber(edge.q)}×(${toNumber(height)}/${toNumber(edge.h)})²`;
  } else {
    const above = row.rate_kg_h.findIndex((one) => compare(rational(one.h), height) >= 0);
    const [a, b] = [at(Math.max(0, above - 1)), at(above)];
    const width = subtract(b.h, a.h);
    const share = width.n === 0n ? rational(0) : divide(subtract(height, a.h), width);
    limit = add(a.q, multiply(subtract(b.q, a.q), share));
    formula = `${toNumber(a.q)}+(${toNumber(b.q)}−${toNumber(a.q)})×(${toNumber(height)}−${toNumber(a.h)})/${toNumber(width)}`;
  }
  const halves = [
    compare(height, rational(STACK_RULES.new_source_under_m)) < 0 ? STACK_RULES.new_source_factor : null,
    below ? STACK_RULES.surroundings.factor : null,
  ].filter((one) => one !== null);
  for (const factor of halves) {
    limit = multiply(limit, rational(factor));
    formula += `×${factor}`;
  }
  const step = {
    of: `${row.zh} kg/h`,
    rule: `${STACK_STANDARD.code} 表 2、附录 B`,
    formula,
    result: toNumber(limit),
  };
  return { limit, step };
}

function concentrationLimit(row: StackRow, use: string | undefined, problems: Problem[]): number {
  const named = row.concentration_mg_m3.find((one) => one.use !== undefined && one.use === use);
  if (named) return named.v;
  const strictest = Math.min(...row.concentration_mg_m3.map((one) => one.v));
  if (row.concentration_mg_m3.length > 1)
    problems.push(problem(P.use, { item: row.zh, limit: strictest }, 'use'));
  return strictest;
}

/** 等效排气筒 (annex A): Q = Q1 + Q2, h = √((h1² + h2²)/2). */
function equivalentOf(
  { stacks, distance }: StackInput,
  problems: Problem[],
  steps: Step[],
): StackResult['equivalent'] {
  if (stacks === undefined || stacks === null) return null;
  const [one, other] = Array.isArray(stacks) && stacks.length === 2 ? stacks : [];
  const figures = [one?.height, other?.height, one?.rate, other?.rate, distance];
  if (
    !one ||
    !other ||
    figures.some((each) => typeof each !== 'number' || !Number.isFinite(each) || each < 0)
  ) {
    problems.push(problem(P.distance, {}, 'stacks'));
    return null;
  }
  const rate = toNumber(add(rational(one.rate), rational(other.rate)));
  const height = Math.sqrt((one.height ** 2 + other.height ** 2) / 2);
  const applies = distance! < one.height + other.height;
  steps.push({
    of: '等效排气筒',
    rule: `${STACK_STANDARD.code} 附录 A`,
    formula: `${distance} ${applies ? '<' : '≥'} ${one.height}+${other.height}; √((${one.height}²+${other.height}²)/2)`,
    result: applies ? height : null,
  });
  return { applies, height, rate };
}

function nothing(why: Problem): StackResult {
  const none = { rules: [], used: {}, missing: [], steps: [] };
  return {
    item: null,
    height: null,
    equivalent: null,
    concentration: null,
    rate: null,
    verdict: 'not-judged',
    ...none,
    problems: [why],
  };
}
