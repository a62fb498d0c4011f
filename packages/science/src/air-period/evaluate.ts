import type { Problem } from '@tarim/kernel';
import {
  type AirLimit,
  type AirStatistics,
  type AqiTable,
  airLimits,
  airStatistics,
  CRITERIA_POLLUTANTS,
  type CriteriaPollutant,
  editionOn,
  type Standard,
  standard as standardByCode,
} from '@tarim/standards';
import { type RuleUsed, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import type { Rational } from '../rational.ts';
import { told } from '../told.ts';
import { changeOf } from './change.ts';
import { compositeIndex, type Weights } from './composite.ts';
import { dayFigures, dayIndices } from './day-figures.ts';
import { type AssessmentPeriod, dateMs, parsePeriod, yearBefore } from './period.ts';
import { pollutantFigures } from './pollutant.ts';
import { AIR_PERIOD_PROBLEMS as P } from './problems.ts';
import { type AirDay, readDays } from './read-days.ts';
import type { AirEdition, AirFigures, AirPeriodInput, AirPeriodResult, PollutantFigures } from './types.ts';

const OFFICIAL_USE = { concentrations: 'withoutDust', goodDays: 'withDust' } as const;

/** The standards that came and hold together. */
const GENERATIONS: Readonly<Record<AirEdition, { statistics: string; limits: string; aqi: string }>> = {
  '2012': { statistics: 'HJ 663-2013', limits: 'GB 3095-2012', aqi: 'HJ 633-2012' },
  '2026': { statistics: 'HJ 663-2026', limits: 'GB 3095-2026', aqi: 'HJ 633-2026' },
};

/**
 * Ambient air of a month, quarter, year or range (环境空气质量评价, HJ 663): statistics of daily values, the verdict of a year
 * (GB 3095), composite index, good days, days above the limits; each figure with and without the days of sand dust, side by side.
 *
 * HJ 663 and the limits are those of the last day, because an assessment follows what is in force when it is made; each day's own
 * verdict and AQI follow the day's date. Compared in full (GB/T 8170 4.3.3); told when rounding would say otherwise.
 *
 * Never throws: what is wrong with the input is in `problems`.
 */
export function evaluateAirPeriod(input: AirPeriodInput): AirPeriodResult {
  const found = rulesOf(input);
  if ('code' in found) return nothing(found);
  const { period, rules, weights } = found;
  const airClass = input.airClass ?? 'II';
  const lastDay = dateMs(period.to)!;
  const read = readDays(input.days, period);
  const codes = input.edition && GENERATIONS[input.edition];
  const limits = airLimits(lastDay, airClass, codes?.limits);
  const aqi = codes && (standardByCode(codes.aqi) as unknown as Standard<AqiTable>);
  const indexOf = dayIndices(aqi);
  const problems: Problem[] = [...(codes ? [] : spansEditions(period, rules)), ...read.problems];
  const steps: Step[] = [];
  const figures = (days: readonly AirDay[], label: string): AirFigures => {
    const concentrations = {} as Record<CriteriaPollutant, Rational | null>;
    const pollutants = {} as Record<CriteriaPollutant, PollutantFigures>;
    const context = { period, airClass, rules, limits, limitsCode: codes?.limits, measured: read.withDust };
    for (const one of CRITERIA_POLLUTANTS) {
      const made = pollutantFigures(one, days, context);
      pollutants[one] = made.figures;
      concentrations[one] = made.concentration;
      steps.push(...made.steps.map((step) => ({ ...step, of: `${label} ${step.of}` })));
      problems.push(...made.problems.filter((told) => !problems.some((old) => old.message === told.message)));
    }
    const { index, steps: indexSteps } = compositeIndex(concentrations, rules, weights ?? undefined);
    steps.push(...indexSteps.map((step) => ({ ...step, of: `${label} ${step.of}` })));
    const verdicts = CRITERIA_POLLUTANTS.map((one) => pollutants[one].verdict);
    return {
      pollutants,
      verdict: verdicts.includes('exceeds')
        ? 'exceeds'
        : verdicts.includes('not-judged')
          ? 'not-judged'
          : 'meets',
      composite: index,
      days: dayFigures(days, rules.digits.rate, indexOf),
    };
  };
  const withDust = figures(read.withDust, '不扣沙尘');
  const withoutDust = read.dustDays === 0 ? withDust : figures(read.withoutDust, '扣沙尘');
  if (rules.composite === null) problems.push(problem(P.noComposite, { standard: rules.edition.code }));
  else if (rules.composite.confidence === 'single-source' && weights === null)
    problems.push(problem(P.candidate, { standard: rules.edition.code }));
  if (read.dustDays > 0 && input.dustSource !== 'official')
    problems.push(problem(P.dust, { days: read.dustDays }));
  const result: AirPeriodResult = {
    period,
    airClass,
    phase: limits[0]?.phase ?? null,
    withDust,
    withoutDust,
    dust: {
      days: read.dustDays,
      source: read.dustDays === 0 ? null : input.dustSource === 'official' ? 'official' : 'proposed',
      officialUse: OFFICIAL_USE,
    },
    change: null,
    rules: rulesUsed(rules, limits, read.dustDays > 0, read.withDust, aqi),
    used: Object.fromEntries(
      CRITERIA_POLLUTANTS.map((one) => [`${one} days`, withDust.pollutants[one].validDays]),
    ),
    missing: CRITERIA_POLLUTANTS.filter((one) => withDust.pollutants[one].validDays === 0),
    steps,
    problems,
  };
  return input.previous ? compared(result, input, input.previous) : result;
}

interface Rules {
  readonly period: AssessmentPeriod;
  readonly rules: AirStatistics;
  readonly weights: Weights | null;
}

function rulesOf({
  period: text,
  days,
  standard,
  edition,
  weights,
  airClass,
}: AirPeriodInput): Rules | Problem {
  const period = typeof text === 'string' ? parsePeriod(text) : null;
  if (period === null) return problem(P.period, {}, 'period');
  if (!Array.isArray(days)) return problem(P.days, {}, 'days');
  if (airClass !== undefined && airClass !== 'I' && airClass !== 'II')
    return problem(P.airClass, {}, 'airClass');
  if (edition !== undefined && !Object.hasOwn(GENERATIONS, edition))
    return problem(P.standard, { standard: told(edition) }, 'edition');
  const rules = airStatistics(
    dateMs(period.to)!,
    edition === undefined ? standard : GENERATIONS[edition].statistics,
  );
  if (rules === null) return problem(P.standard, { standard: told(standard) }, 'standard');
  if (weights === undefined) return { period, rules, weights: null };
  const given: Record<string, unknown> = { ...rules.composite?.weights, ...weights };
  const good = CRITERIA_POLLUTANTS.every((one) => typeof given[one] === 'number' && given[one] > 0);
  return good ? { period, rules, weights: given as unknown as Weights } : problem(P.weights, {}, 'weights');
}

function* spansEditions(period: AssessmentPeriod, rules: AirStatistics): Generator<Problem> {
  const [first, last] = [dateMs(period.from)!, dateMs(period.to)!];
  if (editionOn('air-statistics', first)?.code !== editionOn('air-statistics', last)?.code)
    yield problem(P.spans, { standard: rules.edition.code });
}

function rulesUsed(
  rules: AirStatistics,
  limits: readonly AirLimit[],
  dust: boolean,
  days: readonly AirDay[],
  aqi: Standard<AqiTable> | undefined,
): RuleUsed[] {
  const ofDays = days.length === 0 ? [] : [days[0]!, days.at(-1)!].map((day) => editionOn('aqi', day.ms));
  const codes = [limits[0]?.standard, dust ? '环办监测〔2016〕120号' : undefined].map(
    (code) => code && standardByCode(code),
  );
  return [...new Set([rules.edition, ...codes, ...(aqi ? [aqi as unknown as Standard] : ofDays)])]
    .filter((one) => one !== null && one !== undefined && one !== '')
    .map(ruleUsed);
}

function compared(
  now: AirPeriodResult,
  input: AirPeriodInput,
  previous: NonNullable<AirPeriodInput['previous']>,
): AirPeriodResult {
  const before = evaluateAirPeriod({
    ...input,
    previous: undefined,
    period: previous.period ?? yearBefore(input.period) ?? '',
    days: previous.days,
  });
  const problems = before.problems.map((one) => (one.path ? { ...one, path: `previous.${one.path}` } : one));
  if (!before.withDust || !before.withoutDust || !now.withDust || !now.withoutDust || !before.period)
    return { ...now, problems: [...now.problems, ...problems] };
  const rule = (one: AirPeriodResult) => `${one.rules[0]!.standard}${one.phase === 'final' ? ' final' : ''}`;
  const comparable = rule(before) === rule(now);
  const differ = problem(P.editionsDiffer, { previous: rule(before), current: rule(now) });
  return {
    ...now,
    change: {
      period: before.period,
      standard: before.rules[0]!.standard,
      comparable,
      withDust: changeOf(before.withDust, now.withDust),
      withoutDust: changeOf(before.withoutDust, now.withoutDust),
    },
    problems: [...now.problems, ...problems, ...(comparable ? [] : [differ])],
  };
}

function nothing(why: Problem): AirPeriodResult {
  return {
    period: null,
    airClass: 'II',
    phase: null,
    withDust: null,
    withoutDust: null,
    dust: { days: 0, source: null, officialUse: OFFICIAL_USE },
    change: null,
    rules: [],
    used: {},
    missing: [],
    steps: [],
    problems: [why],
  };
}
