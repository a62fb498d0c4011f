import type { DiscardReason, Judgement, Level, PatchAct, PatchState } from '../../contract.ts';

/**
 * The life of a patch (图斑), pure: which act is possible in which state, where it leads, and who may not do it. State is the fold of
 * events; the row in the database is only its projection.
 *
 *     detected ─interpret→ clue ─suspect→ suspected ─dispatch→ dispatched ─receive→ verifying ─verify→ verified ─judge→ archived
 *        └──────discard──────┴───discard──────┘ ↑               └──give-back───┴──┐      ↑ send-back ──────┘      └→ violation
 *                                 discarded      └────────────────────────────────┘
 *     violation ─order | hand-over→ rectifying ─submit→ submitted ─accept→ closed ─look-back→ looked-back
 *                                       ↑ refuse ───────────┘   └──────── reopen (→ rectifying) ──┘
 *     discarded, archived ─restore→ the state of the level it had reached; split, merge: → superseded, the new ones go on.
 */
interface Way {
  readonly from: readonly PatchState[];
  /** `level`: the state that is called like the level reached; `judged`: what the judgement says. */
  readonly to: PatchState | 'level' | 'judged';
  readonly action: 'redline.screen' | 'redline.dispatch' | 'redline.handle' | 'redline.review';
  /** Acts whose doers may not do this one (职责分离). */
  readonly notBy?: readonly PatchAct[];
}

const DESK: readonly PatchState[] = ['detected', 'clue', 'suspected'];

export const WAYS: Readonly<Record<PatchAct, Way>> = {
  interpret: { from: ['detected'], to: 'clue', action: 'redline.screen' },
  discard: { from: DESK, to: 'discarded', action: 'redline.screen' },
  suspect: { from: ['clue'], to: 'suspected', action: 'redline.dispatch', notBy: ['interpret'] },
  dispatch: { from: ['suspected'], to: 'dispatched', action: 'redline.dispatch' },
  receive: { from: ['dispatched'], to: 'verifying', action: 'redline.handle' },
  'give-back': { from: ['dispatched', 'verifying'], to: 'suspected', action: 'redline.handle' },
  verify: { from: ['verifying'], to: 'verified', action: 'redline.handle' },
  'send-back': { from: ['verified'], to: 'verifying', action: 'redline.review', notBy: ['verify'] },
  judge: { from: ['verified'], to: 'judged', action: 'redline.review', notBy: ['verify'] },
  order: { from: ['violation'], to: 'rectifying', action: 'redline.review', notBy: ['verify'] },
  'hand-over': { from: ['violation'], to: 'rectifying', action: 'redline.review', notBy: ['verify'] },
  submit: { from: ['rectifying'], to: 'submitted', action: 'redline.handle' },
  accept: { from: ['submitted'], to: 'closed', action: 'redline.review', notBy: ['submit'] },
  refuse: { from: ['submitted'], to: 'rectifying', action: 'redline.review', notBy: ['submit'] },
  'look-back': { from: ['closed'], to: 'looked-back', action: 'redline.review', notBy: ['submit', 'accept'] },
  reopen: { from: ['closed', 'looked-back'], to: 'rectifying', action: 'redline.review' },
  restore: { from: ['discarded', 'archived'], to: 'level', action: 'redline.dispatch', notBy: ['discard'] },
  split: { from: DESK, to: 'superseded', action: 'redline.screen' },
  merge: { from: DESK, to: 'superseded', action: 'redline.screen' },
};

/** What of a patch its events decide. */
export interface Facts {
  readonly state: PatchState;
  readonly level: Level;
  readonly class: string | null;
  readonly unitPath: string;
  readonly judgement: Judgement | null;
  readonly discardReason: DiscardReason | null;
  readonly rectifyBy: string | null;
  readonly rectifiedOn: string | null;
  readonly reopened: number;
  /** ISO instant; null while nobody is waited for. */
  readonly dueAt: string | null;
  /** Everybody who ever did an act that somebody else has to approve. */
  readonly hands: Readonly<Partial<Record<PatchAct, readonly string[]>>>;
}

/** What an act changes besides the state. */
export type Change = Partial<Omit<Facts, 'state' | 'level' | 'hands' | 'reopened'>>;

export interface Happened {
  /** An act, or what the platform does: `propose`, `re-evaluate`, `derive` (from a split or merge). */
  readonly act: string;
  readonly to: PatchState;
  readonly change: Change;
  readonly byUser: string | null;
}

const LEVEL_OF: Readonly<Partial<Record<PatchState, Level>>> = {
  detected: 'detected',
  clue: 'clue',
  suspected: 'suspected',
};
const RANK: Readonly<Record<Level, number>> = { detected: 0, clue: 1, suspected: 2 };
/** Acts whose doers are remembered, because another act is closed to them. */
const REMEMBERED = new Set<string>(Object.values(WAYS).flatMap((way) => way.notBy ?? []));

const START: Facts = {
  state: 'detected',
  level: 'detected',
  class: null,
  unitPath: '/',
  judgement: null,
  discardReason: null,
  rectifyBy: null,
  rectifiedOn: null,
  reopened: 0,
  dueAt: null,
  hands: {},
};

export function apply(facts: Facts, event: Happened): Facts {
  const climbed = LEVEL_OF[event.to];
  const level = climbed && RANK[climbed] > RANK[facts.level] ? climbed : facts.level;
  const by = event.byUser;
  const act = event.act as PatchAct;
  const known = facts.hands[act] ?? [];
  const hands =
    by !== null && REMEMBERED.has(act) && !known.includes(by)
      ? { ...facts.hands, [act]: [...known, by] }
      : facts.hands;
  return {
    ...facts,
    ...event.change,
    state: event.to,
    level,
    hands,
    reopened: facts.reopened + (act === 'reopen' ? 1 : 0),
  };
}

/** State and all that goes with it, from the beginning. */
export const fold = (events: readonly Happened[]): Facts => events.reduce(apply, START);

/** The state after an act; null: the act is not possible in this state. */
export function after(
  facts: Pick<Facts, 'state' | 'level'>,
  act: PatchAct,
  judgement?: Judgement,
): PatchState | null {
  const { from, to } = WAYS[act];
  if (!from.includes(facts.state)) return null;
  if (to === 'level') return facts.level;
  if (to === 'judged') return judgement === 'violation' ? 'violation' : 'archived';
  return to;
}

/** What stands against an act of this person although the state allows it. */
export function obstacle(facts: Pick<Facts, 'hands'>, act: PatchAct, userId: string): 'own-work' | null {
  const mine = (WAYS[act].notBy ?? []).some((one) => facts.hands[one]?.includes(userId));
  return mine ? 'own-work' : null;
}

/** Acts that the state allows at all, whoever asks. */
export const possibleActs = (facts: Pick<Facts, 'state'>): PatchAct[] =>
  (Object.keys(WAYS) as PatchAct[]).filter((act) => WAYS[act].from.includes(facts.state));

/** What shows that a rectification lasts. */
export interface AfterEvidence {
  readonly afterScene?: string | null | undefined;
  readonly afterOn?: string | null | undefined;
  readonly evidence: readonly { readonly takenAt?: string | undefined }[];
}

/** Whether an image, or a photograph with its time, is later than the day of rectification and not of the future. */
export function showsAfter(
  given: AfterEvidence,
  rectifiedOn: string,
  today: string,
  dayOf: (instant: string) => string,
): boolean {
  const days = [
    ...(given.afterScene && given.afterOn ? [given.afterOn] : []),
    ...given.evidence.flatMap((one) => (one.takenAt ? [dayOf(one.takenAt)] : [])),
  ];
  return days.some((day) => day > rectifiedOn && day <= today);
}

/** `TB0000123`: what people call a patch. */
export const patchCode = (id: number): string => `TB${String(id).padStart(7, '0')}`;
/** The id that a code, or its beginning without zeros, names; null when the text is no such code. */
export function idOfCode(text: string): number | null {
  const digits = /^(?:TB)?0*([0-9]{1,9})$/i.exec(text.trim());
  return digits ? Number(digits[1]) : null;
}
