import type { DbOrTx } from '@tarim/platform';
import { type AlarmView, alarmView } from './read.ts';

/** Alarms by their numbers, in that order; those that there are. A handful: for whoever was told of them by an event. */
export async function alarmViews(db: DbOrTx, ids: readonly number[]): Promise<AlarmView[]> {
  const views: AlarmView[] = [];
  for (const id of ids) {
    const view = await alarmView(db, id);
    if (view) views.push(view);
  }
  return views;
}
