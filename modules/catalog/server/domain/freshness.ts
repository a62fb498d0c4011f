import { DAY_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { FRESHNESS } from '../../contract.ts';

export type Freshness = (typeof FRESHNESS)[number];

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
/** Years and months at their longest, so that the longest month is not late. */
const PARTS_MS = [366 * DAY_MS, 31 * DAY_MS, 7 * DAY_MS, DAY_MS, HOUR_MS, MINUTE_MS, 1_000];
/** So many rhythms may pass: the period that is under way, and the one whose data are being made. */
const RHYTHMS = 2;

/** Milliseconds of an ISO 8601 duration; null for `irregular` and anything else. */
export function durationMs(rhythm: string): number | null {
  const parts = DURATION.exec(rhythm);
  if (!parts) return null;
  const ms = PARTS_MS.reduce((sum, one, index) => sum + one * Number(parts[index + 1] ?? 0), 0);
  return ms > 0 ? ms : null;
}

/** 时效性: the newest row against the rhythm. */
export function freshnessOf(rhythm: string, newest: Date | null, nowMs: number): Freshness {
  const ms = durationMs(rhythm);
  if (ms === null) return 'irregular';
  if (newest === null) return 'unknown';
  return nowMs - newest.getTime() <= RHYTHMS * ms ? 'fresh' : 'late';
}
