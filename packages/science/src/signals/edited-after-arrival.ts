import { HOUR_MS } from '@tarim/kernel';
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

export const EDITED_DEFAULTS = { full: 0.02, fewest: 3, alike: 0.01, nearMs: 2 * HOUR_MS } as const;

/**
 * Edited after first arrival (数据修改): the share of values that were replaced, and whether they went down. Honest corrections go both ways: of n
 * changes the number downwards is compared with a coin (sign test; J. Arbuthnot 1710). Corrections that cross the limit downwards are
 * counted apart. Hours in succession that were changed by one factor (within 1 %) were worked out again together: one decision, counted once. Scale
 * ours.
 *
 * Strength: (1 − p) × downward surplus × share of values over 2 %; where corrections cross the limit, the share of those takes the place of the last
 * if that is more. Minimum: three changes.
 */
export function editedAfterArrival(input: EditedInput): Signal {
  const { total, limit = null } = input;
  const changed = input.revisions.filter((one) => one.before !== one.after);
  const decisions = decisionsOf(changed);
  const n = decisions.length;
  const inputs = { total, revisions: changed.length, decisions: n, ...(limit === null ? {} : { limit }) };
  const times = changed.map((one) => one.time);
  const window = n > 0 ? { from: Math.min(...times), to: Math.max(...times) + 1 } : null;
  if (total <= 0 || n < EDITED_DEFAULTS.fewest)
    return noSignal('edited-after-arrival', window, inputs, P.few, { n, minimum: EDITED_DEFAULTS.fewest });
  const down = decisions.filter((one) => one.after < one.before).length;
  const across =
    limit === null ? 0 : decisions.filter((one) => one.before > limit && one.after <= limit).length;
  const back =
    limit === null ? 0 : decisions.filter((one) => one.before <= limit && one.after > limit).length;
  const p = binomialTail(down, n, 0.5);
  const surplus = clamp01((2 * down - n) / n);
  const amount = Math.max(
    clamp01(changed.length / total / EDITED_DEFAULTS.full),
    clamp01((across - back) / n),
  );
  return signalOf('edited-after-arrival', {
    strength: (1 - p) * surplus * amount,
    window,
    inputs,
    figures: { share: changed.length / total, down, across, back, p },
    innocent: ['correction-of-error', 'batch-recalculation', 'unit-mistake', 'few-data'],
    steps: [
      stepOf('p', 'sign test', `P(X ≥ ${down}), n = ${n}, ½`, p),
      stepOf('share', 'Tarim', `${changed.length}/${total}`, changed.length / total),
      stepOf('跨限下调', 'Tarim', `${across} − ${back}`, across - back),
    ],
  });
}

/** The first change of each batch. */
function decisionsOf(changed: readonly Revision[]): Revision[] {
  const sorted = [...changed].sort((a, b) => a.time - b.time);
  return sorted.filter((one, i) => {
    const last = sorted[i - 1];
    if (!last || one.time - last.time > EDITED_DEFAULTS.nearMs || last.before === 0 || one.before === 0)
      return true;
    return Math.abs(one.after / one.before / (last.after / last.before) - 1) > EDITED_DEFAULTS.alike;
  });
}
