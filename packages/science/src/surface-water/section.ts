import { surfaceWaterLimits, surfaceWaterRules } from '@tarim/standards';
import { type Finding, ruleUsed } from '../finding.ts';
import { problem } from '../problems.ts';
import { type DataTime, editionProblems, tableRule, timeProblem } from '../water/dated.ts';
import { WATER_PROBLEMS as P } from '../water/problems.ts';
import { type KnownItems, readSamples } from '../water/read-values.ts';
import type { WaterValues } from '../water/reading.ts';
import { rateSection, readingRows, type SectionRating, UNRATED, type WaterKind, waterKind } from './rate.ts';

export interface SectionInput {
  /** Time of the data, epoch ms: chooses the edition; absent: the one in force. */
  readonly time?: DataTime;
  /** Absent: river. */
  readonly kind?: WaterKind;
  /** mg/L and what else GB 3838 prints, or with a unit of its own. */
  readonly values?: WaterValues;
  /** Instead of `values`: several samples, or points of one section; their mean is rated. */
  readonly samples?: readonly WaterValues[];
}

export interface SectionResult extends SectionRating, Finding {
  readonly kind: WaterKind | null;
}

/**
 * Water quality of one section (断面水质评价): single-factor class of 21 items of GB 3838-2002 table 1 and its rating by
 * 环办〔2011〕22号. Items that are not there are told in `missing`; the class is that of the others.
 */
export function evaluateSection(input: SectionInput): SectionResult {
  const kind = waterKind(input.kind);
  const invalid = timeProblem(input.time);
  if (invalid || kind === null) {
    const why = invalid ?? problem(P.kind, {}, 'kind');
    return { kind, ...UNRATED, rules: [], used: {}, missing: [], steps: [], problems: [why] };
  }
  const limits = surfaceWaterLimits(input.time ?? null);
  const rules = surfaceWaterRules(input.time ?? null);
  const { known, problems } = readSamples(input, readingRows(limits.data, kind), limits.code);
  const { steps, problems: more, ...rating } = rateSection(known, kind, limits.data, rules.data);
  // Which items are heavy metals is our reading of the rule.
  const { items: first } = rules.data.main_pollutants.first;
  const heavyMetal = rating.exceeding.some(({ item }) => first.includes(item));
  return {
    kind,
    ...rating,
    rules: [
      ruleUsed(limits),
      tableRule(rules, 'section_rating'),
      ...(heavyMetal ? [tableRule(rules, 'heavy_metals')] : []),
      ...(anyBelow(known) ? [tableRule(rules, 'below_detection')] : []),
    ],
    used: usedOf(known),
    missing: rules.data.items.filter((item) => !known.has(item)),
    steps,
    problems: [
      ...editionProblems(input.time, [limits, rules]),
      ...problems,
      ...more,
      ...(rating.class === null ? [problem(P.nothing)] : []),
    ],
  };
}

/** Figures as they entered: half the detection limit where nothing was found. */
export function usedOf(known: KnownItems): Record<string, number> {
  return Object.fromEntries([...known].map(([item, { value }]) => [item, value]));
}

export function anyBelow(known: KnownItems): boolean {
  return [...known.values()].some(({ below }) => below !== null);
}
