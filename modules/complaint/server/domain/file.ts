import type { ComplaintAct, ComplaintState, ReporterAct } from '../../contract.ts';

export interface Doer {
  /** Null: the reporter. */
  readonly userId: string | null;
  readonly name: string;
}

/** What the reporter did, with its day. */
export type DatedReporterAct = ReporterAct & { readonly on: string };
export type AnyAct = ComplaintAct | DatedReporterAct;

export interface Step {
  readonly act: AnyAct;
  readonly by: Doer;
}

type Of<N extends AnyAct['act']> = Extract<AnyAct, { act: N }>;

/** How a complaint stands after its steps. */
export interface Standing {
  readonly state: ComplaintState;
  readonly accepted: Of<'accept'> | null;
  /** Not accepted, handed over, or joined to another. */
  readonly ended: Of<'not-accept'> | Of<'transfer'> | Of<'merge'> | null;
  readonly assignedOn: string | null;
  readonly extension: { readonly askedOn: string; readonly granted: boolean | null } | null;
  readonly handled: Of<'handle'> | null;
  readonly reply: Of<'reply'> | null;
  /** The first reply: by it the term of handling was kept or not. */
  readonly firstReplyOn: string | null;
  readonly rated: boolean | null;
  readonly published: boolean;
  readonly review: {
    readonly askedOn: string;
    readonly decided: Of<'decide-review'> | null;
  } | null;
  readonly retaliation: { readonly on: string; readonly answer: Of<'answer-retaliation'> | null } | null;
  readonly closed: string | null;
}

const BEGINNING: Standing = {
  state: 'registered',
  accepted: null,
  ended: null,
  assignedOn: null,
  extension: null,
  handled: null,
  reply: null,
  firstReplyOn: null,
  rated: null,
  published: false,
  review: null,
  retaliation: null,
  closed: null,
};

/** The complaint folded (pure): whether a step might be taken is not asked here. */
export const standingOf = (steps: readonly Step[]): Standing =>
  steps.reduce((now, { act }) => after(now, act), BEGINNING);

const ENDED = { 'not-accept': 'not-accepted', transfer: 'transferred', merge: 'merged' } as const;

function after(now: Standing, act: AnyAct): Standing {
  switch (act.act) {
    case 'accept':
      return { ...now, state: 'accepted', accepted: act };
    case 'not-accept':
    case 'transfer':
    case 'merge':
      return { ...now, state: ENDED[act.act], ended: act };
    case 'assign':
      return { ...now, state: 'handling', assignedOn: act.on };
    case 'object':
      return { ...now, state: 'accepted', assignedOn: null };
    case 'ask-extension':
      return { ...now, extension: { askedOn: act.on, granted: null } };
    case 'decide-extension':
      return { ...now, extension: now.extension && { ...now.extension, granted: act.granted } };
    case 'handle':
      return { ...now, state: 'handled', handled: act };
    case 'rework':
      return { ...now, state: 'handling', handled: null };
    case 'reply':
      return { ...now, state: 'replied', reply: act, firstReplyOn: now.firstReplyOn ?? act.on };
    case 'publish':
      return { ...now, published: true };
    case 'close':
      return { ...now, state: 'closed', closed: act.on };
    case 'rate':
      return { ...now, rated: act.satisfied };
    case 'ask-review':
      return { ...now, state: 'replied', closed: null, review: { askedOn: act.on, decided: null } };
    case 'decide-review':
      return {
        ...now,
        review: now.review && { ...now.review, decided: act },
        // What was not right is looked into again.
        ...(act.changed ? { state: 'handling' as const, handled: null } : {}),
      };
    case 'tell-retaliation':
      return { ...now, retaliation: { on: act.on, answer: null } };
    case 'answer-retaliation':
      return { ...now, retaliation: now.retaliation && { ...now.retaliation, answer: act } };
  }
}

/** Told and not answered. */
export const retaliationOpen = ({ retaliation }: Pick<Standing, 'retaliation'>): boolean =>
  retaliation !== null && retaliation.answer === null;

/** Asked for and not decided. */
export const reviewOpen = ({ review }: Pick<Standing, 'review'>): boolean =>
  review !== null && review.decided === null;

/** Who took the last step of that name; null: nobody. */
export const lastDoer = (steps: readonly Step[], act: AnyAct['act']): Doer | null =>
  steps.findLast((one) => one.act.act === act)?.by ?? null;
