import type { JudgedPeriod } from '@tarim/evaluation/contract';
import { HOUR_MS, periodEnd } from '@tarim/kernel';
import type { Evidence } from '../../contract.ts';
import type { Alarm, Rule } from './alarm.ts';

/** A judged figure as alarms see it: an outlet's verdict, or a station's AQI against the level that alarms. */
export interface Observation {
  readonly pointId: number;
  /** Factor code; '' for AQI. */
  readonly code: string;
  readonly period: JudgedPeriod;
  /** Start of the period, epoch ms. */
  readonly time: number;
  readonly word: 'meets' | 'exceeds' | 'not-judged';
  readonly value: number | null;
  readonly limit: number | null;
  readonly ratio: number | null;
  /** Unit of value and limit; absent where the observation has none. */
  readonly unit?: string | null;
  readonly revision: number;
}

/** What to do with one observation. */
export type Decision =
  | { readonly do: 'ignore' }
  /** Make an alarm; with `clearAt`, the cause is already known to be gone. */
  | { readonly do: 'raise'; readonly clearAt: number | null }
  /** Too late to disturb anybody, or of a point that is closed: keep for the record. */
  | { readonly do: 'record' }
  /** The open alarm's cause again. */
  | { readonly do: 'cause' }
  /** Known already, with other figures. */
  | { readonly do: 'refresh' }
  | { readonly do: 'clear' }
  /** A recomputation took this observation away. */
  | { readonly do: 'withdraw' };

export interface Known {
  /** The open alarm of the same cause. */
  readonly open: Alarm | null;
  /** The alarm that already rests on this very observation. */
  readonly restsOn: { readonly withdrawn: boolean } | null;
  /** Newest judgement of the same figure in evaluation. */
  readonly latest: { readonly time: number; readonly word: Observation['word'] } | null;
}

export const DEFAULT_HISTORICAL_HOURS = 48;

/** @param watched false: the point was closed, so that nothing will ever clear an alarm on it */
export function decide(
  observation: Observation,
  known: Known,
  rule: Rule,
  now: number,
  watched = true,
): Decision {
  const standing = known.restsOn !== null && !known.restsOn.withdrawn;
  if (observation.word !== 'exceeds') {
    if (standing) return { do: 'withdraw' };
    return observation.word === 'meets' && known.open ? { do: 'clear' } : { do: 'ignore' };
  }
  if (standing) return { do: 'refresh' };
  if (known.open) return { do: 'cause' };
  if (!rule.enabled) return { do: 'ignore' };
  const age = now - endOf(observation);
  const late = age > (rule.params.historicalAfterHours ?? DEFAULT_HISTORICAL_HOURS) * HOUR_MS;
  if (late || !watched) return { do: 'record' };
  const { latest } = known;
  const gone = latest !== null && latest.time > observation.time && latest.word === 'meets';
  return { do: 'raise', clearAt: gone ? periodEnd(observation.period, latest.time) : null };
}

/** An observation of a period is made when the period is over. */
export function endOf(observation: Pick<Observation, 'period' | 'time'>): number {
  return periodEnd(observation.period, observation.time);
}

export function evidenceOf(
  observation: Observation,
  source: Evidence['source'],
  iso: (ms: number) => string,
): Evidence {
  return {
    source,
    pointId: observation.pointId,
    code: observation.code === '' ? null : observation.code,
    period: observation.period,
    time: iso(observation.time),
    lsn: null,
    value: observation.value,
    limit: observation.limit,
    ratio: observation.ratio,
    unit: observation.unit ?? null,
    revision: observation.revision,
  };
}
