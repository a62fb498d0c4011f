import { type CreditGrade, ENFORCEMENT_RULES } from '@tarim/standards';
import type { ActName, CaseAct, CaseState, CrimeSign, PenaltyBeside } from '../../contract.ts';
import { type Defence, defenceAfter, NO_DEFENCE } from './defence.ts';
import {
  type DailyGround,
  dailyTotal,
  type Measures,
  measuresAfter,
  NO_MEASURES,
  pendingDaily,
} from './measures.ts';
import { type Aftermath, aftermathOf, fineLeft, NO_AFTERMATH, standingPublication } from './publication.ts';

/** What a case is from its filing on. */
export interface CaseFile {
  readonly filedOn: string;
  readonly actStart: string;
  readonly actEnd: string;
  /** It polluted or damaged (for the limitation). */
  readonly harm: boolean;
  readonly party: 'individual' | 'organisation';
  /** Of the law at the time of the act; null where none is known. */
  readonly range: { readonly min: number; readonly max: number } | null;
  readonly handlers: readonly { readonly name: string; readonly certificate: string }[];
  readonly filedBy: Doer;
  /** What points to a crime by itself; absent where nobody looked. */
  readonly crimeSigns?: readonly CrimeSign[];
}

export interface Doer {
  readonly userId: string;
  readonly name: string;
}

export interface Step {
  /** Its number in the file; absent where nobody has to name it. */
  readonly nth?: number;
  readonly act: CaseAct;
  readonly by: Doer;
}

type Of<N extends ActName> = Extract<CaseAct, { act: N }>;

/** How a case stands after its steps; its defence is that of the penalty, daily fines have their own. */
export interface Standing extends Defence, Aftermath {
  readonly state: CaseState;
  readonly evidence: number;
  readonly corrections: readonly Of<'order-correction'>[];
  readonly rechecks: readonly Of<'recheck'>[];
  readonly investigated: string | null;
  /** 裁量: the last that was worked out. */
  readonly assessed: Of<'assess'> | null;
  readonly reviewed: { readonly on: string; readonly by: Doer } | null;
  /** The last one: a new notice makes terms run anew. */
  readonly notice: Of<'give-notice'> | null;
  readonly decision: Of<'decide'> | null;
  readonly delivered: string | null;
  /** 暂缓、分期: in force in place of the term of payment. */
  readonly deferred:
    | (Of<'defer'> & {
        readonly before: number;
        /** Daily fines that were decided by then, and so are part of it. */
        readonly daily: number;
      })
    | null;
  readonly screened: Of<'screen-crime'> | null;
  readonly paid: number;
  readonly paidOn: string | null;
  /** One by one, in the order in which they were made. */
  readonly payments: readonly { readonly on: string; readonly amount: number }[];
  /** Yuan of the late fine that were paid or remitted. */
  readonly lateSettled: number;
  /** The last step; null before the first. */
  readonly last: ActName | null;
  readonly demanded: string | null;
  readonly court: string | null;
  readonly pauses: readonly { readonly from: string; readonly to: string }[];
  readonly extensions: Readonly<Partial<Record<'head' | 'collective', number>>>;
  readonly measures: Measures;
  /** Since when the public sees it; null: it does not, or not any more. */
  readonly published: string | null;
  /** What was recorded of dishonesty, its application for repair (while it waits) and its repair. */
  readonly credit: {
    readonly grade: CreditGrade;
    readonly publishedOn: string;
    readonly appliedOn: string | null;
    readonly repairedOn: string | null;
    /** What it stands on was withdrawn. */
    readonly withdrawnOn: string | null;
  } | null;
  readonly closed: string | null;
}

const BEGINNING: Standing = {
  state: 'investigating',
  evidence: 0,
  corrections: [],
  rechecks: [],
  investigated: null,
  assessed: null,
  reviewed: null,
  notice: null,
  ...NO_DEFENCE,
  ...NO_AFTERMATH,
  decision: null,
  delivered: null,
  deferred: null,
  screened: null,
  paid: 0,
  paidOn: null,
  payments: [],
  lateSettled: 0,
  last: null,
  demanded: null,
  court: null,
  pauses: [],
  extensions: {},
  measures: NO_MEASURES,
  published: null,
  credit: null,
  closed: null,
};

/** States in which a fine waits to be paid. */
const OWING: ReadonlySet<CaseState> = new Set(['delivered', 'demanded', 'court-applied']);

/** The file folded (pure): whether a step might be taken is not asked, so that old files can be looked at as they are. */
export const standingOf = (steps: readonly Step[]): Standing => steps.reduce(after, BEGINNING);

const after = (now: Standing, step: Step): Standing => {
  const next = { ...main(now, step), last: step.act.act };
  const measures = measuresAfter(now.measures, step, dailyGround(now));
  if (measures === now.measures) return next;
  const whole = { ...next, measures };
  // A daily decision after all was paid: there is something to pay again.
  return whole.state === 'performed' && whole.paid < owedOf(whole) ? { ...whole, state: 'delivered' } : whole;
};

function main(now: Standing, { act, by }: Step): Standing {
  switch (act.act) {
    case 'add-evidence':
      return { ...now, evidence: now.evidence + 1 };
    case 'order-correction':
      return { ...now, corrections: [...now.corrections, act] };
    case 'recheck':
      return { ...now, rechecks: [...now.rechecks, act] };
    case 'finish-investigation':
      return { ...now, state: 'reviewing', investigated: act.on };
    case 'review':
      return act.approve
        ? { ...now, state: 'reviewed', reviewed: { on: act.on, by } }
        : { ...now, state: 'investigating', investigated: null };
    case 'assess':
      return { ...now, assessed: act };
    case 'give-notice':
      return { ...now, ...NO_DEFENCE, state: 'noticed', notice: act };
    case 'decide':
      return { ...now, state: 'decided', decision: act };
    case 'deliver':
      return { ...now, state: fineOf(now) === 0 ? 'performed' : 'delivered', delivered: act.on };
    case 'defer':
      // What was paid before it is no part of it.
      return {
        ...now,
        deferred: {
          ...act,
          before: now.paid,
          daily: now.measures.daily.filter(({ decision }) => decision).length,
        },
      };
    case 'screen-crime':
      return { ...now, screened: act };
    case 'pay': {
      const paid = now.paid + act.amount;
      const payments = [...now.payments, { on: act.on, amount: act.amount }];
      const state = paid >= owedOf(now) ? 'performed' : now.state;
      return { ...now, paid, paidOn: act.on, payments, state };
    }
    case 'pay-late':
    case 'remit-late':
      return { ...now, lateSettled: now.lateSettled + act.amount };
    case 'demand':
      return { ...now, state: 'demanded', demanded: act.on };
    case 'apply-court':
      return { ...now, state: 'court-applied', court: act.on };
    case 'pause':
      return { ...now, pauses: [...now.pauses, { from: act.from, to: act.to }] };
    case 'extend':
      return { ...now, extensions: { ...now.extensions, [act.by]: act.days } };
    case 'publish':
      return {
        ...now,
        ...aftermathOf(now, act),
        published: act.on,
        credit: {
          grade: act.grade ?? 'ordinary',
          publishedOn: act.on,
          appliedOn: null,
          repairedOn: null,
          withdrawnOn: null,
        },
      };
    case 'overturn': {
      const next = { ...now, ...aftermathOf(now, act) };
      // Nothing is left to be paid: it is as if it had been.
      return OWING.has(now.state) && next.paid >= owedOf(next) ? { ...next, state: 'performed' } : next;
    }
    case 'withdraw-publication': {
      const next = { ...now, ...aftermathOf(now, act) };
      return {
        ...next,
        published: standingPublication(next)?.on ?? null,
        credit: now.credit && { ...now.credit, appliedOn: null, withdrawnOn: act.on },
      };
    }
    case 'apply-repair':
      return { ...now, credit: now.credit && { ...now.credit, appliedOn: act.on } };
    case 'decide-repair':
      return {
        ...now,
        credit: now.credit && {
          ...now.credit,
          appliedOn: null,
          repairedOn: act.granted ? act.on : null,
        },
      };
    case 'close':
      return { ...now, state: 'closed', closed: act.on };
    default:
      // What is said while a daily fine is proposed is said to that.
      return pendingDaily(now.measures) ? now : { ...now, ...defenceAfter(defenceOf(now), act, by) };
  }
}

const defenceOf = ({
  waived,
  statements,
  hearingRequested,
  hearing,
  legal,
  discussion,
}: Defence): Defence => ({
  waived,
  statements,
  hearingRequested,
  hearing,
  legal,
  discussion,
});

/** A penalty that was told to the party and is not decided yet: the daily fine that waits, else that of the case. */
export interface Proposal {
  readonly on: string;
  readonly deliveredOn: string;
  readonly amount: number;
  readonly beside: readonly PenaltyBeside[];
  /** 没收的违法所得; null: none, or nobody knows how much. */
  readonly confiscated: number | null;
  readonly defence: Defence;
}

export function proposalOf(now: Standing): Proposal | null {
  const daily = pendingDaily(now.measures);
  if (daily)
    return {
      on: daily.notice.on,
      deliveredOn: daily.notice.deliveredOn,
      amount: daily.fine.amount,
      beside: [],
      confiscated: null,
      defence: daily.defence,
    };
  const { notice, state } = now;
  return notice && state === 'noticed'
    ? { ...notice, confiscated: notice.confiscated ?? null, defence: now }
    : null;
}

/** Whether the last order to correct was not found carried out by a recheck yet. */
export function hasOpenOrder({ corrections, rechecks }: Pick<Standing, 'corrections' | 'rechecks'>): boolean {
  const order = corrections.at(-1);
  return order !== undefined && !rechecks.some(({ on, corrected }) => on >= order.on && corrected);
}

/**
 * What a daily fine stands on: the last order, the first recheck after it, which found the act going on, and the original fine. Where
 * the order had been carried out, acting anew needs a new order (按日连续处罚办法: 改正后再次违法的，重新起算).
 */
export function dailyGround(now: Standing): DailyGround | null {
  const { corrections, rechecks } = now;
  const order = corrections.at(-1)?.on;
  const recheck = rechecks.find(({ on }) => order !== undefined && on > order);
  const fine = fineOf(now);
  if (!order || !recheck || recheck.corrected || fine === 0) return null;
  return { order, recheck: recheck.on, fine };
}

/** Yuan that the decision and the daily decisions order together. */
export const owedOf = (now: Pick<Standing, 'decision' | 'overturns' | 'measures'>): number =>
  fineOf(now) + dailyTotal(now.measures);

/** Yuan that the decision orders, as far as it still holds. */
export const fineOf = ({ decision, overturns }: Pick<Standing, 'decision' | 'overturns'>): number =>
  decision?.kind === 'penalty' ? fineLeft(decision.amount, { overturns }) : 0;

/**
 * Whether the proposed penalty obliges to offer a hearing (行政处罚法 63; 处罚办法 46, 89): a larger fine, larger gains that are
 * confiscated (each by itself), or what weighs as much.
 */
export function owesHearing(
  party: CaseFile['party'],
  amount: number,
  beside: readonly PenaltyBeside[],
  confiscated: number | null = null,
): boolean {
  const { over, kinds } = ENFORCEMENT_RULES.hearing;
  return (
    amount > over[party] || (confiscated ?? 0) > over[party] || beside.some((kind) => kinds.includes(kind))
  );
}

/** Whether the party is told that it may ask for a hearing; where nobody knows how much is confiscated, it may not be refused one. */
export const offersHearing = (
  party: CaseFile['party'],
  amount: number,
  beside: readonly PenaltyBeside[],
  confiscated: number | null = null,
): boolean =>
  owesHearing(party, amount, beside, confiscated) || (confiscated === null && beside.includes('confiscate'));

/** Gains that a decision confiscates: as it says, else as they were told to the party. */
export const confiscatedOf = ({ decision, notice }: Pick<Standing, 'decision' | 'notice'>): number | null =>
  decision?.beside.includes('confiscate') === false
    ? null
    : (decision?.confiscated ?? notice?.confiscated ?? null);

const INVESTIGATING: ReadonlySet<ActName> = new Set([
  'add-evidence',
  'order-correction',
  'recheck',
  'finish-investigation',
]);

/** Everybody who investigated, by name: handlers and whoever took a step of the investigation. */
export function investigatorsOf(
  file: CaseFile,
  steps: readonly Step[],
): { ids: Set<string>; names: Set<string> } {
  const ids = new Set([file.filedBy.userId]);
  const names = new Set([...file.handlers.map(({ name }) => name), file.filedBy.name]);
  for (const { act, by } of steps)
    if (INVESTIGATING.has(act.act)) {
      ids.add(by.userId);
      names.add(by.name);
    }
  return { ids, names };
}
