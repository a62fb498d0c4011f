import { DAY_MS } from '@tarim/kernel';
import type { WorkCalendar } from '@tarim/science';
import type { ComplaintFigures } from '../../contract.ts';
import { dueOf, handleDue } from './clocks.ts';
import type { Standing } from './file.ts';

export interface Counted {
  readonly unitPath: string;
  readonly receivedOn: string;
  readonly standing: Standing;
}

type Figures = Omit<ComplaintFigures, 'unitPath' | 'unitName'>;

/** Figures of complaints (信访举报统计), as of a Beijing day. What was joined to another is counted once, as joined. */
export function figuresOf(files: readonly Counted[], today: string, calendar: WorkCalendar): Figures {
  const count = (of: (one: Counted) => boolean) => files.filter(of).length;
  const told = files.map(({ receivedOn, standing }) => ({
    due: dueOf('complaint-accept', receivedOn, calendar),
    on: standing.accepted?.on ?? standing.ended?.on ?? null,
  }));
  const replies = files.flatMap(({ standing }) => {
    const due = handleDue(standing, calendar);
    // Joined and handed over after acceptance: no reply is owed.
    return due === null || standing.ended ? [] : [{ due, on: standing.firstReplyOn }];
  });
  const days = files.flatMap(({ standing: { accepted, firstReplyOn } }) =>
    accepted && firstReplyOn ? [(Date.parse(firstReplyOn) - Date.parse(accepted.on)) / DAY_MS] : [],
  );
  const verdicts = files.flatMap(({ standing }) => standing.handled?.verdict ?? []);
  const rated = files.flatMap(({ standing }) => standing.rated ?? []);
  const late = ({ due, on }: { due: string; on: string | null }) => on === null && today > due;
  return {
    received: files.length,
    accepted: count(({ standing }) => standing.accepted !== null),
    notAccepted: count(({ standing }) => standing.state === 'not-accepted'),
    merged: count(({ standing }) => standing.state === 'merged'),
    replied: days.length,
    overdue: told.filter(late).length + replies.filter(late).length,
    acceptedInTime: inTime(told, today),
    repliedInTime: inTime(replies, today),
    substantiated: share(verdicts.filter((one) => one !== 'untrue').length, verdicts.length),
    satisfied: share(rated.filter(Boolean).length, rated.length),
    meanDays: days.length === 0 ? null : days.reduce((sum, one) => sum + one, 0) / days.length,
    retaliations: count(({ standing }) => standing.retaliation !== null),
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Of what is done or overdue, the share that was done by its last day. */
function inTime(terms: readonly { due: string; on: string | null }[], today: string): number | null {
  const over = terms.filter(({ due, on }) => on !== null || today > due);
  return share(over.filter(({ due, on }) => on !== null && on <= due).length, over.length);
}
