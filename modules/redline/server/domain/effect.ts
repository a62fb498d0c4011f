/**
 * 保护成效评估, pure: what changed from a baseline year to a target year, weighed by a scheme. For each indicator
 *
 *     d = target − baseline, turned so that more is better
 *     x = d ÷ scale (absolute), or d ÷ |baseline| ÷ scale (relative), held within −1 … 1
 *     score = 50 + 50·x                        50: nothing changed
 *     index = Σ weight·score ÷ Σ weight        over the indicators that are there
 *
 * With less than the scheme's share of the weights there is no judgement.
 */
export interface Term {
  readonly indicator: string;
  readonly weight: number;
  readonly mode: 'absolute' | 'relative';
  /** Change that counts in full: in the indicator's unit, or as a share of the baseline. */
  readonly scale: number;
}
export interface Grade {
  readonly zh: string;
  readonly en: string;
  /** Least index of it; null: the lowest. */
  readonly from: number | null;
}
export interface Scheme {
  readonly terms: readonly Term[];
  /** The best first. */
  readonly grades: readonly Grade[];
  readonly leastShare: number;
}

/** Where a figure is from, so that it can be followed back. */
export type Origin =
  | { readonly of: 'import'; readonly values: readonly number[] }
  | { readonly of: 'scene'; readonly scene: number; readonly on: string }
  | { readonly of: 'patch'; readonly patches: readonly number[]; readonly areaM2: number };

export const LACKS = ['no-value', 'no-pair', 'no-detection', 'baseline-zero'] as const;
export type Lack = (typeof LACKS)[number];

export interface Figure {
  readonly value: number;
  readonly origin: Origin;
}
/** What there is of an indicator in both years, or why there is nothing. */
export type Input =
  | {
      readonly indicator: string;
      readonly better: 'more' | 'less';
      readonly baseline: Figure;
      readonly target: Figure;
    }
  | { readonly indicator: string; readonly lack: Lack };

export interface Weighed {
  readonly indicator: string;
  readonly weight: number;
  readonly change: number;
  /** Within −1 to 1. */
  readonly normalised: number;
  readonly score: number;
  readonly formula: string;
}
export interface Outcome {
  /** Null: not judgeable. */
  readonly index: number | null;
  /** Position among the scheme's grades. */
  readonly grade: number | null;
  /** Weights of what is there ÷ all weights. */
  readonly share: number;
  readonly weighed: readonly Weighed[];
  readonly lacking: ReadonlyArray<{ readonly indicator: string; readonly lack: Lack }>;
}

/** As kept and shown; a cut point is compared with what people see. */
const round = (value: number, digits: number) => {
  const power = 10 ** digits;
  return Math.round((value + Number.EPSILON * Math.sign(value)) * power) / power;
};
const shown = (value: number) => String(round(value, 6));

export function judge(scheme: Scheme, inputs: readonly Input[]): Outcome {
  const weighed: Weighed[] = [];
  const lacking: { indicator: string; lack: Lack }[] = [];
  for (const term of scheme.terms) {
    const input = inputs.find((one) => one.indicator === term.indicator);
    if (!input || 'lack' in input)
      lacking.push({ indicator: term.indicator, lack: input?.lack ?? 'no-value' });
    else if (term.mode === 'relative' && input.baseline.value === 0)
      lacking.push({ indicator: term.indicator, lack: 'baseline-zero' });
    else weighed.push(weigh(term, input));
  }
  const all = scheme.terms.reduce((sum, one) => sum + one.weight, 0);
  const there = weighed.reduce((sum, one) => sum + one.weight, 0);
  const share = round(there / all, 6);
  const judgeable = there > 0 && share >= scheme.leastShare;
  const index = judgeable
    ? round(weighed.reduce((sum, one) => sum + one.weight * one.score, 0) / there, 2)
    : null;
  return { index, grade: index === null ? null : gradeOf(index, scheme.grades), share, weighed, lacking };
}

export const gradeOf = (index: number, grades: readonly Grade[]): number =>
  grades.findIndex((one) => one.from === null || index >= one.from);

function weigh(
  { indicator, weight, mode, scale }: Term,
  { better, baseline, target }: Extract<Input, { better: unknown }>,
): Weighed {
  const change = round(target.value - baseline.value, 9);
  const turned = better === 'more' ? change : -change;
  const full = mode === 'relative' ? Math.abs(baseline.value) * scale : scale;
  const normalised = Math.max(-1, Math.min(1, turned / full));
  const difference =
    better === 'more'
      ? `${shown(target.value)} − ${shown(baseline.value)}`
      : `${shown(baseline.value)} − ${shown(target.value)}`;
  const divisor = mode === 'relative' ? `(${shown(Math.abs(baseline.value))} × ${scale})` : String(scale);
  const score = round(50 + 50 * normalised, 6);
  return {
    indicator,
    weight,
    change,
    normalised,
    score,
    formula: `50 + 50 × [(${difference}) ÷ ${divisor}]₋₁¹ = ${shown(score)}`,
  };
}

/** A scene's figures of an area, as far as a comparison needs them. */
export interface Seen {
  readonly scene: number;
  /** Day in Beijing. */
  readonly on: string;
  readonly rule: string;
  readonly seen: number;
  readonly gsd: number;
}

const dayOfYear = (on: string): number =>
  (Date.parse(`${on}T00:00:00Z`) - Date.parse(`${on.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000;

/**
 * Two scenes of the same season (同季): of those in the scheme's months and made by the same rule, the pair whose days of the year are
 * nearest; of equal ones that of which more was clear, then the earlier registered. Null where none is near enough.
 */
export function pairOf<S extends Seen>(
  baseline: readonly S[],
  target: readonly S[],
  season: { readonly fromMonth: number; readonly toMonth: number; readonly daysApart: number },
): readonly [S, S] | null {
  const inSeason = ({ on }: Seen) => {
    const month = Number(on.slice(5, 7));
    return month >= season.fromMonth && month <= season.toMonth;
  };
  let best: { pair: readonly [S, S]; key: readonly number[] } | null = null;
  for (const a of baseline.filter(inSeason))
    for (const b of target.filter(inSeason)) {
      const apart = Math.abs(dayOfYear(a.on) - dayOfYear(b.on));
      if (a.rule !== b.rule || apart > season.daysApart) continue;
      const key = [apart, Math.abs(Math.log(a.gsd / b.gsd)), -Math.min(a.seen, b.seen), a.scene, b.scene];
      if (!best || before(key, best.key)) best = { pair: [a, b], key };
    }
  return best?.pair ?? null;
}

function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at >= 0 && a[at]! < b[at]!;
}
