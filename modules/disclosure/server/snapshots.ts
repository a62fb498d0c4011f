import type { Context } from '@tarim/platform';
import { Snapshots } from './snapshot.ts';

/** For how long an answer is everybody's, seconds. */
export const MAX_AGE_S = 30;
const MAX_ANSWERS = 500;
const kept = new WeakMap<object, Snapshots>();

/** The answers kept for one server; tests make several in a process. */
export function snapshotsOf(ctx: Context): Snapshots {
  let snapshots = kept.get(ctx.db);
  if (!snapshots) {
    snapshots = new Snapshots(MAX_AGE_S * 1000, MAX_ANSWERS, () => ctx.clock.now());
    kept.set(ctx.db, snapshots);
  }
  return snapshots;
}
