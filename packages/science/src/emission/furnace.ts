import type { Problem } from '@tarim/kernel';
import { emissionProcesses, FURNACE_RULES, FURNACE_STANDARD } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { compare, exactMean, rational, toNumber } from '../rational.ts';
import { type ExcludedHour, excludedHours } from './furnace-marks.ts';
import { FURNACE_PROBLEMS as P } from './furnace-problems.ts';
import { readHours } from './period-values.ts';

export interface FurnaceInput {
  /** Hours 0 to 23 of the day, at reference oxygen, mg/m³, by symbol or HJ 212 code: PM NOx SO2 HCl CO. */
  readonly hourly: Readonly<Record<string, readonly (number | null)[]>>;
  /** 工况标记 of each hour; absent or null: normal operation. */
  readonly marks?: readonly (string | null)[];
  /** Five-minute means of the furnace temperature, 288 of a day, °C; null: missing. */
  readonly temperatures?: readonly (number | null)[];
  /** Hours marked so before this day: of the year, maintenance of the quarter. */
  readonly usedBefore?: Readonly<Record<string, number>>;
}

export interface FurnaceItem {
  readonly item: string;
  readonly hours: number;
  readonly dayMean: number | null;
  readonly limit: number;
  readonly verdict: 'meets' | 'exceeds' | 'not-judged';
}

export interface FurnaceResult extends Finding {
  readonly items: readonly FurnaceItem[];
  /** One exceedance of the furnace-day, whatever number of items exceed. */
  readonly verdict: FurnaceItem['verdict'];
  readonly temperature: {
    readonly below: number;
    readonly means: number;
    readonly verdict: 'meets' | 'violation' | 'not-judged';
  };
  readonly notJudgedHours: readonly ExcludedHour[];
}

const ITEMS = ['PM', 'NOx', 'SO2', 'HCl', 'CO'] as const;
const DAY_HOURS = 20;
const MEANS_OF_HOUR = 12;

/**
 * A day of a waste incinerator (生活垃圾焚烧发电厂自动监测数据应用管理规定, order 10): five day means against their limits, the count of
 * five-minute temperatures below 850 °C; hours that operation marks leave out while the allowance lasts.
 */
export function evaluateFurnaceDay(input: FurnaceInput): FurnaceResult {
  const problems: Problem[] = [problem(P.memory)];
  const steps: Step[] = [];
  const given = input.hourly;
  const readable = typeof given === 'object' && given !== null && !Array.isArray(given);
  if (!readable) problems.push(problem(P.hourly, {}, 'hourly'));
  const series = readable ? readHours(given, problems) : {};
  const out = excludedHours(input, series.PM ?? [], problems);
  const skipped = new Set(out.map((one) => one.hour));
  const limits = emissionProcesses(FURNACE_STANDARD.code)[0]!.limits.filter((one) => one.avg === 'day');
  const items = ITEMS.filter((item) => series[item]).map((item): FurnaceItem => {
    const limit = limits.find((one) => one.item === item)!.upper!;
    const values = series[item]!.filter(
      (value, hour): value is number => value !== null && !skipped.has(hour),
    );
    const mean = exactMean(values);
    const judged = mean !== null && values.length >= DAY_HOURS;
    if (!judged && values.length > 0)
      problems.push(problem(P.tooFew, { item, valid: values.length, needed: DAY_HOURS }, `hourly.${item}`));
    const above = judged && compare(mean, rational(limit)) > 0;
    const dayMean = mean && toNumber(mean);
    steps.push({
      of: `${item} day`,
      rule: FURNACE_STANDARD.code,
      formula: `Σ/${values.length} ↔ ${limit}`,
      result: dayMean,
    });
    return {
      item,
      hours: values.length,
      dayMean,
      limit,
      verdict: !judged ? 'not-judged' : above ? 'exceeds' : 'meets',
    };
  });
  const verdicts = items.map((one) => one.verdict);
  return {
    items,
    verdict: verdicts.includes('exceeds')
      ? 'exceeds'
      : verdicts.length === 0 || verdicts.includes('not-judged')
        ? 'not-judged'
        : 'meets',
    temperature: temperatureOf(input.temperatures, skipped, problems),
    notJudgedHours: out,
    rules: [ruleUsed(FURNACE_STANDARD)],
    used: Object.fromEntries(items.map((one) => [`${one.item} hours`, one.hours])),
    missing: ITEMS.filter((item) => !series[item]),
    steps,
    problems,
  };
}

function temperatureOf(
  given: unknown,
  skipped: ReadonlySet<number>,
  problems: Problem[],
): FurnaceResult['temperature'] {
  const none = { below: 0, means: 0, verdict: 'not-judged' } as const;
  if (given === undefined || given === null) return none;
  if (!Array.isArray(given) || given.length > 24 * MEANS_OF_HOUR) {
    problems.push(problem(P.temperature, {}, 'temperatures'));
    return none;
  }
  const { below_C, more_than_times_a_day: times } = FURNACE_RULES.temperature;
  const means = given.filter(
    (value, index): value is number =>
      typeof value === 'number' && Number.isFinite(value) && !skipped.has(Math.floor(index / MEANS_OF_HOUR)),
  );
  const below = means.filter((value) => value < below_C).length;
  const judged = means.length > 0;
  return {
    below,
    means: means.length,
    verdict: !judged ? 'not-judged' : below > times ? 'violation' : 'meets',
  };
}
