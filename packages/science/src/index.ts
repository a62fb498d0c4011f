/** Pure computation: the same input gives the same answer, with its rule version. */
export { evaluateAqi } from './aqi/evaluate.ts';
export { type IaqiSegment, iaqiSegment, interpolateIaqi } from './aqi/iaqi.ts';
export type { AqiInput, AqiPollutant, AqiResult, AqiStep } from './aqi/types.ts';
export * from './emission/gas.ts';
export * from './emission/reference-oxygen.ts';
export * from './emission/totals.ts';
export * from './emission/water.ts';
export {
  exceedMultiple,
  type JudgeOptions,
  judgeLimit,
  type LimitSides,
  type LimitVerdict,
} from './judge.ts';
export { checkMn, type MnEdition } from './mn.ts';
export { SCIENCE_PROBLEMS } from './problems.ts';
export { roundHalfEven, roundHalfEvenText } from './rounding.ts';
export { type Mda8, mda8 } from './statistics/mda8.ts';
export * from './statistics/means.ts';
export {
  dayFromHours,
  hourFromMinutes,
  type MeanKind,
  monthFromDays,
  type PeriodOptions,
  type PeriodStatistic,
  type Sample,
} from './statistics/periods.ts';
export * from './statistics/rates.ts';
export { type Medium, monthDaysNeeded, type ValidityRule, validityRule } from './statistics/validity.ts';
export { usccCheckDigit, validateUscc } from './uscc.ts';
