import { noticeTermOf, plusDays, runClock, type WorkCalendar } from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';
import type { Measures } from './measures.ts';

/**
 * Last day of a seal: calendar days without rolling on, so many as were ordered and granted, without those of tests and appraisals
 * (行政强制法 25). Null while one goes on.
 */
export const sealEnds = ({ on, days, extended, tests }: Measures['seals'][number]): string | null =>
  runClock({
    start: on,
    length: days + extended,
    unit: 'calendarDay',
    rollToNextWorkdayAtEnd: false,
    pauses: tests,
  }).dueDate;

/** Last day of a limit of production; null where production is stopped until it is put right. */
export function limitEnds(
  { on, kind, months }: Measures['limits'][number],
  calendar: WorkCalendar,
): string | null {
  if (kind === 'stop') return null;
  return runClock({ start: on, length: months, unit: 'month', rollToNextWorkdayAtEnd: false }, calendar)
    .dueDate;
}

/** Last day to state and defend after a notice. */
export const defenceEnds = (deliveredOn: string, calendar: WorkCalendar): string =>
  noticeTermOf({ delivered: deliveredOn }, calendar).due!;

/** Terms of what runs beside the penalty: `[term, due, done]`. */
export function measureTerms(
  { seals, limits, daily, transfers, crimeProposals }: Measures,
  calendar: WorkCalendar,
): (readonly [key: string, due: string | null, doneOn: string | null])[] {
  const ends = (key: string, start: string) => {
    const { length, unit } = statutoryTerm(key);
    return runClock({ start, length, unit }, calendar).dueDate;
  };
  return [
    ...seals.map((one) => ['seal', sealEnds(one), one.released] as const),
    ...limits.map((one) => ['production-limit', limitEnds(one, calendar), one.lifted] as const),
    ...limits.map((one) => ['rectification-plan', ends('rectification-plan', one.on), one.planned] as const),
    ...daily.map(
      ({ notice, decision }) =>
        ['defence', defenceEnds(notice.deliveredOn, calendar), decision?.on ?? null] as const,
    ),
    ...crimeProposals.map(
      ({ on, decidedOn }) => ['crime-decision', ends('crime-decision', on), decidedOn] as const,
    ),
    ...transfers.map(({ on, to, handedOver }) =>
      to === 'detention'
        ? (['detention-handover', ends('detention-handover', on), handedOver] as const)
        : // Twenty-four hours, of which the file knows the day.
          (['crime-handover', plusDays(on, 1), handedOver] as const),
    ),
  ];
}
