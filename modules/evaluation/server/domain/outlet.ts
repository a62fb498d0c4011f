import { judgeLimit } from '@tarim/science';
import type { RollupValue } from '@tarim/telemetry/queries';
import type { JudgedPeriod, VerdictWord } from '../../contract.ts';
import type { MeasureWord } from '../sql/verdicts.ts';

/** A limit of an outlet as it held on the date of the data (registry). */
export interface LimitFact {
  readonly id: number;
  readonly code: string;
  readonly period: JudgedPeriod;
  readonly upper: number | null;
  readonly lower: number | null;
  /** converted: the limit is meant for the concentration at reference oxygen (折算浓度). */
  readonly measure: 'converted' | 'actual';
  /** `GB 13223-2011` */
  readonly standard: string | null;
  /** Reference oxygen (基准氧含量), %. */
  readonly referenceOxygen: number | null;
}

export interface Judgement {
  readonly verdict: VerdictWord;
  /** Why not judged. */
  readonly reason: string | null;
  readonly measure: MeasureWord;
  readonly value: number | null;
  readonly exceedMultiple: number | null;
}

/** pH, temperature, conductivity and flow have no amount that flow could weigh; telemetry takes their mean as it is. */
const UNWEIGHTED = new Set(['w01001', 'w01010', 'w01014', 'w00000']);
const WASTEWATER_FLOW = 'w00000';

/**
 * Compares a rolled-up value with its limit (达标判定).
 * Flue gas: the converted mean or the mean as measured, as the limit asks.
 * Wastewater: the flow-weighted mean, which telemetry's rollup is where the outlet has a flow meter, else the plain mean.
 * A value that is not valid, or cannot be converted, is not judged: it is neither good nor bad.
 */
export function judgeOutletValue(
  pointKind: string,
  values: Readonly<Record<string, RollupValue>>,
  limit: LimitFact,
): Judgement {
  const value = values[limit.code];
  const measure = measureOf(pointKind, limit, values);
  const figure = value ? (measure === 'converted' ? value.converted : value.mean) : null;
  const not = (reason: string): Judgement => ({
    verdict: 'not-judged',
    reason,
    measure,
    value: figure,
    exceedMultiple: null,
  });
  if (!value) return not('no-value');
  if (value.invalid !== null) return not('invalid');
  if (figure === null || !Number.isFinite(figure)) {
    return not(measure === 'converted' && value.mean !== null ? 'no-conversion' : 'no-value');
  }
  if (limit.upper === null && limit.lower === null) return not('no-limit');
  const { verdict, exceedMultiple } = judgeLimit(figure, limit);
  return { verdict, reason: null, measure, value: figure, exceedMultiple };
}

function measureOf(
  pointKind: string,
  limit: LimitFact,
  values: Readonly<Record<string, RollupValue>>,
): MeasureWord {
  if (pointKind === 'outlet-water') {
    const flow = values[WASTEWATER_FLOW];
    const metered = flow !== undefined && (flow.total ?? flow.mean) !== null;
    return metered && !UNWEIGHTED.has(limit.code) ? 'flow-weighted' : 'mean';
  }
  return limit.measure === 'converted' ? 'converted' : 'mean';
}

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
