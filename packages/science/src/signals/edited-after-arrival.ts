import { binomialTail } from './math/counts.ts';
import { clamp01 } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf } from './types.ts';

/** A value that came, and came again as another one (修订). */
export interface Revision {
  readonly time: number;
  readonly before: number;
  readonly after: number;
}

export interface EditedInput {
  readonly revisions: readonly Revision[];
  /** Values of the window, revised or not. */
  readonly total: number;
  readonly limit?: number | null;
}

export const EDITED_DEFAULTS = { full: 0.02, fewest: 3 } as const;

/**
 * Edited after first arrival (数据修改): the share of values that were replaced, and whether they went down. Honest corrections go both ways: of n
 * changes the number downwards is compared with a coin (sign test; J. Arbuthnot 1710). Corrections that cross the limit downwards are
 * counted apart. Scale ours.
 *
 * Strength: (1 − p) × downward surplus × share of values over 2 %; where corrections cross the limit, the share of those takes the place of the last
 * if that is more. Minimum: three changes.
 */
export function editedAfterArrival(input: EditedInput): Signal {
  const { total, limit = null } = input;
  const changed = input.revisions.filter((one) => one.before !== one.after);
  const n = changed.length;
  const inputs = { total, revisions: n, ...(limit === null ? {} : { limit }) };
  const times = changed.map((one) => one.time);
  const window = n > 0 ? { from: Math.min(...times), to: Math.max(...times) + 1 } : null;
  if (total <= 0 || n < EDITED_DEFAULTS.fewest)
    return noSignal('edited-after-arrival', window, inputs, P.few, { n, minimum: EDITED_DEFAULTS.fewest });
  const down = changed.filter((one) => one.after < one.before).length;
  const across =
    limit === null ? 0 : changed.filter((one) => one.before > limit && one.after <= limit).length;
  const back = limit === null ? 0 : changed.filter((one) => one.before <= limit && one.after > limit).length;
  const p = binomialTail(down, n, 0.5);
  const surplus = clamp01((2 * down - n) / n);
  const amount = Math.max(clamp01(n / total / EDITED_DEFAULTS.full), clamp01((across - back) / n));
  return signalOf('edited-after-arrival', {
    strength: (1 - p) * surplus * amount,
    window,
    inputs,
    figures: { share: n / total, down, across, back, p },
    innocent: ['correction-of-error', 'batch-recalculation', 'unit-mistake', 'few-data'],
    steps: [
      stepOf('p', 'sign test', `P(X ≥ ${down}), n = ${n}, ½`, p),
      stepOf('share', 'Tarim', `${n}/${total}`, n / total),
      stepOf('跨限下调', 'Tarim', `${across} − ${back}`, across - back),
    ],
  });
}
