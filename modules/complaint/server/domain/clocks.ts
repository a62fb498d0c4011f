import { deadlineLight, runClock, type WorkCalendar, workdaysBetween } from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';
import type { Clock } from '../../contract.ts';
import type { Standing } from './file.ts';

/** Days before the end in which the light is yellow: a habit of the platform, no rule. */
const WARN_HOURS = 5 * 24;

/** Last day of a term of complaints that starts on a day (Beijing); `more` days were granted beside its length. */
export function dueOf(key: string, start: string, calendar: WorkCalendar, more = 0): string {
  const { length, unit } = statutoryTerm(key);
  return runClock({ start, length: length + more, unit }, calendar).dueDate!;
}

/** Last day to reply (信访工作条例 34): sixty days from acceptance, thirty more where a head granted them. */
export function handleDue({ accepted, extension }: Standing, calendar: WorkCalendar): string | null {
  if (!accepted) return null;
  const more = extension?.granted ? statutoryTerm('complaint-handle').extensions[0]!.length : 0;
  return dueOf('complaint-handle', accepted.on, calendar, more);
}

/** Last day to ask for a review of the reply (35). */
export const reviewUntil = ({ reply }: Standing, calendar: WorkCalendar): string | null =>
  reply && dueOf('complaint-review-request', reply.on, calendar);

/** Whether a dispatch can still be objected to (23): five working days. */
export const objectionInTime = (assignedOn: string, on: string, calendar: WorkCalendar): boolean =>
  workdaysBetween(calendar, assignedOn, on) <= statutoryTerm('complaint-objection').length;

/** All clocks of a complaint received on a Beijing day, those that run first. `now` in milliseconds. */
export function clocksOf(
  receivedOn: string,
  standing: Standing,
  now: number,
  calendar: WorkCalendar,
): Clock[] {
  const { accepted, ended, review, retaliation } = standing;
  const all = [
    clock(
      'complaint-accept',
      dueOf('complaint-accept', receivedOn, calendar),
      accepted?.on ?? ended?.on ?? null,
      now,
    ),
  ];
  // One that was joined or handed over after its acceptance owes nothing here any more.
  if (accepted)
    all.push(
      clock(
        'complaint-handle',
        handleDue(standing, calendar)!,
        standing.firstReplyOn ?? ended?.on ?? null,
        now,
      ),
    );
  if (review)
    all.push(
      clock(
        'complaint-review',
        dueOf('complaint-review', review.askedOn, calendar),
        review.decided?.on ?? null,
        now,
      ),
    );
  if (retaliation)
    all.push(
      clock(
        'complaint-retaliation',
        dueOf('complaint-retaliation', retaliation.on, calendar),
        retaliation.answer?.on ?? null,
        now,
      ),
    );
  const rank = ({ light, due }: Clock) => (light === 'done' ? '9' : due);
  return all.sort((a, b) => rank(a).localeCompare(rank(b)));
}

function clock(key: string, due: string, doneOn: string | null, now: number): Clock {
  const { act, article, confidence } = statutoryTerm(key);
  return {
    key,
    due,
    doneOn,
    light: doneOn ? 'done' : lightOf(due, now),
    source: article === null ? act : `${act} ${article}`,
    confidence,
  };
}

const lightOf = (due: string, now: number): 'green' | 'yellow' | 'red' =>
  deadlineLight({ dueAt: Date.parse(`${due}T23:59:59+08:00`), now, warnHours: WARN_HOURS });
