import { deadlineLight, runClock, type WorkCalendar } from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';
import type {
  ApplicationAct,
  ApplicationKind,
  ApplicationState,
  Clock,
  PermitClass,
} from '../../contract.ts';

/** Days before the end in which the light is yellow: a habit of the platform, no rule. */
const WARN_HOURS = 5 * 24;

export type RefusalKey = 'stateUnfit' | 'dayOrder' | 'dayFuture' | 'numberMissing';
export interface Refusal {
  readonly why: RefusalKey;
  readonly params: Readonly<Record<string, string>>;
}

type ActName = ApplicationAct['act'];
const AFTER: Readonly<Record<ActName, ApplicationState>> = {
  accept: 'accepted',
  return: 'returned',
  'check-site': 'accepted',
  grant: 'granted',
  refuse: 'refused',
};
const FROM: Readonly<Record<ActName, ApplicationState>> = {
  accept: 'submitted',
  return: 'submitted',
  'check-site': 'accepted',
  grant: 'accepted',
  refuse: 'accepted',
};

/** An application folded (pure). */
export const stateAfter = (acts: readonly ApplicationAct[]): ApplicationState =>
  acts.reduce<ApplicationState>((_, { act }) => AFTER[act], 'submitted');

export const actsOffered = (state: ApplicationState): ActName[] =>
  (Object.keys(FROM) as ActName[]).filter((act) => FROM[act] === state);

/** Whether the application as it stands may take a step: null, or the reason. */
export function refusalOf(
  { kind, submittedOn }: { readonly kind: ApplicationKind; readonly submittedOn: string },
  acts: readonly ApplicationAct[],
  act: ApplicationAct,
  today: string,
): Refusal | null {
  const state = stateAfter(acts);
  if (FROM[act.act] !== state) return { why: 'stateUnfit', params: { state } };
  if (act.on > today) return { why: 'dayFuture', params: { on: act.on, today } };
  const last = acts.at(-1)?.on ?? submittedOn;
  if (act.on < last) return { why: 'dayOrder', params: { on: act.on, last } };
  if (act.act === 'grant' && kind === 'new' && act.number.trim() === '')
    return { why: 'numberMissing', params: {} };
  return null;
}

/** Which term of review holds: by what is asked for, the class, and whether the site is checked. */
export function termOf(kind: ApplicationKind, of: PermitClass, checkedSite: boolean): string {
  if (kind === 'renew') return 'permit-review-renewal';
  if (kind === 'change') return 'permit-review-change';
  if (of !== 'key') return 'permit-review-simplified';
  return checkedSite ? 'permit-review-key-site' : 'permit-review-key';
}

/** 审查期限 from acceptance; null before it. `now` in milliseconds. */
export function reviewClock(
  { kind, class: of }: { readonly kind: ApplicationKind; readonly class: PermitClass },
  acts: readonly ApplicationAct[],
  now: number,
  calendar: WorkCalendar,
): Clock | null {
  const accepted = acts.find(({ act }) => act === 'accept');
  if (!accepted) return null;
  const key = termOf(
    kind,
    of,
    acts.some(({ act }) => act === 'check-site'),
  );
  const { length, unit, act, article, confidence } = statutoryTerm(key);
  const due = runClock({ start: accepted.on, length, unit }, calendar).dueDate!;
  const doneOn = acts.find((one) => one.act === 'grant' || one.act === 'refuse')?.on ?? null;
  const light = deadlineLight({ dueAt: Date.parse(`${due}T23:59:59+08:00`), now, warnHours: WARN_HOURS });
  return {
    key,
    due,
    doneOn,
    light: doneOn ? 'done' : light,
    source: article === null ? act : `${act} ${article}`,
    confidence,
  };
}
