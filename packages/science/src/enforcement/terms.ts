import { statutoryTerm } from '@tarim/standards';
import { plusDays, type WorkCalendar } from '../clock/calendar.ts';
import { type ClockPause, runClock } from '../clock/clock.ts';
import { problem } from '../problems.ts';
import { answerOf, clauseOf, type PenaltyAnswer } from './answer.ts';
import { daysBetween } from './fines.ts';
import { PENALTY_PROBLEMS as P } from './problems.ts';
import { type Asked, Reader } from './read.ts';

export interface CaseTerm extends PenaltyAnswer {
  readonly due: string | null;
  /** Days since filing, with and without pauses; null without a day to look from. */
  readonly grossDays: number | null;
  readonly netDays: number | null;
  readonly late: boolean | null;
}

/**
 * 办案期限: ninety days from filing, thirty more by the head, up to thirty more after collective discussion; hearing, announcement,
 * testing, appraisal, delivery and suspension do not count (行政处罚法 60; 处罚办法 57).
 */
export function caseTermOf(asked: Asked, calendar?: WorkCalendar): CaseTerm {
  const reader = new Reader(asked);
  const term = statutoryTerm('decision');
  const filed = reader.date('filed');
  const at = reader.optionalDate('at');
  const ordered = reader.inOrder('filed', 'at');
  const nothing = { due: null, grossDays: null, netDays: null, late: null };
  if (!filed) return { ...nothing, ...answerOf(reader, [term]) };
  const granted = (['head', 'collective'] as const).flatMap((by) => {
    if (asked[by] === undefined || asked[by] === null) return [];
    const most = term.extensions.find((one) => one.by === by)!.length;
    const days = reader.whole(by, 1, most);
    return days === null ? [] : [{ length: days }];
  });
  if (reader.absent('head') && !reader.absent('collective'))
    reader.problems.push(problem(P.extensionOrder, {}, 'collective'));
  const pauses = reader.list('pauses') as readonly ClockPause[] | null;
  if (pauses === null) return { ...nothing, ...answerOf(reader, [term]) };
  const clock = runClock(
    { start: filed, length: term.length, unit: term.unit, extensions: granted, pauses },
    calendar,
  );
  reader.problems.push(...clock.problems);
  const due = clock.dueDate;
  const steps = [
    {
      of: 'due',
      rule: clauseOf(term),
      formula: `${filed} + ${[term.length, ...granted.map(({ length }) => length)].join(' + ')} + ${clock.pausedDays}`,
      result: due,
    },
  ];
  if (!at || !ordered || (!due && !clock.paused))
    return { ...nothing, due, ...answerOf(reader, [term], steps) };
  const grossDays = daysBetween(filed, at);
  const late = due === null ? false : at > due;
  if (due !== null && late) reader.problems.push(problem(P.decisionLate, { due }, 'at'));
  return {
    due,
    grossDays,
    netDays: grossDays - pausedDays(pauses, filed, at),
    late,
    ...answerOf(reader, [term], steps),
  };
}

/** Days of pauses after `filed` up to and with `at`; a pause without an end lasts. */
function pausedDays(pauses: readonly ClockPause[], filed: string, at: string): number {
  let days = 0;
  for (let date = plusDays(filed, 1); date <= at; date = plusDays(date, 1))
    if (pauses.some(({ from, to }) => from <= date && date <= (to ?? at))) days++;
  return days;
}

export interface SealTerm extends PenaltyAnswer {
  /** Last day. */
  readonly due: string | null;
  /** The day on which it has to be released or extended at the latest: an alarm stands then. */
  readonly alarmOn: string | null;
  readonly overdue: boolean | null;
}

/**
 * 查封、扣押期限: at most thirty days, extended once by at most thirty, testing not counted; days off do not move its end, because it
 * bears on somebody's property (行政强制法 18–28).
 */
export function sealTermOf(asked: Asked, calendar?: WorkCalendar): SealTerm {
  const reader = new Reader(asked);
  const term = statutoryTerm('seal');
  const sealed = reader.date('sealed');
  const days = asked.days === undefined ? term.length : reader.whole('days', 1, term.length);
  const extended =
    asked.extended === undefined || asked.extended === null
      ? 0
      : reader.whole('extended', 1, term.extensions[0]!.length);
  const at = reader.optionalDate('at');
  const released = reader.optionalDate('released');
  const ordered = [reader.inOrder('sealed', 'released'), reader.inOrder('sealed', 'at')].every(Boolean);
  const testing = reader.list('testing') as readonly ClockPause[] | null;
  if (days === null || extended === null) reader.problems.push(problem(P.sealExtension, {}, 'days'));
  if (!sealed || days === null || extended === null || testing === null)
    return { due: null, alarmOn: null, overdue: null, ...answerOf(reader, [term]) };
  const clock = runClock(
    {
      start: sealed,
      length: days,
      unit: 'calendarDay',
      rollToNextWorkdayAtEnd: false,
      extensions: extended > 0 ? [{ length: extended }] : [],
      pauses: testing,
    },
    calendar,
  );
  reader.problems.push(...clock.problems);
  const due = clock.dueDate;
  const looked = released ?? at;
  const overdue = due === null || looked === null || !ordered ? null : looked > due;
  if (overdue) reader.problems.push(problem(P.sealOverdue, { due: due! }, released ? 'released' : 'at'));
  const formula = `${sealed} + ${days}${extended > 0 ? ` + ${extended}` : ''} + ${clock.pausedDays}`;
  const steps = [{ of: 'due', rule: clauseOf(term), formula, result: due }];
  return { due, alarmOn: due, overdue, ...answerOf(reader, [term], steps) };
}
