import { limitationOf, type WorkCalendar } from '@tarim/science';
import type { ActName, CaseAct, CaseState } from '../../contract.ts';
import { courtFrom, decisionDue, hearingInTime, noticeDue } from './clocks.ts';
import { creditOf } from './credit.ts';
import { agreed, undefended } from './defence.ts';
import {
  type CaseFile,
  confiscatedOf,
  type Doer,
  dailyGround,
  fineOf,
  investigatorsOf,
  offersHearing,
  owedOf,
  owesHearing,
  type Proposal,
  proposalOf,
  type Standing,
  type Step,
  standingOf,
} from './file.ts';
import { lateOwedAt } from './late.ts';
import { defenceEnds } from './measure-clocks.ts';
import { MEASURE_CONDITIONS } from './measure-conditions.ts';
import { openLimit, openProposal, openSeal, pendingDaily, testing } from './measures.ts';
import { paymentDue } from './payments.ts';
import { isPublishable, standingPublication } from './publication.ts';

/** Why a step may not be taken: a key of the module's errors, with what fills its words. */
export interface Refusal {
  readonly why: RefusalKey;
  readonly params: Readonly<Record<string, string | number>>;
}

export type RefusalKey =
  | 'stateUnfit'
  | 'dayOrder'
  | 'dayFuture'
  | 'noEvidence'
  | 'ownReview'
  | 'noOrder'
  | 'outsideRange'
  | 'noRange'
  | 'hearingNotOwed'
  | 'hearingLate'
  | 'hearingNotRequested'
  | 'hearingNotice'
  | 'investigatorChairs'
  | 'investigatorVotes'
  | 'noticeRuns'
  | 'hearingPending'
  | 'legalMissing'
  | 'discussionMissing'
  | 'raised'
  | 'gainsRaised'
  | 'gainsStray'
  | 'limitationPassed'
  | 'overpaid'
  | 'lateOver'
  | 'lateOwed'
  | 'voidLast'
  | 'voidOther'
  | 'voidPublic'
  | 'notOverdue'
  | 'demandRuns'
  | 'extendedTwice'
  | 'extendOrder'
  | 'extendLate'
  | 'notPenalty'
  | 'publishedAlready'
  | 'publishOverturned'
  | 'overturnedAlready'
  | 'overturnRaised'
  | 'notPublished'
  | 'notOverturned'
  | 'repairEarly'
  | 'repairOwed'
  | 'repairPending'
  | 'noRepair'
  | 'creditOver'
  | 'sealOpen'
  | 'noSeal'
  | 'sealExtended'
  | 'sealEnded'
  | 'noLimit'
  | 'limitMonths'
  | 'dailyNoOrder'
  | 'dailyNoRecheck'
  | 'dailyEarly'
  | 'dailyPending'
  | 'noDaily'
  | 'partsSum'
  | 'partsOrder'
  | 'crimeUnscreened'
  | 'noTransfer'
  | 'noProposal'
  | 'crimeUndecided'
  | 'crimeNotHanded'
  | 'testRuns'
  | 'testDays'
  | 'noTest'
  | 'notHandedOver';

const BEFORE_DECISION: readonly CaseState[] = ['investigating', 'reviewing', 'reviewed', 'noticed'];
const AFTER_DECISION: readonly CaseState[] = [
  'decided',
  'delivered',
  'performed',
  'demanded',
  'court-applied',
];

const OPEN = [...BEFORE_DECISION, ...AFTER_DECISION];
const AFTER_DELIVERY: readonly CaseState[] = ['delivered', 'performed', 'demanded', 'court-applied'];
// Also of a daily fine, which is noticed when the case itself is decided.
const PROPOSED: readonly CaseState[] = ['noticed', ...AFTER_DELIVERY];

/** In which states a step makes sense; the other conditions stand below. */
const STATES: Readonly<Record<ActName, readonly CaseState[]>> = {
  'add-evidence': ['investigating', 'noticed'],
  'order-correction': [...BEFORE_DECISION, ...AFTER_DECISION],
  recheck: [...BEFORE_DECISION, ...AFTER_DECISION],
  'finish-investigation': ['investigating'],
  review: ['reviewing'],
  assess: BEFORE_DECISION,
  'give-notice': ['reviewed', 'noticed'],
  'record-waiver': PROPOSED,
  'record-statement': PROPOSED,
  'request-hearing': PROPOSED,
  'hold-hearing': PROPOSED,
  'legal-review': PROPOSED,
  discuss: PROPOSED,
  decide: ['reviewed', 'noticed'],
  deliver: ['decided'],
  defer: ['delivered'],
  'screen-crime': OPEN,
  pay: ['delivered', 'demanded', 'court-applied'],
  'pay-late': [...AFTER_DELIVERY],
  'remit-late': [...AFTER_DELIVERY],
  demand: ['delivered'],
  'apply-court': ['demanded'],
  pause: BEFORE_DECISION,
  extend: BEFORE_DECISION,
  seal: OPEN,
  'extend-seal': OPEN,
  'begin-test': OPEN,
  'end-test': OPEN,
  'release-seal': OPEN,
  'limit-production': OPEN,
  'file-plan': OPEN,
  'lift-limit': OPEN,
  'daily-notice': AFTER_DELIVERY,
  'daily-decide': AFTER_DELIVERY,
  'decide-transfer': OPEN,
  'hand-over': OPEN,
  'record-answer': OPEN,
  publish: [...AFTER_DECISION, 'closed'],
  overturn: [...AFTER_DECISION, 'closed'],
  'withdraw-publication': [...AFTER_DECISION, 'closed'],
  'apply-repair': [...AFTER_DECISION, 'closed'],
  'decide-repair': [...AFTER_DECISION, 'closed'],
  close: ['performed', 'court-applied'],
  void: OPEN,
};

/** What the public or a register outside has seen is not taken back by a step of the file. */
const IRREVOCABLE: ReadonlySet<ActName> = new Set([
  'publish',
  'withdraw-publication',
  'apply-repair',
  'decide-repair',
]);

/** Of a decision after which nothing is left that might be overturned. */
const ENDING: ReadonlySet<string> = new Set(['revoked', 'void']);

/** Something was told to the party and waits for its decision. */
function proposed(now: Standing): boolean {
  return proposalOf(now) !== null;
}

/** Steps that need something to be there before it makes sense to offer them. */
const OFFERED: Readonly<Partial<Record<ActName, (now: Standing) => boolean>>> = {
  recheck: ({ corrections }) => corrections.length > 0,
  'record-waiver': proposed,
  'record-statement': proposed,
  'request-hearing': proposed,
  'hold-hearing': (now) => proposalOf(now)?.defence.hearingRequested != null,
  'legal-review': proposed,
  discuss: proposed,
  void: ({ last }) => last !== null && !IRREVOCABLE.has(last),
  publish: (now) => now.published === null && now.decision?.kind === 'penalty' && isPublishable(now),
  overturn: ({ decision, overturns }) =>
    decision?.kind === 'penalty' && !overturns.some(({ outcome }) => ENDING.has(outcome)),
  'withdraw-publication': (now) => standingPublication(now)?.overturnedOn != null,
  'apply-repair': ({ credit }) =>
    credit !== null && !credit.appliedOn && !credit.repairedOn && !credit.withdrawnOn,
  'decide-repair': ({ credit }) => credit !== null && credit.appliedOn !== null,
  seal: ({ measures }) => openSeal(measures) === undefined,
  'extend-seal': ({ measures }) => openSeal(measures)?.extended === 0,
  'begin-test': ({ measures }) => {
    const seal = openSeal(measures);
    return seal !== undefined && !testing(seal);
  },
  'end-test': ({ measures }) => {
    const seal = openSeal(measures);
    return seal !== undefined && testing(seal);
  },
  'release-seal': ({ measures }) => openSeal(measures) !== undefined,
  'file-plan': ({ measures }) => openLimit(measures)?.planned === null,
  'lift-limit': ({ measures }) => openLimit(measures) !== undefined,
  'daily-notice': (now) => dailyGround(now) !== null && pendingDaily(now.measures) === undefined,
  'daily-decide': ({ measures }) => pendingDaily(measures) !== undefined,
  'hand-over': ({ measures }) => measures.transfers.some(({ handedOver }) => !handedOver),
  'record-answer': ({ measures }) =>
    measures.transfers.some(({ handedOver, answered }) => handedOver !== null && !answered),
};

/** Steps that make sense as the case stands; whether the person and the day do is asked when one is taken. */
export const actsOffered = (now: Standing): ActName[] =>
  (Object.keys(STATES) as ActName[]).filter(
    (act) => STATES[act].includes(now.state) && (OFFERED[act]?.(now) ?? true),
  );

/** Whether the file as it stands may take a step: null, or the reason with the article that forbids it. */
export function refusalOf(
  file: CaseFile,
  steps: readonly Step[],
  act: CaseAct,
  by: Doer,
  today: string,
  calendar: WorkCalendar,
): Refusal | null {
  const now = standingOf(steps);
  if (!STATES[act.act].includes(now.state)) return refuse('stateUnfit', { state: now.state });
  const on = act.act === 'pause' ? act.from : act.on;
  if (on > today) return refuse('dayFuture', { on, today });
  const last = lastDay(file, steps);
  // A pause or a payment may be written down later; all else follows in its order.
  if (act.act !== 'pause' && act.act !== 'add-evidence' && on < last) return refuse('dayOrder', { on, last });
  return CONDITIONS[act.act]?.({ file, steps, now, act: act as never, by, calendar }) ?? null;
}

const refuse = (why: RefusalKey, params: Refusal['params'] = {}): Refusal => ({ why, params });

function lastDay(file: CaseFile, steps: readonly Step[]): string {
  let last = file.filedOn;
  for (const { act } of steps)
    if (act.act !== 'pause' && act.act !== 'add-evidence' && act.on > last) last = act.on;
  return last;
}

export interface Asked<A extends CaseAct> {
  readonly file: CaseFile;
  readonly steps: readonly Step[];
  readonly now: Standing;
  readonly act: A;
  readonly by: Doer;
  readonly calendar: WorkCalendar;
}

export type Conditions = {
  readonly [N in ActName]?: (asked: Asked<Extract<CaseAct, { act: N }>>) => Refusal | null;
};

/** Asked of what waits for its decision; where nothing does, the step has nothing to belong to. */
function withProposal<A extends CaseAct>(
  judge: (asked: Asked<A>, proposal: Proposal) => Refusal | null,
): (asked: Asked<A>) => Refusal | null {
  return (asked) => {
    const proposal = proposalOf(asked.now);
    return proposal ? judge(asked, proposal) : refuse('noDaily');
  };
}

const CREDIT_OVER: ReadonlySet<string> = new Set(['repaired', 'ended', 'withdrawn']);

const CONDITIONS: Conditions = {
  ...MEASURE_CONDITIONS,
  recheck: ({ now }) => (now.corrections.length === 0 ? refuse('noOrder') : null),
  'finish-investigation': ({ now }) => (now.evidence === 0 ? refuse('noEvidence') : null),
  review: ({ file, steps, by }) => (isInvestigator(file, steps, by) ? refuse('ownReview') : null),
  assess: ({ file }) => (file.range ? null : refuse('noRange')),
  'give-notice': ({ file, act }) => strayGains(act) ?? outside(file, act.amount, true),
  'record-waiver': withProposal(() => null),
  'record-statement': withProposal(() => null),
  'request-hearing': withProposal(({ file, act, calendar }, { amount, beside, confiscated, deliveredOn }) => {
    if (!offersHearing(file.party, amount, beside, confiscated)) return refuse('hearingNotOwed');
    const due = defenceEnds(deliveredOn, calendar);
    return act.on > due ? refuse('hearingLate', { due }) : null;
  }),
  'hold-hearing': withProposal(({ file, steps, act, calendar }, { defence }) => {
    if (!defence.hearingRequested) return refuse('hearingNotRequested');
    if (!hearingInTime(act.noticeOn, act.on, calendar)) return refuse('hearingNotice', { on: act.noticeOn });
    return investigatorsOf(file, steps).names.has(act.chair) ? refuse('investigatorChairs') : null;
  }),
  'legal-review': withProposal(({ file, steps, by }) =>
    isInvestigator(file, steps, by) ? refuse('ownReview') : null,
  ),
  discuss: withProposal(({ file, steps, act }) => {
    const { names } = investigatorsOf(file, steps);
    const voter = act.members.find(({ name }) => names.has(name));
    return voter ? refuse('investigatorVotes', { name: voter.name }) : null;
  }),
  decide: (asked) => decideRefusal(asked),
  pay: ({ now, act }) => {
    // The late fine may be as much again.
    const left = 2 * owedOf(now) - now.paid;
    return act.amount > left ? refuse('overpaid', { left }) : null;
  },
  defer: ({ now, act }) => {
    const left = owedOf(now) - now.paid;
    const sum = act.parts.reduce((all, { amount }) => all + Math.round(amount * 100), 0);
    if (sum !== Math.round(left * 100)) return refuse('partsSum', { left });
    const days = act.parts.map(({ due }) => due);
    const rising = days.every((one, i) => one > (days[i - 1] ?? act.on));
    return rising ? null : refuse('partsOrder');
  },
  'pay-late': lateRefusal,
  'remit-late': lateRefusal,
  close: ({ file, now, act, calendar }) => {
    if ((file.crimeSigns ?? []).length > 0 && !now.screened) return refuse('crimeUnscreened');
    // A penalty does not take the place of a transfer.
    if (openProposal(now.measures)) return refuse('crimeUndecided');
    if (now.measures.transfers.some(({ to, handedOver }) => to === 'crime' && !handedOver))
      return refuse('crimeNotHanded');
    const left = now.state === 'performed' ? lateOwedAt(now, calendar, act.on) : 0;
    return left > 0 ? refuse('lateOwed', { left }) : null;
  },
  void: ({ steps, act, by }) => {
    const last = steps.at(-1);
    if (!last || last.nth !== act.nth) return refuse('voidLast');
    if (IRREVOCABLE.has(last.act.act)) return refuse('voidPublic');
    return last.by.userId === by.userId ? null : refuse('voidOther', { name: last.by.name });
  },
  demand: ({ now, act, calendar }) => {
    const due = paymentDue(now, calendar)!;
    return act.on <= due ? refuse('notOverdue', { due }) : null;
  },
  'apply-court': ({ now, act, calendar }) => {
    const from = courtFrom(now, calendar)!;
    return act.on < from ? refuse('demandRuns', { from }) : null;
  },
  publish: ({ now }) => {
    if (now.decision?.kind !== 'penalty') return refuse('notPenalty');
    if (now.published) return refuse('publishedAlready');
    return isPublishable(now) ? null : refuse('publishOverturned');
  },
  overturn: ({ now, act }) => {
    if (now.decision?.kind !== 'penalty') return refuse('notPenalty');
    if (now.overturns.some(({ outcome }) => ENDING.has(outcome))) return refuse('overturnedAlready');
    const amount = fineOf(now);
    return (act.amount ?? 0) > amount ? refuse('overturnRaised', { amount }) : null;
  },
  'withdraw-publication': ({ now }) => {
    const seen = standingPublication(now);
    if (!seen) return refuse('notPublished');
    return seen.overturnedOn ? null : refuse('notOverturned');
  },
  'apply-repair': ({ now, act }) => {
    const credit = creditOf(now, act.on);
    if (!credit || CREDIT_OVER.has(credit.state)) return refuse('creditOver');
    if (credit.state === 'applied') return refuse('repairPending');
    if (act.on < credit.repairableFrom) return refuse('repairEarly', { from: credit.repairableFrom });
    const left = owedOf(now) - now.paid;
    return left > 0 ? refuse('repairOwed', { left }) : null;
  },
  'decide-repair': ({ now }) => (now.credit?.appliedOn ? null : refuse('noRepair')),
  extend: ({ file, now, act, calendar }) => {
    if (now.extensions[act.by] !== undefined) return refuse('extendedTwice');
    if (act.by === 'collective' && now.extensions.head === undefined) return refuse('extendOrder');
    const due = decisionDue(file, now, calendar);
    return due !== null && act.on > due ? refuse('extendLate', { due }) : null;
  },
};

/** No more of the late fine is settled than there is on that day. */
function lateRefusal({
  now,
  act,
  calendar,
}: Asked<Extract<CaseAct, { act: 'pay-late' | 'remit-late' }>>): Refusal | null {
  const left = lateOwedAt(now, calendar, act.on);
  return act.amount > left ? refuse('lateOver', { left }) : null;
}

/** A decision out of its order is void; each reason names what forbids it. */
function decideRefusal({
  file,
  now,
  act,
  calendar,
}: Asked<Extract<CaseAct, { act: 'decide' }>>): Refusal | null {
  if (act.kind === 'withdrawn') return null;
  if (now.state !== 'noticed') return refuse('stateUnfit', { state: now.state });
  const due = noticeDue(now, calendar)!;
  if (act.on <= due && !now.waived) return refuse('noticeRuns', { due });
  const waits = undefended(now);
  if (waits) return refuse(waits);
  if (act.kind === 'no-penalty') return null;
  const stray = strayGains(act);
  if (stray) return stray;
  const { amount, beside, confiscated } = now.notice!;
  if (act.amount > amount || act.beside.some((kind) => !beside.includes(kind)))
    return refuse('raised', { amount });
  if (confiscated != null && (act.confiscated ?? 0) > confiscated)
    return refuse('gainsRaised', { amount: confiscated });
  if (
    owesHearing(file.party, act.amount, act.beside, confiscatedOf({ ...now, decision: act })) &&
    !agreed(now)
  )
    return refuse('discussionMissing');
  if (limitationOf({ actEnd: file.actEnd, found: file.filedOn, harm: file.harm }).passed)
    return refuse('limitationPassed');
  return outside(file, act.amount, false);
}

/** An amount that is confiscated without confiscation being ordered. */
const strayGains = ({
  beside,
  confiscated,
}: Pick<Extract<CaseAct, { act: 'decide' }>, 'beside' | 'confiscated'>) =>
  confiscated != null && !beside.includes('confiscate') ? refuse('gainsStray') : null;

/** Below the least only down to its half, which needs a ground of 减轻 in the reasons; a notice stays within the range. */
function outside({ range }: CaseFile, amount: number, isNotice: boolean): Refusal | null {
  if (!range) return null;
  const least = isNotice ? range.min : range.min / 2;
  return amount < least || amount > range.max ? refuse('outsideRange', { min: least, max: range.max }) : null;
}

const isInvestigator = (file: CaseFile, steps: readonly Step[], by: Doer): boolean => {
  const { ids, names } = investigatorsOf(file, steps);
  return ids.has(by.userId) || names.has(by.name);
};
