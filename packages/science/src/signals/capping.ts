import { binomialTail } from './math/counts.ts';
import { clamp01, type RegularSeries, sortedValues } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf, windowOf } from './types.ts';

export interface CappingInput extends RegularSeries {
  /** In the unit and state of the values: a limit for converted concentrations goes with converted values. Null: none. */
  readonly limit: number | null;
  /** Upper end of the range; hours under the mark T, which says so honestly, are given in `excluded`. */
  readonly range?: number | null;
  readonly excluded?: ArrayLike<boolean | number>;
}

export const CAPPING_DEFAULTS = { band: 0.05, ceilingBand: 0.02, minimum: 168, fewest: 8 } as const;

interface Pile {
  readonly at: number;
  readonly place: 'limit' | 'range' | 'ceiling';
  readonly under: number;
  readonly before: number;
  readonly over: number;
  readonly p: number;
  readonly strength: number;
}

/** Number of sorted values in (low, high]. */
function countIn(sorted: Float64Array, low: number, high: number): number {
  const upTo = (x: number) => {
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle]! <= x) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return upTo(high) - upTo(low);
}

/**
 * How far the band just below a place holds more than the band before it, where the upper tail of a density falls, and more than the
 * band beyond. p: binomial, the two lower bands alike.
 */
function pileAt(sorted: Float64Array, at: number, band: number, place: Pile['place']): Pile {
  const hair = at * 1e-9;
  const under = countIn(sorted, at * (1 - band) - hair, at + hair);
  const before = countIn(sorted, at * (1 - 2 * band) - hair, at * (1 - band) - hair);
  const over = countIn(sorted, at + hair, at * (1 + band) + hair);
  const p = binomialTail(under, under + before, 0.5);
  const rise = under + before > 0 ? clamp01((under - before) / (under + before)) : 0;
  const fall = under + over > 0 ? clamp01((under - over) / (under + over)) : 0;
  const strength = under < CAPPING_DEFAULTS.fewest ? 0 : rise * fall * (1 - p);
  return { at, place, under, before, over, p, strength };
}

/**
 * Capping (封顶、贴限): values pile up just below the limit, at the upper end of the range without a mark, or at any ceiling of their own
 * (flat top), and are missing beyond. A density of concentrations falls in its upper tail; one that rises towards a threshold and
 * breaks off there was moved. Idea: the density test at a threshold of J. McCrary (J. Econometrics 142, 2008), in the
 * simple form of three bands of equal width; the bands and the scale of strength are ours.
 *
 * Strength: (under − before)/(under + before) × (under − over)/(under + over) × (1 − p), the largest of the three places. Minimum: 168
 * values; 8 in the band. An honest plant that controls its treatment to the limit shows the same, if less sharply.
 */
export function capping(input: CappingInput): Signal {
  const { values, excluded, limit, range = null } = input;
  const window = windowOf(input);
  const kept = excluded
    ? Float64Array.from(values, (value, i) => (excluded[i] ? Number.NaN : value))
    : values;
  const sorted = sortedValues(kept);
  const n = sorted.length;
  const { band, ceilingBand, minimum, fewest } = CAPPING_DEFAULTS;
  const inputs = {
    n,
    band,
    ceilingBand,
    fewest,
    ...(limit === null ? {} : { limit }),
    ...(range === null ? {} : { range }),
  };
  if (n < minimum) return noSignal('capping', window, inputs, P.few, { n, minimum });
  if (!(sorted[n - 1]! > 0)) return noSignal('capping', window, inputs, P.noVariation);
  const piles: Pile[] = [pileAt(sorted, sorted[n - 1]!, ceilingBand, 'ceiling')];
  if (limit !== null && limit > 0) piles.push(pileAt(sorted, limit, band, 'limit'));
  if (range !== null && range > 0) piles.push(pileAt(sorted, range, ceilingBand, 'range'));
  // Of equals the named place goes before the nameless one.
  const best = piles.reduce((a, b) => (b.strength >= a.strength ? b : a));
  const { under, before, over, p, place, at } = best;
  return signalOf('capping', {
    strength: best.strength,
    window,
    inputs,
    figures: { place, at, under, before, over, p, highest: sorted[n - 1]! },
    innocent: ['controlled-to-limit', 'range-too-small', 'coarse-resolution', 'steady-process'],
    steps: [
      stepOf('p', 'McCrary 2008', `P(X ≥ ${under}), n = ${under + before}, ½`, p),
      stepOf(
        place,
        'Tarim',
        `(${under} − ${before})/(${under} + ${before})·(${under} − ${over})/(${under} + ${over})·(1 − p)`,
        best.strength,
      ),
    ],
  });
}
