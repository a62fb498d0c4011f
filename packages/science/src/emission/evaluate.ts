import type { Problem } from '@tarim/kernel';
import type { EmissionAverage, EmissionLimit, EmissionProcess } from '@tarim/standards';
import { ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { compare, divide, exactMean, multipleAbove, type Rational, rational, toNumber } from '../rational.ts';
import { convertExact } from './convert.ts';
import { amountsOf } from './load.ts';
import { readHours, readValues, type Series } from './period-values.ts';
import { EMISSION_PROBLEMS as P } from './problems.ts';
import { type EmissionChoice, selectProcess } from './select.ts';
import type { EmissionInput, EmissionJudgement, EmissionResult } from './types.ts';

const DAY_HOURS = 20;

/** An emission of a stack or outlet against its limits (达标判定): converted, compared in full, standards and targets apart. */
export function evaluateEmission(input: EmissionInput): EmissionResult {
  const problems: Problem[] = [];
  if (!Array.isArray(input.standards) || input.standards.length === 0)
    return nothing(problem(P.standards, {}, 'standards'));
  const period = input.period ?? 'hour';
  if (!['hour', 'day', 'measured', 'any'].includes(period as string))
    return nothing(problem(P.period, {}, 'period'));
  const processes = input.standards
    .slice(0, 10)
    .map((one, index) => selectProcess(one as EmissionChoice, index, input, problems))
    .filter((one) => one !== null);
  const values = isObject(input.values) ? readValues(input.values, problems) : null;
  const hourly = isObject(input.hourly) ? readHours(input.hourly, problems) : null;
  if (values === null && hourly === null) problems.push(problem(P.values));
  const steps: Step[] = [];
  const judged: Judged[] = [];
  for (const process of processes) {
    if (values) judged.push(...judgePeriod(process, values, period, null, input, problems, steps));
    if (hourly) judged.push(...judgeHours(process, hourly, input, problems, steps));
  }
  const medium = processes[0]?.medium ?? 'air';
  const verdicts = judged.map((one) => one.told.verdict);
  return {
    verdict: verdicts.includes('exceeds') ? 'exceeds' : verdicts.includes('meets') ? 'meets' : 'not-judged',
    targets: verdicts.includes('above-target')
      ? 'above-target'
      : verdicts.includes('within-target')
        ? 'within-target'
        : null,
    judgements: judged.map((one) => one.told),
    governing: governingOf(judged),
    amounts: amountsOf(values, hourly, input.flow, medium, problems),
    rules: [...new Set(processes.map((one) => one.standard))].map(ruleUsed),
    used: values ?? {},
    missing: missingOf(processes, values, hourly),
    steps,
    problems,
  };
}

interface Judged {
  readonly told: EmissionJudgement;
  /** Value over its upper limit. */
  readonly ratio: Rational | null;
}

function judgePeriod(
  process: EmissionProcess,
  values: Readonly<Record<string, number>>,
  avg: EmissionAverage,
  hour: number | null,
  input: EmissionInput,
  problems: Problem[],
  steps: Step[],
): Judged[] {
  const judged: Judged[] = [];
  for (const [item, measured] of Object.entries(values)) {
    const limit = process.limits.find((one) => one.item === item && one.avg === avg);
    if (!limit) {
      const other = process.limits.some((one) => one.item === item);
      if (other && hour === null)
        problems.push(problem(P.noLimit, { standard: process.standard.code, item, period: avg }));
      continue;
    }
    const at = convertExact(
      measured,
      values.O2 ?? null,
      input.converted === true ? null : process.reference,
      air(input),
    );
    if (at.value === null) {
      const told = { item, standard: process.standard.code, reason: at.problem ?? '' };
      if (!problems.some((one) => one.code === P.conversion.code && one.path === item && hour !== null))
        problems.push(problem(P.conversion, told, item));
    }
    judged.push(judgeOne(process, limit, measured, at.value, hour));
    if (hour === null)
      steps.push({
        of: `${item} ${avg}`,
        rule: `${process.standard.code} ${process.zh}`,
        formula: `${at.formula || measured} ↔ ${limit.lower === null ? '' : `${limit.lower}…`}${limit.upper ?? ''}`,
        result: at.value && toNumber(at.value),
      });
  }
  return judged;
}

/** Each hour, and the mean of the day from its converted hours (GB 18484, GB 18485: at least 20). */
function judgeHours(
  process: EmissionProcess,
  hourly: Series,
  input: EmissionInput,
  problems: Problem[],
  steps: Step[],
): Judged[] {
  const judged: Judged[] = [];
  const hours = Math.max(0, ...Object.values(hourly).map((one) => one.length));
  for (let hour = 0; hour < hours; hour++) {
    const values: Record<string, number> = {};
    for (const [item, series] of Object.entries(hourly)) {
      const value = series[hour];
      if (value !== null && value !== undefined) values[item] = value;
    }
    judged.push(...judgePeriod(process, values, 'hour', hour, input, problems, steps));
  }
  for (const limit of process.limits.filter((one) => one.avg === 'day')) {
    const series = hourly[limit.item];
    if (!series) continue;
    const reference = input.converted === true ? null : process.reference;
    const valid = series.flatMap((value, hour) => {
      if (value === null) return [];
      const at = convertExact(value, hourly.O2?.[hour] ?? null, reference, air(input)).value;
      return at === null ? [] : [{ value, at }];
    });
    const code = process.standard.code;
    if (valid.length < DAY_HOURS) {
      const told = { item: limit.item, valid: valid.length, needed: DAY_HOURS };
      problems.push(problem(P.dayHours, told, `hourly.${limit.item}`));
      continue;
    }
    const total = valid.reduce(
      (sum, one) => ({ n: sum.n * one.at.d + one.at.n * sum.d, d: sum.d * one.at.d }),
      rational(0),
    );
    const average = divide(total, rational(valid.length));
    const measured = toNumber(exactMean(valid.map((one) => one.value))!);
    judged.push(judgeOne(process, limit, measured, average, null));
    steps.push({
      of: `${limit.item} day`,
      rule: `${code} ${process.zh}`,
      formula: `Σ/${valid.length} ↔ ${limit.upper}`,
      result: toNumber(average),
    });
  }
  return judged;
}

function judgeOne(
  process: EmissionProcess,
  limit: EmissionLimit,
  measured: number,
  value: Rational | null,
  hour: number | null,
): Judged {
  const target = process.standard.nature === 'target';
  const upper = limit.upper === null ? null : rational(limit.upper);
  const above = value !== null && upper !== null && compare(value, upper) > 0;
  const below = value !== null && limit.lower !== null && compare(value, rational(limit.lower)) < 0;
  const words = target ? (['within-target', 'above-target'] as const) : (['meets', 'exceeds'] as const);
  return {
    told: {
      item: limit.item,
      standard: process.standard.code,
      process: process.process,
      stage: process.stage,
      nature: target ? 'target' : 'standard',
      avg: limit.avg,
      hour,
      measured,
      value: value && toNumber(value),
      upper: limit.upper,
      lower: limit.lower,
      verdict: value === null ? 'not-judged' : words[above || below ? 1 : 0],
      exceedMultiple: value === null || limit.upper === null ? null : multipleAbove(value, limit.upper),
    },
    ratio: value !== null && upper !== null && limit.upper! > 0 ? divide(value, upper) : null,
  };
}

function governingOf(judged: readonly Judged[]): EmissionResult['governing'] {
  const most = new Map<string, Judged>();
  for (const one of judged) {
    if (one.ratio === null || one.told.nature === 'target') continue;
    const best = most.get(one.told.item);
    if (!best || compare(one.ratio, best.ratio!) > 0) most.set(one.told.item, one);
  }
  return Object.fromEntries(
    [...most].map(([item, { told }]) => [
      item,
      { standard: told.standard, avg: told.avg, upper: told.upper! },
    ]),
  );
}

/** Items that a standard limits and that are not there; of the standard first named only, the others may cover other ground. */
function missingOf(
  processes: readonly EmissionProcess[],
  values: Readonly<Record<string, number>> | null,
  hourly: Series | null,
): string[] {
  const there = new Set([...Object.keys(values ?? {}), ...Object.keys(hourly ?? {})]);
  return [...new Set(processes[0]?.limits.map((one) => one.item) ?? [])].filter((item) => !there.has(item));
}

function air({ combustionO2 }: EmissionInput): number {
  return typeof combustionO2 === 'number' && combustionO2 > 0 && combustionO2 <= 100 ? combustionO2 : 21;
}

function isObject(value: unknown): value is Record<string, never> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nothing(why: Problem): EmissionResult {
  const none = { rules: [], used: {}, missing: [], steps: [] };
  return {
    verdict: 'not-judged',
    targets: null,
    judgements: [],
    governing: {},
    amounts: [],
    ...none,
    problems: [why],
  };
}
