import { DAMAGE_RULES } from '@tarim/standards';
import { type ActName, type DamageAct, type DamageState, PUBLISHED, type Published } from '../../contract.ts';
import {
  assessorsOf,
  type Doer,
  isUnconfirmed,
  itemsTotal,
  paidOf,
  partsTotal,
  type Standing,
  type Step,
  standingOf,
} from './file.ts';

/** Why a step may not be taken: a key of the module's errors, with what fills its words. */
export interface Refusal {
  readonly why: RefusalKey;
  readonly params: Readonly<Record<string, string | number>>;
}

export type RefusalKey =
  | 'stateUnfit'
  | 'dayOrder'
  | 'dayFuture'
  | 'ownDecision'
  | 'notSlight'
  | 'slightRefused'
  | 'disputed'
  | 'simpleLimit'
  | 'nothingToConfirm'
  | 'unconfirmed'
  | 'noticeDays'
  | 'mostMeetings'
  | 'noMeeting'
  | 'agreeDays'
  | 'amountMissing'
  | 'partsSum'
  | 'confirmationTwice'
  | 'noConfirmation'
  | 'overpaid'
  | 'publishEarly'
  | 'publishedAlready'
  | 'notPublished';

/** What is known of a case besides its steps. */
export interface CaseFacts {
  readonly foundOn: string;
  /** Other cases of the party within the years in which nothing counts as slight. */
  readonly repeats: number;
  /** 简易评估限额 where the case lies, yuan. */
  readonly simpleLimit: number;
}

const AFTER_START: readonly DamageState[] = [
  'assessing',
  'assessed',
  'negotiating',
  'agreed',
  'failed',
  'sued',
  'performed',
  'effective',
];

/** In which states a step makes sense; the other conditions stand below. */
const STATES: Readonly<Record<ActName, readonly DamageState[]>> = {
  // What was screened out may be looked at again.
  screen: ['screening', 'no-harm'],
  check: ['checking'],
  start: ['checked'],
  'not-start': ['checked'],
  assess: ['assessing', 'assessed'],
  'confirm-assessment': ['assessed'],
  'give-notice': ['assessed'],
  meet: ['negotiating'],
  agree: ['negotiating'],
  fail: ['negotiating'],
  sue: ['failed'],
  'record-judgment': ['sued'],
  'apply-confirmation': ['agreed'],
  'record-confirmation': ['agreed', 'performed'],
  pay: ['agreed', 'performed'],
  restore: ['agreed'],
  'assess-effect': ['performed'],
  'waive-effect': ['performed'],
  publish: AFTER_START,
  close: ['effective'],
};

/** What has to be so before something of a case can be public. */
const PUBLIC: Readonly<Record<Published, (now: Standing) => boolean>> = {
  start: ({ started }) => started !== null,
  agreement: ({ owed }) => owed !== null,
  restoration: ({ performed }) => performed !== null,
  effect: ({ effect }) => effect !== null,
};

const left = (now: Standing): number => Math.round(((now.owed?.amount ?? 0) - paidOf(now)) * 100) / 100;

/** Steps that need something to be there before it makes sense to offer them. */
const OFFERED: Readonly<Partial<Record<ActName, (now: Standing) => boolean>>> = {
  'confirm-assessment': isUnconfirmed,
  'give-notice': (now) => !isUnconfirmed(now),
  agree: ({ meetings }) => meetings > 0,
  meet: ({ meetings }) => meetings < DAMAGE_RULES.meetings.most,
  'apply-confirmation': ({ owed, confirmation }) => owed?.by === 'negotiation' && confirmation === null,
  'record-confirmation': ({ confirmation }) => confirmation?.granted === null,
  pay: (now) => left(now) > 0,
  publish: (now) => publishable(now).length > 0,
};

/** What can be made public and is not yet. */
export const publishable = (now: Standing): Published[] =>
  PUBLISHED.filter((what) => PUBLIC[what](now) && !now.published.includes(what));

/** Steps that make sense as the case stands; whether the person and the day do is asked when one is taken. */
export const actsOffered = (now: Standing): ActName[] =>
  (Object.keys(STATES) as ActName[]).filter(
    (act) => STATES[act].includes(now.state) && (OFFERED[act]?.(now) ?? true),
  );

/** Whether the case as it stands may take a step: null, or the reason. */
export function refusalOf(
  facts: CaseFacts,
  steps: readonly Step[],
  act: DamageAct,
  by: Doer,
  today: string,
): Refusal | null {
  const now = standingOf(steps);
  if (!STATES[act.act].includes(now.state)) return refuse('stateUnfit', { state: now.state });
  if (act.on > today) return refuse('dayFuture', { on: act.on, today });
  // Steps follow each other by their days.
  const last = steps.at(-1)?.act.on ?? facts.foundOn;
  if (act.on < last) return refuse('dayOrder', { on: act.on, last });
  return CONDITIONS[act.act]?.({ facts, steps, now, act: act as never, by, today }) ?? null;
}

const refuse = (why: RefusalKey, params: Refusal['params'] = {}): Refusal => ({ why, params });

interface Asked<A extends DamageAct> {
  readonly facts: CaseFacts;
  readonly steps: readonly Step[];
  readonly now: Standing;
  readonly act: A;
  readonly by: Doer;
  readonly today: string;
}

const CONDITIONS: {
  readonly [N in ActName]?: (asked: Asked<Extract<DamageAct, { act: N }>>) => Refusal | null;
} = {
  check: ({ act, facts }) => {
    if (!act.slight) return null;
    // 显著轻微 does not hold in a red-line area, nor for whoever did it again.
    const { repeatYears: years } = DAMAGE_RULES.slight;
    return act.redline || act.repeat || facts.repeats > 0 ? refuse('slightRefused', { years }) : null;
  },
  start: ({ steps, by }) => ownDecision(steps, by),
  'not-start': ({ steps, by, now, act }) =>
    act.ground === 'slight' && !now.checked?.slight ? refuse('notSlight') : ownDecision(steps, by),
  assess: ({ act, facts: { simpleLimit: most } }) => {
    if (act.method === 'full') return null;
    const amount = itemsTotal(act);
    if (amount > most) return refuse('simpleLimit', { amount, most });
    return act.undisputed ? null : refuse('disputed');
  },
  'confirm-assessment': ({ now }) => (isUnconfirmed(now) ? null : refuse('nothingToConfirm')),
  'give-notice': ({ now, act, today }) => {
    if (isUnconfirmed(now)) return refuse('unconfirmed');
    return act.deliveredOn < act.on || act.deliveredOn > today || act.meetingOn < act.deliveredOn
      ? refuse('noticeDays')
      : null;
  },
  meet: ({ now }) => {
    const { most } = DAMAGE_RULES.meetings;
    return now.meetings >= most ? refuse('mostMeetings', { most }) : null;
  },
  agree: ({ steps, by, now, act }) => {
    if (now.meetings === 0) return refuse('noMeeting');
    if (act.due < act.on || act.parts.some(({ due }) => due < act.on)) return refuse('agreeDays');
    if (act.way === 'pay' && act.amount === 0) return refuse('amountMissing');
    const parts = partsTotal(act.parts);
    if (act.parts.length > 0 && parts !== act.amount)
      return refuse('partsSum', { parts, amount: act.amount });
    return ownDecision(steps, by);
  },
  'record-judgment': ({ act }) => {
    if (act.due < act.on) return refuse('agreeDays');
    return act.way === 'pay' && act.amount === 0 ? refuse('amountMissing') : null;
  },
  'apply-confirmation': ({ now }) =>
    now.confirmation || now.owed?.by === 'court' ? refuse('confirmationTwice') : null,
  'record-confirmation': ({ now }) => (now.confirmation?.granted === null ? null : refuse('noConfirmation')),
  pay: ({ now, act }) => {
    const owed = left(now);
    return act.amount > owed ? refuse('overpaid', { left: owed }) : null;
  },
  publish: ({ now, act }) => {
    if (now.published.includes(act.what)) return refuse('publishedAlready');
    return PUBLIC[act.what](now) ? null : refuse('publishEarly');
  },
  close: ({ now }) => {
    const missing = publishable(now);
    return missing.length > 0 ? refuse('notPublished', { missing: missing.join(',') }) : null;
  },
};

/** Who decides is not who checked or assessed. */
function ownDecision(steps: readonly Step[], by: Doer): Refusal | null {
  const { ids, names } = assessorsOf(steps);
  return ids.has(by.userId) || names.has(by.name) ? refuse('ownDecision') : null;
}
