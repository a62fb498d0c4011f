import { BEIJING_OFFSET_MS, beijingDate, beijingIso, HOUR_MS, MINUTE_MS, type Problem } from '@tarim/kernel';
import { RADIATION_MONITORING } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { exactMean, rational, toNumber } from '../rational.ts';
import { effectiveDose, isRate, occupancyOf, YEAR_HOURS } from './dose.ts';
import { RADIATION_PROBLEMS as P } from './problems.ts';

export interface BackgroundInput {
  /** Epoch ms at which the first value begins. */
  readonly start: number;
  /** Minutes of a value; 60 when absent. */
  readonly step?: number;
  /** Air absorbed dose rate, nGy/h; null: missing. */
  readonly values: readonly (number | null)[];
  readonly occupancy?: number;
  /** Range of the place, or one that the platform holds: national, urumqi, xinjiang. */
  readonly background?: string | { readonly from: number; readonly to: number };
  /** Tell each hour as well. */
  readonly hourly?: boolean;
}

export interface RatePeriod {
  /** `2026-11-24T13:00:00+08:00`, `2026-11-24`, `2026-11`, `2026`. */
  readonly period: string;
  /** nGy/h; null when too little of it is there. */
  readonly mean: number | null;
  /** Values, hours, days or months that are there and valid. */
  readonly count: number;
  readonly needed: number;
}

export interface BackgroundResult extends Finding {
  /** With `hourly`. */
  readonly hours?: readonly RatePeriod[];
  readonly days: readonly RatePeriod[];
  readonly months: readonly RatePeriod[];
  readonly years: readonly (RatePeriod & { readonly mSv: number | null })[];
  /** Smallest and largest valid hour, and their mean. */
  readonly range: {
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly hours: number;
  } | null;
  /** Valid hours against the range of the place. */
  readonly comparison: {
    readonly from: number;
    readonly to: number;
    readonly below: number;
    readonly within: number;
    readonly above: number;
  } | null;
}

const MOST_VALUES = 200_000;
const MOST_TOLD = 10;
const MONTHS = 12;

/**
 * Hour, day, month and year means of a gamma station with their validity, the range of its hours against the stated background, and the
 * effective dose of a whole year. Means of means, as they are published. How much of a period must be there is ours.
 */
export function evaluateBackground(input: BackgroundInput): BackgroundResult {
  const problems: Problem[] = [];
  const wrong = wrongInput(input);
  if (wrong) return nothing(wrong);
  const { start, step = 60, values } = input;
  problems.push(problem(P.completeness));
  const rules = RADIATION_MONITORING.data.completeness;
  const perHour = 60 / step;
  const hours = grouped(
    readValues(values, problems).map((value, i) => ({ at: start + i * step * MINUTE_MS, value })),
    (at) => beijingIso(Math.floor(at / HOUR_MS) * HOUR_MS),
    Math.ceil((perHour * rules.hour_percent) / 100),
  );
  const days = grouped(hours.map(asSample), beijingDate, rules.day_hours);
  const months = grouped(days.map(asSample), (at) => beijingDate(at).slice(0, 7), rules.month_days);
  const occupancy = occupancyOf(input.occupancy, problems);
  const years = grouped(months.map(asSample), (at) => beijingDate(at).slice(0, 4), MONTHS).map((year) => {
    if (year.mean === null)
      problems.push(problem(P.incompleteYear, { year: year.period, months: year.count }));
    const mSv =
      year.mean === null ? null : toNumber(effectiveDose(rational(year.mean), YEAR_HOURS, occupancy));
    return { ...year, mSv };
  });
  const valid = hours.flatMap((one) => (one.mean === null ? [] : [one.mean]));
  const mean = exactMean(valid);
  const range = mean && {
    min: valid.reduce((a, b) => Math.min(a, b)),
    max: valid.reduce((a, b) => Math.max(a, b)),
    mean: toNumber(mean),
    hours: valid.length,
  };
  const steps: Step[] = [...days, ...months, ...years].map(({ period, mean, count, needed }) => ({
    of: period,
    rule: 'HJ 61-2021; HJ 1009-2019',
    formula: `n = ${count} ${count >= needed ? '≥' : '<'} ${needed}`,
    result: mean,
  }));
  for (const { period, mean, mSv } of years)
    if (mSv !== null)
      steps.push({
        of: `${period} mSv`,
        rule: 'nGy/h × 0.7 × h × q × 10⁻⁶',
        formula: `${mean} × 0.7 × ${YEAR_HOURS} × ${occupancy} × 10⁻⁶`,
        result: mSv,
      });
  return {
    ...(input.hourly === true ? { hours } : {}),
    days,
    months,
    years,
    range,
    comparison: compared(input.background, valid, problems),
    rules: [ruleUsed(RADIATION_MONITORING)],
    used: { values: values.length, step, occupancy },
    missing: [],
    steps,
    problems,
  };
}

function nothing(why: Problem): BackgroundResult {
  const none = { rules: [], used: {}, missing: [why.path!], steps: [] };
  return { days: [], months: [], years: [], range: null, comparison: null, ...none, problems: [why] };
}

function wrongInput({ start, step = 60, values }: BackgroundInput): Problem | null {
  if (!Array.isArray(values) || values.length === 0 || values.length > MOST_VALUES)
    return problem(P.series, { most: MOST_VALUES }, 'values');
  // Twenty centuries around ours: beyond them no calendar date can be told.
  if (typeof start !== 'number' || !(Math.abs(start) < 6e13)) return problem(P.start, {}, 'start');
  return Number.isInteger(step) && step > 0 && 60 % step === 0 ? null : problem(P.step, {}, 'step');
}

function readValues(values: readonly unknown[], problems: Problem[]): (number | null)[] {
  let bad = 0;
  const read = values.map((value, index) => {
    if (value === null || isRate(value)) return value;
    bad++;
    if (bad <= MOST_TOLD) problems.push(problem(P.value, { index }, `values.${index}`));
    return null;
  });
  if (bad > MOST_TOLD) problems.push(problem(P.manyInvalid, { count: bad }, 'values'));
  return read;
}

interface Sample {
  readonly at: number;
  readonly value: number | null;
}

/** Means by name of the period, in time's order; a period that the series only touches is told as too short. */
function grouped(samples: readonly Sample[], nameOf: (at: number) => string, needed: number): RatePeriod[] {
  const groups = Map.groupBy(samples, ({ at }) => nameOf(at));
  return [...groups].map(([period, some]) => {
    const there = some.flatMap(({ value }) => (value === null ? [] : [value]));
    const mean = there.length >= needed ? exactMean(there) : null;
    return { period, mean: mean && toNumber(mean), count: there.length, needed };
  });
}

/** A period as a sample of the next longer one. */
function asSample({ period, mean }: RatePeriod): Sample {
  const at = period.includes('T')
    ? Date.parse(period)
    : Date.parse(`${period.length === 7 ? `${period}-01` : period}T00:00:00Z`) - BEIJING_OFFSET_MS;
  return { at, value: mean };
}

function compared(
  given: unknown,
  hours: readonly number[],
  problems: Problem[],
): BackgroundResult['comparison'] {
  if (given === undefined || given === null) return null;
  const { background } = RADIATION_MONITORING.data;
  const held = typeof given === 'string' ? background.find((one) => one.place === given) : undefined;
  const { from, to } = (held ?? (typeof given === 'object' ? given : {})) as Record<string, unknown>;
  if (!isRate(from) || !isRate(to) || from > to) {
    const known = background.map((one) => one.place).join(', ');
    problems.push(problem(P.background, { known }, 'background'));
    return null;
  }
  if (held && held.confidence !== 'multi-source' && held.confidence !== 'official-text')
    problems.push(
      problem(P.backgroundUnverified, { place: held.place, confidence: held.confidence }, 'background'),
    );
  const below = hours.filter((one) => one < from).length;
  const above = hours.filter((one) => one > to).length;
  return { from, to, below, within: hours.length - below - above, above };
}
