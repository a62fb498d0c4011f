import type { OrphanAct, OrphanState } from '../../contract.ts';
import { dayRefusal, type Refusal, refuse } from './refusal.ts';

export interface OrphanStanding {
  readonly state: OrphanState;
  readonly identified: Extract<OrphanAct, { act: 'identify' }> | null;
  readonly collectedTo: string | null;
  readonly last: string | null;
}

/** What follows from the steps of a source without an owner (无主放射源). */
export function orphanStanding(acts: readonly OrphanAct[]): OrphanStanding {
  let standing: OrphanStanding = { state: 'registered', identified: null, collectedTo: null, last: null };
  for (const act of acts)
    standing =
      act.act === 'identify'
        ? { ...standing, state: 'identified', identified: act, last: act.on }
        : { ...standing, state: 'collected', collectedTo: act.to, last: act.on };
  return standing;
}

/** It is collected once it is known what it is: a container has to fit it. */
export function orphanRefusal(
  foundOn: string,
  acts: readonly OrphanAct[],
  act: OrphanAct,
  today: string,
): Refusal | null {
  const { state, last } = orphanStanding(acts);
  const wrongDay = dayRefusal(act.on, last ?? foundOn, today);
  if (wrongDay) return wrongDay;
  const fits = act.act === 'identify' ? state !== 'collected' : state === 'identified';
  return fits ? null : refuse('orphanState', { state });
}
