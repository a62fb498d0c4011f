import { ENDED, TASK_ACTS, type TaskAct, type TaskState } from '../../contract.ts';

/**
 * The life of a task (pure): which act is possible in which state, and where it leads (null: the state stays).
 *
 *     dispatched ─receive→ received ─verify→ verifying ─reply→ replied ─review→ reviewing ─close→ closed
 *          ↑                                     ↑ verify                           ├─return→ returned ─┘ (back to verifying)
 *          └── transfer (before a reply)         └──────────────────────────────────┤
 *                                                                                   └─lead→ lead (案件线索)
 *     cancel: before a reply.
 */
const WORKING: readonly TaskState[] = ['received', 'verifying', 'returned'];
const BEFORE_REPLY: readonly TaskState[] = ['dispatched', ...WORKING];

const LIFE: Readonly<
  Record<TaskAct, { readonly from: readonly TaskState[]; readonly to: TaskState | null }>
> = {
  receive: { from: ['dispatched'], to: 'received' },
  verify: { from: ['received', 'returned'], to: 'verifying' },
  reply: { from: ['verifying'], to: 'replied' },
  review: { from: ['replied'], to: 'reviewing' },
  close: { from: ['reviewing'], to: 'closed' },
  return: { from: ['reviewing'], to: 'returned' },
  lead: { from: ['reviewing'], to: 'lead' },
  transfer: { from: BEFORE_REPLY, to: 'dispatched' },
  cancel: { from: BEFORE_REPLY, to: 'cancelled' },
  'ask-extension': { from: WORKING, to: null },
  'grant-extension': { from: WORKING, to: null },
  'refuse-extension': { from: WORKING, to: null },
  remind: { from: BEFORE_REPLY, to: null },
};

/** The state that an act leads to; null: it is not possible now. */
export function after(state: TaskState, act: TaskAct): TaskState | null {
  const { from, to } = LIFE[act];
  return from.includes(state) ? (to ?? state) : null;
}

export type Obstacle = 'own-reply' | 'own-request' | 'no-extension' | 'extension-pending';

export interface Facts {
  readonly state: TaskState;
  /** Everybody who ever replied. */
  readonly repliers: readonly string[];
  readonly extension: { readonly byUser: string } | null;
}

const REVIEWING: readonly TaskAct[] = ['review', 'close', 'return', 'lead'];
const DECIDING: readonly TaskAct[] = ['grant-extension', 'refuse-extension'];

/** What stands against an act of this person although the state allows it: the separation of duties (职责分离). */
export function obstacle(act: TaskAct, userId: string, facts: Facts): Obstacle | null {
  if (REVIEWING.includes(act) && facts.repliers.includes(userId)) return 'own-reply';
  if (act === 'ask-extension' && facts.extension) return 'extension-pending';
  if (DECIDING.includes(act)) {
    if (!facts.extension) return 'no-extension';
    if (facts.extension.byUser === userId) return 'own-request';
  }
  return null;
}

/** The action of the policy that an act needs. */
export function actionOf(act: TaskAct): 'supervision.handle' | 'supervision.review' | 'supervision.dispatch' {
  if (REVIEWING.includes(act)) return 'supervision.review';
  if (['receive', 'verify', 'reply', 'ask-extension'].includes(act)) return 'supervision.handle';
  return 'supervision.dispatch';
}

/** Acts of whoever a task is with. */
const OF_HOLDER: readonly TaskAct[] = ['receive', 'verify', 'reply'];

/**
 * The action that an act needs of this person: of those to whom a task was handed by name (指派) the right to hand out in that unit is
 * enough, as a duty officer has it; all others need the right to handle.
 */
export function actionFor(
  act: TaskAct,
  userId: string,
  assignee: { readonly userId: string | null } | null,
  may: (action: string) => boolean,
): ReturnType<typeof actionOf> {
  const own = actionOf(act);
  const named = OF_HOLDER.includes(act) && assignee?.userId === userId;
  return named && !may(own) ? 'supervision.dispatch' : own;
}

/** Acts that the state and the facts allow at all, whoever asks. */
export function possibleActs(facts: Facts): TaskAct[] {
  return TASK_ACTS.filter((act) => {
    if (after(facts.state, act) === null) return false;
    const why = obstacle(act, '', facts);
    return why !== 'no-extension' && why !== 'extension-pending';
  });
}

export const hasEnded = (state: TaskState): boolean => ENDED.includes(state);
