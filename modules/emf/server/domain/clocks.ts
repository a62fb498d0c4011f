import { deadlineLight, plusDays, runClock, type WorkCalendar } from '@tarim/science';
import { EM_PRACTICE, statutoryTerm } from '@tarim/standards';
import type { PetitionClock } from '../../contract.ts';
import type { Standing } from './petition.ts';

/** Hours before the end in which the light is yellow: a habit of the platform, no rule. */
const WARN_HOURS = 3 * 24;

/** Last day to reply (信访工作条例 34), counted from the day of receipt. */
export const replyDue = (receivedOn: string, calendar: WorkCalendar): string => {
  const { length, unit } = statutoryTerm('complaint-handle');
  return runClock({ start: receivedOn, length, unit }, calendar).dueDate!;
};

/** Clocks of a complaint, those that run first. `now` in milliseconds. */
export function clocksOf(
  receivedOn: string,
  standing: Standing,
  now: number,
  calendar: WorkCalendar,
): PetitionClock[] {
  if (standing.mergedInto !== null) return [];
  const done = { dispatch: standing.dispatchedOn, measure: standing.measuredOn };
  const ours = EM_PRACTICE.data.clocks.map(({ key, days, source, confidence }) =>
    clock(key, plusDays(receivedOn, days), done[key], source, confidence, now),
  );
  const { act, article, confidence } = statutoryTerm('complaint-handle');
  const reply = clock(
    'reply',
    replyDue(receivedOn, calendar),
    standing.reply?.on ?? null,
    `${act} ${article ?? ''}`.trim(),
    confidence,
    now,
  );
  const rank = ({ light, due }: PetitionClock) => (light === 'done' ? '9' : due);
  return [...ours, reply].sort((a, b) => rank(a).localeCompare(rank(b)));
}

function clock(
  key: PetitionClock['key'],
  due: string,
  doneOn: string | null,
  source: string,
  confidence: string,
  now: number,
): PetitionClock {
  const dueAt = Date.parse(`${due}T23:59:59+08:00`);
  const light = doneOn ? 'done' : deadlineLight({ dueAt, now, warnHours: WARN_HOURS });
  return { key, due, doneOn, light, source, confidence };
}
