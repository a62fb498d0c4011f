import type { LegacyAct, LegacyState } from '../../contract.ts';
import type { DossierRefusal } from './norm.ts';

export interface LegacyStanding {
  readonly state: LegacyState;
  readonly last: string;
  /** nGy/h */
  readonly gamma: number | null;
  readonly landUse: string | null;
  readonly nextLook: string | null;
}

const NEW: LegacyStanding = { state: 'registered', last: '', gamma: null, landUse: null, nextLook: null };

export const legacyStanding = (acts: readonly LegacyAct[]): LegacyStanding => acts.reduce(after, NEW);

function after(standing: LegacyStanding, act: LegacyAct): LegacyStanding {
  const next = { ...standing, last: act.on };
  switch (act.act) {
    case 'survey':
      return { ...next, state: 'surveyed', gamma: act.gamma };
    case 'plan':
      return { ...next, state: 'planned' };
    case 'treat':
      return { ...next, state: 'treated' };
    case 'accept':
      return { ...next, state: 'accepted', landUse: act.landUse, nextLook: act.nextLook };
    case 'look':
      return { ...next, state: 'care', gamma: act.gamma, nextLook: act.nextLook };
  }
}

export const LEGACY_NEXT: Readonly<Record<LegacyState, readonly LegacyAct['act'][]>> = {
  registered: ['survey'],
  surveyed: ['plan', 'survey'],
  planned: ['treat'],
  treated: ['accept', 'treat'],
  accepted: ['look'],
  care: ['look', 'plan'],
};

/** Why a step cannot be taken; null: it can. In order, each not before the one before and not in the future; the next look lies ahead. */
export function legacyRefusal(
  acts: readonly LegacyAct[],
  act: LegacyAct,
  today: string,
): DossierRefusal | null {
  const { state, last } = legacyStanding(acts);
  if (!LEGACY_NEXT[state].includes(act.act)) return { why: 'dossierState', params: {} };
  if (act.on < last || act.on > today) return { why: 'dossierDay', params: { first: last, last: today } };
  if ('nextLook' in act && act.nextLook <= act.on)
    return { why: 'dossierDay', params: { first: act.on, last: '—' } };
  return null;
}
