/** A live report may be so far from our clock, s: beyond it the terminal's clock is wrong (a proposal, no standard). */
export const DRIFT_LIMIT_S = 60;

export interface EventTime {
  /** Epoch ms by which the report is judged. */
  readonly at: number;
  readonly clockWrong: boolean;
  /** Receive clock minus terminal clock, s; null for what was stored or has no time. */
  readonly driftSeconds: number | null;
}

/**
 * By which time a report is judged: the terminal's own, unless its clock is wrong. A stored report is old by nature, so only one from the
 * future betrays the clock; a live one must be near ours.
 */
export function eventTime(sampledAt: number | null, receivedAt: number, stored: boolean): EventTime {
  if (sampledAt === null) return { at: receivedAt, clockWrong: true, driftSeconds: null };
  const drift = (receivedAt - sampledAt) / 1_000;
  const clockWrong = stored ? drift < -DRIFT_LIMIT_S : Math.abs(drift) > DRIFT_LIMIT_S;
  return { at: clockWrong ? receivedAt : sampledAt, clockWrong, driftSeconds: stored ? null : drift };
}

const SEQUENCES = 65_536;
/** A greater leap is a terminal that was started anew, not frames that were lost. */
const MOST_LOST = 1_000;

/** Frames that never came between two sequence numbers (消息流水号, 16 bits, wraps). */
export function lostBetween(last: number | null, next: number): number {
  if (last === null) return 0;
  const step = (next - last + SEQUENCES) % SEQUENCES;
  return step > 1 && step <= MOST_LOST ? step - 1 : 0;
}
