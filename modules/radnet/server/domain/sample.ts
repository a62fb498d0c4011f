import type { SampleAct, SampleActName, SampleResult, SampleState } from '../../contract.ts';

export interface Person {
  readonly userId: string;
  readonly name: string;
}
export interface SampleStep {
  readonly act: SampleAct;
  readonly by: Person;
}

/** Where a sample stands: its state, the measurement that stands, and who has passed it. */
export interface Standing {
  readonly state: SampleState;
  readonly last: string;
  readonly measured: { readonly results: readonly SampleResult[]; readonly by: Person } | null;
  readonly reviewers: readonly Person[];
}

/** Three levels of review (三级审核), by three persons. */
const LEVELS = 3;

export function standingOf(steps: readonly SampleStep[], plannedOn: string): Standing {
  let standing: Standing = { state: 'planned', last: '', measured: null, reviewers: [] };
  for (const { act, by } of steps) standing = after(standing, act, by);
  return standing.last === '' ? { ...standing, last: plannedOn } : standing;
}

function after(standing: Standing, act: SampleAct, by: Person): Standing {
  const next = { ...standing, last: act.on };
  switch (act.act) {
    case 'collect':
      return { ...next, state: 'collected' };
    case 'measure':
      return { ...next, state: 'review-1', measured: { results: act.results, by }, reviewers: [] };
    case 'review': {
      // Sent back, the sample is measured again, and all reviews begin anew.
      if (!act.pass) return { ...next, state: 'collected', measured: null, reviewers: [] };
      const reviewers = [...standing.reviewers, by];
      const state = reviewers.length < LEVELS ? reviewStateOf(reviewers.length + 1) : 'reviewed';
      return { ...next, state, reviewers };
    }
    case 'publish':
      return { ...next, state: 'published' };
    case 'cancel':
      return { ...next, state: 'cancelled' };
  }
}

const reviewStateOf = (level: number): SampleState => `review-${level as 1 | 2 | 3}`;

const NEXT: Readonly<Record<SampleState, readonly SampleActName[]>> = {
  planned: ['collect', 'cancel'],
  collected: ['measure', 'cancel'],
  'review-1': ['review'],
  'review-2': ['review'],
  'review-3': ['review'],
  reviewed: ['publish'],
  published: [],
  cancelled: [],
};

/** What a person may do next, as far as the sample is concerned. */
export function actsOf(standing: Standing, by: Person): readonly SampleActName[] {
  const acts = NEXT[standing.state];
  return acts.filter((act) => act !== 'review' || mayReview(standing, by));
}

const mayReview = ({ measured, reviewers }: Standing, { userId }: Person): boolean =>
  measured?.by.userId !== userId && reviewers.every((one) => one.userId !== userId);

export type SampleRefusal =
  | { readonly why: 'sampleState'; readonly params: Record<string, never> }
  | { readonly why: 'sampleDay'; readonly params: { readonly first: string; readonly last: string } }
  | { readonly why: 'sampleReviewer'; readonly params: Record<string, never> }
  | { readonly why: 'sampleResult'; readonly params: { readonly indicator: string } }
  | { readonly why: 'sampleIndicators'; readonly params: { readonly missing: string } };

/**
 * Why a step cannot be taken; null: it can. In order, not before the step before and not in the future; whoever measured does not review,
 * and nobody reviews twice; a result has a value, or is below its detection limit; every planned indicator has one result.
 */
export function refusalOf(
  sample: { readonly plannedOn: string; readonly indicators: readonly string[] },
  steps: readonly SampleStep[],
  act: SampleAct,
  by: Person,
  today: string,
): SampleRefusal | null {
  const standing = standingOf(steps, sample.plannedOn);
  if (!NEXT[standing.state].includes(act.act)) return { why: 'sampleState', params: {} };
  // A sample may be taken before the day it was planned for.
  const first = steps.length === 0 ? '' : standing.last;
  if (act.on < first || act.on > today) return { why: 'sampleDay', params: { first, last: today } };
  if (act.act === 'review' && !mayReview(standing, by)) return { why: 'sampleReviewer', params: {} };
  if (act.act !== 'measure') return null;
  const wrong = act.results.find((one) => !isWhole(one));
  if (wrong) return { why: 'sampleResult', params: { indicator: wrong.indicator } };
  const told = act.results.map(({ indicator }) => indicator);
  const missing = [
    ...sample.indicators.filter((one) => !told.includes(one)),
    ...told.filter((one, i) => !sample.indicators.includes(one) || told.indexOf(one) !== i),
  ];
  return missing.length > 0 ? { why: 'sampleIndicators', params: { missing: missing.join('、') } } : null;
}

/** Below the limit: no value, but the limit. Else a value that is not below the limit, where one is told. */
function isWhole({ value, below, detectionLimit, uncertainty }: SampleResult): boolean {
  if (below) return value === null && detectionLimit !== null && uncertainty === null;
  return value !== null && value > 0 && (detectionLimit === null || value >= detectionLimit);
}
