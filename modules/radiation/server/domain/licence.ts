import { plusDays, type WorkCalendar } from '@tarim/science';
import {
  APPLICATIONS,
  type Application,
  type Clock,
  LICENCE_ACTS,
  type LicenceAct,
  type LicenceActName,
  type LicenceState,
  type Range,
} from '../../contract.ts';
import { clockOf, dueOf, runningClock } from './clocks.ts';
import { dayRefusal, type Refusal, refuse } from './refusal.ts';

interface Asked {
  readonly kind: Application;
  readonly on: string;
  readonly changedOn: string | null;
  readonly ranges: readonly Range[];
  readonly acceptedOn: string | null;
  readonly decidedOn: string | null;
}

/** What follows from the steps of a licence (许可证); whether it has ended is told by the day. */
export interface LicenceStanding {
  readonly state: Exclude<LicenceState, 'expired'>;
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly validTo: string | null;
  readonly ranges: readonly Range[];
  /** All applications, the last may be open. */
  readonly asked: readonly Asked[];
  readonly last: string | null;
}

const EMPTY: LicenceStanding = {
  state: 'applied',
  number: null,
  issuedOn: null,
  validTo: null,
  ranges: [],
  asked: [],
  last: null,
};

const openOf = ({ asked }: LicenceStanding): Asked | null => {
  const last = asked.at(-1);
  return last && last.decidedOn === null ? last : null;
};

/** The application that is open on a licence that stands. */
export const pendingOf = (standing: LicenceStanding): Application | null => {
  const open = openOf(standing);
  return open && open.kind !== 'new' ? open.kind : null;
};

function withLast(standing: LicenceStanding, more: Partial<Asked>): Asked[] {
  return [...standing.asked.slice(0, -1), { ...standing.asked.at(-1)!, ...more }];
}

function after(standing: LicenceStanding, act: LicenceAct): LicenceStanding {
  const { on } = act;
  const first = standing.number === null;
  switch (act.act) {
    case 'apply': {
      const one: Asked = {
        kind: act.kind,
        on,
        changedOn: act.changedOn,
        ranges: act.ranges,
        acceptedOn: null,
        decidedOn: null,
      };
      return { ...standing, last: on, asked: [...standing.asked, one] };
    }
    case 'accept':
      return {
        ...standing,
        last: on,
        state: first ? 'accepted' : standing.state,
        asked: withLast(standing, { acceptedOn: on }),
      };
    case 'refuse':
      return {
        ...standing,
        last: on,
        state: first ? 'refused' : standing.state,
        asked: withLast(standing, { decidedOn: on }),
      };
    case 'grant': {
      const { kind, ranges } = standing.asked.at(-1)!;
      return {
        ...standing,
        last: on,
        state: 'valid',
        number: act.number.trim(),
        issuedOn: kind === 'change' ? standing.issuedOn : on,
        validTo: act.validTo,
        ranges: ranges.length > 0 ? ranges : standing.ranges,
        asked: withLast(standing, { decidedOn: on }),
      };
    }
    case 'replace':
      return { ...standing, last: on };
    case 'cancel':
      return { ...standing, last: on, state: 'cancelled' };
    case 'revoke':
      return { ...standing, last: on, state: 'revoked' };
  }
}

export const licenceStanding = (acts: readonly LicenceAct[]): LicenceStanding => acts.reduce(after, EMPTY);

/** The state on a day: a licence that was valid has expired once its last day is over. */
export const licenceStateOn = ({ state, validTo }: LicenceStanding, today: string): LicenceState =>
  state === 'valid' && validTo !== null && validTo < today ? 'expired' : state;

/** Last day that a licence may be given to: five years (国务院令第449号); a renewal goes on from the old end. */
export function longestTerm(standing: LicenceStanding, on: string, calendar: WorkCalendar): string {
  const { validTo } = standing;
  const open = openOf(standing);
  if (open?.kind === 'change') return validTo!;
  const from = open?.kind === 'renewal' && validTo !== null && validTo >= on ? plusDays(validTo, 1) : on;
  return dueOf('lic-valid', from, calendar);
}

/** Null where the step may be taken. */
export function licenceRefusal(
  acts: readonly LicenceAct[],
  act: LicenceAct,
  today: string,
  calendar: WorkCalendar,
): Refusal | null {
  const standing = licenceStanding(acts);
  const wrongDay = dayRefusal(act.on, standing.last, today);
  if (wrongDay) return wrongDay;
  if (acts.length === 0)
    return act.act === 'apply' && act.kind === 'new' ? needsRanges(act.ranges) : refuse('opening');
  const state = licenceStateOn(standing, act.on);
  if (state === 'cancelled' || state === 'revoked' || state === 'refused')
    return refuse('licenceOver', { state });
  const open = openOf(standing);
  switch (act.act) {
    case 'apply':
      if (act.kind === 'new') return refuse('stateUnfit', { state });
      if (open) return refuse('applicationPending', {});
      // 有效期届满的须重新申请: what has ended is not renewed.
      if (state === 'expired') return refuse('licenceEnded', { end: standing.validTo! });
      if (act.kind === 'change' && (act.changedOn === null || act.changedOn > act.on))
        return refuse('changeDay');
      return act.kind === 'reissue' ? needsRanges(act.ranges) : null;
    case 'accept':
      return open
        ? open.acceptedOn
          ? refuse('stateUnfit', { state: 'accepted' })
          : null
        : refuse('applicationMissing');
    case 'refuse':
      return open ? null : refuse('applicationMissing');
    case 'grant': {
      if (!open) return refuse('applicationMissing');
      if (!open.acceptedOn) return refuse('applicationNotAccepted');
      const longest = longestTerm(standing, act.on, calendar);
      const fits =
        open.kind === 'change' ? act.validTo === longest : act.validTo >= act.on && act.validTo <= longest;
      return fits ? null : refuse('licenceTerm', { longest });
    }
    case 'replace':
      return state === 'valid' ? null : refuse('stateUnfit', { state });
    case 'cancel':
    case 'revoke':
      return standing.number === null && act.act === 'revoke' ? refuse('stateUnfit', { state }) : null;
  }
}

/** What may be done today: each step is tried as it would be taken. */
export function possibleLicenceActs(
  acts: readonly LicenceAct[],
  today: string,
  calendar: WorkCalendar,
): { acts: LicenceActName[]; applications: Application[] } {
  const standing = licenceStanding(acts);
  const fits = (act: LicenceAct): boolean => licenceRefusal(acts, act, today, calendar) === null;
  const base = { on: today, document: '' };
  const ranges = [...standing.ranges];
  const applications = APPLICATIONS.filter((kind) =>
    fits({ ...base, act: 'apply', kind, changedOn: today, ranges }),
  );
  const possible = LICENCE_ACTS.filter((act) => {
    if (act === 'apply') return applications.length > 0;
    if (act !== 'grant') return fits({ ...base, act });
    return (
      openOf(standing) !== null &&
      fits({ ...base, act, number: '', validTo: longestTerm(standing, today, calendar) })
    );
  });
  return { acts: possible, applications };
}

const needsRanges = (ranges: readonly Range[]): Refusal | null =>
  ranges.length > 0 ? null : refuse('rangesMissing');

/** Clocks of a licence: review, change, renewal, validity. */
export function licenceClocks(standing: LicenceStanding, now: number, calendar: WorkCalendar): Clock[] {
  const clocks: Clock[] = [];
  for (const one of standing.asked) {
    if (one.acceptedOn) clocks.push(runningClock('lic-review', one.acceptedOn, one.decidedOn, now, calendar));
    if (one.kind === 'change' && one.changedOn)
      clocks.push(runningClock('lic-change', one.changedOn, one.on, now, calendar));
  }
  const { validTo, issuedOn, state } = standing;
  if (state !== 'valid' || validTo === null) return clocks;
  const renewal = standing.asked.findLast(({ kind }) => kind === 'renewal');
  const asked = renewal && renewal.on >= issuedOn! && renewal.decidedOn === null ? renewal.on : null;
  clocks.push(clockOf('lic-renew', issuedOn!, dueOf('lic-renew', validTo, calendar), asked, now));
  clocks.push(clockOf('lic-valid', issuedOn!, validTo, null, now));
  return clocks;
}
