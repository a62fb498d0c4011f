import type { Problem } from '@tarim/kernel';
import {
  type Standard,
  type SurfaceWaterTables,
  surfaceWaterLimits,
  type WaterIndexRules,
  waterIndexRules,
} from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { roundHalfEven } from '../rounding.ts';
import { editionProblems, tableRule, timeProblem } from '../water/dated.ts';
import { CLASS_III } from '../water/item-class.ts';
import { WATER_PROBLEMS as P } from '../water/problems.ts';
import { meanOf, notEverywhere, readSamples, within } from '../water/read-values.ts';
import { rowsFor, type WaterKind, waterKind } from './rate.ts';
import { anyBelow, type SectionInput, usedOf } from './section.ts';

type Section = Omit<SectionInput, 'time' | 'kind'>;

/** One section (`values`, `samples`), or the sections and lake points of a city. */
export interface WaterIndexInput extends SectionInput {
  readonly river?: readonly Section[];
  readonly lake?: readonly Section[];
  /** CWQI of the period before: tells the change. */
  readonly before?: number | null;
}

/** Index of the river sections or lake points of a city. */
export interface WaterIndexPart {
  readonly kind: WaterKind;
  /** Sections or points. */
  readonly n: number;
  /** Null unless all 21 items are there: a sum of fewer would look better than it is. */
  readonly cwqi: number | null;
  /** Sum of the items that are there. */
  readonly partial: number;
  readonly items: Readonly<Record<string, number>>;
}

/** City water quality index (城市水质指数). Figures are full: round them for showing. */
export interface WaterIndexResult extends Finding {
  readonly cwqi: number | null;
  readonly parts: readonly WaterIndexPart[];
  /** (CWQI − CWQI₀) / CWQI₀, percent; below zero is better. */
  readonly changePercent: number | null;
}

const RULE = '环办监测〔2017〕51号';

/**
 * CWQI by 环办监测〔2017〕51号 (its details are from memory): sum over 21 items of mean concentration / class III limit; a city is
 * weighted by its numbers of river sections and lake points.
 */
export function evaluateWaterIndex(input: WaterIndexInput): WaterIndexResult {
  const kind = waterKind(input.kind);
  const invalid = timeProblem(input.time);
  if (invalid || kind === null) {
    const why = invalid ?? problem(P.kind, {}, 'kind');
    return {
      cwqi: null,
      parts: [],
      changePercent: null,
      rules: [],
      used: {},
      missing: [],
      steps: [],
      problems: [why],
    };
  }
  const limits = surfaceWaterLimits(input.time ?? null);
  const index = waterIndexRules(input.time ?? null);
  const single = input.values !== undefined || input.samples !== undefined;
  const groups: [WaterKind, readonly Section[]][] = single
    ? [[kind, [{ values: input.values, samples: input.samples }]]]
    : [
        ['river', listOf(input.river)],
        ['lake', listOf(input.lake)],
      ];
  const parts = groups
    .filter(([, sections]) => sections.length > 0)
    .map(([kind, sections]) => partOf(kind, sections, limits, index));
  const told = parts.map((one) => one.part);
  const n = told.reduce((total, one) => total + one.n, 0);
  const full = n > 0 && told.every((one) => one.cwqi !== null);
  const cwqi = full ? told.reduce((total, one) => total + one.cwqi! * one.n, 0) / n : null;
  const before = input.before;
  const changePercent =
    cwqi !== null && typeof before === 'number' && before > 0 && Number.isFinite(before)
      ? ((cwqi - before) / before) * 100
      : null;
  const steps = parts.flatMap((one) => one.steps);
  if (cwqi !== null && told.length > 1) {
    const terms = told.map((one) => `${roundHalfEven(one.cwqi!, 4)}×${one.n}`).join(' + ');
    steps.push({ of: 'CWQI', rule: RULE, formula: `(${terms})/${n}`, result: roundHalfEven(cwqi, 4) });
  }
  return {
    cwqi,
    parts: told,
    changePercent,
    rules: [
      tableRule(index, 'formulas'),
      ruleUsed(limits),
      ...(parts.some((one) => one.below) ? [tableRule(index, 'below_detection')] : []),
    ],
    used: Object.assign({}, ...parts.map((one) => one.used)),
    missing: [...new Set(parts.flatMap((one) => one.missing))],
    steps,
    problems: [
      ...editionProblems(input.time, [limits, index]),
      ...parts.flatMap((one) => one.problems),
      ...(parts.length === 0 ? [problem(P.nothing)] : []),
    ],
  };
}

function partOf(
  kind: WaterKind,
  sections: readonly Section[],
  limits: Standard<SurfaceWaterTables>,
  rules: Standard<WaterIndexRules>,
) {
  const rows = rowsFor(limits.data, kind);
  const read = sections.map((one) => readSamples(one ?? {}, rows, limits.code));
  const sets = read.map((one) => one.known);
  const mean = meanOf(sets);
  const problems: Problem[] = read.flatMap((one, i) =>
    sections.length === 1 ? one.problems : one.problems.map((each) => within(`${kind}.${i}`, each)),
  );
  problems.push(...notEverywhere(mean, sets));
  const items: Record<string, number> = {};
  const steps: Step[] = [];
  for (const { item, limits: row } of rows) {
    const known = mean.get(item);
    const limit = row[CLASS_III];
    if (!known || !rules.data.items.includes(item)) continue;
    const { value, formula } = itemIndex(
      item,
      known.value,
      typeof limit === 'number' ? limit : 0,
      rules.data,
    );
    if (!Number.isFinite(value)) {
      problems.push(problem(P.doZero, {}, item));
      continue;
    }
    items[item] = value;
    steps.push({ of: item, rule: RULE, formula, result: roundHalfEven(value, 4) });
  }
  const missing = rules.data.items.filter((item) => items[item] === undefined);
  const partial = Object.values(items).reduce((total, one) => total + one, 0);
  const cwqi = missing.length === 0 ? partial : null;
  steps.push({
    of: `CWQI ${kind}`,
    rule: RULE,
    formula: 'Σ',
    result: cwqi === null ? null : roundHalfEven(cwqi, 4),
  });
  const part: WaterIndexPart = { kind, n: sections.length, cwqi, partial, items };
  // A city may have both: their means are told apart.
  const used = Object.fromEntries(
    Object.entries(usedOf(mean)).map(([item, value]) => [kind === 'lake' ? `lake.${item}` : item, value]),
  );
  return { part, steps, missing, problems, used, below: anyBelow(mean) };
}

/** C/S; S/C for dissolved oxygen; for pH the distance from 7 as a share of that of the limit on its side. */
function itemIndex(
  item: string,
  c: number,
  s: number,
  { ph }: WaterIndexRules,
): { value: number; formula: string } {
  if (item === 'DO') return { value: s / c, formula: `${s}/${c}` };
  if (item !== 'pH') return { value: c / s, formula: `${c}/${s}` };
  return c <= ph.neutral
    ? {
        value: (ph.neutral - c) / (ph.neutral - ph.low),
        formula: `(${ph.neutral}−${c})/(${ph.neutral}−${ph.low})`,
      }
    : {
        value: (c - ph.neutral) / (ph.high - ph.neutral),
        formula: `(${c}−${ph.neutral})/(${ph.high}−${ph.neutral})`,
      };
}

const listOf = (given: readonly Section[] | undefined) => (Array.isArray(given) ? given : []);
