import { BEIJING_OFFSET_MS, HOUR_MS } from '@tarim/kernel';
import { togetherness } from './four-fold.ts';
import { chiSquare } from './math/counts.ts';
import { chiSquareTail } from './math/gamma.ts';
import { clamp01, type RegularSeries } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf, windowOf } from './types.ts';

export interface BackFilledInput extends RegularSeries {
  /** When each period's value was received, epoch ms; NaN where none was. */
  readonly received: ArrayLike<number>;
  readonly limit?: number | null;
}

export const BACK_FILLED_DEFAULTS = {
  lateMs: 2 * HOUR_MS,
  full: 0.1,
  minimum: 168,
  fewest: 6,
  apartMs: HOUR_MS,
} as const;

/**
 * Back-filled data (补传): how much came later than two hours after its period, and whether it came in the way lines recover. A line that comes back
 * sends what it kept at any hour; a person who sends it does so at certain hours of the day. Deliveries (late values received within an
 * hour of each other) are counted by the eight three-hour parts of the Beijing day and set against an even spread (χ²); and late values
 * above 0.9 of the limit, or just below, against those on time (Fisher). Scale ours.
 *
 * Strength: share of late values over 10 % × (¼ + ¼ where deliveries clump, by Cramér's V, + ½ where late hours are the high ones). Minimum: 168 values,
 * six late.
 */
export function backFilled(input: BackFilledInput): Signal {
  const { values, received, limit = null, start, step } = input;
  const { lateMs, full, minimum, fewest } = BACK_FILLED_DEFAULTS;
  const window = windowOf(input);
  const high = { both: 0, first: 0, second: 0, neither: 0 };
  const arrivals: number[] = [];
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(received[i]!) || !Number.isFinite(values[i]!)) continue;
    n++;
    const late = received[i]! - (start + (i + 1) * step) > lateMs;
    if (late) arrivals.push(received[i]!);
    if (limit === null) continue;
    const isHigh = values[i]! > 0.9 * limit;
    high[late ? (isHigh ? 'both' : 'first') : isHigh ? 'second' : 'neither']++;
  }
  const inputs = { n, late: arrivals.length, lateMs, ...(limit === null ? {} : { limit }) };
  if (n < minimum) return noSignal('back-filled', window, inputs, P.few, { n, minimum });
  if (arrivals.length < fewest) return noSignal('back-filled', window, inputs, P.noCases);
  const { deliveries, chi, v, p } = clumping(arrivals);
  const chosen = limit === null ? null : togetherness(high);
  const share = arrivals.length / n;
  return signalOf('back-filled', {
    strength: clamp01(share / full) * (0.25 + 0.25 * v * (1 - p) + 0.5 * (chosen?.strength ?? 0)),
    window,
    inputs,
    figures: {
      share,
      deliveries,
      chi,
      v,
      p,
      oddsRatio: chosen?.figures.oddsRatio ?? null,
      oddsP: chosen?.figures.p ?? null,
    },
    innocent: ['network-outage', 'power-cut', 'batch-analysis', 'planned-maintenance'],
    steps: [
      stepOf('share', 'Tarim', `${arrivals.length}/${n}`, share),
      stepOf('χ²', 'Pearson, df = 7', `n = ${deliveries}`, chi),
      stepOf('V', 'Cramér', '√(χ²/(7·n))', v),
      ...(chosen?.steps ?? []),
    ],
  });
}

/** How unevenly deliveries lie in the day. */
function clumping(arrivals: readonly number[]) {
  const sorted = [...arrivals].sort((a, b) => a - b);
  const parts = new Float64Array(8);
  let deliveries = 0;
  sorted.forEach((at, i) => {
    if (i > 0 && at - sorted[i - 1]! <= BACK_FILLED_DEFAULTS.apartMs) return;
    deliveries++;
    parts[Math.floor((((at + BEIJING_OFFSET_MS) / HOUR_MS) % 24) / 3)]!++;
  });
  const chi = chiSquare(parts, new Float64Array(8).fill(deliveries / 8));
  return { deliveries, chi, v: Math.sqrt(chi / (7 * deliveries)), p: chiSquareTail(chi, 7) };
}
