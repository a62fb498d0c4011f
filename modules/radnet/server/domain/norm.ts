import type { NormAct, NormActName, NormState, Screening } from '../../contract.ts';

export interface NormStep {
  readonly act: NormAct;
  /** Of a screening. */
  readonly result: Screening | null;
}

/** Where a unit of the list stands. */
export interface NormStanding {
  readonly state: NormState;
  readonly last: string;
  readonly screening: Screening | null;
  readonly announcedUntil: string | null;
  readonly listedOn: string | null;
  readonly reported: readonly number[];
  readonly disclosed: {
    readonly plan: string | null;
    readonly results: string | null;
    readonly annual: string | null;
  };
}

const NEW: NormStanding = {
  state: 'registered',
  last: '',
  screening: null,
  announcedUntil: null,
  listedOn: null,
  reported: [],
  disclosed: { plan: null, results: null, annual: null },
};
/** While a unit is on the list a screening does not move it: it is taken off by a decision. */
const ON_LIST: ReadonlySet<NormState> = new Set(['listed', 'leaving']);

export const normStanding = (steps: readonly NormStep[]): NormStanding => steps.reduce(after, NEW);

function after(standing: NormStanding, { act, result }: NormStep): NormStanding {
  const next = { ...standing, last: act.on };
  switch (act.act) {
    case 'screen': {
      const state = result?.above === true ? 'above' : result?.above === false ? 'below' : 'unclear';
      return { ...next, screening: result, state: ON_LIST.has(standing.state) ? standing.state : state };
    }
    case 'announce':
      return { ...next, state: 'announced', announcedUntil: act.until };
    case 'list':
      return { ...next, state: 'listed', listedOn: act.on };
    case 'report':
      return { ...next, reported: [...standing.reported, act.year] };
    case 'disclose':
      return { ...next, disclosed: { ...standing.disclosed, [act.what]: act.on } };
    case 'propose-removal':
      return { ...next, state: 'leaving' };
    case 'retain':
      return { ...next, state: 'listed' };
    case 'remove':
      return { ...next, state: 'removed', listedOn: null };
  }
}

export const NORM_NEXT: Readonly<Record<NormState, readonly NormActName[]>> = {
  registered: ['screen'],
  below: ['screen'],
  unclear: ['screen'],
  above: ['announce', 'screen'],
  announced: ['list', 'screen'],
  listed: ['report', 'disclose', 'screen', 'propose-removal'],
  leaving: ['remove', 'retain', 'screen', 'disclose', 'report'],
  removed: ['screen'],
};

/** Years since the listing that are over at a day and have no monitoring report; the year of the listing counts. */
export function missingYears({ listedOn, reported }: NormStanding, today: string): number[] {
  if (listedOn === null) return [];
  const first = Number(listedOn.slice(0, 4));
  const over = Number(today.slice(0, 4)) - 1;
  const years = Array.from({ length: Math.max(0, over - first + 1) }, (_, i) => first + i);
  return years.filter((year) => !reported.includes(year));
}

export type DossierRefusal =
  | { readonly why: 'dossierState'; readonly params: Record<string, never> }
  | { readonly why: 'dossierDay'; readonly params: { readonly first: string; readonly last: string } }
  | { readonly why: 'normPeriod'; readonly params: { readonly until: string } }
  | { readonly why: 'normYear'; readonly params: { readonly year: number } }
  | { readonly why: 'normScreening'; readonly params: Record<string, never> };

/**
 * Why a step cannot be taken; null: it can. In order; a unit is listed after its announcement (公示) is over; a report is of a year on the
 * list, once; a removal because it is below rests on a screening since the listing that says so.
 */
export function normRefusal(steps: readonly NormStep[], act: NormAct, today: string): DossierRefusal | null {
  const standing = normStanding(steps);
  if (!NORM_NEXT[standing.state].includes(act.act)) return { why: 'dossierState', params: {} };
  if (act.on < standing.last || act.on > today)
    return { why: 'dossierDay', params: { first: standing.last, last: today } };
  const { announcedUntil, listedOn, reported, screening } = standing;
  switch (act.act) {
    case 'announce':
      return act.until > act.on ? null : { why: 'normPeriod', params: { until: act.until } };
    case 'list':
      return announcedUntil !== null && act.on > announcedUntil
        ? null
        : { why: 'normPeriod', params: { until: announcedUntil ?? '' } };
    case 'report': {
      const since = Number((listedOn ?? act.on).slice(0, 4));
      const good =
        act.year >= since && act.year <= Number(act.on.slice(0, 4)) && !reported.includes(act.year);
      return good ? null : { why: 'normYear', params: { year: act.year } };
    }
    case 'propose-removal': {
      const rests = screening?.above === false && listedOn !== null && screening.on >= listedOn;
      return act.ground === 'stopped' || rests ? null : { why: 'normScreening', params: {} };
    }
    default:
      return null;
  }
}
