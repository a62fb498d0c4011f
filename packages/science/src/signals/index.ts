/**
 * Signals of falsification (弄虚作假线索识别): one detector a file, pure. A signal is a lead for a person, never a verdict; each names the innocent
 * explanations that have to be ruled out.
 */
export { type BackFilledInput, backFilled } from './back-filled.ts';
export { type CappingInput, capping } from './capping.ts';
export { type ConstantInput, constantValue } from './constant-value.ts';
export { type CopiedDaysInput, copiedDays } from './copied-days.ts';
export { duplicateSamples, type SampleResults } from './duplicate-samples.ts';
export { type EditedInput, editedAfterArrival, type Revision } from './edited-after-arrival.ts';
export { firstDigit } from './first-digit.ts';
export { identicalParallels, type Parallel, type ParallelsInput } from './identical-parallels.ts';
export { type BrokenRelation, impossibleRelation, type RelationInput } from './impossible-relation.ts';
export { type JointShiftInput, jointShift } from './joint-shift.ts';
export { type LastDigitInput, lastDigit } from './last-digit.ts';
export { type MarksInput, marksOnExceedances } from './marks-on-exceedances.ts';
export { binomialTail, type FourFold, fisherGreater, logOdds } from './math/counts.ts';
export { chiSquareTail } from './math/gamma.ts';
export { randomFrom } from './math/random.ts';
export type { RegularSeries } from './math/series.ts';
export { type MissingInput, missingAtHigh } from './missing-at-high.ts';
export { type DilutionInput, oxygenDilution } from './oxygen-dilution.ts';
export {
  type FourWay,
  type Mismatch,
  type ParameterChange,
  type ParameterInput,
  type Place,
  parameterMismatch,
} from './parameter-mismatch.ts';
export { SIGNAL_PROBLEMS } from './problems.ts';
export { type StoppedInput, stoppedButEmitting } from './stopped-but-emitting.ts';
export { type TwinInput, twinOutlets } from './twin-outlets.ts';
export { type Clash, kmBetween, type Presence, twoPlacesAtOnce } from './two-places.ts';
export {
  INNOCENT_CODES,
  type InnocentCode,
  SIGNAL_CODES,
  type Signal,
  type SignalCode,
  type SignalWindow,
} from './types.ts';
