import type { JobState } from '../../contract.ts';
import type { CalendarEvent } from '../documents/icalendar.ts';

/** A job as a calendar as a file has it; epoch ms. */
export interface FiledJob {
  readonly uid: string;
  readonly revision: number;
  readonly state: JobState;
  readonly name: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly filedAt: number;
  readonly decidedAt: number | null;
  readonly returnedAt: number | null;
}

const STATUS: Readonly<Record<JobState, CalendarEvent['status']>> = {
  filed: 'TENTATIVE',
  approved: 'CONFIRMED',
  refused: 'CANCELLED',
  withdrawn: 'CANCELLED',
};
const MINUTE_MS = 60_000;

/** A job as an event: tentative while it waits for approval, cancelled when it was refused or withdrawn, and over when the source was back. */
export function eventOf(
  job: FiledJob,
  words: Pick<CalendarEvent, 'description' | 'categories'>,
): CalendarEvent {
  const { uid, revision, state, name, startsAt, endsAt, filedAt, decidedAt, returnedAt } = job;
  return {
    uid,
    sequence: revision,
    status: STATUS[state],
    start: startsAt,
    // It ends after it begins, also when the source never left.
    end: returnedAt === null ? endsAt : Math.max(returnedAt, startsAt + MINUTE_MS),
    createdAt: filedAt,
    changedAt: Math.max(filedAt, decidedAt ?? 0, returnedAt ?? 0),
    summary: name,
    ...words,
  };
}
