import type { Tx } from '@tarim/platform';
import type { Alarm, KnownSubject, LoggedChange } from '../domain/alarm.ts';
import type { CompiledRule } from '../domain/engine/compile.ts';
import type { Run } from '../domain/engine/replay.ts';
import type { EngineChange, Episode, SeriesState } from '../domain/engine/types.ts';
import { appendLog } from '../sql/alarms.ts';
import type { Changed } from './announce.ts';

/** What the evaluation of one series came to. */
export interface Evaluated {
  readonly rule: CompiledRule;
  /** State from which it went on, or to which it went back. */
  readonly start: SeriesState;
  readonly result: Run;
  /** It went back: what was raised after `start` is told anew. */
  readonly late: boolean;
}

export const episodesOf = ({ result }: Evaluated): Episode[] =>
  result.state.open ? [...result.ended, result.state.open] : [...result.ended];

/** What began before this is not the matter of this evaluation, but for the episode that was open then. */
export const sinceOf = ({ start, result }: Evaluated): number =>
  Math.min(start.open?.id ?? Number.POSITIVE_INFINITY, start.at + 1, ...result.ended.map((one) => one.id));

export function fresh(
  episode: Episode,
  subject: KnownSubject,
  ruleId: number,
  ruleKey: string,
  historical: boolean,
): Omit<Alarm, 'id'> {
  const { active: _active, ...about } = subject;
  return {
    ...told(episode),
    kind: 'rule',
    ruleId,
    ruleKey,
    subject: about,
    code: '',
    period: '',
    historical,
    group: null,
  };
}

/** What an alarm says of an episode. */
export function told(episode: Episode) {
  const { life, blind, firedAt, recoveringAt, closedAt, severity, evidence, peak, occurrences } = episode;
  return {
    life: { ...life, startedAt: episode.id },
    blind: closedAt === null ? blind : null,
    firedAt,
    recoveringAt,
    closedAt,
    severity,
    evidence,
    peak,
    occurrences,
  };
}

export const blank = (at: number) => ({ at, text: null, by: null });

export function logged(change: EngineChange): LoggedChange {
  const { at, from, to, why, evidence, steps } = change;
  return { at, from, to, why, evidence, steps, text: null, by: null };
}

export async function log(tx: Tx, alarm: Alarm, changes: readonly LoggedChange[]): Promise<Changed[]> {
  await appendLog(tx, alarm.id, changes);
  return changes.map((change) => ({ alarm, change }));
}
