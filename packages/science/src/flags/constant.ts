import { type FlagTest, parameter } from './types.ts';

export interface ConstantState {
  /** First value of the run, and how many stayed with it. */
  readonly anchor: number;
  readonly run: number;
}

/**
 * Constant (恒值): `periods` values in succession within `tolerance` of the first of them. Raised once for each value from the one that
 * completes the run; a missing value ends nothing and counts for nothing.
 */
export const constantTest: FlagTest<ConstantState | null> = (state, { time, value }, parameters) => {
  if (value === null) return { raised: null, state: state ?? null };
  const same = state != null && Math.abs(value - state.anchor) <= parameter(parameters, 'tolerance', 0);
  const next = same ? { anchor: state.anchor, run: state.run + 1 } : { anchor: value, run: 1 };
  const long = next.run >= parameter(parameters, 'periods', 6);
  return {
    raised: long ? { flag: 'constant', time, figures: { value, run: next.run } } : null,
    state: next,
  };
};
