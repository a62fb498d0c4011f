/** Pure computation: the same input gives the same answer, with its rule version. */
export { type AqiInput, type AqiPollutant, type AqiResult, evaluateAqi } from './aqi/evaluate.ts';
export { interpolateIaqi } from './aqi/iaqi.ts';
export * from './emission/emission.ts';
export { judgeLimit, type LimitSides, type LimitVerdict } from './judge.ts';
export { roundHalfEven, roundHalfEvenText } from './rounding.ts';
export { type Mda8, mda8 } from './statistics/mda8.ts';
export * from './statistics/means.ts';
export { type Medium, monthDaysNeeded, type ValidityRule, validityRule } from './statistics/validity.ts';
export { usccCheckDigit, validateUscc } from './uscc.ts';
