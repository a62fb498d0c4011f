import { chiSquare } from './math/counts.ts';
import { chiSquareTail } from './math/gamma.ts';
import { clamp01, sortedValues } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf } from './types.ts';

export interface LastDigitInput {
  readonly values: ArrayLike<number>;
  /** Decimals as they were sent: the last of them is looked at. */
  readonly decimals: number;
  /** Values at or below do not count (below detection). */
  readonly floor?: number | null;
}

export const LAST_DIGIT_DEFAULTS = { minimum: 100, full: 0.3, spread: 20 } as const;

/**
 * Preference of last digits (尾数偏好): the last digit of a measured figure that spreads over many of its units is uniform; a person who writes figures down, or
 * rounds them, prefers some (0 and 5 above all). χ² against one tenth each (J. Mosimann et al., Accountability in Research 4, 1995 and
 * 9, 2002). Applies where the middle 90 % of the values span at least 20 units of that digit.
 *
 * An instrument of coarse resolution shows multiples of its step only: the greatest common divisor of all figures is taken as the unit, so
 * that its steps are not blamed; whoever rounds every figure to fives looks like such an instrument and is not found.
 *
 * Strength: Cramér's V = √(χ²/9n) over 0.3, × (1 − p). Minimum: 100 values.
 */
export function lastDigit(input: LastDigitInput): Signal {
  const { values, decimals, floor = null } = input;
  const power = 10 ** decimals;
  const whole: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value) || (floor !== null && value <= floor)) continue;
    whole.push(Math.round(Math.abs(value) * power));
  }
  const n = whole.length;
  const inputs = { n, decimals };
  const { minimum, full, spread } = LAST_DIGIT_DEFAULTS;
  if (n < minimum) return noSignal('last-digit', null, inputs, P.few, { n, minimum });
  const sorted = sortedValues(whole);
  const unit = whole.reduce(commonDivisor, 0) || 1;
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const span = (at(0.95) - at(0.05)) / unit;
  if (span < spread)
    return noSignal('last-digit', null, { ...inputs, unit, span }, P.notApplicable, {
      reason: `span ${span} < ${spread}`,
    });
  const counts = new Float64Array(10);
  for (const one of whole) counts[(one / unit) % 10]!++;
  const chi = chiSquare(counts, new Float64Array(10).fill(n / 10));
  const p = chiSquareTail(chi, 9);
  const v = Math.sqrt(chi / (9 * n));
  const most = counts.indexOf(Math.max(...counts));
  return signalOf('last-digit', {
    strength: clamp01(v / full) * (1 - p),
    window: null,
    inputs: { ...inputs, unit, span },
    figures: {
      chi,
      p,
      v,
      most,
      mostShare: counts[most]! / n,
      absent: counts.filter((one) => one === 0).length,
    },
    innocent: ['coarse-resolution', 'batch-recalculation', 'unit-mistake'],
    steps: [
      stepOf('χ²', 'Mosimann 1995, df = 9', `${[...counts].join(', ')}; n = ${n}`, chi),
      stepOf('V', 'Cramér', '√(χ²/(9·n))', v),
    ],
  });
}

function commonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}
