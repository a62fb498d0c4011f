import { type ClockInput, runClock, type WorkCalendar } from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';

/** Last day of a statutory term that starts on a day; `more` was granted beside its length. */
export function dueOf(key: string, start: string, calendar: WorkCalendar, more = 0): string {
  const { length, unit, roll } = statutoryTerm(key);
  const input: ClockInput = {
    start,
    length: length + more,
    unit,
    ...(roll === false ? { rollToNextWorkdayAtEnd: false } : {}),
  };
  return runClock(input, calendar).dueDate!;
}
