import { DAY_MS } from '@tarim/kernel';
import type { LedgerActivity } from '@tarim/radiation/queries';
import type { MobileSettings } from '@tarim/science';
import { halfLifeDays } from '@tarim/standards';
import type { Category } from '../../contract.ts';

/** A terminal as far as the rules need it: what was registered of its source, and what its baseline was measured of. */
export interface RegisteredSource {
  readonly nuclide: string;
  /** Bq on the day of `measuredOn`. */
  readonly activity: number;
  readonly measuredOn: string;
  readonly category: Category;
  /** µSv/h */
  readonly baseline: number | null;
  readonly baselineAt: Date | null;
  readonly background: number;
  /** The source as it was known when the baseline was entered: Bq on a day. */
  readonly referenceActivity: number;
  readonly referenceOn: string;
}

/** What the rules judge by, and whose word it is. */
export interface JudgedSource {
  readonly settings: MobileSettings;
  readonly facts: 'ledger' | 'registered';
  /** Activity of the source against that which the baseline was measured of; 1: nothing was corrected since. */
  readonly share: number;
}

/** Noon of a day, as the ledger counts. */
const noon = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);

/**
 * Settings of MOB-3 and MOB-4 for a source: its half-life, category and activity are the ledger's (放射源台账) where that has it, what was
 * registered with the terminal elsewhere. The net rate is proportional to the activity, so that a baseline measured of a source of A₀ stands for
 * baseline·A/A₀ when the ledger says A, both brought to one day by the half-life. A correction in the ledger thus changes what is expected from
 * then on; a baseline that is measured anew begins with what the ledger says then.
 *
 * The proportion knows nothing of another spectrum or another container: after an exchange of nuclide or container the baseline has to be
 * measured anew.
 */
export function judgedSource(one: RegisteredSource, ledger: LedgerActivity | undefined): JudgedSource {
  const known = ledger ? halfLifeDays(ledger.nuclide) : null;
  const halfLife = known ?? halfLifeDays(one.nuclide);
  const share = ledger && halfLife !== null ? shareOf(one, ledger, halfLife) : 1;
  const { baseline, baselineAt, background } = one;
  return {
    settings: {
      category: ledger?.category ?? one.category,
      halfLifeDays: halfLife,
      baseline: baseline === null ? null : background + (baseline - background) * share,
      baselineAt: baselineAt?.getTime() ?? null,
      background,
    },
    facts: ledger ? 'ledger' : 'registered',
    share,
  };
}

/** A/A₀ on one day. */
function shareOf(
  { referenceActivity, referenceOn }: RegisteredSource,
  { activityBq, measuredOn }: LedgerActivity,
  halfLife: number,
): number {
  if (activityBq === null || measuredOn === null) return 1;
  const days = (noon(measuredOn) - noon(referenceOn)) / DAY_MS;
  return (activityBq / referenceActivity) * 2 ** (days / halfLife);
}

/** What a baseline is measured of when it is entered: the ledger's source, or the registered one. */
export function referenceOf(
  one: Pick<RegisteredSource, 'activity' | 'measuredOn'>,
  ledger: LedgerActivity | undefined,
): { readonly activity: number; readonly on: string } {
  const { activityBq = null, measuredOn = null } = ledger ?? {};
  return activityBq === null || measuredOn === null
    ? { activity: one.activity, on: one.measuredOn }
    : { activity: activityBq, on: measuredOn };
}
