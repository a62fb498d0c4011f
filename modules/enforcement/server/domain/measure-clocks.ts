import { noticeTermOf, plusDays, runClock, type WorkCalendar } from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';
import type { Measures } from './measures.ts';

/** Last day of a seal: calendar days without rolling on, so many as were ordered and granted (行政强制法 25). */
export const sealEnds = ({ on, days, extended }: Measures['seals'][number]): string =>
  plusDays(on, days + extended);

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
  { seals, limits, daily, transfers }: Measures,
  calendar: WorkCalendar,
): (readonly [key: string, due: string | null, doneOn: string | null])[] {
  const workdays = (key: string, start: string) =>
    runClock({ start, length: statutoryTerm(key).length, unit: 'workday' }, calendar).dueDate;
  return [
    ...seals.map((one) => ['seal', sealEnds(one), one.released] as const),
    ...limits.map((one) => ['production-limit', limitEnds(one, calendar), one.lifted] as const),
    ...limits.map(
      (one) => ['rectification-plan', workdays('rectification-plan', one.on), one.planned] as const,
    ),
    ...daily.map(
      ({ notice, decision }) =>
        ['defence', defenceEnds(notice.deliveredOn, calendar), decision?.on ?? null] as const,
    ),
    ...transfers.map(({ on, to, handedOver }) =>
      to === 'detention'
        ? (['detention-handover', workdays('detention-handover', on), handedOver] as const)
        : // Twenty-four hours, of which the file knows the day.
          (['crime-handover', plusDays(on, 1), handedOver] as const),
    ),
  ];
}
