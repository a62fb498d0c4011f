import { caseTermOf, type WorkCalendar } from '@tarim/science';
import { recheckDue } from './clocks.ts';
import { dueOf } from './due.ts';
import { type CaseFile, fineOf, owedOf, type Standing } from './file.ts';
import { sealEnds } from './measure-clocks.ts';
import { dailyTotal } from './measures.ts';

/** What a case adds to the statistics (案件统计); days are ISO dates, sums yuan. */
export interface CaseFigures {
  readonly decidedOn: string | null;
  readonly decision: 'penalty' | 'no-penalty' | 'withdrawn' | null;
  /** From filing to decision, without what the term leaves out (行政处罚法 60, 处罚办法 57). */
  readonly netDays: number | null;
  readonly inTerm: boolean | null;
  readonly closed: boolean;
  readonly fine: number;
  readonly daily: number;
  readonly dailyFine: number;
  /** Of what was ordered; late fines are no part of it. */
  readonly paid: number;
  readonly court: boolean;
  readonly heard: boolean;
  readonly orders: number;
  /** The last recheck found it put right. */
  readonly corrected: boolean;
  readonly rechecked: number;
  readonly recheckedLate: number;
  /** The earliest term of a recheck that nobody has done. */
  readonly recheckDue: string | null;
  readonly publicationDue: string | null;
  readonly publishedOn: string | null;
  readonly seals: number;
  readonly sealsLate: number;
  /** The earliest end of a seal that nobody has released. */
  readonly sealEnds: string | null;
  readonly transfers: number;
  /** (noticed − computed) / computed; null where nothing was computed. */
  readonly deviation: number | null;
}

/** Figures of a file as it stands (pure). What still runs is told by its term, so that they need no working out anew as days pass. */
export function figuresOf(
  file: Pick<CaseFile, 'filedOn'>,
  standing: Standing,
  calendar: WorkCalendar,
): CaseFigures {
  const { decision, notice, corrections, rechecks, measures, overturns, publications } = standing;
  const published = publications.find(({ round }) => round === 0)?.on ?? null;
  // What was overturned before anybody published it need not be published.
  const publishable = decision?.kind === 'penalty' && (published !== null || overturns.length === 0);
  const term =
    decision &&
    caseTermOf(
      {
        filed: file.filedOn,
        ...standing.extensions,
        pauses: standing.pauses,
        at: decision.on,
      },
      calendar,
    );
  const orders = corrections.map((order) => ({
    due: recheckDue(order, calendar),
    done: rechecks.find(({ on }) => on >= order.on)?.on ?? null,
  }));
  const seals = measures.seals.map((seal) => ({ due: sealEnds(seal), done: seal.released }));
  const [again, sealed] = [termsOf(orders), termsOf(seals)];
  const daily = measures.daily.filter((one) => one.decision !== null);
  const owed = owedOf(standing);
  return {
    decidedOn: decision?.on ?? null,
    decision: decision?.kind ?? null,
    netDays: term?.netDays ?? null,
    inTerm: term?.late == null ? null : !term.late,
    closed: standing.closed !== null,
    fine: fineOf(standing),
    daily: daily.length,
    dailyFine: dailyTotal(measures),
    paid: Math.min(standing.paid, owed),
    court: standing.court !== null,
    heard: standing.hearing !== null,
    orders: orders.length,
    corrected: rechecks.at(-1)?.corrected ?? false,
    rechecked: again.done,
    recheckedLate: again.late,
    recheckDue: again.next,
    publicationDue: publishable ? dueOf('publication', decision.on, calendar) : null,
    publishedOn: publishable ? published : null,
    seals: seals.length,
    sealsLate: sealed.late,
    sealEnds: sealed.next,
    transfers: measures.transfers.length,
    deviation: notice?.computed ? (notice.amount - notice.computed) / notice.computed : null,
  };
}

/** How many of some terms were met or missed, and the first of those that still run. */
function termsOf(all: readonly { readonly due: string | null; readonly done: string | null }[]): {
  readonly done: number;
  readonly late: number;
  readonly next: string | null;
} {
  const done = all.filter((one) => one.done !== null);
  const open = all.flatMap(({ due, done: on }) => (on === null && due !== null ? [due] : []));
  return {
    done: done.length,
    late: done.filter((one) => one.due !== null && one.done! > one.due).length,
    next: open.sort()[0] ?? null,
  };
}
