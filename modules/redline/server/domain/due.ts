import { runClock, type WorkCalendar } from '@tarim/science';
import type { PatchState } from '../../contract.ts';

export interface Term {
  readonly state: string;
  readonly length: number;
  readonly unit: 'workday' | 'calendarDay';
}

/**
 * Until when the step that begins `at` is to be done; null where nobody is waited for. A rectification ends with the day that was
 * ordered, in Beijing time.
 */
export function dueOf(
  state: PatchState,
  at: string,
  terms: readonly Term[],
  calendar: WorkCalendar,
  rectifyBy: string | null,
): string | null {
  if (state === 'rectifying' && rectifyBy !== null) return `${rectifyBy}T23:59:59+08:00`;
  const term = terms.find((one) => one.state === state);
  if (!term) return null;
  return runClock({ start: at, length: term.length, unit: term.unit }, calendar).due;
}
