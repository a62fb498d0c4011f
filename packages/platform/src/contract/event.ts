import type { Static, TSchema } from 'typebox';

/** A past-tense, versioned event type with the schema of its payload. */
export interface EventDef<S extends TSchema = TSchema> {
  /** `telemetry.rolled-up.v1` */
  readonly type: string;
  readonly payload: S;
}

export type PayloadOf<E> = E extends EventDef<infer S> ? Static<S> : never;

export function event<S extends TSchema>(type: string, payload: S): EventDef<S> {
  return { type, payload };
}
