import { quantileOf } from '../forecast/quantile.ts';
import { togetherness } from './four-fold.ts';
import { type RegularSeries, sortedValues } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, windowOf } from './types.ts';

export interface MissingInput extends RegularSeries {
  /** High is above 0.85 of it; without a limit, above the series' own 90 %. */
  readonly limit?: number | null;
  readonly excluded?: ArrayLike<boolean | number>;
}

export const MISSING_DEFAULTS = { ofLimit: 0.85, quantile: 0.9, fewest: 4, minimum: 168 } as const;

/**
 * Gaps that choose their hours (非随机缺失): whether values go missing after high ones, or come back high. Each gap counts once; its neighbours on both sides
 * are the witnesses of what it holds, against the pairs of hours without a gap. Source: missing not at random (D. Rubin, Biometrika
 * 63, 1976), odds ratio and Fisher's exact test; thresholds and scale ours.
 *
 * Strength: ln OR / ln 20 × (1 − p). Minimum: 168 values, four gaps.
 */
export function missingAtHigh(input: MissingInput): Signal {
  const { values, excluded, limit = null } = input;
  const window = windowOf(input);
  const sorted = sortedValues(values);
  const n = sorted.length;
  const { ofLimit, quantile, fewest, minimum } = MISSING_DEFAULTS;
  if (n < minimum) return noSignal('missing-at-high', window, { n }, P.few, { n, minimum });
  const own = quantileOf(sorted, quantile);
  // A limit far above all values would make nothing high.
  const high = limit === null ? own : Math.min(ofLimit * limit, own);
  const table = { both: 0, first: 0, second: 0, neither: 0 };
  let last = -1;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) continue;
    if (last >= 0 && !excluded?.[i] && !excluded?.[last]) {
      const near = values[i]! > high || values[last]! > high;
      if (i - last > 1) table[near ? 'both' : 'first']++;
      else table[near ? 'second' : 'neither']++;
    }
    last = i;
  }
  const gaps = table.both + table.first;
  const inputs = { n, gaps, high, quantile, ...(limit === null ? {} : { limit }) };
  if (gaps < fewest) return noSignal('missing-at-high', window, inputs, P.noCases);
  const { strength, figures, steps } = togetherness(table);
  return signalOf('missing-at-high', {
    strength,
    window,
    inputs,
    figures: { ...figures, missing: values.length - n },
    innocent: ['overload-fault', 'power-cut', 'network-outage', 'range-too-small', 'few-data'],
    steps,
  });
}
