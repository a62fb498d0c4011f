import type { ActName, CaseAct } from '../../contract.ts';
import type { Doer } from './file.ts';

type Of<N extends ActName> = Extract<CaseAct, { act: N }>;

/**
 * What the party and the house said to one proposal (陈述申辩、听证、法制审核、集体讨论). A penalty has one, and every daily fine its
 * own: each is a penalty for itself.
 */
export interface Defence {
  readonly waived: boolean;
  readonly statements: readonly Of<'record-statement'>[];
  readonly hearingRequested: string | null;
  readonly hearing: Of<'hold-hearing'> | null;
  readonly legal: { readonly on: string; readonly approve: boolean; readonly by: Doer } | null;
  readonly discussion: Of<'discuss'> | null;
}

export const NO_DEFENCE: Defence = {
  waived: false,
  statements: [],
  hearingRequested: null,
  hearing: null,
  legal: null,
  discussion: null,
};

/** Folds one act; others change nothing. What the party brought has to be weighed again (案卷评查细则 17, 19). */
export function defenceAfter(now: Defence, act: CaseAct, by: Doer): Defence {
  switch (act.act) {
    case 'record-waiver':
      return { ...now, waived: true };
    case 'record-statement':
      return {
        ...now,
        statements: [...now.statements, act],
        ...(act.adopted ? { legal: null, discussion: null } : {}),
      };
    case 'request-hearing':
      return { ...now, hearingRequested: act.on };
    case 'hold-hearing':
      return { ...now, hearing: act, legal: null, discussion: null };
    case 'legal-review':
      return { ...now, legal: { on: act.on, approve: act.approve, by } };
    case 'discuss':
      return { ...now, discussion: act };
    default:
      return now;
  }
}

/** More members for it than against it. */
export const agreed = ({ discussion }: Pick<Defence, 'discussion'>): boolean => {
  if (!discussion) return false;
  const votes = (vote: string) => discussion.members.filter((one) => one.vote === vote).length;
  return votes('for') > votes('against');
};

/** What must come before a decision: a hearing that was asked for is held, and after one the law is looked at (行政处罚法 58, 64). */
export const undefended = ({
  hearingRequested,
  hearing,
  legal,
}: Defence): 'hearingPending' | 'legalMissing' | null => {
  if (hearingRequested && !hearing) return 'hearingPending';
  return hearing && !legal?.approve ? 'legalMissing' : null;
};
