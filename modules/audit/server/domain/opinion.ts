import type { OpinionAct, OpinionState } from '../../contract.ts';

const AFTER: Readonly<Record<OpinionAct, OpinionState>> = {
  reply: 'replied',
  rectify: 'rectified',
  accept: 'accepted',
  return: 'returned',
};
const ALLOWED: Readonly<Record<OpinionState, readonly OpinionAct[]>> = {
  sent: ['reply', 'rectify'],
  replied: ['rectify'],
  rectified: ['accept', 'return'],
  returned: ['rectify'],
  accepted: [],
};

/** Where an opinion stands after its steps. */
export const opinionState = (acts: readonly OpinionAct[]): OpinionState =>
  acts.length === 0 ? 'sent' : AFTER[acts.at(-1)!];

export const opinionActs = (state: OpinionState): readonly OpinionAct[] => ALLOWED[state];

/** Past the terms that whoever sent it has chosen. */
export function opinionLate(
  state: OpinionState,
  { replyBy, rectifyBy }: { readonly replyBy: string; readonly rectifyBy: string },
  today: string,
): boolean {
  if (state === 'sent') return today > replyBy;
  return (state === 'replied' || state === 'returned') && today > rectifyBy;
}
