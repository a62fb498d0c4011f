/** Pure computation: the same input gives the same answer, with its rule version. */
export {
  type CompositeInput,
  type CompositeResult,
  evaluateComposite,
} from './air-period/composite-input.ts';
export { evaluateAirPeriod } from './air-period/evaluate.ts';
export { parsePeriod, wholeMonths, yearBefore } from './air-period/period.ts';
export { AIR_PERIOD_PROBLEMS } from './air-period/problems.ts';
export type {
  AirDayInput,
  AirEdition,
  AirFigures,
  AirPeriodInput,
  AirPeriodResult,
  DustSource,
} from './air-period/types.ts';
export { evaluateAqi } from './aqi/evaluate.ts';
export { type AqiIndex, aqiIndex } from './aqi/index-only.ts';
export type { AqiInput, AqiPollutant, AqiResult, AqiStep } from './aqi/types.ts';
export { greatCircleKm, standingGrounds, suggestOfficers } from './assignment/suggest.ts';
export {
  ASSIGNMENT_GROUNDS,
  type AssignmentGround,
  type AssignmentInput,
  type AssignmentOfficer,
  type AssignmentPlace,
  type AssignmentResult,
} from './assignment/types.ts';
export { type CheckInput, type CheckTables, checkItemOf, evaluateCheck } from './calibration/evaluate.ts';
export { CALIBRATION_PROBLEMS } from './calibration/problems.ts';
export type { CheckResult, CheckTable, Pair } from './calibration/types.ts';
export {
  type CalendarDay,
  type DayKind,
  type DayReason,
  daysOfYear,
  isDate,
  plusDays,
  type WorkCalendar,
  workCalendar,
  workdaysBetween,
} from './clock/calendar.ts';
export {
  CLOCK_UNITS,
  type ClockExtension,
  type ClockInput,
  type ClockPause,
  type ClockResult,
  type ClockUnit,
  runClock,
} from './clock/clock.ts';
export { deadlineLight, type Light } from './clock/light.ts';
export { CLOCK_PROBLEMS } from './clock/problems.ts';
export { DAMAGE_PROBLEMS } from './damage/problems.ts';
export type { DamageInput, DamageResult, DischargeCost, PollutantCost } from './damage/types.ts';
export { virtualCost } from './damage/virtual-cost.ts';
export { decimalMean, decimalSum } from './decimal.ts';
export {
  coefficientsFor,
  type DiffuseActivity,
  type DiffuseLoad,
  type DiffusePart,
  diffuseLoad,
  type LocalCoefficient,
  type UsedCoefficient,
} from './diffuse/load.ts';
export { chanceOf, commitmentOf, DRAW_ALGORITHM, isSeed } from './draw/chance.ts';
export { runDraw } from './draw/draw.ts';
export { DRAW_PROBLEMS } from './draw/problems.ts';
export type { DrawInput, DrawnObject, DrawObject, DrawOfficer, DrawQuota, DrawResult } from './draw/types.ts';
export {
  evaluateSource,
  type SourceInput,
  type SourceKind,
  type SourceResult,
} from './drinking-source/source.ts';
export {
  type ComplianceRates,
  evaluateSourceSet,
  type SourceSetInput,
  type SourceSetResult,
} from './drinking-source/source-set.ts';
export { type EiInput, type EiResult, evaluateEi } from './ecology/ei.ts';
export { type EqiInput, type EqiResult, evaluateEqi } from './ecology/eqi.ts';
export { changeGrade, type EcologyChangeResult } from './ecology/grades.ts';
export {
  type EmInput,
  type EmMeasurement,
  type EmResult,
  evaluateElectromagnetic,
} from './electromagnetic/evaluate.ts';
export * from './emission/amounts.ts';
export { evaluateEmission } from './emission/evaluate.ts';
export { evaluateFurnaceDay, type FurnaceInput, type FurnaceResult } from './emission/furnace.ts';
export * from './emission/reference-oxygen.ts';
export { evaluateStack, type StackInput, type StackResult } from './emission/stack.ts';
export { evaluateLoad, type LoadInput, type LoadResult } from './emission/totals.ts';
export type { EmissionInput, EmissionResult } from './emission/types.ts';
export type { PenaltyAnswer } from './enforcement/answer.ts';
export { type CaseScore, caseScoreOf } from './enforcement/case-score.ts';
export {
  ADJUSTMENTS,
  DISCRETION_METHODS,
  type Discretion,
  type DiscretionMethod,
  discretionOf,
  ROUNDINGS,
} from './enforcement/discretion.ts';
export {
  type DailyFine,
  dailyFineOf,
  type HearingDuty,
  hearingDutyOf,
  type LateFine,
  lateFineOf,
  type NoticeTerm,
  noticeTermOf,
} from './enforcement/fines.ts';
export { type LawChoice, type Limitation, lawChoiceOf, limitationOf } from './enforcement/law.ts';
export { answerPenalty, PENALTY_KINDS, type PenaltyKind } from './enforcement/penalty.ts';
export { PENALTY_PROBLEMS } from './enforcement/problems.ts';
export { type CaseTerm, caseTermOf, type SealTerm, sealTermOf } from './enforcement/terms.ts';
export { type Finding, type RuleUsed, ruleUsed, type Step } from './finding.ts';
export * from './flags/index.ts';
export { BASELINE_MODEL, evaluateBaseline, LONGEST_LEAD } from './forecast/baseline.ts';
export { type BaselineHistory, baselineHistory } from './forecast/series.ts';
export { baselineSteps } from './forecast/steps.ts';
export {
  type BaselineResult,
  type BaselineTarget,
  FORECAST_POLLUTANTS,
  type ForecastDay,
  type ForecastPollutant,
  type PollutantForecast,
} from './forecast/types.ts';
export {
  type Contingency,
  type ForecastPair,
  type Rate,
  type Skill,
  type VerificationFigures,
  verifyByLead,
  verifyForecasts,
} from './forecast/verify.ts';
export {
  evaluateGroundwater,
  type GroundwaterInput,
  type GroundwaterResult,
} from './groundwater/groundwater.ts';
export {
  exceedMultiple,
  judgeLimit,
  type LimitSides,
  type LimitVerdict,
} from './judge.ts';
export { checkMn, type MnEdition } from './mn.ts';
export { evaluateNoise, type NoiseInput, type NoiseResult } from './noise/evaluate.ts';
export { SCIENCE_PROBLEMS } from './problems.ts';
export {
  evaluateRadiationDeadline,
  type RadiationDeadlineInput,
  type RadiationDeadlineResult,
} from './radiation/accident/deadline.ts';
export { evaluateGrade, type GradeInput, type GradeResult } from './radiation/accident/grade.ts';
export { evaluateNorm, type NormInput, type NormResult } from './radiation/accident/norm.ts';
export { type BackgroundInput, type BackgroundResult, evaluateBackground } from './radiation/background.ts';
export { type DoseInput, type DoseResult, evaluateDose } from './radiation/dose.ts';
export { type EurdepMessage, readEurdep } from './radiation/exchange/eurdep.ts';
export { writeEurdep } from './radiation/exchange/eurdep-write.ts';
export { type IrixLikeReport, type IrixMeasurement, writeIrixLike } from './radiation/exchange/irix-like.ts';
export { evaluateMobile, type MobileInput, type MobileResult } from './radiation/mobile/evaluate.ts';
export { expectedNet } from './radiation/mobile/readings.ts';
export { newMobileState, stepMobile } from './radiation/mobile/step.ts';
export type {
  MobileAlarm,
  MobileAlarmKind,
  MobileEvent,
  MobileFix,
  MobileSettings,
  MobileSeverity,
  MobileState,
  OpenAlarm,
} from './radiation/mobile/types.ts';
export { evaluatePlume } from './radiation/plume/evaluate.ts';
export { evaluateSrs19, type Srs19Input, type Srs19Result } from './radiation/plume/srs19.ts';
export type { PlumeInput, PlumePoint, PlumeResult } from './radiation/plume/types.ts';
export { type CordonInput, type CordonResult, evaluateCordon } from './radiation/point/cordon.ts';
export {
  evaluateInverseSquare,
  type InverseSquareInput,
  type InverseSquareResult,
} from './radiation/point/inverse-square.ts';
export { evaluateLocate, type LocateInput, type LocateResult } from './radiation/point/locate.ts';
export {
  evaluatePointSource,
  type PointSourceInput,
  type PointSourceResult,
} from './radiation/point/source.ts';
export { evaluateStay, type StayInput, type StayResult } from './radiation/point/stay.ts';
export { RADIATION_PROBLEMS } from './radiation/problems.ts';
export { type CodeInput, type CodeResult, evaluateSourceCode } from './radiation/source/code.ts';
export { type DecayInput, type DecayResult, evaluateDecay } from './radiation/source/decay.ts';
export { evaluateLimits, type LimitsInput, type LimitsResult } from './radiation/source/limits.ts';
export {
  type CategoryInput,
  type CategoryResult,
  evaluateSourceCategory,
  type SourceGiven,
} from './radiation/source-category.ts';
export { readSourceCode, type SourceCode } from './radiation/source-code.ts';
export { evaluateStation, type StationInput, type StationResult } from './radiation/station/evaluate.ts';
export { roundHalfEven } from './rounding.ts';
export { evaluateSandDust, type SandDustInput, type SandDustResult } from './sand-dust/evaluate.ts';
export { SAND_DUST_PROBLEMS } from './sand-dust/problems.ts';
export * from './signals/index.ts';
export { evaluateSoil, type SoilInput, type SoilResult } from './soil/evaluate.ts';
export * from './spatial/index.ts';
export * from './statistics/completeness.ts';
export { evaluateStatistic, type StatisticInput, type StatisticResult } from './statistics/evaluate.ts';
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
export { median, type RobustZ, robustZ } from './statistics/robust-z.ts';
export { type Medium, monthDaysNeeded, type ValidityRule, validityRule } from './statistics/validity.ts';
export { captureRate, quarterOf, quarterSpan } from './substitution/capture-rate.ts';
export { evaluateSubstitution } from './substitution/evaluate.ts';
export { SUBSTITUTION_PROBLEMS } from './substitution/problems.ts';
export {
  AMOUNT_STATES,
  type Amount,
  type AmountState,
  type Origin,
  type QuarterRate,
  type SubstitutedAmount,
  type SubstitutionInput,
  type SubstitutionResult,
  type SubstitutionRule,
} from './substitution/types.ts';
export {
  type ChangeSide,
  type ChangeVerdict,
  evaluateChange,
  type WaterChange,
} from './surface-water/change.ts';
export type { SectionRating, WaterKind } from './surface-water/rate.ts';
export { evaluateSection, type SectionInput, type SectionResult } from './surface-water/section.ts';
export {
  evaluateSectionSet,
  type SectionSetInput,
  type SectionSetResult,
} from './surface-water/section-set.ts';
export { evaluateTrophic, type TrophicResult } from './surface-water/trophic.ts';
export {
  evaluateWaterIndex,
  type WaterIndexInput,
  type WaterIndexPart,
  type WaterIndexResult,
} from './surface-water/water-index.ts';
export { evaluateTax } from './tax/evaluate.ts';
export type { TaxInput, TaxKind, TaxResult } from './tax/types.ts';
export { evaluateTrend, type TrendResult } from './trend/evaluate.ts';
export { TREND_PROBLEMS } from './trend/problems.ts';
export type { TrendInput } from './trend/read-series.ts';
export { usccCheckDigit, validateUscc } from './uscc.ts';
export {
  BELOW_SHARE,
  evaluateVoc,
  TOP_SPECIES,
  type VocGroupSum,
  type VocInput,
  type VocPart,
  type VocResult,
  vocAmounts,
} from './voc/evaluate.ts';
export { VOC_PROBLEMS } from './voc/problems.ts';
export {
  VOC_RATIOS,
  type VocHint,
  type VocRatio,
  type VocRatioName,
  vocHint,
  vocRatios,
} from './voc/ratios.ts';
export { type VocReading, type VocValue, vocCell } from './voc/read.ts';
export {
  massToPpbv,
  molarVolume,
  ppbvToMass,
  VOC_TEMPERATURES,
  VOC_UNITS,
  type VocTemperature,
  type VocUnit,
} from './voc/units.ts';
export { WATER_PROBLEMS } from './water/problems.ts';
export type { Reading, WaterValues } from './water/reading.ts';
export {
  ECO_GROUPS,
  type EcoGroup,
  type EcoSurveyInput,
  type EcoSurveyResult,
  evaluateEcoSurvey,
  type Taxon,
} from './water-ecology/survey.ts';
