import type { WorkCalendar } from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';
import type { Clock, ClueSource, ClueState } from '../../contract.ts';
import { lightOf } from './clocks.ts';
import { dueOf } from './due.ts';

/** Days within which reports of one object are one clue: a habit of the platform, no rule. */
export const JOIN_DAYS = 30;

/** Neither filed nor otherwise disposed of. */
export const WAITING: readonly ClueState[] = ['open', 'inspecting'];

/** Supervision's causes: a violation inside the red line, alarms, a person's finding; all others are signals about the data. */
export function sourceOfCause(cause: string): ClueSource {
  if (cause === 'redline') return 'remote-sensing';
  if (cause === 'manual') return 'task';
  return ['exceedance', 'offline', 'fault', 'aqi', 'rule'].includes(cause) ? 'monitoring' : 'signal';
}

/** By which reports find each other: the enterprise, or the name without its spaces. */
export const objectKey = (enterpriseId: number | null, object: string): string =>
  enterpriseId === null ? `n:${object.replace(/\s/g, '').toLowerCase()}` : `e:${enterpriseId}`;

/** 立案审查 (处罚办法 18): the term from the day on which the clue was received, longer where the head granted it. `now` in milliseconds. */
export function filingClock(
  { receivedOn, extended, endedOn }: { receivedOn: string; extended: boolean; endedOn: string | null },
  now: number,
  calendar: WorkCalendar,
): Clock {
  const { act, article, confidence, extensions } = statutoryTerm('filing');
  const more = extended ? (extensions[0]?.length ?? 0) : 0;
  const due = dueOf('filing', receivedOn, calendar, more);
  return {
    key: 'filing',
    due,
    doneOn: endedOn,
    light: endedOn ? 'done' : lightOf(due, now),
    source: article === null ? act : `${act} ${article}`,
    confidence,
  };
}
