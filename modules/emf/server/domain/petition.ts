import type { PetitionAct, PetitionActName, PetitionState } from '../../contract.ts';

/** What the resident did by the code; a step like the others, without a name. */
export interface RateAct {
  readonly act: 'rate';
  readonly on: string;
  readonly satisfied: boolean;
  readonly note: string;
}
export type AnyAct = PetitionAct | RateAct;

/** How a complaint stands; it follows from its steps. */
export interface Standing {
  readonly state: PetitionState;
  readonly last: string | null;
  readonly dispatchedOn: string | null;
  readonly appointment: string | null;
  readonly measuredOn: string | null;
  readonly measurementId: number | null;
  readonly report: { readonly number: string; readonly on: string; readonly summary: string } | null;
  readonly reply: { readonly on: string; readonly text: string } | null;
  readonly rated: boolean | null;
  readonly mergedInto: number | null;
}

const BEGIN: Standing = {
  state: 'registered',
  last: null,
  dispatchedOn: null,
  appointment: null,
  measuredOn: null,
  measurementId: null,
  report: null,
  reply: null,
  rated: null,
  mergedInto: null,
};

export const standingOf = (acts: readonly AnyAct[]): Standing => acts.reduce(after, BEGIN);

function after(before: Standing, act: AnyAct): Standing {
  const now = { ...before, last: act.on };
  switch (act.act) {
    case 'dispatch':
      return { ...now, state: 'dispatched', dispatchedOn: act.on };
    case 'appoint':
      return { ...now, state: 'appointed', appointment: act.at };
    case 'measure':
      return { ...now, state: 'measured', measuredOn: act.on, measurementId: act.measurementId };
    case 'report':
      return { ...now, state: 'reported', report: { number: act.number, on: act.on, summary: act.summary } };
    case 'reply':
      return { ...now, state: 'replied', reply: { on: act.on, text: act.text } };
    case 'revisit':
      return { ...now, state: 'revisited' };
    case 'archive':
      return { ...now, state: 'archived' };
    case 'merge':
      return { ...now, state: 'merged', mergedInto: act.into };
    case 'rate':
      return { ...now, rated: act.satisfied };
  }
}

const NEXT: Readonly<Record<PetitionState, readonly PetitionActName[]>> = {
  registered: ['dispatch', 'merge'],
  dispatched: ['appoint', 'merge'],
  // An appointment may be moved.
  appointed: ['appoint', 'measure', 'merge'],
  // A measurement that was sent back is made again.
  measured: ['report', 'measure', 'appoint'],
  reported: ['reply'],
  replied: ['revisit'],
  revisited: ['archive'],
  archived: [],
  merged: [],
};

export const actsOf = ({ state }: Standing): readonly PetitionActName[] => NEXT[state];

/** 评价: once, when the reply was given. */
export const mayRate = ({ reply, rated, state }: Standing): boolean =>
  reply !== null && rated === null && state !== 'merged';

export type PetitionRefusal = 'petitionState' | 'petitionDay';

/** Why a step cannot be taken; null: it can. In order, not before the step before, not before receipt, not in the future. */
export function petitionRefusal(
  acts: readonly AnyAct[],
  act: PetitionAct,
  receivedOn: string,
  today: string,
): PetitionRefusal | null {
  const standing = standingOf(acts);
  if (!actsOf(standing).includes(act.act)) return 'petitionState';
  return act.on < (standing.last ?? receivedOn) || act.on > today ? 'petitionDay' : null;
}

/** The level that handles it: from the third of its site within a year on the one above, of the top level itself. */
export function levelOf(unitPath: string, nth: number, escalatesAt: number): string {
  if (nth < escalatesAt) return unitPath;
  const above = unitPath.replace(/[^/]+\/$/, '');
  return above === '/' || above === '' ? unitPath : above;
}
