import type { ActName, CaseAct } from '../../contract.ts';

type Of<N extends ActName> = Extract<CaseAct, { act: N }>;

/** 公开 of a decision, as it was first made or as it was changed. */
export interface Publication {
  readonly on: string;
  /** How often the decision had been overturned before: 0 for the decision as it was made. */
  readonly round: number;
  /** The day on which what is published ceased to be right; from it the term to withdraw runs. */
  readonly overturnedOn: string | null;
  readonly withdrawnOn: string | null;
}

/** What became of a decision after it was made, and of what the public saw of it. */
export interface Aftermath {
  /** 变更、撤销、确认违法、确认无效, one by one. */
  readonly overturns: readonly Of<'overturn'>[];
  readonly publications: readonly Publication[];
}

export const NO_AFTERMATH: Aftermath = { overturns: [], publications: [] };

/** What the public sees now; null: nothing. */
export const standingPublication = ({ publications }: Pick<Aftermath, 'publications'>): Publication | null =>
  publications.findLast(({ withdrawnOn }) => withdrawnOn === null) ?? null;

/** Folds one act (pure); others change nothing. */
export function aftermathOf({ overturns, publications }: Aftermath, act: CaseAct): Aftermath {
  const change = (to: (one: Publication) => Publication) =>
    publications.map((one) => (one.withdrawnOn === null ? to(one) : one));
  switch (act.act) {
    case 'publish':
      return {
        overturns,
        publications: [
          ...publications,
          { on: act.on, round: overturns.length, overturnedOn: null, withdrawnOn: null },
        ],
      };
    case 'overturn':
      return {
        overturns: [...overturns, act],
        // Overturned once more before it was withdrawn: the first term runs on.
        publications: change((one) => ({ ...one, overturnedOn: one.overturnedOn ?? act.on })),
      };
    case 'withdraw-publication':
      return { overturns, publications: change((one) => ({ ...one, withdrawnOn: act.on })) };
    default:
      return { overturns, publications };
  }
}

/**
 * Yuan that are left of a fine: nothing after it was revoked or found void, what it was changed to; a decision that was only found
 * unlawful keeps its effect (行政诉讼法 74).
 */
export const fineLeft = (fine: number, { overturns }: Pick<Aftermath, 'overturns'>): number =>
  overturns.reduce(
    (left, { outcome, amount }) =>
      outcome === 'revoked' || outcome === 'void' ? 0 : outcome === 'changed' ? (amount ?? left) : left,
    fine,
  );

/** Whether there is a decision that may be public: as it was made, or as it was changed; not one that was revoked or found wrong. */
export const isPublishable = ({ overturns }: Pick<Aftermath, 'overturns'>): boolean =>
  overturns.every(({ outcome }) => outcome === 'changed');

/** Terms of a penalty's publication and of its withdrawal: `[term, start, done]` (处罚办法 65; 行政处罚法 48). */
export function publicationTerms(
  decidedOn: string,
  { overturns, publications }: Aftermath,
): (readonly [key: 'publication' | 'withdrawal', start: string, doneOn: string | null])[] {
  const round = (nth: number) => publications.find((one) => one.round === nth)?.on ?? null;
  const last = overturns.at(-1);
  return [
    // Overturned before anybody published it, it is not to be published any more.
    ...(round(0) || !last ? [['publication', decidedOn, round(0)] as const] : []),
    ...publications.flatMap(({ overturnedOn, withdrawnOn }) =>
      overturnedOn ? [['withdrawal', overturnedOn, withdrawnOn] as const] : [],
    ),
    ...(last && isPublishable({ overturns })
      ? [['publication', last.on, round(overturns.length)] as const]
      : []),
  ];
}
