import { quantileOf } from '../forecast/quantile.ts';
import { chiSquare } from './math/counts.ts';
import { chiSquareTail } from './math/gamma.ts';
import { clamp01, sortedValues } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf } from './types.ts';

export const FIRST_DIGIT_DEFAULTS = { minimum: 300, orders: 2, full: 0.1 } as const;

/** First significant digit of a positive figure. */
export function firstDigitOf(value: number): number {
  return Number(value.toExponential(6)[0]);
}

/**
 * First digits (Benford; F. Benford, Proc. Am. Phil. Soc. 78, 1938): P(d) = log10(1 + 1/d). Only what spans two orders of magnitude and more follows it; concentrations of one
 * outlet under control hardly ever do, amounts and declared figures of many sources may. Where the middle 98 % span less, nothing is told. χ² for p, and
 * the mean absolute deviation for size (M. Nigrini 2012: above 0.015 is non-conformity).
 *
 * Strength: mean absolute deviation over 0.1 × (1 − p). Minimum: 300 positive values over two orders of magnitude. Weak by its nature.
 */
export function firstDigit(input: { readonly values: ArrayLike<number> }): Signal {
  const positive = sortedValues(Array.from(input.values).filter((value) => value > 0));
  const n = positive.length;
  const { minimum, orders, full } = FIRST_DIGIT_DEFAULTS;
  if (n < minimum) return noSignal('first-digit', null, { n }, P.few, { n, minimum });
  const span = Math.log10(quantileOf(positive, 0.99) / quantileOf(positive, 0.01));
  if (span < orders)
    return noSignal('first-digit', null, { n, span }, P.notApplicable, {
      reason: `log10(q99/q01) = ${span.toFixed(2)} < ${orders}`,
    });
  const counts = new Float64Array(9);
  for (const value of positive) counts[firstDigitOf(value) - 1]!++;
  const expected = Float64Array.from({ length: 9 }, (_, i) => n * Math.log10(1 + 1 / (i + 1)));
  const chi = chiSquare(counts, expected);
  const p = chiSquareTail(chi, 8);
  const deviation = counts.reduce((sum, count, i) => sum + Math.abs(count - expected[i]!) / n, 0) / 9;
  return signalOf('first-digit', {
    strength: clamp01(deviation / full) * (1 - p),
    window: null,
    inputs: { n, span },
    figures: { chi, p, deviation },
    innocent: ['steady-process', 'unit-mistake', 'below-detection'],
    steps: [
      stepOf('χ²', 'Benford 1938, df = 8', `${[...counts].join(', ')}`, chi),
      stepOf('MAD', 'Nigrini 2012', 'Σ|f − log10(1 + 1/d)|/9', deviation),
    ],
  });
}
