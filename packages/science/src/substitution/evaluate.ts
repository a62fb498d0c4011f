import { beijingIso, DAY_MS, HOUR_MS, type Problem, periodStart } from '@tarim/kernel';
import {
  type GasSubstitutionRow,
  qualityTable,
  qualityTableVersion,
  type WaterSubstitutionRow,
} from '@tarim/standards';
import type { RuleUsed, Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { sum, toNumber } from '../rational.ts';
import { captureRate, isValid, quarterOf, quarterSpan } from './capture-rate.ts';
import { historyOf, lastPassed, maximumBefore } from './look-back.ts';
import { SUBSTITUTION_PROBLEMS as P } from './problems.ts';
import { readAmounts, wrongInput } from './read-input.ts';
import { type Span, spansOf } from './spans.ts';
import type {
  Amount,
  QuarterRate,
  SubstitutedAmount,
  SubstitutionInput,
  SubstitutionResult,
  SubstitutionRule,
} from './types.ts';

/**
 * 排放量替代 exactly by the table: flue gas by the hour (HJ 75-2017), wastewater by the day (HJ 356-2019). Amounts only, never a
 * concentration. What the table has no row for, or has nothing to take values from, stays without an amount and says so.
 */
export function evaluateSubstitution(input: SubstitutionInput): SubstitutionResult {
  const wrong = wrongInput(input);
  if (wrong) return nothing(wrong);
  const problems: Problem[] = [];
  const water = input.medium === 'water';
  const step = water ? DAY_MS : HOUR_MS;
  const amounts = readAmounts(input.amounts, problems);
  const inside = (one: Amount) => one.time >= input.from && one.time < input.to;
  const quarters = quartersOf(amounts, input);
  const history = historyOf(amounts);
  const gasRule = input.gas ?? national<GasSubstitutionRow>('gas-substitution');
  const waterRule = input.water ?? national<WaterSubstitutionRow>('water-substitution');
  const values = spansOf(amounts, step)
    .filter((span) => span.amounts.some(inside))
    .flatMap((span) =>
      span.amounts
        .filter(inside)
        .map((one) =>
          water
            ? ofDay(one, span, history, input.passed, waterRule)
            : ofHour(one, span, history, input.passed, gasRule, quarters),
        ),
    );
  tellProblems(values, quarters, problems);
  const measured = amounts.filter((one) => inside(one)).filter(isValid);
  const replaced = values.flatMap((one) => one.kg ?? []);
  const totals = {
    measured: toNumber(sum(measured.map((one) => one.kg))),
    substituted: toNumber(sum(replaced)),
    total: toNumber(sum([...measured.map((one) => one.kg), ...replaced])),
    valid: measured.length,
    replaced: replaced.length,
    unresolved: values.length - replaced.length,
  };
  const rule = water ? waterRule : gasRule;
  return {
    quarters,
    values,
    totals,
    rules: [
      {
        standard: rule.standard,
        version: rule.version,
        confidence: rule.confidence as RuleUsed['confidence'],
      },
    ],
    used: { amounts: amounts.length },
    missing: [],
    steps: stepsOf(quarters, values, totals, rule.version),
    problems,
  };
}

function national<Row>(key: 'gas-substitution' | 'water-substitution'): SubstitutionRule<Row> {
  const table = qualityTable(key);
  return {
    standard: table.standard,
    version: qualityTableVersion(table),
    confidence: table.confidence,
    rows: table.rows as unknown as readonly Row[],
  };
}

function quartersOf(amounts: readonly Amount[], { from, to }: SubstitutionInput): QuarterRate[] {
  const names = new Set<string>();
  for (const one of amounts) if (one.time >= from && one.time < to) names.add(quarterOf(one.time));
  return [...names].sort().map((quarter) => {
    const { start, end } = quarterSpan(quarter);
    return captureRate(
      quarter,
      amounts.filter((one) => one.time >= start && one.time < end),
    );
  });
}

type History = ReturnType<typeof historyOf>;

function ofHour(
  one: Amount,
  span: Span,
  history: History,
  passed: readonly number[],
  rule: SubstitutionRule<GasSubstitutionRow>,
  quarters: readonly QuarterRate[],
): SubstitutedAmount {
  const start = span.amounts[0]!.time;
  const quarter = quarters.find((each) => each.quarter === quarterOf(one.time))!;
  const alpha = quarter.alpha;
  const told = (more: Pick<SubstitutedAmount, 'kg' | 'origin' | 'problem'>): SubstitutedAmount => ({
    time: one.time,
    state: one.state,
    alpha,
    situation: span.situation,
    span: { from: start, length: span.amounts.length },
    ...more,
  });
  const row = rule.rows.find(
    (each) =>
      each.situation === span.situation &&
      reaches(quarter, each.alphaFrom) &&
      !reaches(quarter, each.alphaBelow) &&
      span.amounts.length > each.hoursAbove &&
      span.amounts.length <= each.hoursUpTo,
  );
  if (!row) return told({ kg: null, origin: null, problem: P.noRule.code });
  // Out of control: values before the last check that was passed; anything else: before the failure.
  const before = span.situation === 'out-of-control' ? lastPassed(passed, start) : start;
  if (before === null) return told({ kg: null, origin: null, problem: P.noCheck.code });
  return told(taken(maximumBefore(history, before, HOUR_MS, row.lookback)));
}

/** Whether α reaches a percentage, in whole numbers. */
const reaches = ({ hours, stopped, valid }: QuarterRate, percent: number) =>
  valid * 100 >= percent * (hours - stopped);

function ofDay(
  one: Amount,
  span: Span,
  history: History,
  passed: readonly number[],
  rule: SubstitutionRule<WaterSubstitutionRow>,
): SubstitutedAmount {
  const start = span.amounts[0]!.time;
  const told = (more: Pick<SubstitutedAmount, 'kg' | 'origin' | 'problem'>): SubstitutedAmount => ({
    time: one.time,
    state: one.state,
    alpha: null,
    situation: 'no-valid-day',
    span: { from: start, length: span.amounts.length },
    ...more,
  });
  const row = rule.rows[0];
  if (!row) return told({ kg: null, origin: null, problem: P.noRule.code });
  const check = lastPassed(passed, start + DAY_MS - 1);
  if (check === null) return told({ kg: null, origin: null, problem: P.noCheck.code });
  // Whole days before the day of the check.
  return told(taken(maximumBefore(history, periodStart('day', check), DAY_MS, row.lookback)));
}

function taken(
  found: ReturnType<typeof maximumBefore>,
): Pick<SubstitutedAmount, 'kg' | 'origin' | 'problem'> {
  if (!found) return { kg: null, origin: null, problem: P.noHistory.code };
  const short = found.origin.count < found.origin.lookback;
  return { ...found, problem: short ? P.short.code : null };
}

function tellProblems(
  values: readonly SubstitutedAmount[],
  quarters: readonly QuarterRate[],
  problems: Problem[],
): void {
  for (const { quarter, alpha } of quarters) {
    const count = values.filter(
      (one) => one.problem === P.noRule.code && quarterOf(one.time) === quarter,
    ).length;
    if (count > 0) problems.push(problem(P.noRule, { quarter, alpha: shown(alpha), count }));
  }
  for (const each of [P.noCheck, P.noHistory, P.short]) {
    const count = values.filter((one) => one.problem === each.code).length;
    if (count > 0) problems.push(problem(each, { count }));
  }
}

const shown = (alpha: number | null) => (alpha === null ? '—' : String(Math.round(alpha * 100) / 100));

function stepsOf(
  quarters: readonly QuarterRate[],
  values: readonly SubstitutedAmount[],
  totals: SubstitutionResult['totals'],
  rule: string,
): Step[] {
  const spans = new Map<number, SubstitutedAmount>();
  for (const one of values) if (!spans.has(one.span.from)) spans.set(one.span.from, one);
  return [
    ...quarters.map(
      ({ quarter, hours, stopped, valid, alpha }): Step => ({
        of: `α ${quarter}`,
        rule,
        formula: `${valid}/(${hours}−${stopped})×100`,
        result: alpha,
      }),
    ),
    ...[...spans.values()].map(
      (one): Step => ({
        of: `${beijingIso(one.span.from).slice(0, 16)} n=${one.span.length} ${one.situation}`,
        rule,
        formula: one.origin
          ? `max(${one.origin.count}/${one.origin.lookback}) ${beijingIso(one.origin.first).slice(0, 16)}…${beijingIso(one.origin.last).slice(0, 16)} @${beijingIso(one.origin.at).slice(0, 16)}`
          : (one.problem ?? ''),
        result: one.kg,
      }),
    ),
    {
      of: 'Σ',
      rule: 'HJ 212-2017 附录 D',
      formula: `${totals.measured} + ${totals.substituted}`,
      result: totals.total,
    },
  ];
}

function nothing(why: Problem): SubstitutionResult {
  return {
    quarters: [],
    values: [],
    totals: { measured: 0, substituted: 0, total: 0, valid: 0, replaced: 0, unresolved: 0 },
    rules: [],
    used: {},
    missing: [],
    steps: [],
    problems: [why],
  };
}
