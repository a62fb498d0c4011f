import { binomialTail } from './math/counts.ts';
import { clamp01 } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf } from './types.ts';

/** A sample analysed twice (平行样), as reported. */
export interface Parallel {
  readonly first: number;
  readonly second: number;
  /** Unit of the last figure that is reported. */
  readonly resolution: number;
}

export interface ParallelsInput {
  readonly pairs: readonly Parallel[];
  /** Relative deviation of one analysis that the method allows; 0.05 where nothing is known (ours). */
  readonly relative?: number;
}

export const PARALLELS_DEFAULTS = { relative: 0.05, minimum: 8 } as const;

/**
 * Identical parallel samples (平行样雷同): more pairs are exactly alike than an analysis of the given repeatability can give. Two results with deviation σ = relative × mean
 * differ by a normal variable of deviation σ√2; both are reported alike with about resolution / (2σ√π), at most 1. So many pairs or more:
 * binomial with the mean of those chances. Source: elementary; ours.
 *
 * Strength: (1 − p) × surplus of identical pairs over what is expected, as a share of the rest. Minimum: eight pairs.
 */
export function identicalParallels(input: ParallelsInput): Signal {
  const { pairs, relative = PARALLELS_DEFAULTS.relative } = input;
  const n = pairs.length;
  const inputs = { n, relative };
  const { minimum } = PARALLELS_DEFAULTS;
  if (n < minimum) return noSignal('identical-parallels', null, inputs, P.few, { n, minimum });
  const identical = pairs.filter((one) => Math.abs(one.first - one.second) < one.resolution / 2).length;
  const chance =
    pairs.reduce((sum, { first, second, resolution }) => {
      const sigma = (relative * Math.abs(first + second)) / 2;
      return sum + (sigma > 0 ? Math.min(1, resolution / (2 * sigma * Math.sqrt(Math.PI))) : 1);
    }, 0) / n;
  const p = binomialTail(identical, n, chance);
  const surplus = chance < 1 ? clamp01((identical / n - chance) / (1 - chance)) : 0;
  return signalOf('identical-parallels', {
    strength: (1 - p) * surplus,
    window: null,
    inputs,
    figures: { identical, share: identical / n, expected: chance, p },
    innocent: ['homogeneous-sample', 'coarse-resolution', 'below-detection'],
    steps: [
      stepOf('P(=)', 'Tarim', 'mean of resolution/(2σ√π)', chance),
      stepOf('p', 'binomial', `P(X ≥ ${identical}), n = ${n}`, p),
    ],
  });
}
