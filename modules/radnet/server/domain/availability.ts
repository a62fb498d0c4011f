import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { Availability, HourState } from '../../contract.ts';

const BAD: ReadonlySet<HourState> = new Set(['missing', 'fault-low', 'fault-flat']);

/**
 * How steadily a station measured: hours with a valid value of all hours [from, to); hours that nothing is known of are bad. An outage
 * (停运) is a run of bad hours; it is repaired with the next good one.
 * @param hours judged hours in time order
 */
export function availabilityOf(
  hours: readonly { readonly time: number; readonly state: HourState }[],
  from: number,
  to: number,
): Availability {
  const good = new Set(hours.flatMap(({ time, state }) => (BAD.has(state) ? [] : [time])));
  const runs: number[] = [];
  let run = 0;
  let valid = 0;
  for (let time = from; time < to; time += HOUR_MS) {
    if (good.has(time)) {
      valid++;
      if (run > 0) runs.push(run);
      run = 0;
    } else run++;
  }
  const all = run > 0 ? [...runs, run] : runs;
  const count = Math.max(0, Math.round((to - from) / HOUR_MS));
  return {
    hours: count,
    valid,
    share: count > 0 ? valid / count : null,
    outages: all.length,
    longestHours: all.length > 0 ? Math.max(...all) : 0,
    repairDays: runs.length > 0 ? (runs.reduce((a, b) => a + b, 0) * HOUR_MS) / runs.length / DAY_MS : null,
    down: run > 0,
  };
}
