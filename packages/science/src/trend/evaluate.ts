import type { Problem } from '@tarim/kernel';
import { type SurfaceWaterRules, surfaceWaterRules } from '@tarim/standards';
import type { Finding, Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { roundHalfEven } from '../rounding.ts';
import { tableRule } from '../water/dated.ts';
import { type MannKendall, mannKendall } from './mann-kendall.ts';
import { QUANTILES } from './normal.ts';
import { TREND_PROBLEMS as P } from './problems.ts';
import { readSeries, type TrendInput } from './read-series.ts';
import { type SeasonalKendall, type SeasonalPoint, seasonalKendall } from './seasonal.ts';
import { type SenSlope, senSlope, slopesOf } from './sen.ts';
import { type Spearman, spearman } from './spearman.ts';

/** Trend of a series (变化趋势) by three tests. Figures are full: round them for showing. */
export interface TrendResult extends Finding {
  readonly n: number;
  /** Of 环办〔2011〕22号, one-sided at 0.05; its critical values are from memory. */
  readonly spearman: Spearman | null;
  /** Beside the rule: statistics of common use, no standard of ours. */
  readonly mannKendall: MannKendall | null;
  readonly sen: SenSlope | null;
  /** When the points name their season. */
  readonly seasonal: SeasonalKendall | null;
  /** Of the rule where it can tell (`spearman`), else of Mann–Kendall. */
  readonly verdict: 'significant-increase' | 'significant-decrease' | 'no-significant-trend' | null;
}

/** Three values have no order that could not be chance. */
const MINIMUM = 4;

export function evaluateTrend(input: TrendInput): TrendResult {
  const { points, problems } = readSeries(input);
  const alpha = input.alpha ?? 0.05;
  const n = points.length;
  const told = {
    n,
    spearman: null,
    mannKendall: null,
    sen: null,
    seasonal: null,
    verdict: null,
    rules: [],
    used: Object.fromEntries(points.map((one) => [String(one.t), one.value])),
    missing: [],
    steps: [],
  };
  if (typeof alpha !== 'number' || !(String(alpha) in QUANTILES))
    return { ...told, problems: [...problems, problem(P.alpha, {}, 'alpha')] };
  const seasons = points.every((one): one is SeasonalPoint => one.season !== null) && n > 0;
  const twice = points.find((one, i) => !seasons && one.t === points[i + 1]?.t);
  if (twice) return { ...told, problems: [...problems, problem(P.sameTime, { t: twice.t })] };
  if (n < MINIMUM) return { ...told, problems: [...problems, problem(P.few, { n, minimum: MINIMUM })] };
  if (seasons) {
    const seasonal = seasonalKendall(points as SeasonalPoint[], alpha);
    return {
      ...told,
      seasonal,
      verdict: verdictOf(seasonal),
      steps: [kendallStep('S（各季之和）', seasonal), ...senSteps(seasonal.sen)],
      problems,
    };
  }
  const values = points.map((one) => one.value);
  const rules = surfaceWaterRules(null);
  const kendall = mannKendall(values, alpha);
  const sen = senSlope(points, slopesOf(points), kendall.varS, alpha);
  const enough = n >= rules.data.trend.minimum;
  const rank = enough ? spearman(values, rules.data.trend) : null;
  return {
    ...told,
    spearman: rank,
    mannKendall: kendall,
    sen,
    verdict: rank && rank.significant !== null ? verdictOf(rank) : verdictOf(kendall),
    rules: rank ? [tableRule(rules, 'trend')] : [],
    steps: [...(rank ? spearmanSteps(rank, n) : []), kendallStep('S', kendall), ...senSteps(sen)],
    problems: [...problems, ...spearmanProblems(rank, values, rules.data.trend)],
  };
}

function spearmanProblems(
  rank: Spearman | null,
  values: readonly number[],
  { critical, minimum }: SurfaceWaterRules['trend'],
): Problem[] {
  const n = values.length;
  if (!rank) return [problem(P.fewSpearman, { n, minimum })];
  const problems: Problem[] = [];
  if (new Set(values).size < n)
    problems.push(problem(P.ties, { plain: roundHalfEven(plainRs(rank.sumD2, n), 4) }));
  if (rank.critical === null) {
    const most = Math.max(...Object.keys(critical).map(Number));
    problems.push(problem(P.noCritical, { n, most }));
  } else if (critical[n] === undefined)
    problems.push(problem(P.nearCritical, { n, critical: rank.critical }));
  return problems;
}

/** By the formula of the rule as it stands. */
const plainRs = (sumD2: number, n: number) => 1 - (6 * sumD2) / (n ** 3 - n);

function verdictOf(test: {
  significant: boolean | null;
  direction: Spearman['direction'];
}): TrendResult['verdict'] {
  if (!test.significant || test.direction === 'none') return 'no-significant-trend';
  return test.direction === 'rising' ? 'significant-increase' : 'significant-decrease';
}

function spearmanSteps({ sumD2, rs, critical, ranks }: Spearman, n: number): Step[] {
  const rule = '环办〔2011〕22号 秩相关系数';
  const formula = new Set(ranks).size < n ? 'r(i, R)' : `1 − 6×${sumD2}/(${n}³ − ${n})`;
  return [
    { of: 'Σd²', rule, formula: `Σ(i − R)², R = ${ranks.join(', ')}`, result: sumD2 },
    { of: 'r_s', rule, formula, result: roundHalfEven(rs, 4) },
    { of: 'W_p', rule, formula: `N = ${n}, α = 0.05`, result: critical },
  ];
}

function kendallStep(of: string, { s, varS, z, p }: Pick<MannKendall, 's' | 'varS' | 'z' | 'p'>): Step {
  const formula = `S = ${s}, Var(S) = ${roundHalfEven(varS, 3)}, Z = ${roundHalfEven(z, 4)}, p = ${roundHalfEven(p, 4)}`;
  return { of, rule: 'Mann–Kendall', formula, result: s };
}

function senSteps(sen: SenSlope | null): Step[] {
  if (!sen) return [];
  const formula = `median((xⱼ − xᵢ)/(tⱼ − tᵢ)) ∈ [${sen.lower ?? '−∞'}, ${sen.upper ?? '∞'}]`;
  return [{ of: 'Sen', rule: 'Sen 1968; Gilbert 1987, 16.5', formula, result: sen.slope }];
}
