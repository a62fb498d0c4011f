import { MINUTE_MS } from '@tarim/kernel';

/** How the records of an hour cover it. */
export interface Coverage {
  /** Minutes between records; null when nobody has agreed on it and too few came to show it. */
  readonly interval: number | null;
  /** Minutes that each record stands for, in the order of the times given. */
  readonly minutes: readonly number[];
}

/** So many records show how often their device reports; two may be the rest of sixty. */
const TELLING = 3;

/**
 * A record stands for the agreed interval, or for less where the next one comes sooner: a device that reports every minute
 * where ten were agreed covers one minute a record. Without an agreement the shortest distance of at least three records is
 * taken, and of fewer each stands for its minute.
 * @param times of the records, ascending
 * @param agreed minutes between records, as registered
 */
export function coverageOf(times: readonly number[], agreed: number | null): Coverage {
  const gaps = times.slice(1).map((time, index) => (time - times[index]!) / MINUTE_MS);
  const shown = times.length >= TELLING ? Math.max(1, Math.round(Math.min(...gaps))) : null;
  const interval = agreed ?? shown;
  const most = Math.min(60, interval ?? 1);
  // Nothing follows the last one: the usual distance tells whether it stands for a whole interval.
  const last = gaps.length >= TELLING - 1 ? median(gaps) : most;
  return { interval, minutes: times.map((_, index) => Math.min(most, gaps[index] ?? last)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
