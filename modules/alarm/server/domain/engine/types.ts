import type { Evidence, RuleBasis, Severity } from '../../../contract.ts';
import type { Life } from '../lifecycle.ts';

/** One observation of a point: a record, a roll-up, the verdicts of a period, an index. Arrays follow `slots`. */
export interface Observation {
  /** When it could be known: the instant of a record, the end of a period. Epoch ms; the engine's time. */
  readonly at: number;
  /** Its own time: the start of a period. */
  readonly time: number;
  /**
   * What stands where: `a21026.Avg`. The same array for the same layout: positions are looked up once for each layout and rule.
   * Verdicts: `a21026.word` (0 meets, 1 exceeds, null not judged) and `a21026.ratio`; index: `aqi.level`, `aqi.aqi`.
   */
  readonly slots: readonly string[];
  readonly values: readonly (number | null)[];
  readonly flags: readonly (string | null)[] | null;
  readonly lsn: number | null;
  readonly revision: number;
}

/** Three-valued, and a fourth: why it cannot be said. A plain `null` is the lack of a value in this observation. */
export type Truth = boolean | null;

/** Coded reason why a condition cannot be evaluated at this point (not because of this observation). */
export type Trouble =
  | 'unit-unknown'
  | 'unit-foreign'
  | 'limit-missing'
  | 'interval-unknown'
  | 'no-such-figure';

/** Memory of one term. */
export interface LeafState {
  /** Latched truth: hysteresis is in it. */
  readonly on: boolean;
  /** Since when it is on, epoch ms. */
  readonly since: number | null;
  /** rate: the value before. */
  readonly before: readonly [at: number, value: number] | null;
}

/** An alarm as the engine knows it: from its first cause to its end. Named within a series by `startedAt` of its birth. */
export interface Episode {
  /** Time of the first cause; never changes, it is the name. */
  readonly id: number;
  readonly life: Life;
  /** Open, but nothing can be said at present. */
  readonly blind: 'no-data' | 'error' | null;
  readonly firedAt: number | null;
  readonly recoveringAt: number | null;
  readonly closedAt: number | null;
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly peak: Evidence;
  readonly occurrences: number;
}

/** State of one rule version at one point. JSON: it is stored. */
export interface SeriesState {
  /** Time of the newest thing that changed it: an observation, or a deadline that passed. */
  readonly at: number;
  /** Newest observation; null: none yet. */
  readonly seen: number | null;
  readonly leaves: readonly LeafState[];
  readonly open: Episode | null;
  /** Why the condition could not be evaluated the last time. */
  readonly trouble: Trouble | null;
}

export type EpisodeState = Life['state'] | 'no-data' | 'error';
export type EngineReason =
  | 'seen'
  | 'held'
  | 'again'
  | 'cleared'
  | 'quiet'
  | 'no-data'
  | 'error'
  | 'data-again'
  | 'severer'
  | 'off-schedule'
  | 'replaced';

/** How a term stood when a change was made. */
export interface StepOfEvaluation {
  /** Position among the terms of the rule, in reading order. */
  readonly term: number;
  readonly on: Truth;
  readonly value: number | null;
  readonly threshold: number | null;
}

export interface EngineChange {
  /** Which episode. */
  readonly id: number;
  readonly at: number;
  readonly from: EpisodeState | null;
  readonly to: EpisodeState;
  readonly why: EngineReason;
  readonly severity: Severity;
  readonly evidence: Evidence | null;
  readonly steps: readonly StepOfEvaluation[];
}

export interface Outcome {
  readonly state: SeriesState;
  /** Episodes that ended, in order; the open one is in the state. */
  readonly ended: readonly Episode[];
  readonly changes: readonly EngineChange[];
}

/** What the registry knows of a point, as far as rules ask for it. */
export interface PointFacts {
  readonly pointId: number;
  /** Unit in which the point reports each factor. */
  readonly units: Readonly<Record<string, string | null>>;
  /** Upper limits, with the dates (Beijing, inclusive) in which they hold. */
  readonly limits: readonly LimitFact[];
  /** Shortest agreed interval of its devices for this basis, ms; null: not agreed. */
  readonly intervals: Readonly<Partial<Record<RuleBasis, number | null>>>;
}

export interface LimitFact {
  readonly code: string;
  readonly basis: 'hour' | 'day';
  readonly measure: 'converted' | 'actual';
  readonly upper: number;
  readonly unit: string | null;
  readonly from: string;
  readonly to: string | null;
}
