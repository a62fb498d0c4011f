import type { Problem } from '@tarim/kernel';
import { type AirLimit, type AirStatistics, airLimits, type CriteriaPollutant } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import {
  compare,
  exactMean,
  multipleAbove,
  type Rational,
  rational,
  roundRational,
  toNumber,
} from '../rational.ts';
import { monthDaysNeeded } from '../statistics/validity.ts';
import { percentile } from './percentile.ts';
import { type AssessmentPeriod, wholeMonths } from './period.ts';
import { AIR_PERIOD_PROBLEMS as P } from './problems.ts';
import type { AirDay } from './read-days.ts';
import type { Comparison, PollutantFigures } from './types.ts';

/** GB 3095 table 4 and HJ 663. */
const YEAR_DAYS = 324;

export interface PollutantContext {
  readonly period: AssessmentPeriod;
  readonly airClass: 'I' | 'II';
  readonly rules: AirStatistics;
  /** Limits of the last day: those that judge the period. */
  readonly limits: readonly AirLimit[];
  /** The edition of GB 3095 that is asked for whatever the date of a day. */
  readonly limitsCode?: string;
  /** Days as measured: a day of dust was measured, and does not make a year invalid by being deducted. */
  readonly measured: readonly AirDay[];
}

/** Statistics of one pollutant over the period, exact until they are told. */
export function pollutantFigures(
  pollutant: CriteriaPollutant,
  days: readonly AirDay[],
  context: PollutantContext,
): { figures: PollutantFigures; concentration: Rational | null; steps: Step[]; problems: Problem[] } {
  const { rules, period } = context;
  const valid = days.filter((day) => day.values[pollutant] !== null);
  const values = valid.map((day) => day.values[pollutant]!);
  const { mean: byMean, percentile: percent } = rules.annual[pollutant];
  const steps: Step[] = [];
  const problems: Problem[] = [];
  const digits = pollutant === 'CO' ? rules.digits.CO : rules.digits.default;
  const standard = rules.edition.code;
  const limitOf = (avg: AirLimit['avg']) =>
    period.kind === 'year'
      ? (context.limits.find((one) => one.pollutant === pollutant && one.avg === avg)?.limit ?? null)
      : null;
  const compared = (value: Rational, limit: number | null, statistic: string): Comparison => {
    const rounded = roundRational(value, digits);
    const above = limit !== null && compare(value, rational(limit)) > 0;
    if (above && rounded <= limit) {
      const told = { pollutant, statistic, value: toNumber(value), limit };
      problems.push(problem(P.rounding, told));
    }
    return {
      value: toNumber(value),
      rounded,
      limit,
      verdict: limit === null ? 'not-judged' : above ? 'exceeds' : 'meets',
      exceedMultiple: limit === null ? null : multipleAbove(value, limit),
    };
  };
  const average = byMean ? exactMean(values) : null;
  const mean = average && compared(average, limitOf('year'), 'mean');
  if (mean)
    steps.push({
      of: `${pollutant} mean`,
      rule: `${standard} 平均值`,
      formula: `Σ/n, n = ${values.length}`,
      result: mean.value,
    });
  const ranked = percentile(values, percent);
  const daily = limitOf(pollutant === 'O3' ? 'mda8' : 'day');
  const high = ranked && { percent, ...compared(ranked.value, daily, `p${percent}`) };
  if (ranked && high)
    steps.push({
      of: `${pollutant} p${percent}`,
      rule: `${standard} 百分位数`,
      formula: `k = 1+(${values.length}−1)×${percent}% = ${toNumber(ranked.rank)}, X = ${ranked.between.join(' … ')}`,
      result: high.value,
    });
  const enough = enoughDays(pollutant, context);
  const parts = [mean, high].filter((one) => one !== null);
  const judged = enough.valid === true && period.kind === 'year' && parts.length > 0;
  if (enough.valid === false) problems.push(problem(P.tooFew, { pollutant, valid: enough.days }));
  return {
    figures: {
      validDays: values.length,
      valid: enough.valid,
      fewMonths: enough.fewMonths,
      mean,
      percentile: high,
      verdict: !judged ? 'not-judged' : parts.some((one) => one.verdict === 'exceeds') ? 'exceeds' : 'meets',
      ...exceedances(pollutant, valid, context),
    },
    concentration: average ?? ranked?.value ?? null,
    steps,
    problems,
  };
}

/** 数据有效性: a year has 324 days, and each month 27 (February 25). Of a quarter each month (ours); nothing is said of other ranges. */
function enoughDays(pollutant: CriteriaPollutant, { period, measured }: PollutantContext) {
  const byMonth = new Map<string, number>();
  let days = 0;
  for (const day of measured) {
    if (day.values[pollutant] === null) continue;
    days++;
    const month = day.date.slice(0, 7);
    byMonth.set(month, (byMonth.get(month) ?? 0) + 1);
  }
  const fewMonths = wholeMonths(period).filter(
    (month) => (byMonth.get(month) ?? 0) < monthDaysNeeded('air', Number(month.slice(5))),
  );
  const valid =
    period.kind === 'range' ? null : fewMonths.length === 0 && (period.kind !== 'year' || days >= YEAR_DAYS);
  return { days, fewMonths, valid };
}

/** Each day against the daily limit in force on it. */
function exceedances(
  pollutant: CriteriaPollutant,
  valid: readonly AirDay[],
  { airClass, rules, limitsCode }: PollutantContext,
): Pick<PollutantFigures, 'exceedDays' | 'complianceRate' | 'worst'> {
  let exceedDays = 0;
  let worst: PollutantFigures['worst'] = null;
  let limits: readonly AirLimit[] | null = null;
  let limit: number | null = null;
  for (const day of valid) {
    const value = day.values[pollutant]!;
    const those = airLimits(day.ms, airClass, limitsCode);
    // The same table until an edition or phase changes.
    if (those !== limits) {
      limits = those;
      limit = dailyLimit(pollutant, those);
    }
    const above = limit !== null && value > limit;
    if (above) exceedDays++;
    if (worst === null || value > worst.value)
      worst = {
        date: day.date,
        value,
        exceedMultiple: limit === null ? null : multipleAbove(rational(value), limit),
      };
  }
  const complianceRate =
    valid.length === 0 ? null : share(valid.length - exceedDays, valid.length, rules.digits.rate);
  return { exceedDays, complianceRate, worst };
}

function dailyLimit(pollutant: CriteriaPollutant, limits: readonly AirLimit[]): number | null {
  const avg = pollutant === 'O3' ? 'mda8' : 'day';
  return limits.find((one) => one.pollutant === pollutant && one.avg === avg)?.limit ?? null;
}

/** Percent, rounded by GB/T 8170. */
export function share(part: number, whole: number, digits: number): number {
  return roundRational({ n: BigInt(part) * 100n, d: BigInt(whole) }, digits);
}
