import {
  caseTermOf,
  deadlineLight,
  noticeTermOf,
  plusDays,
  type WorkCalendar,
  workdaysBetween,
} from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';
import type { Clock } from '../../contract.ts';
import { dueOf } from './due.ts';
import type { CaseFile, Standing } from './file.ts';
import { measureTerms } from './measure-clocks.ts';
import { paymentClocks } from './payments.ts';
import { publicationTerms } from './publication.ts';

/** Days before the end in which the light is yellow: a habit of the platform, no rule. */
const WARN_HOURS = 5 * 24;

/** Last day of the decision's term (行政处罚法 60): ninety days from filing, with what was granted, without pauses. */
export const decisionDue = (
  file: CaseFile,
  { extensions, pauses }: Standing,
  calendar: WorkCalendar,
): string | null => caseTermOf({ filed: file.filedOn, ...extensions, pauses }, calendar).due;

/** Last day to state, defend and ask for a hearing. */
export const noticeDue = ({ notice }: Standing, calendar: WorkCalendar): string | null =>
  notice && noticeTermOf({ delivered: notice.deliveredOn }, calendar).due;

/** First day on which the court may be asked: ten working days after the demand have passed. */
export function courtFrom({ demanded }: Standing, calendar: WorkCalendar): string | null {
  const last = demanded && dueOf('demand', demanded, calendar);
  return last && plusDays(last, 1);
}

/** Whether seven working days lie between the notice of a hearing and the hearing (行政处罚法 64). */
export const hearingInTime = (noticeOn: string, on: string, calendar: WorkCalendar): boolean =>
  workdaysBetween(calendar, noticeOn, on) >= statutoryTerm('hearing-notice').length;

export function recheckDue(order: { readonly on: string }, calendar: WorkCalendar): string {
  return dueOf('recheck', order.on, calendar);
}

/** All clocks of a case, those that run first. `now` in milliseconds. */
export function clocksOf(file: CaseFile, standing: Standing, now: number, calendar: WorkCalendar): Clock[] {
  const clock = (key: string, due: string | null, doneOn: string | null): Clock => {
    const { act, article, confidence } = statutoryTerm(key);
    return {
      key,
      due,
      doneOn,
      light: doneOn ? 'done' : due === null ? 'paused' : lightOf(due, now),
      source: article === null ? act : `${act} ${article}`,
      confidence,
    };
  };
  const { notice, decision, delivered, demanded, closed } = standing;
  const all = [clock('decision', decisionDue(file, standing, calendar), decision?.on ?? closed)];
  if (notice) all.push(clock('defence', noticeDue(standing, calendar), decision?.on ?? null));
  for (const order of standing.corrections)
    all.push(
      clock(
        'recheck',
        recheckDue(order, calendar),
        standing.rechecks.find(({ on }) => on >= order.on)?.on ?? null,
      ),
    );
  if (decision) all.push(clock('delivery', dueOf('delivery', decision.on, calendar), delivered));
  if (decision?.kind === 'penalty')
    for (const [key, start, done] of publicationTerms(decision.on, standing))
      all.push(clock(key, dueOf(key, start, calendar), done));
  for (const [due, done] of paymentClocks(standing, calendar)) all.push(clock('payment', due, done));
  for (const [key, due, done] of measureTerms(standing.measures, calendar)) all.push(clock(key, due, done));
  if (demanded) all.push(clock('demand', dueOf('demand', demanded, calendar), standing.court));
  const rank = ({ light, due }: Clock) => (light === 'done' ? '9' : (due ?? '8'));
  return all.sort((a, b) => rank(a).localeCompare(rank(b)));
}

export const lightOf = (due: string, now: number): 'green' | 'yellow' | 'red' =>
  deadlineLight({ dueAt: Date.parse(`${due}T23:59:59+08:00`), now, warnHours: WARN_HOURS });
