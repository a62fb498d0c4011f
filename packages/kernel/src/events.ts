/** A past-tense, versioned fact that a module publishes: `telemetry.rolled-up.v1`. */
export interface EventEnvelope<T = unknown> {
  readonly id: string;
  readonly type: string;
  /** ISO 8601 instant at which it was recorded. */
  readonly at: string;
  readonly payload: T;
}
