import { clamp01, lineOf, type RegularSeries } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf, windowOf } from './types.ts';

export interface TwinInput extends RegularSeries {
  /** The other outlet, period by period. */
  readonly other: ArrayLike<number>;
}

export const TWIN_DEFAULTS = { usual: 0.5, minimum: 168, block: 336 } as const;

/**
 * Twin outlets (两个排口数据雷同): the steps from hour to hour of two outlets go together. Levels of two honest plants share the day of people; their
 * noise they do not share. r is Pearson's correlation of first differences of the logarithms, which is blind to a factor between
 * them; exactly equal values are counted beside it. Source: differencing before correlating is textbook (Box & Jenkins; G. Yule 1926
 * on nonsense correlations); scale ours.
 *
 * Copies may begin or end within the window: r is taken of blocks of 336 periods (a fortnight of hours), and the highest counts.
 *
 * Strength: (r − 0.5)/0.5, or the share of equal values where more. Minimum: 168 steps that both have, in a block as well.
 */
export function twinOutlets(input: TwinInput): Signal {
  const { values, other } = input;
  const window = windowOf(input);
  const length = Math.min(values.length, other.length);
  const x = new Float64Array(length).fill(Number.NaN);
  const y = new Float64Array(length).fill(Number.NaN);
  let both = 0;
  let equal = 0;
  for (let i = 0; i < length; i++) {
    const [a, b] = [values[i]!, other[i]!];
    if (!(a > 0) || !(b > 0)) continue;
    both++;
    // Equal to the one before as well: two constants are alike without being copies.
    if (a === b && a !== values[i - 1]) equal++;
    if (i === 0 || !(values[i - 1]! > 0) || !(other[i - 1]! > 0)) continue;
    x[i] = Math.log(a / values[i - 1]!);
    y[i] = Math.log(b / other[i - 1]!);
  }
  const line = lineOf(x, y);
  const n = line?.n ?? 0;
  const inputs = { n, both, usual: TWIN_DEFAULTS.usual };
  if (n < TWIN_DEFAULTS.minimum)
    return noSignal('twin-outlets', window, inputs, P.few, { n, minimum: TWIN_DEFAULTS.minimum });
  const best = bestBlock(x, y, line!.r);
  const { r } = best;
  const share = equal / both;
  const strength = Math.max(clamp01((r - TWIN_DEFAULTS.usual) / (1 - TWIN_DEFAULTS.usual)), share);
  return signalOf('twin-outlets', {
    strength,
    window,
    inputs,
    figures: {
      r,
      overall: line!.r,
      block: best.from === null ? null : input.start + best.from * input.step,
      equal,
      equalShare: share,
    },
    innocent: ['shared-duct', 'same-load', 'coarse-resolution'],
    steps: [
      stepOf('r', 'Pearson, Δ ln x', `n = ${best.n || n}`, r),
      stepOf('=', 'Tarim', `${equal}/${both}`, share),
    ],
  });
}

/** The block whose steps go together best; the whole where no block has enough. */
function bestBlock(x: Float64Array, y: Float64Array, whole: number) {
  const { block, minimum } = TWIN_DEFAULTS;
  let best: { r: number; from: number | null; n: number } = { r: whole, from: null, n: 0 };
  for (let from = 0; from + block <= x.length; from += block) {
    const line = lineOf(x, y, from, from + block);
    if (line && line.n >= minimum && line.r > best.r) best = { r: line.r, from, n: line.n };
  }
  return best;
}
