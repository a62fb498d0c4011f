import type { Problem } from '@tarim/kernel';
import { CRITERIA_POLLUTANTS, type CriteriaPollutant } from '@tarim/standards';
import { problem } from '../problems.ts';
import { bySymbol } from '../symbols.ts';
import { told } from '../told.ts';
import { type AssessmentPeriod, dateMs } from './period.ts';
import { AIR_PERIOD_PROBLEMS as P } from './problems.ts';
import type { AirDayInput } from './types.ts';

/** A day whose figures may enter. */
export interface AirDay {
  readonly date: string;
  readonly ms: number;
  readonly values: Readonly<Record<CriteriaPollutant, number | null>>;
  /** Highest hour of ozone, for the index of 2012 above 800. */
  readonly o3Hour: number | null;
  /** Taken out with the dust: the day's AQI is made of the others (2016 No. 120), not withheld for want of it. */
  readonly deducted: readonly CriteriaPollutant[];
}

/** A year has 366 days; more than these are passed over without a word each. */
const MOST_TOLD = 20;

/** The days of the period in order, each once; the same days without what dust brought. */
export function readDays(
  days: readonly AirDayInput[],
  period: AssessmentPeriod,
): { withDust: AirDay[]; withoutDust: AirDay[]; dustDays: number; problems: Problem[] } {
  const problems: Problem[] = [];
  const tell = (one: Problem) => {
    if (problems.length < MOST_TOLD) problems.push(one);
  };
  const read = new Map<string, { plain: AirDay; deducted: AirDay; dust: boolean }>();
  for (const [index, day] of days.entries()) {
    const path = `days.${index}`;
    const given = isObject(day) ? day : null;
    const date = told(given?.date);
    const ms = dateMs(date);
    if (given === null || ms === null) {
      tell(problem(P.date, { date }, path));
      continue;
    }
    if (date < period.from || date > period.to) {
      tell(problem(P.outside, { date }, path));
      continue;
    }
    if (read.has(date)) {
      tell(problem(P.twice, { date }, path));
      continue;
    }
    const figure = (value: unknown, pollutant: string): number | null => {
      if (value === null || value === undefined) return null;
      if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
      tell(problem(P.value, { date, pollutant }, `${path}.values.${pollutant}`));
      return null;
    };
    const named = bySymbol(isObject(given.values) ? given.values : {});
    const values = Object.fromEntries(
      CRITERIA_POLLUTANTS.map((one) => [one, figure(named[one === 'O3' ? 'O3_8h' : one], one)]),
    ) as Record<CriteriaPollutant, number | null>;
    const plain: AirDay = { date, ms, values, o3Hour: figure(named.O3, 'O3'), deducted: [] };
    const dust = given.dust === true;
    const left = isObject(given.withoutDust) ? bySymbol(given.withoutDust) : {};
    read.set(date, { plain, deducted: dust ? withoutDust(plain, left, figure) : plain, dust });
  }
  const inOrder = [...read.values()].sort((a, b) => a.plain.ms - b.plain.ms);
  return {
    withDust: inOrder.map((one) => one.plain),
    withoutDust: inOrder.map((one) => one.deducted),
    dustDays: inOrder.filter((one) => one.dust).length,
    problems,
  };
}

function isObject(value: unknown): value is Record<string, never> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutDust(
  day: AirDay,
  left: Readonly<Record<string, unknown>>,
  figure: (value: unknown, pollutant: string) => number | null,
): AirDay {
  const particles = { PM10: figure(left.PM10, 'PM10'), 'PM2.5': figure(left['PM2.5'], 'PM2.5') };
  return {
    ...day,
    values: { ...day.values, ...particles },
    deducted: (['PM10', 'PM2.5'] as const).filter((one) => particles[one] === null),
  };
}
