import type { Problem } from '@tarim/kernel';
import {
  type Standard,
  type SurfaceWaterRules,
  type SurfaceWaterTables,
  surfaceWaterLimits,
  surfaceWaterRules,
} from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { editionProblems, tableRule, timeProblem } from '../water/dated.ts';
import { WATER_PROBLEMS as P } from '../water/problems.ts';
import { meanOf, notEverywhere, readSamples, within } from '../water/read-values.ts';
import { rateSection, readingRows, type SectionRating, waterKind } from './rate.ts';
import { anyBelow, type SectionInput, usedOf } from './section.ts';
import { GOOD, rateShares, type Shares, sharesOf, sharesStep } from './set-shares.ts';

/** Sections with their figures, or only their numbers, or only the shares that a bulletin tells. */
export interface SectionSetInput {
  readonly time?: SectionInput['time'];
  readonly sections?: ReadonlyArray<Omit<SectionInput, 'time'> & { readonly id?: unknown }>;
  /** Number of sections, of those of class I to III, of those worse than V. */
  readonly n?: number;
  readonly good?: number;
  readonly worseV?: number;
  /** Percent. */
  readonly goodShare?: number;
  readonly badShare?: number;
}

export interface SectionSetResult extends Finding {
  /** Sections that have a class; null when only shares were given. */
  readonly n: number | null;
  /** `shares`: 断面类别比例法, five sections or more; `mean`: 断面浓度均值法, fewer. */
  readonly by: 'shares' | 'mean' | null;
  readonly goodShare: number | null;
  readonly badShare: number | null;
  readonly rating: string | null;
  readonly colour: string | null;
  /** Class of the mean concentrations, with fewer than five sections. */
  readonly class: string | null;
  /** 主要污染指标: by rate of sections that exceed; with few sections each section tells its own. */
  readonly main: readonly string[];
  /** Percent of the sections in which an item is worse than class III (断面超标率). */
  readonly exceedRates: Readonly<Record<string, number>>;
  readonly sections: ReadonlyArray<
    Pick<SectionRating, 'class' | 'rating' | 'main'> & { readonly id: unknown }
  >;
}

const NONE: Omit<SectionSetResult, keyof Finding> = {
  n: null,
  by: null,
  goodShare: null,
  badShare: null,
  rating: null,
  colour: null,
  class: null,
  main: [],
  exceedRates: {},
  sections: [],
};

interface Rules {
  readonly limits: Standard<SurfaceWaterTables>;
  readonly rules: Standard<SurfaceWaterRules>;
}

/** Water quality of a river, basin or region (河流、流域（水系）水质评价) by 环办〔2011〕22号. */
export function evaluateSectionSet(input: SectionSetInput): SectionSetResult {
  const invalid = timeProblem(input.time);
  if (invalid) return { ...NONE, rules: [], used: {}, missing: [], steps: [], problems: [invalid] };
  const both: Rules = {
    limits: surfaceWaterLimits(input.time ?? null),
    rules: surfaceWaterRules(input.time ?? null),
  };
  const early = editionProblems(input.time, [both.limits, both.rules]);
  const answer = Array.isArray(input.sections) ? ofSections(input.sections, both) : ofFigures(input, both);
  return { ...answer, problems: [...early, ...answer.problems] };
}

function ofFigures(input: SectionSetInput, { limits, rules }: Rules): SectionSetResult {
  const told = [ruleUsed(limits), tableRule(rules, 'river_rating')];
  const answer = (more: Partial<SectionSetResult>): SectionSetResult => ({
    ...NONE,
    rules: told,
    used: {},
    missing: [],
    steps: [],
    problems: [],
    ...more,
  });
  const { n, good, worseV, goodShare, badShare } = input;
  const counted = n !== undefined;
  const possible = counted
    ? [n, good, worseV].every(isCount) && n > 0 && good! + worseV! <= n
    : isShare(goodShare) && isShare(badShare) && goodShare + badShare <= 100.1;
  if (!possible) return answer({ problems: [problem(P.sections)] });
  const shares = counted ? sharesOf(n, good!, worseV!) : { good: goodShare!, bad: badShare! };
  const used: Record<string, number> = counted
    ? { n, good: good!, worseV: worseV! }
    : { goodShare: goodShare!, badShare: badShare! };
  const few = rules.data.river_rating.few_below;
  const figures = { used, n: counted ? n : null, goodShare: shares.good, badShare: shares.bad };
  if (counted && n < few) return answer({ ...figures, problems: [problem(P.fewCounts, { few })] });
  return answer({ ...figures, ...byShares(shares, rules.data) });
}

function byShares(shares: Shares, rules: SurfaceWaterRules) {
  const row = rateShares(shares, rules);
  return {
    by: 'shares' as const,
    goodShare: shares.good,
    badShare: shares.bad,
    rating: row?.rating ?? null,
    colour: row?.colour ?? null,
    steps: [sharesStep(shares, row)],
  };
}

function ofSections(given: NonNullable<SectionSetInput['sections']>, both: Rules): SectionSetResult {
  const { limits, rules } = both;
  const problems: Problem[] = [];
  const rated = given.flatMap((raw, i) => {
    const one = typeof raw === 'object' && raw !== null ? raw : {};
    const kind = waterKind(one.kind);
    if (kind === null) {
      problems.push(problem(P.kind, {}, `sections.${i}.kind`));
      return [];
    }
    const read = readSamples(one, readingRows(limits.data, kind), limits.code);
    const rating = rateSection(read.known, kind, limits.data, rules.data);
    problems.push(...[...read.problems, ...rating.problems].map((each) => within(`sections.${i}`, each)));
    if (rating.class !== null) return [{ id: one.id ?? null, kind, known: read.known, rating } as const];
    problems.push(problem(P.sectionWithout, { number: i + 1 }, `sections.${i}`));
    return [];
  });
  const n = rated.length;
  const count = (test: (name: string) => boolean) => rated.filter((one) => test(one.rating.class!)).length;
  const good = count((name) => GOOD.includes(name));
  const bad = count((name) => name === limits.data.worseThanV);
  const shared = {
    ...NONE,
    n,
    sections: rated.map(({ id, rating }) => ({
      id,
      class: rating.class,
      rating: rating.rating,
      main: rating.main,
    })),
    rules: [
      ruleUsed(limits),
      tableRule(rules, 'river_rating'),
      ...(rated.some((one) => anyBelow(one.known)) ? [tableRule(rules, 'below_detection')] : []),
    ],
    missing: rules.data.items.filter((item) => rated.some((one) => !one.known.has(item))),
    problems,
  };
  if (n === 0) return { ...shared, used: {}, steps: [], problems: [...problems, problem(P.nothing)] };
  const shares = sharesOf(n, good, bad);
  if (n >= rules.data.river_rating.few_below) {
    const ranked = exceedRates(
      rated.map((one) => one.rating),
      rules.data,
    );
    const first = ranked.slice(0, rules.data.main_pollutants.count).map(([item]) => item);
    return {
      ...shared,
      used: { n, good, worseV: bad },
      ...byShares(shares, rules.data),
      main: first,
      exceedRates: Object.fromEntries(ranked),
    };
  }
  const kind = rated.every((one) => one.kind === 'lake') ? 'lake' : 'river';
  const sets = rated.map((one) => one.known);
  const mean = meanOf(sets);
  const { steps, problems: more, ...rating } = rateSection(mean, kind, limits.data, rules.data);
  const meanSteps: Step[] = [...mean].map(([item, { value }]) => ({
    of: item,
    rule: '环办〔2011〕22号 断面浓度均值',
    formula: `mean(${sets.flatMap((one) => one.get(item)?.value ?? []).join(', ')})`,
    result: value,
  }));
  return {
    ...shared,
    used: usedOf(mean),
    by: 'mean',
    goodShare: shares.good,
    badShare: shares.bad,
    rating: rating.rating,
    colour: rating.colour,
    class: rating.class,
    steps: [...meanSteps, ...steps],
    problems: [...problems, ...notEverywhere(mean, sets), ...more],
  };
}

/** Rates at which sections are worse than class III, highest first; the table's order between equals. */
function exceedRates(ratings: readonly SectionRating[], rules: SurfaceWaterRules): [string, number][] {
  return rules.items
    .map((item): [string, number] => {
      const over = ratings.filter((one) => one.exceeding.some((each) => each.item === item)).length;
      return [item, sharesOf(ratings.length, over, 0).good];
    })
    .filter(([, rate]) => rate > 0)
    .toSorted((a, b) => b[1] - a[1]);
}

const isCount = (x: unknown): x is number => typeof x === 'number' && Number.isInteger(x) && x >= 0;
const isShare = (x: unknown): x is number => typeof x === 'number' && x >= 0 && x <= 100;
