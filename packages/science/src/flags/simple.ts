import { type FlagTest, parameter } from './types.ts';

/**
 * Range (超量程): above `share` of the range or above `upper`, or below `lower`. `range` is the point's own (量程上限); without one only
 * the fixed ends are tested.
 */
export const rangeTest: FlagTest<null> = (_, { time, value }, parameters) => {
  const { range = null, upper = null, lower = null } = parameters;
  const ends = [upper, range === null ? null : range * parameter(parameters, 'share', 1)];
  const most = ends.reduce<number | null>(
    (least, one) => (one === null ? least : least === null ? one : Math.min(least, one)),
    null,
  );
  const above = value !== null && most !== null && value > most;
  const below = value !== null && lower !== null && value < lower;
  return {
    raised: above || below ? { flag: 'range', time, figures: { value, lower, upper: most } } : null,
    state: null,
  };
};

/** Zero (零值): exactly `at`. Instruments of what is there have noise; an exact zero is rather no signal than no pollutant. */
export const zeroTest: FlagTest<null> = (_, { time, value }, parameters) => ({
  raised:
    value !== null && value === parameter(parameters, 'at', 0)
      ? { flag: 'zero', time, figures: { value } }
      : null,
  state: null,
});

/** Negative (负值): below `below`; null for what may be negative (temperature, static pressure). */
export const negativeTest: FlagTest<null> = (_, { time, value }, parameters) => {
  const { below = 0 } = parameters;
  return {
    raised:
      value !== null && below !== null && value < below
        ? { flag: 'negative', time, figures: { value, below } }
        : null,
    state: null,
  };
};
