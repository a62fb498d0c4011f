import type { WorkCalendar } from '@tarim/science';
import type { ActName, ComplaintAct, ComplaintState, ReporterAct, ReporterActName } from '../../contract.ts';
import { objectionInTime, reviewUntil } from './clocks.ts';
import {
  type Doer,
  lastDoer,
  retaliationOpen,
  reviewOpen,
  type Standing,
  type Step,
  standingOf,
} from './file.ts';

/** Why a step may not be taken: a key of the module's errors, with what fills its words. */
export interface Refusal {
  readonly why: RefusalKey;
  readonly params: Readonly<Record<string, string>>;
}

export type RefusalKey =
  | 'stateUnfit'
  | 'dayOrder'
  | 'dayFuture'
  | 'ownDecision'
  | 'objectionLate'
  | 'extensionTwice'
  | 'extensionNone'
  | 'publishedAlready'
  | 'reviewNone'
  | 'reviewOpen'
  | 'reviewLate'
  | 'reviewTwice'
  | 'retaliationNone'
  | 'retaliationOpen'
  | 'ratedAlready';

const ACTIVE: readonly ComplaintState[] = ['registered', 'accepted', 'handling', 'handled', 'replied'];
const AFTER_REPLY: readonly ComplaintState[] = ['replied', 'closed'];

/** In which states a step makes sense; the other conditions stand below. */
const STATES: Readonly<Record<ActName, readonly ComplaintState[]>> = {
  accept: ['registered'],
  'not-accept': ['registered'],
  transfer: ['registered', 'accepted'],
  merge: ['registered', 'accepted'],
  assign: ['accepted'],
  object: ['handling'],
  'ask-extension': ['accepted', 'handling'],
  'decide-extension': ['accepted', 'handling'],
  handle: ['handling'],
  rework: ['handled'],
  reply: ['handled'],
  publish: AFTER_REPLY,
  'decide-review': AFTER_REPLY,
  'answer-retaliation': [...ACTIVE, 'closed', 'not-accepted', 'transferred', 'merged'],
  close: ['replied'],
};

const REPORTER_STATES: Readonly<Record<ReporterActName, readonly ComplaintState[]>> = {
  rate: AFTER_REPLY,
  'ask-review': AFTER_REPLY,
  'tell-retaliation': [...ACTIVE, 'closed', 'not-accepted', 'transferred', 'merged'],
};

/** Steps that need something to be there before it makes sense to offer them. */
const OFFERED: Readonly<Partial<Record<ActName, (now: Standing) => boolean>>> = {
  'ask-extension': ({ extension }) => extension === null,
  'decide-extension': ({ extension }) => extension !== null && extension.granted === null,
  publish: ({ published }) => !published,
  'decide-review': reviewOpen,
  'answer-retaliation': retaliationOpen,
  close: (now) => !reviewOpen(now) && !retaliationOpen(now),
};

/** Steps that make sense as the complaint stands; whether the person and the day do is asked when one is taken. */
export const actsOffered = (now: Standing): ActName[] =>
  (Object.keys(STATES) as ActName[]).filter(
    (act) => STATES[act].includes(now.state) && (OFFERED[act]?.(now) ?? true),
  );

interface Asked {
  readonly steps: readonly Step[];
  readonly now: Standing;
  readonly by: Doer;
  readonly calendar: WorkCalendar;
}

const refuse = (why: RefusalKey, params: Refusal['params'] = {}): Refusal => ({ why, params });

/** Whether the complaint as it stands may take a step of the body: null, or the reason. `receivedOn`, `today`: Beijing days. */
export function refusalOf(
  receivedOn: string,
  steps: readonly Step[],
  act: ComplaintAct,
  by: Doer,
  today: string,
  calendar: WorkCalendar,
): Refusal | null {
  const now = standingOf(steps);
  if (!STATES[act.act].includes(now.state)) return refuse('stateUnfit', { state: now.state });
  if (act.on > today) return refuse('dayFuture', { on: act.on, today });
  const last = steps.at(-1)?.act.on ?? receivedOn;
  if (act.on < last) return refuse('dayOrder', { on: act.on, last });
  return CONDITIONS[act.act]?.({ steps, now, by, calendar }, act.on) ?? null;
}

/** Who did one thing does not judge it. */
const notBy =
  (...acts: Step['act']['act'][]) =>
  ({ steps, by }: Asked): Refusal | null =>
    acts.some((act) => lastDoer(steps, act)?.userId === by.userId) ? refuse('ownDecision') : null;

const CONDITIONS: Readonly<Partial<Record<ActName, (asked: Asked, on: string) => Refusal | null>>> = {
  object: ({ now, calendar }, on) =>
    now.assignedOn !== null && objectionInTime(now.assignedOn, on, calendar) ? null : refuse('objectionLate'),
  'ask-extension': ({ now }) => (now.extension === null ? null : refuse('extensionTwice')),
  'decide-extension': (asked) =>
    asked.now.extension?.granted === null ? notBy('ask-extension')(asked) : refuse('extensionNone'),
  rework: notBy('handle'),
  reply: notBy('handle'),
  publish: ({ now }) => (now.published ? refuse('publishedAlready') : null),
  'decide-review': (asked) =>
    reviewOpen(asked.now) ? notBy('handle', 'reply')(asked) : refuse('reviewNone'),
  'answer-retaliation': ({ now }) => (retaliationOpen(now) ? null : refuse('retaliationNone')),
  close: ({ now }) =>
    reviewOpen(now) ? refuse('reviewOpen') : retaliationOpen(now) ? refuse('retaliationOpen') : null,
};

const REPORTER_CONDITIONS: Readonly<
  Record<ReporterActName, (now: Standing, today: string, calendar: WorkCalendar) => Refusal | null>
> = {
  rate: ({ rated }) => (rated === null ? null : refuse('ratedAlready')),
  'ask-review': (now, today, calendar) => {
    if (now.review !== null) return refuse('reviewTwice');
    return today > reviewUntil(now, calendar)! ? refuse('reviewLate') : null;
  },
  'tell-retaliation': (now) => (retaliationOpen(now) ? refuse('retaliationOpen') : null),
};

/** Whether the reporter may do something today: null, or the reason. */
export function reporterRefusal(
  now: Standing,
  act: ReporterAct['act'],
  today: string,
  calendar: WorkCalendar,
): Refusal | null {
  if (!REPORTER_STATES[act].includes(now.state)) return refuse('stateUnfit', { state: now.state });
  return REPORTER_CONDITIONS[act](now, today, calendar);
}

export const reporterActs = (now: Standing, today: string, calendar: WorkCalendar): ReporterActName[] =>
  (Object.keys(REPORTER_STATES) as ReporterActName[]).filter(
    (act) => reporterRefusal(now, act, today, calendar) === null,
  );
