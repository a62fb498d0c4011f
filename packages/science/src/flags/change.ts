import type { FlagTest } from './types.ts';

export interface RateState {
  readonly time: number;
  readonly value: number;
}

/**
 * Rate of change (变化率): from one value to the next by more than `absolute`, or to more than `relative` times as much (or so little).
 * Values a gap apart are not compared: `step`, ms, is the length of a period.
 */
export const rateTest: FlagTest<RateState | null> = (state, { time, value }, parameters) => {
  if (value === null) return { raised: null, state: state ?? null };
  const next = { time, value };
  const { absolute = null, relative = null, step = null } = parameters;
  if (state == null || (step !== null && time - state.time > step)) return { raised: null, state: next };
  const [low, high] = state.value < value ? [state.value, value] : [value, state.value];
  const far =
    (absolute !== null && high - low > absolute) || (relative !== null && low > 0 && high / low > relative);
  return {
    raised: far ? { flag: 'rate', time, figures: { value, before: state.value } } : null,
    state: next,
  };
};

/** Gap (缺失): more than `periods` periods of `step` ms between the begins of two values, less the one they are apart anyway. */
export const gapTest: FlagTest<number | null> = (state, { time, value }, parameters) => {
  if (value === null) return { raised: null, state: state ?? null };
  const { step = null, periods = 1 } = parameters;
  const missing = state == null || step === null ? 0 : Math.round((time - state) / step) - 1;
  return {
    raised:
      missing >= (periods ?? 1) && missing > 0
        ? { flag: 'gap', time: (state as number) + step!, figures: { missing } }
        : null,
    state: Math.max(time, state ?? time),
  };
};
