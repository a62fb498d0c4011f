import { airStatistics, CRITERIA_POLLUTANTS, type CriteriaPollutant } from '@tarim/standards';
import { type Finding, ruleUsed } from '../finding.ts';
import { problem } from '../problems.ts';
import { type Rational, rational } from '../rational.ts';
import { bySymbol } from '../symbols.ts';
import { told } from '../told.ts';
import { compositeIndex } from './composite.ts';
import { dateMs, parsePeriod } from './period.ts';
import { AIR_PERIOD_PROBLEMS as P } from './problems.ts';
import type { CompositeIndex } from './types.ts';

export interface CompositeInput {
  /** Chooses the edition by its last day. */
  readonly period: string;
  /** Means of SO2 NO2 PM10 PM2.5, 95th percentile of CO, 90th of O3 (MDA8). */
  readonly concentrations: Readonly<Record<string, number | null>>;
  readonly standard?: string;
}

export interface CompositeResult extends Finding {
  readonly composite: CompositeIndex | null;
}

/** Composite index of concentrations that somebody else made of the days: to check a published bulletin. */
export function evaluateComposite(input: CompositeInput): CompositeResult {
  const none = { composite: null, rules: [], used: {}, missing: [], steps: [] };
  const period = typeof input.period === 'string' ? parsePeriod(input.period) : null;
  if (period === null) return { ...none, problems: [problem(P.period, {}, 'period')] };
  const rules = airStatistics(dateMs(period.to)!, input.standard);
  if (rules === null)
    return { ...none, problems: [problem(P.standard, { standard: told(input.standard) }, 'standard')] };
  const given = bySymbol(input.concentrations);
  const used: Record<string, number> = {};
  const concentrations = {} as Record<CriteriaPollutant, Rational | null>;
  for (const one of CRITERIA_POLLUTANTS) {
    const value = given[one];
    const good = typeof value === 'number' && Number.isFinite(value) && value >= 0;
    concentrations[one] = good ? rational(value) : null;
    if (good) used[one] = value;
  }
  const missing = CRITERIA_POLLUTANTS.filter((one) => concentrations[one] === null);
  const { index, steps } = compositeIndex(concentrations, rules);
  const problems = [
    ...(missing.length > 0 ? [problem(P.concentrations, {}, 'concentrations')] : []),
    ...(rules.composite === null ? [problem(P.noComposite, { standard: rules.edition.code })] : []),
    ...(rules.composite?.confidence === 'single-source'
      ? [problem(P.candidate, { standard: rules.edition.code })]
      : []),
  ];
  return { composite: index, rules: [ruleUsed(rules.edition)], used, missing, steps, problems };
}
