import type { CompiledRule } from './compile.ts';
import { advance, freshState, observe } from './engine.ts';
import type { EngineChange, Episode, Observation, SeriesState } from './types.ts';

/** What came of a stretch of observations. */
export interface Run {
  readonly state: SeriesState;
  readonly ended: readonly Episode[];
  readonly changes: readonly EngineChange[];
}

/**
 * Folds observations, in the order of their time, into a state, and lets time pass to `until`.
 * Two of the same instant are two layouts of one record: the first to come in order of slots is read first.
 */
export function run(
  rule: CompiledRule,
  from: SeriesState,
  observations: readonly Observation[],
  until: number,
): Run {
  let state = from;
  const ended: Episode[] = [];
  const changes: EngineChange[] = [];
  for (const observation of inOrder(observations)) {
    if (observation.at > until) break;
    const outcome = observe(rule, state, observation);
    state = outcome.state;
    if (outcome.ended.length > 0) ended.push(...outcome.ended);
    if (outcome.changes.length > 0) changes.push(...outcome.changes);
  }
  const outcome = advance(rule, state, until);
  return {
    state: outcome.state,
    ended: [...ended, ...outcome.ended],
    changes: [...changes, ...outcome.changes],
  };
}

/** Everything anew: what live evaluation must have come to. */
export function replay(rule: CompiledRule, observations: readonly Observation[], until: number): Run {
  return run(rule, freshState(rule), observations, until);
}

function inOrder(observations: readonly Observation[]): readonly Observation[] {
  for (let i = 1; i < observations.length; i++)
    if (observations[i]!.at < observations[i - 1]!.at)
      return [...observations].sort((a, b) => a.at - b.at || a.time - b.time);
  return observations;
}

/** States of a series that were kept on the way, oldest first: a late observation is answered from the one before it. */
export type Anchors = readonly SeriesState[];

/**
 * Where to begin again when something of `since` arrived: the youngest kept state that had seen nothing of that instant
 * or later. null: older than all that was kept; then from the oldest.
 */
export function anchorBefore(anchors: Anchors, since: number): SeriesState | null {
  let found: SeriesState | null = null;
  for (const anchor of anchors) if (anchor.at < since) found = anchor;
  return found;
}
