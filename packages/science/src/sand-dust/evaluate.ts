import { beijingDate, beijingIso, HOUR_MS, type Problem } from '@tarim/kernel';
import { standard as standardByCode } from '@tarim/standards';
import type { DustSource } from '../air-period/types.ts';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { exactMean, toNumber } from '../rational.ts';
import { type DustRule, identifyDust } from './identify.ts';
import { SAND_DUST_PROBLEMS as P } from './problems.ts';

export interface SandDustInput {
  /** Start of the first hour, epoch ms. */
  readonly start: number;
  /** Hourly means of the city, µg/m³; null: missing. */
  readonly PM10: ReadonlyArray<number | null>;
  readonly 'PM2.5'?: ReadonlyArray<number | null>;
  /** Events of the national centre's list, epoch ms, end exclusive: they take the place of what is found in the hours. */
  readonly official?: ReadonlyArray<{ readonly from: number; readonly to: number }>;
}

export interface DustSpan {
  readonly from: string;
  /** First hour after it; null: it goes on beyond the hours given. */
  readonly to: string | null;
  readonly hours: number;
  /** Mean of the hours before, and the highest hour; null in an official list. */
  readonly baseline: number | null;
  readonly peak: number | null;
}

export interface DustDay {
  readonly date: string;
  readonly dustHours: number;
  /** Daily means with the hours of dust, and without: null when fewer than 20 hours are left. */
  readonly withDust: Readonly<Record<string, number | null>>;
  readonly withoutDust: Readonly<Record<string, number | null>>;
}

export interface SandDustResult extends Finding {
  /** The national centre's list decides: what is found in the hours is proposed. */
  readonly source: DustSource;
  readonly events: readonly DustSpan[];
  /** Found in the hours although a list was given: to compare the two. */
  readonly proposed: readonly DustSpan[];
  /** Days that dust touched. */
  readonly days: readonly DustDay[];
}

interface Tables {
  readonly start: { readonly factor: number; readonly window_h: number; readonly min_pm10: number };
  readonly end: { readonly tolerance: number };
  readonly daily_mean_after_removal: { readonly min_hours: number };
}
const STANDARD = standardByCode('环办监测〔2016〕120号')!;
const TABLES = STANDARD.data as unknown as Tables;
const RULE: DustRule = {
  factor: TABLES.start.factor,
  windowHours: TABLES.start.window_h,
  above: TABLES.start.min_pm10,
  tolerance: TABLES.end.tolerance,
};
/** Two years and a bit. */
const MOST_HOURS = 20_000;
const MOST_TOLD = 20;

/**
 * Hours of sand dust in a city and what they do to its daily means (受沙尘天气过程影响的评价): events proposed from hourly PM10, or
 * those of the national centre's list; each touched day with and without them. The hours themselves are never changed.
 */
export function evaluateSandDust(input: SandDustInput): SandDustResult {
  const wrong = wrongInput(input);
  if (wrong) return { ...EMPTY, problems: [wrong] };
  const problems: Problem[] = [];
  const pm10 = figures(input.PM10, 'PM10', problems);
  const pm25 = figures(Array.isArray(input['PM2.5']) ? input['PM2.5'] : [], 'PM2.5', problems);
  const at = (index: number) => input.start + index * HOUR_MS;
  const { events, untested, steps } = identifyDust(pm10, RULE);
  const proposed = events.map(
    (one): DustSpan => ({
      from: beijingIso(at(one.start)),
      to: one.end === null ? null : beijingIso(at(one.end)),
      hours: (one.end ?? pm10.length) - one.start,
      baseline: one.baseline,
      peak: one.peak,
    }),
  );
  const listed = input.official?.flatMap((one, index) => officialSpan(one, index, problems));
  const isDust = listed
    ? (index: number) => listed.some((one) => at(index) >= one.from && at(index) < one.to)
    : (index: number) => events.some((one) => index >= one.start && index < (one.end ?? pm10.length));
  if (!listed) problems.push(problem(P.proposed), problem(P.memory));
  if (untested > 0) problems.push(problem(P.untested, { count: untested }));
  const days = touchedDays(pm10, pm25, at, isDust, steps);
  return {
    source: listed ? 'official' : 'proposed',
    events: listed ? listed.map((one) => spanOf(one)) : proposed,
    proposed,
    days,
    rules: [ruleUsed(STANDARD)],
    used: { 'PM10 hours': count(pm10), 'PM2.5 hours': count(pm25) },
    missing: count(pm10) === 0 ? ['PM10'] : [],
    steps,
    problems,
  };
}

function wrongInput(input: SandDustInput): Problem | null {
  const { start, PM10: hours } = input;
  if (!Number.isFinite(start) || start % HOUR_MS !== 0 || Math.abs(start) > 4e15)
    return problem(P.start, {}, 'start');
  if (!Array.isArray(hours)) return problem(P.hours, {}, 'PM10');
  if (input.official !== undefined && !Array.isArray(input.official))
    return problem(P.event, { index: 0 }, 'official');
  if (hours.length > MOST_HOURS) return problem(P.tooMany, { limit: MOST_HOURS }, 'PM10');
  return null;
}

function figures(values: ReadonlyArray<unknown>, pollutant: string, problems: Problem[]): (number | null)[] {
  return values.map((value, index) => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    if (problems.length < MOST_TOLD)
      problems.push(problem(P.value, { pollutant, index }, `${pollutant}.${index}`));
    return null;
  });
}

function officialSpan(
  one: { from: number; to: number },
  index: number,
  problems: Problem[],
): { from: number; to: number }[] {
  if (Number.isFinite(one?.from) && Number.isFinite(one?.to) && one.from < one.to && Math.abs(one.to) < 4e15)
    return [one];
  problems.push(problem(P.event, { index }, `official.${index}`));
  return [];
}

function spanOf({ from, to }: { from: number; to: number }): DustSpan {
  const hours = (to - from) / HOUR_MS;
  return { from: beijingIso(from), to: beijingIso(to), hours, baseline: null, peak: null };
}

function touchedDays(
  pm10: ReadonlyArray<number | null>,
  pm25: ReadonlyArray<number | null>,
  at: (index: number) => number,
  isDust: (index: number) => boolean,
  steps: Step[],
): DustDay[] {
  const byDate = new Map<string, number[]>();
  for (let index = 0; index < pm10.length; index++) {
    const date = beijingDate(at(index));
    byDate.set(date, [...(byDate.get(date) ?? []), index]);
  }
  const minimum = TABLES.daily_mean_after_removal.min_hours;
  const meanOf = (values: ReadonlyArray<number | null>, indices: readonly number[]): number | null => {
    const there = indices
      .map((index) => values[index])
      .filter((one): one is number => typeof one === 'number');
    return there.length < minimum ? null : toNumber(exactMean(there)!);
  };
  const days: DustDay[] = [];
  for (const [date, indices] of byDate) {
    const dusty = indices.filter(isDust);
    if (dusty.length === 0) continue;
    const clean = indices.filter((index) => !isDust(index));
    const both = (of: readonly number[]) => ({ PM10: meanOf(pm10, of), 'PM2.5': meanOf(pm25, of) });
    const day = { date, dustHours: dusty.length, withDust: both(indices), withoutDust: both(clean) };
    days.push(day);
    steps.push({
      of: `${date} PM10`,
      rule: '环办监测〔2016〕120号',
      formula: `${indices.length}−${dusty.length} h, ≥ ${minimum} h`,
      result: day.withoutDust.PM10,
    });
  }
  return days;
}

const count = (values: ReadonlyArray<number | null>) => values.filter((one) => one !== null).length;

const EMPTY: SandDustResult = {
  source: 'proposed',
  events: [],
  proposed: [],
  days: [],
  rules: [],
  used: {},
  missing: [],
  steps: [],
  problems: [],
};
