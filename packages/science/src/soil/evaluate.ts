import type { Problem } from '@tarim/kernel';
import {
  SOIL_BACKGROUND_ITEMS,
  SOIL_LANDS,
  type SoilLand,
  type SoilLimit,
  soilLimits,
  soilStandard,
} from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { multipleAbove, rational } from '../rational.ts';
import { soilItemNames } from './items.ts';
import { SOIL_PROBLEMS as P } from './problems.ts';

export interface SoilInput {
  /** Agricultural: paddy, other, orchard, rotation (paddy and dry crops in turn). Development land: I, II. */
  readonly land: SoilLand;
  /** Needed for agricultural land. */
  readonly pH?: number | null;
  /** mg/kg dry, by symbol or Chinese name. */
  readonly values: Readonly<Record<string, number | null>>;
  /** Natural background of the place, mg/kg: content up to it is no contamination (GB 36600). */
  readonly background?: Readonly<Record<string, number>>;
}

export type SoilLevel = 'below-screening' | 'within-background' | 'above-screening' | 'above-control';
const ORDER: readonly SoilLevel[] = [
  'below-screening',
  'within-background',
  'above-screening',
  'above-control',
];

export interface SoilItem {
  readonly item: string;
  readonly value: number;
  readonly screening: number;
  readonly control: number | null;
  readonly level: SoilLevel;
  /** (C−S)/S of the screening value. */
  readonly screeningMultiple: number | null;
  readonly controlMultiple: number | null;
}

export interface SoilResult extends Finding {
  readonly land: SoilLand | null;
  readonly items: readonly SoilItem[];
  /** The highest of its items; null without any. */
  readonly level: SoilLevel | null;
  /** 农用地 优先保护类, 安全利用类, 严格管控类; 建设用地 what has to follow. By these items: a plot is classed by more than a sample. */
  readonly category: { readonly zh: string; readonly en: string } | null;
}

const AGRICULTURAL = {
  low: { zh: '优先保护类', en: 'priority protection' },
  middle: { zh: '安全利用类', en: 'safe use' },
  high: { zh: '严格管控类', en: 'strict control' },
};
const DEVELOPMENT = {
  low: { zh: '风险一般可忽略', en: 'risk negligible' },
  middle: { zh: '应开展详细调查与风险评估', en: 'detailed survey and risk assessment' },
  high: { zh: '应采取风险管控或修复措施', en: 'control or remediation' },
};

/**
 * Soil against the screening and control values of agricultural land by pH and use (GB 15618-2018), or of development land by class
 * (GB 36600-2018). A value at the limit does not lie above it; compared in full.
 */
export function evaluateSoil(input: SoilInput): SoilResult {
  const wrong = wrongInput(input);
  if (wrong) return { land: null, items: [], level: null, category: null, ...NOTHING, problems: [wrong] };
  const { land } = input;
  const standard = soilStandard(land);
  const limits = soilLimits(land, input.pH ?? 7);
  const problems: Problem[] = [];
  const steps: Step[] = [];
  const items: SoilItem[] = [];
  const unverified = new Map<string, string[]>();
  for (const [given, value] of Object.entries(input.values)) {
    const limit = limitOf(limits, given);
    const path = `values.${given.slice(0, 40)}`;
    if (!limit) {
      problems.push(problem(P.item, { item: given.slice(0, 40) }, path));
      continue;
    }
    if (value === null || value === undefined) continue;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      problems.push(problem(P.value, { item: limit.item }, path));
      continue;
    }
    const item = judged(limit, value, backgroundOf(input, limit.item));
    items.push(item);
    steps.push(stepOf(item, standard.code));
    if (limit.confidence !== 'multi-source' && limit.confidence !== 'official-text')
      unverified.set(limit.confidence, [...(unverified.get(limit.confidence) ?? []), limit.item]);
    if (
      item.level === 'above-screening' &&
      SOIL_BACKGROUND_ITEMS.includes(item.item) &&
      standard.use === 'soil-construction'
    )
      problems.push(problem(P.background, { item: item.item }, path));
  }
  for (const [confidence, names] of unverified)
    problems.push(problem(P.unverified, { confidence, items: names.join('、') }));
  const there = new Set(items.map((one) => one.item));
  const level = ORDER.findLast((one) => items.some((item) => item.level === one)) ?? null;
  return {
    land,
    items,
    level,
    category: level && categoryOf(land, level),
    rules: [ruleUsed(standard)],
    used: Object.fromEntries(items.map((one) => [one.item, one.value])),
    missing: limits.filter((one) => one.basic && !there.has(one.item)).map((one) => one.item),
    steps,
    problems,
  };
}

const NOTHING = { rules: [], used: {}, missing: [], steps: [] };

function wrongInput({ land, pH, values }: SoilInput): Problem | null {
  if (!(SOIL_LANDS as readonly unknown[]).includes(land)) return problem(P.land, {}, 'land');
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    return problem(P.values, {}, 'values');
  if (land === 'I' || land === 'II') return null;
  return typeof pH === 'number' && pH >= 0 && pH <= 14 ? null : problem(P.ph, {}, 'pH');
}

function limitOf(limits: readonly SoilLimit[], given: string): SoilLimit | undefined {
  const names = soilItemNames(given);
  return limits.find((one) => names.includes(one.item));
}

function backgroundOf(input: SoilInput, item: string): number | null {
  if (input.land !== 'I' && input.land !== 'II') return null;
  const found = Object.entries(input.background ?? {}).find(([given]) => soilItemNames(given).includes(item));
  return typeof found?.[1] === 'number' ? found[1] : null;
}

function judged({ item, screening, control }: SoilLimit, value: number, background: number | null): SoilItem {
  const above = control !== null && value > control ? 'above-control' : 'above-screening';
  const natural = background !== null && value <= background;
  return {
    item,
    value,
    screening,
    control,
    level: value <= screening ? 'below-screening' : natural ? 'within-background' : above,
    screeningMultiple: multipleAbove(rational(value), screening),
    controlMultiple: control === null ? null : multipleAbove(rational(value), control),
  };
}

function stepOf({ item, value, screening, control, level }: SoilItem, standard: string): Step {
  const sign = (limit: number) => (value > limit ? '>' : '≤');
  const second = control === null ? '' : `, ${value} ${sign(control)} ${control} (管制值)`;
  return {
    of: item,
    rule: standard,
    formula: `${value} ${sign(screening)} ${screening} (筛选值)${second}`,
    result: level,
  };
}

function categoryOf(land: SoilLand, level: SoilLevel): { zh: string; en: string } {
  const words = land === 'I' || land === 'II' ? DEVELOPMENT : AGRICULTURAL;
  return level === 'above-control' ? words.high : level === 'above-screening' ? words.middle : words.low;
}
