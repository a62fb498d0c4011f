import type { Problem } from '@tarim/kernel';
import type { SurfaceWaterRules, SurfaceWaterTables } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { roundHalfEven } from '../rounding.ts';
import { CLASS_III, classify, type ItemClass, type LimitRow } from '../water/item-class.ts';
import type { KnownItems } from '../water/read-values.ts';
import type { ItemRow } from '../water/reading.ts';
import { type Exceeding, exceedingItems, mainPollutants } from './main-pollutants.ts';

/** 河流 (and canals) or 湖泊、水库, which have limits of total phosphorus of their own. */
export type WaterKind = 'river' | 'lake';

/** Absent: river. Null: neither. */
export function waterKind(given: unknown): WaterKind | null {
  if (given === undefined || given === 'river') return 'river';
  return given === 'lake' ? 'lake' : null;
}

/** Rating of one section (断面水质评价). */
export interface SectionRating {
  /** 断面水质类别 I … V, 劣V; null: nothing to rate. */
  readonly class: string | null;
  /** 水质状况: 优, 良好, 轻度污染, 中度污染, 重度污染. */
  readonly rating: string | null;
  readonly colour: string | null;
  /** Class of each item that takes part. */
  readonly classes: Readonly<Record<string, string>>;
  /** Items that set the class. */
  readonly deciding: readonly string[];
  /** Items worse than class III (超标项目), in the order of the rule. */
  readonly exceeding: readonly Exceeding[];
  /** 主要污染指标: the first three of them. */
  readonly main: readonly string[];
  /** 总氮 of lakes and 粪大肠菌群, which are told apart and do not enter the class. */
  readonly apart: Readonly<Record<string, string>>;
}

export const UNRATED: SectionRating = {
  class: null,
  rating: null,
  colour: null,
  classes: {},
  deciding: [],
  exceeding: [],
  main: [],
  apart: {},
};

/** Rows of GB 3838 table 1 with the limits for this kind of water. */
export function rowsFor(tables: SurfaceWaterTables, kind: WaterKind): LimitRow[] {
  return tables.table1_basic
    .filter((row) => !row.lakeOnly || kind === 'lake')
    .map(({ item, unit, compare, limits, limitsLake }) => ({
      item,
      unit,
      compare,
      limits: kind === 'lake' ? (limitsLake ?? limits) : limits,
    }));
}

/** What is read of a section: the rows, and saturation of oxygen, which may stand in for its concentration in class I. */
export function readingRows(tables: SurfaceWaterTables, kind: WaterKind): ItemRow[] {
  return [...rowsFor(tables, kind), { item: SATURATION, unit: '%', compare: 'ge' }];
}

const SATURATION = 'DOsat';
const TABLE = 'GB 3838-2002 表1';
const CLAUSE = '环办〔2011〕22号';

/** Class I of dissolved oxygen by 90 % of saturation (饱和率), where it is known. */
function saturated(one: ItemClass, known: KnownItems, tables: SurfaceWaterTables): ItemClass {
  const share = known.get(SATURATION)?.value;
  const least = tables.table1_basic.find((row) => row.item === one.item)?.saturationClassI;
  if (share === undefined || least === undefined || share < least || one.index === 0) return one;
  const name = tables.classes[0]!;
  return {
    ...one,
    index: 0,
    step: { ...one.step, formula: `${share} % ≥ ${least} % (${name})`, result: name },
  };
}

const multipleText = ({ multiple }: Exceeding) => (multiple === null ? '—' : roundHalfEven(multiple, 4));

/** Class and rating of a set of known values: of one section, or of the means of several. */
export function rateSection(
  known: KnownItems,
  kind: WaterKind,
  tables: SurfaceWaterTables,
  rules: SurfaceWaterRules,
): SectionRating & { steps: Step[]; problems: Problem[] } {
  const names = [...tables.classes, tables.worseThanV];
  const judged: ItemClass[] = rowsFor(tables, kind).flatMap((row) => {
    const value = known.get(row.item);
    return value ? [saturated(classify(row, value, TABLE, names), known, tables)] : [];
  });
  const entering = judged.filter(({ item }) => rules.items.includes(item));
  const apart = judged.filter(({ item }) => rules.reported_apart.includes(item));
  const problems = judged.flatMap((one) => one.problem ?? []);
  const told = Object.fromEntries(apart.map((one) => [one.item, names[one.index]!]));
  if (entering.length === 0)
    return { ...UNRATED, apart: told, steps: judged.map((one) => one.step), problems };
  const worst = Math.max(...entering.map((one) => one.index));
  const name = names[worst]!;
  const row = rules.section_rating.find(({ classes }) => classes.includes(name));
  const deciding = entering.filter((one) => one.index === worst).map((one) => one.item);
  const exceeding = exceedingItems(entering, rules, names);
  const main = mainPollutants(exceeding, rules);
  const steps: Step[] = [
    ...judged.map((one) => one.step),
    { of: '水质类别', rule: CLAUSE, formula: `max(${deciding.join(', ')})`, result: name },
    { of: '水质状况', rule: CLAUSE, formula: name, result: row?.rating ?? null },
  ];
  if (worst > CLASS_III)
    steps.push({
      of: '主要污染指标',
      rule: CLAUSE,
      formula: exceeding.map((one) => `${one.item} ${one.class} ${multipleText(one)}`).join('; '),
      result: main.join(', '),
    });
  return {
    class: name,
    rating: row?.rating ?? null,
    colour: row?.colour ?? null,
    classes: Object.fromEntries(entering.map((one) => [one.item, names[one.index]!])),
    deciding,
    exceeding,
    main,
    apart: told,
    steps,
    problems,
  };
}
