import { DAY_MS, type Problem } from '@tarim/kernel';
import {
  halfLife as knownHalfLife,
  SOURCE_STANDARD,
  type SourceCategory,
  type SourceRow,
  sourceRow,
} from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { add, compare, divide, multiply, type Rational, rational, toNumber } from '../rational.ts';
import { told } from '../told.ts';
import { decayed } from './decay.ts';
import { Members } from './members.ts';
import { RADIATION_PROBLEMS as P } from './problems.ts';
import { readSourceCode, type SourceCode } from './source-code.ts';
import { ACTIVITY_UNITS } from './units.ts';

export interface SourceGiven {
  readonly id?: unknown;
  /** `Co-60`, `60Co`, `钴-60`, `Am-241/Be`; may be left out where `code` names it. */
  readonly nuclide?: string;
  /** Bq on the day of `measuredAt`, or text with its unit: `40 Ci`; also `activity_TBq` and the like. */
  readonly activity: number | string;
  /** Epoch ms. With both, the activity and category of `at` are told beside those of the start. */
  readonly measuredAt?: number | null;
  readonly at?: number | null;
  /** 12-position national code. */
  readonly code?: string;
}

export interface CategoryInput extends Partial<SourceGiven> {
  /** Several sources at one place. */
  readonly sources?: readonly SourceGiven[];
}

/** `exempt`: below the lower bound of category V. */
export type CategoryWord = SourceCategory | 'exempt';

export interface CategoryAt {
  readonly activity: number;
  readonly category: CategoryWord;
  /** 极高危险源 …; null when exempt. */
  readonly zh: string | null;
  /** A/D */
  readonly ratio: number;
}

export interface ClassedSource {
  readonly id: unknown;
  readonly nuclide: string | null;
  readonly D_Bq: number | null;
  readonly given: CategoryAt | null;
  /** Decayed to `at`; null when not asked for. */
  readonly now: CategoryAt | null;
  readonly code: SourceCode | null;
}

export interface CategoryResult extends Finding {
  /** Of the one source that was asked about; null for several. */
  readonly category: CategoryWord | null;
  readonly sources: readonly ClassedSource[];
  /** Σ A/D of several sources, today's activity where it is told; an aid. */
  readonly aggregate: { readonly ratio: number; readonly category: CategoryWord | 'below-IV' } | null;
}

const MOST_SOURCES = 10_000;
const TBQ = rational(1e12);
const BOUNDS = ['I', 'II', 'III', 'IV', 'V'] as const;

/**
 * Category of sealed sources (放射源分类办法, 2005 No. 62): the first bound that the activity reaches, bounds inclusive; today's category
 * beside that of manufacture; of several sources at a place Σ A/D.
 */
export function evaluateSourceCategory(input: CategoryInput): CategoryResult {
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const several = input.sources !== undefined;
  const given = several ? input.sources : [input as SourceGiven];
  const nothing = { category: null, sources: [], aggregate: null, rules: [], used: {}, missing: [], steps };
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST_SOURCES) {
    problems.push(problem(P.sources, { most: MOST_SOURCES }, 'sources'));
    return { ...nothing, problems };
  }
  const sources = given.map((one, i) => classed(one, several ? `sources.${i}.` : '', steps, problems));
  const aggregate = several ? aggregated(sources, steps, problems) : null;
  const used = Object.fromEntries(
    sources.flatMap((one, i) =>
      one.given ? [[several ? `${i}: ${one.nuclide}` : one.nuclide!, one.given.activity]] : [],
    ),
  );
  return {
    category: several ? null : ((sources[0]!.now ?? sources[0]!.given)?.category ?? null),
    sources,
    aggregate,
    rules: [ruleUsed({ ...SOURCE_STANDARD, confidence: confidenceOf(sources) })],
    used,
    missing: sources.some((one) => one.given === null) ? ['activity'] : [],
    steps,
    problems,
  };
}

/** That of the rows used, when they agree: most of the table is from memory, but not Co-60 or Cs-137. */
function confidenceOf(sources: readonly ClassedSource[]): typeof SOURCE_STANDARD.confidence {
  const words = new Set(sources.flatMap((one) => (one.nuclide ? [sourceRow(one.nuclide)!.confidence] : [])));
  const [only] = words;
  return words.size === 1 ? only! : SOURCE_STANDARD.confidence;
}

function classed(one: unknown, path: string, steps: Step[], problems: Problem[]): ClassedSource {
  const empty = { id: null, nuclide: null, D_Bq: null, given: null, now: null, code: null };
  if (typeof one !== 'object' || one === null) {
    problems.push(problem(P.sources, { most: MOST_SOURCES }, path.slice(0, -1) || undefined));
    return empty;
  }
  const { id = null, nuclide, measuredAt, at, code: text } = one as Partial<SourceGiven>;
  const activity = new Members(one).number(['activity', 'A'], { units: ACTIVITY_UNITS });
  const code = text === undefined ? null : readSourceCode(text, problems);
  const name = nuclide ?? code?.nuclide;
  const row = typeof name === 'string' ? sourceRow(name) : null;
  if (!row) {
    problems.push(problem(P.nuclide, { nuclide: told(name) }, `${path}nuclide`));
    return { ...empty, id, code };
  }
  const D_Bq = toNumber(multiply(rational(row.D_TBq), TBQ));
  if (activity === null || !(activity > 0)) {
    problems.push(problem(P.activity, { nuclide: row.nuclide }, `${path}activity`));
    return { ...empty, id, nuclide: row.nuclide, D_Bq, code };
  }
  const first = categoryAt(row, activity, steps);
  tellRow(row, first, path, problems);
  if (code) tellCode(code, row, first, path, problems);
  const activityNow = decayedTo(row.nuclide, activity, measuredAt, at, path, steps, problems);
  const now = activityNow === null ? null : categoryAt(row, activityNow, steps);
  return { id, nuclide: row.nuclide, D_Bq, given: first, now, code };
}

function categoryAt(row: SourceRow, activity: number, steps: Step[]): CategoryAt {
  const category = BOUNDS.find((one) => activity >= row[`${one}_Bq`]) ?? 'exempt';
  const ratio = toNumber(ratioOf(row, activity));
  const bound = category === 'exempt' ? `< ${row.V_Bq}` : `≥ ${row[`${category}_Bq`]}`;
  steps.push({
    of: row.nuclide,
    rule: '放射源分类办法 表',
    formula: `${activity} Bq ${bound} Bq; A/D = ${ratio}`,
    result: category,
  });
  const zh = SOURCE_STANDARD.data.categories.find((one) => one.category === category)?.zh ?? null;
  return { activity, category, zh, ratio };
}

const ratioOf = (row: SourceRow, activity: number): Rational =>
  divide(rational(activity), multiply(rational(row.D_TBq), TBQ));

function tellRow(
  row: SourceRow,
  { activity, category }: CategoryAt,
  path: string,
  problems: Problem[],
): void {
  const { nuclide, confidence, D_TBq: d, other_D_TBq: other } = row;
  if (other !== undefined) {
    const times = other / d;
    const otherCategory = BOUNDS.find((one) => activity >= row[`${one}_Bq`] * (one === 'V' ? 1 : times));
    const params = { nuclide, d, other, category, otherCategory: otherCategory ?? 'exempt' };
    problems.push(problem(P.conflict, params, `${path}nuclide`));
  } else if (confidence !== 'official-text' && confidence !== 'multi-source')
    problems.push(problem(P.unverified, { nuclide, confidence }, `${path}nuclide`));
}

function tellCode(
  code: SourceCode,
  row: SourceRow,
  { category }: CategoryAt,
  path: string,
  problems: Problem[],
): void {
  if (code.nuclide !== null && code.nuclide !== row.nuclide) {
    const params = { symbol: code.symbol, inCode: code.nuclide, given: row.nuclide };
    problems.push(problem(P.codeNuclide, params, `${path}code`));
  }
  if (code.category !== null && code.category !== category)
    problems.push(problem(P.codeCategory, { inCode: code.category, computed: category }, `${path}code`));
}

function decayedTo(
  nuclide: string,
  activity: number,
  measuredAt: unknown,
  at: unknown,
  path: string,
  steps: Step[],
  problems: Problem[],
): number | null {
  const absent = (value: unknown) => value === undefined || value === null;
  if (absent(measuredAt) && absent(at)) return null;
  for (const [name, value] of [
    ['measuredAt', measuredAt],
    ['at', at],
  ] as const)
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      problems.push(problem(P.date, { name }, `${path}${name}`));
      return null;
    }
  const days = ((at as number) - (measuredAt as number)) / DAY_MS;
  const known = knownHalfLife(nuclide);
  const halfLife = known?.days ?? null;
  if (known?.confidence === 'memory')
    problems.push(
      problem(
        P.tableUnverified,
        { what: `T ${nuclide} ${known.days} d`, confidence: known.confidence },
        `${path}nuclide`,
      ),
    );
  if (days < 0 || halfLife === null) {
    problems.push(days < 0 ? problem(P.order, {}, `${path}at`) : problem(P.halfLife, { nuclide }));
    return null;
  }
  const left = decayed(activity, days, halfLife);
  steps.push({
    of: nuclide,
    rule: 'A = A₀·2^(−t/T)',
    formula: `${activity} × 2^(−${days}/${halfLife})`,
    result: left,
  });
  return left;
}

function aggregated(
  sources: readonly ClassedSource[],
  steps: Step[],
  problems: Problem[],
): CategoryResult['aggregate'] {
  const counted = sources.flatMap((one) => {
    const at = one.now ?? one.given;
    return at === null ? [] : [ratioOf(sourceRow(one.nuclide!)!, at.activity)];
  });
  if (counted.length === 0) return null;
  problems.push(problem(P.aggregate));
  if (counted.length < sources.length)
    problems.push(problem(P.aggregatePartial, { count: sources.length - counted.length }));
  const sum = counted.reduce(add, rational(0));
  const found = SOURCE_STANDARD.data.categories.find(
    ({ times_D: times }) => times !== null && compare(sum, rational(times)) >= 0,
  );
  const category = found?.category ?? 'below-IV';
  const ratio = toNumber(sum);
  steps.push({ of: 'Σ A/D', rule: 'IAEA RS-G-1.9', formula: `n = ${counted.length}`, result: ratio });
  return { ratio, category };
}
