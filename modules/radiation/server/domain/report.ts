import type { WorkCalendar } from '@tarim/science';
import { ITEMS, type ReportAct, type ReportItems, type ReportState } from '../../contract.ts';
import { reportDue } from './clocks.ts';
import { dayRefusal, type Refusal, refuse } from './refusal.ts';

export interface ReportStanding {
  readonly state: 'missing' | 'filed' | 'returned' | 'passed';
  readonly items: ReportItems | null;
  /** The day of its first filing: that is what the clock asks for. */
  readonly filedOn: string | null;
  readonly last: string | null;
}

/** What follows from the steps of an annual report (年度评估报告). */
export function reportStanding(acts: readonly ReportAct[]): ReportStanding {
  let standing: ReportStanding = { state: 'missing', items: null, filedOn: null, last: null };
  for (const act of acts)
    switch (act.act) {
      case 'file':
        standing = {
          state: 'filed',
          items: act.items,
          filedOn: standing.filedOn ?? act.on,
          last: act.on,
        };
        break;
      case 'return':
        standing = { ...standing, state: 'returned', last: act.on };
        break;
      case 'pass':
        standing = { ...standing, state: 'passed', last: act.on };
        break;
    }
  return standing;
}

/** 逾期: nothing was filed by 31 January, or what was returned is not back and the day has passed. */
export function reportStateOn(
  { state }: ReportStanding,
  year: number,
  today: string,
  calendar: WorkCalendar,
): ReportState {
  const over = today > reportDue(year, calendar);
  return over && (state === 'missing' || state === 'returned') ? 'overdue' : state;
}

export function reportRefusal(
  year: number,
  acts: readonly ReportAct[],
  act: ReportAct,
  today: string,
): Refusal | null {
  const { state, last } = reportStanding(acts);
  const wrongDay = dayRefusal(act.on, last ?? `${year}-12-01`, today);
  if (wrongDay) return wrongDay;
  if (act.act !== 'file') return state === 'filed' ? null : refuse('reportState', { state });
  if (state !== 'missing' && state !== 'returned') return refuse('reportState', { state });
  const empty = ITEMS.find((item) => act.items[item].trim() === '');
  return empty ? refuse('reportEmpty', { item: empty }) : null;
}
