import { ENFORCEMENT_RULES } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { isAmount, toFen } from '../money.ts';
import { problem } from '../problems.ts';
import {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  rational,
  subtract,
  sum,
  toNumber,
} from '../rational.ts';
import { answerOf, clauseOf, type PenaltyAnswer } from './answer.ts';
import { PENALTY_PROBLEMS as P } from './problems.ts';
import { type Asked, Reader } from './read.ts';

export const DISCRETION_METHODS = ['weighted', 'matrix', 'interpolation'] as const;
export type DiscretionMethod = (typeof DISCRETION_METHODS)[number];
/** 从重、从轻、减轻. */
export const ADJUSTMENTS = ['aggravate', 'lighten', 'reduce'] as const;
export const ROUNDINGS = { fen: 0.01, yuan: 1, hundred: 100, thousand: 1_000 } as const;

/** Advice (裁量建议): the officer may deviate from it with a written reason. */
export interface Discretion extends PenaltyAnswer {
  readonly method: DiscretionMethod | null;
  /** Share of the most that the law allows. */
  readonly percent: number | null;
  readonly amount: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

const LEVELS = 5;
const ONE = rational(1);
const least = (a: Rational, b: Rational) => (compare(a, b) <= 0 ? a : b);
const most = (a: Rational, b: Rational) => (compare(a, b) >= 0 ? a : b);
const clamp = (value: Rational, from: Rational, to: Rational) => least(to, most(from, value));
const told = (value: Rational): string => String(toNumber(value));

/**
 * A fine within the range of the law, by one of three models; figures of factors and tables are given, because those in force in a
 * region are its data. Exact fractions until the last rounding.
 *
 * `weighted`: ratio = min(1, min/max + Σ ratios); amount = ratio × max (rules of 广东 and 湖南, 2021). `matrix`: level of the individual
 * × level of the common benchmark → share of the most. `interpolation`: min + (max − min) × Σ(wᵢ·levelᵢ/5)/Σwᵢ, times 1 + corrections.
 * Then 从重 or 从轻 by at most a fifth of the most, within the range; 减轻 goes below the least by at most half of it, and only with its
 * ground (行政处罚法 32). The function of 环执法〔2019〕42号 could not be verified: none of the three claims to be it.
 */
export function discretionOf(asked: Asked): Discretion {
  const reader = new Reader(asked);
  const steps: Step[] = [];
  const method = reader.choice('method', DISCRETION_METHODS);
  const range = rangeOf(reader);
  const base = method && range ? baseOf(method, range, asked, reader, steps) : null;
  const amount = base && range ? amountOf(base, range, asked, reader, steps) : null;
  return {
    method,
    percent: amount && range ? toNumber(divide(amount, range.max)) : null,
    amount: amount && toFen(amount),
    min: range && toNumber(range.min),
    max: range && toNumber(range.max),
    ...answerOf(reader, [ENFORCEMENT_RULES.discretion], steps),
  };
}

/** Rounding does not lead out of the range: not above its most, and below its least only as far as a reduction went. */
function amountOf(base: Rational, range: Range, asked: Asked, reader: Reader, steps: Step[]): Rational {
  const exact = adjusted(base, range, asked, reader, steps);
  const rounded = roundedOf(exact, asked, reader, steps);
  return clamp(rounded, least(exact, range.min), range.max);
}

interface Range {
  readonly min: Rational;
  readonly max: Rational;
}

/** A law that names only the least (a multiple of gains, say) needs to be told how far it may go. */
function rangeOf(reader: Reader): Range | null {
  const min = reader.optionalAmount('min') ?? 0;
  let max = reader.optionalAmount('max');
  if (reader.problems.some(({ path }) => path === 'min' || path === 'max')) return null;
  if (max === null) {
    const times = reader.optionalAmount('mostTimesOfMin');
    if (times === null || min === 0) {
      reader.missing.push('max');
      reader.problems.push(problem(P.mostMissing, {}, 'max'));
      return null;
    }
    max = toNumber(multiply(rational(min), rational(times)));
  }
  if (max <= 0 || min > max) {
    reader.problems.push(problem(P.range, {}, 'max'));
    return null;
  }
  return { min: rational(min), max: rational(max) };
}

function baseOf(
  method: DiscretionMethod,
  range: Range,
  asked: Asked,
  reader: Reader,
  steps: Step[],
): Rational | null {
  if (method === 'weighted') return weighted(range, reader, steps);
  if (method === 'matrix') return matrix(range, asked, reader, steps);
  return interpolation(range, reader, steps);
}

function weighted({ min, max }: Range, reader: Reader, steps: Step[]): Rational | null {
  const ratios = factorsOf(reader, (one) => (isAmount(one.ratio) && one.ratio <= 1 ? one.ratio : null));
  if (!ratios) return null;
  const start = divide(min, max);
  const ratio = least(ONE, add(start, sum(ratios)));
  steps.push({
    of: 'ratio',
    rule: 'weighted',
    formula: `min(1, ${told(min)}/${told(max)}${ratios.map((one) => ` + ${one}`).join('')})`,
    result: toNumber(ratio),
  });
  const amount = multiply(ratio, max);
  steps.push({ of: 'amount', rule: 'weighted', formula: `ratio × ${told(max)}`, result: toNumber(amount) });
  return amount;
}

function matrix({ min, max }: Range, asked: Asked, reader: Reader, steps: Step[]): Rational | null {
  const { table } = asked;
  const isShare = (one: unknown) => isAmount(one) && one <= 1;
  const good =
    Array.isArray(table) &&
    table.length === LEVELS &&
    table.every((row) => Array.isArray(row) && row.length === LEVELS && row.every(isShare));
  if (!good) reader.problems.push(problem(P.table, {}, 'table'));
  const [row, column] = [levelOf(reader, 'individual'), levelOf(reader, 'common')];
  if (!good || row === null || column === null) return null;
  const share = (table as number[][])[row - 1]![column - 1]!;
  const amount = clamp(multiply(rational(share), max), min, max);
  steps.push({
    of: 'amount',
    rule: `matrix ${row}, ${column}`,
    formula: `${told(min)} ≤ ${share} × ${told(max)} ≤ ${told(max)}`,
    result: toNumber(amount),
  });
  return amount;
}

function interpolation({ min, max }: Range, reader: Reader, steps: Step[]): Rational | null {
  const weights: number[] = [];
  const levels = factorsOf(reader, (one) => {
    const weight = one.weight ?? 1;
    if (!isAmount(weight) || weight === 0) return null;
    weights.push(weight);
    return isLevel(one.level) ? one.level : null;
  });
  if (!levels) return null;
  if (levels.length === 0) {
    reader.missing.push('factors');
    reader.problems.push(problem(P.nothing, { names: 'factors' }, 'factors'));
    return null;
  }
  const parts = levels.map((level, i) =>
    multiply(rational(weights[i]!), divide(rational(level), rational(LEVELS))),
  );
  const share = divide(parts.reduce(add), weights.map(rational).reduce(add));
  const inner = add(min, multiply(subtract(max, min), share));
  steps.push({
    of: 'amount',
    rule: 'interpolation',
    formula: `${told(min)} + (${told(max)} − ${told(min)}) × (${levels.map((level, i) => `${weights[i]}·${level}/5`).join(' + ')})/${weights.reduce((a, b) => a + b, 0)}`,
    result: toNumber(inner),
  });
  const corrections = reader.list('corrections');
  if (corrections === null) return null;
  const bad = corrections.findIndex((one) => typeof one !== 'number' || !(Math.abs(one) <= 1));
  if (bad >= 0) {
    reader.problems.push(problem(P.factors, { index: bad + 1 }, `corrections/${bad}`));
    return null;
  }
  if (corrections.length === 0) return inner;
  const corrected = clamp(multiply(inner, add(ONE, sum(corrections as number[]))), min, max);
  steps.push({
    of: 'corrected',
    rule: 'interpolation',
    formula: `amount × (1${(corrections as number[]).map((one) => ` ${one < 0 ? '−' : '+'} ${Math.abs(one)}`).join('')})`,
    result: toNumber(corrected),
  });
  return corrected;
}

const isLevel = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= LEVELS;

function levelOf(reader: Reader, name: string): number | null {
  return reader.whole(name, 1, LEVELS);
}

/** One figure of each factor; null when one of them is none. */
function factorsOf(reader: Reader, read: (one: Record<string, unknown>) => number | null): number[] | null {
  const figures: number[] = [];
  const factors = reader.list('factors');
  if (factors === null) return null;
  for (const [index, one] of factors.entries()) {
    const figure = typeof one === 'object' && one !== null ? read(one as Record<string, unknown>) : null;
    if (figure === null) {
      reader.problems.push(problem(P.factors, { index: index + 1 }, `factors/${index}`));
      return null;
    }
    figures.push(figure);
  }
  return figures;
}

function adjusted(
  base: Rational,
  { min, max }: Range,
  asked: Asked,
  reader: Reader,
  steps: Step[],
): Rational {
  const { adjustment } = asked;
  if (adjustment === undefined || adjustment === null) return base;
  const own = new Reader(typeof adjustment === 'object' ? (adjustment as Asked) : {});
  const kind = own.choice('kind', ADJUSTMENTS);
  const wanted = own.share('share');
  reader.problems.push(...own.problems.map((one) => ({ ...one, path: `adjustment/${one.path}` })));
  if (kind === null || wanted === null) return base;
  const { mostAdjustment, mostReduction, act, article } = ENFORCEMENT_RULES.discretion;
  const limit = kind === 'reduce' ? mostReduction : mostAdjustment;
  if (wanted > limit)
    reader.problems.push(problem(P.adjustment, { share: wanted, most: limit }, 'adjustment/share'));
  const share = rational(Math.min(wanted, limit));
  if (kind === 'reduce' && own.text('ground') === null) {
    reader.problems.push(problem(P.ground, {}, 'adjustment/ground'));
    return base;
  }
  const amount =
    kind === 'reduce'
      ? multiply(min, subtract(ONE, share))
      : clamp(
          kind === 'aggravate' ? add(base, multiply(share, max)) : subtract(base, multiply(share, max)),
          min,
          max,
        );
  steps.push({
    of: kind,
    rule: clauseOf({ act, article }),
    formula:
      kind === 'reduce'
        ? `${told(min)} × (1 − ${told(share)})`
        : `amount ${kind === 'aggravate' ? '+' : '−'} ${told(share)} × ${told(max)}`,
    result: toNumber(amount),
  });
  return amount;
}

/** Half up to the unit that was asked for. */
function roundedOf(amount: Rational, asked: Asked, reader: Reader, steps: Step[]): Rational {
  if (asked.rounding === undefined || asked.rounding === null) return rational(toFen(amount));
  const unit = reader.choice('rounding', Object.keys(ROUNDINGS) as (keyof typeof ROUNDINGS)[]);
  if (unit === null) return rational(toFen(amount));
  const step = rational(ROUNDINGS[unit]);
  const { n, d } = divide(amount, step);
  const rounded = multiply({ n: (n * 2n + d) / (2n * d), d: 1n }, step);
  steps.push({ of: 'rounded', rule: unit, formula: told(amount), result: toNumber(rounded) });
  return rounded;
}
