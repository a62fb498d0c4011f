import { unitConverter } from '@tarim/kernel';
import { judgeLimit } from '@tarim/science';
import type { RollupValue } from '@tarim/telemetry/queries';
import type { Check, JudgedPeriod, Measure, TargetWord, VerdictWord } from '../../contract.ts';

/** A limit of an outlet as it held on the date of the data (registry). */
export interface LimitFact {
  readonly id: number;
  readonly code: string;
  readonly period: JudgedPeriod;
  readonly upper: number | null;
  readonly lower: number | null;
  /** Unit of the figures; null: the unit in which the outlet's device reports the factor. */
  readonly unit: string | null;
  /** converted: the limit is meant for the concentration at reference oxygen (折算浓度). */
  readonly measure: 'converted' | 'actual';
  /** target: a goal of policy (超低排放); what lies above it breaks no standard. */
  readonly nature: Check['nature'];
  /** `GB 13223-2011` */
  readonly standard: string;
  readonly clause: string | null;
  readonly source: string | null;
  readonly confidence: string;
  /** Reference oxygen (基准氧含量), %. */
  readonly referenceOxygen: number | null;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

/** What is told of a factor of an outlet in a period: the deciding comparison with a standard, and all comparisons. */
export interface Judgement {
  readonly verdict: VerdictWord;
  /** Why not judged. */
  readonly reason: string | null;
  readonly measure: Measure;
  readonly value: number | null;
  readonly unit: string | null;
  readonly exceedMultiple: number | null;
  /** The comparison that decided; null when only targets hold. */
  readonly deciding: Check | null;
  readonly target: TargetWord | null;
  readonly checks: readonly Check[];
}

/** pH, temperature, conductivity and flow have no amount that flow could weigh; telemetry takes their mean as it is. */
const UNWEIGHTED = new Set(['w01001', 'w01010', 'w01014', 'w00000']);
const WASTEWATER_FLOW = 'w00000';

/**
 * Judges one factor of an outlet against every limit that held (达标判定): the converted mean against converted limits, the
 * mean as measured against actual ones, each side by itself. The worst comparison with a standard is the verdict; targets
 * are told beside it and never make it.
 * @param unit unit in which the outlet's device reports the factor, as registered
 */
export function judgeFactor(
  pointKind: string,
  values: Readonly<Record<string, RollupValue>>,
  limits: readonly [LimitFact, ...LimitFact[]],
  unit: string | null,
): Judgement {
  const checks = limits.map((limit) => check(pointKind, values, limit, unit));
  const binding = checks.filter((one) => one.nature === 'limit');
  const deciding = binding.length === 0 ? null : binding.reduce(worse);
  const targets = checks.filter((one) => one.nature === 'target');
  const target = targets.length === 0 ? null : (targets.reduce(worse).verdict as TargetWord);
  const told = deciding ?? targets.reduce(worse);
  return {
    verdict: deciding === null ? 'not-judged' : (deciding.verdict as VerdictWord),
    reason: deciding === null ? 'target-only' : deciding.reason,
    measure: told.measure,
    value: told.value,
    unit: told.unit,
    exceedMultiple: deciding?.exceedMultiple ?? null,
    deciding,
    target,
    checks,
  };
}

/**
 * Compares a rolled-up value with one limit, in the limit's unit. A value that is not valid, cannot be converted to
 * reference oxygen or told in the limit's unit is not judged: it is neither good nor bad.
 */
function check(
  pointKind: string,
  values: Readonly<Record<string, RollupValue>>,
  limit: LimitFact,
  unit: string | null,
): Check {
  const value = values[limit.code];
  const measure = measureOf(pointKind, limit, values);
  const figure = value ? (measure === 'converted' ? value.converted : value.mean) : null;
  const known = figure !== null && Number.isFinite(figure);
  const convert = limit.unit === null ? unchanged : unitConverter(unit, limit.unit);
  const told = known && typeof convert !== 'string' ? convert(figure) : null;
  const reason = reasonOf(value, measure, known, convert, limit);
  const { verdict, exceedMultiple } =
    reason === null ? judgeLimit(told, limit) : { verdict: 'not-judged' as const, exceedMultiple: null };
  return {
    limitId: limit.id,
    nature: limit.nature,
    verdict: limit.nature === 'target' && verdict === 'exceeds' ? 'above-target' : verdict,
    reason,
    measure,
    value: told,
    unit: limit.unit ?? unit,
    upper: limit.upper,
    lower: limit.lower,
    exceedMultiple,
    standard: limit.standard,
    clause: limit.clause,
    source: limit.source,
    confidence: limit.confidence,
    referenceOxygen: limit.referenceOxygen,
    effectiveFrom: limit.effectiveFrom,
    effectiveTo: limit.effectiveTo,
  };
}

const unchanged = (value: number) => value;

function reasonOf(
  value: RollupValue | undefined,
  measure: Measure,
  known: boolean,
  convert: ReturnType<typeof unitConverter>,
  limit: LimitFact,
): string | null {
  if (!value) return 'no-value';
  if (value.invalid !== null) return 'invalid';
  if (!known) return measure === 'converted' && value.mean !== null ? 'no-conversion' : 'no-value';
  if (typeof convert === 'string') return convert;
  return limit.upper === null && limit.lower === null ? 'no-limit' : null;
}

/**
 * Flue gas: the converted mean or the mean as measured, as the limit asks. Wastewater: the flow-weighted mean, which
 * telemetry's rollup is where the outlet has a flow meter, else the plain mean.
 */
function measureOf(
  pointKind: string,
  limit: LimitFact,
  values: Readonly<Record<string, RollupValue>>,
): Measure {
  if (pointKind === 'outlet-water') {
    const flow = values[WASTEWATER_FLOW];
    const metered = flow !== undefined && (flow.total ?? flow.mean) !== null;
    return metered && !UNWEIGHTED.has(limit.code) ? 'flow-weighted' : 'mean';
  }
  return limit.measure === 'converted' ? 'converted' : 'mean';
}

/** What exceeds comes first, then what could not be judged: a factor meets its limits only when it meets all of them. */
const RANK: Readonly<Record<Check['verdict'], number>> = {
  exceeds: 2,
  'above-target': 2,
  'not-judged': 1,
  meets: 0,
};

/** The comparison that decides between two: the worse word, else the one nearer to its limit or farther beyond it. */
function worse(a: Check, b: Check): Check {
  if (RANK[a.verdict] !== RANK[b.verdict]) return RANK[a.verdict] > RANK[b.verdict] ? a : b;
  return strain(b) > strain(a) ? b : a;
}

/** value / upper, or lower / value: 1 at the limit, more beyond it. */
function strain({ value, upper, lower }: Pick<Check, 'value' | 'upper' | 'lower'>): number {
  if (value === null) return 0;
  const above = upper === null ? 0 : share(value, upper);
  return Math.max(above, lower === null ? 0 : share(lower, value));
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : part > 0 ? Number.MAX_VALUE : 0);

/** The side that decides and how far the value stands from it: the broken limit, else the upper, else the lower one. */
export function decidingLimit(
  value: number | null,
  limit: { upper: number | null; lower: number | null },
): { limit: number | null; ratio: number | null } {
  const below = value !== null && limit.lower !== null && value < limit.lower;
  const side = below ? limit.lower : (limit.upper ?? limit.lower);
  const ratio = value === null || side === null || side === 0 ? null : value / side;
  return { limit: side, ratio };
}
