import type { DbOrTx } from '@tarim/platform';
import { devicesOfPoints } from '@tarim/registry/queries';
import { MIN_SILENCE_MS, SILENCE_FACTOR } from '../sql/status.ts';

/** How long each of these points may be silent: five times its device's shortest interval, at least five minutes. */
export async function allowedSilence(
  db: DbOrTx,
  pointIds: readonly number[],
): Promise<(pointId: number) => number> {
  const byPoint = new Map<number, number>();
  for (const device of await devicesOfPoints(db, pointIds)) {
    const intervals = [
      device.rtdInterval,
      device.minuteInterval === null ? null : device.minuteInterval * 60,
    ].filter((one): one is number => one !== null && one > 0);
    const shortest = intervals.length > 0 ? Math.min(...intervals) : 60;
    const allowed = Math.max(MIN_SILENCE_MS, shortest * 1_000 * SILENCE_FACTOR);
    // Of several devices the most talkative one tells whether the point is alive.
    byPoint.set(device.pointId, Math.min(allowed, byPoint.get(device.pointId) ?? allowed));
  }
  return (pointId) => byPoint.get(pointId) ?? MIN_SILENCE_MS;
}
