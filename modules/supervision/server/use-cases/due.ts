import { HOUR_MS } from '@tarim/kernel';
import { runClock, type WorkCalendar } from '@tarim/science';
import type { TaskClock } from '../sql/tasks.ts';

/** Last second of a task's time, with what was granted. A day deadline of the dispatch day never fails: the input is bounded. */
export function dueOf(clock: TaskClock, calendar: WorkCalendar): Date {
  const { due } = runClock(clock, calendar);
  // Contract and rules bound what a clock may hold; an end is always there.
  return new Date(due === null ? Date.parse(clock.start) + 24 * HOUR_MS : Date.parse(due));
}
