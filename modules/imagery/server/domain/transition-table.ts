import { TarimError } from '@tarim/kernel';
import type { LegendClass, TransitionClass, TransitionGroup, TransitionOutcome } from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';
import { colourOfClass } from './class-table.ts';

/** Cells and area of one value of a raster on one of another. */
export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly cells: number;
  readonly area: number;
}

/** By values alone: a number means the same at both dates. @throws TarimError IMAGERY_CLASSES_DIFFER */
export function groupsByValue(
  before: readonly LegendClass[],
  after: readonly LegendClass[],
): TransitionGroup[] {
  const [a, b] = [before, after].map((legend) => new Map(legend.map((one) => [one.value, one])));
  const values = [...new Set([...a!.keys(), ...b!.keys()])].sort((x, y) => x - y);
  return values.flatMap((value): TransitionGroup[] => {
    const [was, is] = [a!.get(value), b!.get(value)];
    if (was?.named && is?.named && was.zh !== is.zh)
      throw new TarimError(E.classesDiffer, { value, before: was.zh, after: is.zh });
    // Named by either: the other may have come without its table.
    const named = [is, was].find((one) => one?.named) ?? is ?? was!;
    if (!((was?.cells ?? 0) > 0 || (is?.cells ?? 0) > 0)) return [];
    return [{ zh: named.zh, en: named.en, colour: named.colour, before: [value], after: [value] }];
  });
}

/** @throws TarimError IMAGERY_GROUP_TWICE for a value in two groups */
export function requireGroups(groups: readonly TransitionGroup[]): void {
  for (const date of ['before', 'after'] as const) {
    const seen = new Set<number>();
    for (const value of groups.flatMap((one) => one[date])) {
      if (seen.has(value)) throw new TarimError(E.groupTwice, { value });
      seen.add(value);
    }
  }
}

/** Group of a value, from 1; values of no group are missing. */
export function keysOf(groups: readonly TransitionGroup[], date: 'before' | 'after'): Map<number, number> {
  return new Map(groups.flatMap((one, i) => one[date].map((value) => [value, i + 1] as const)));
}

export interface GroupedPair {
  readonly from: number;
  readonly to: number;
  readonly cells: number;
  readonly area: number;
}

/** Pairs of values as pairs of groups, by from and to, and what belongs to none. */
export function groupedPairs(
  pairs: readonly Pair[],
  groups: readonly TransitionGroup[],
): { readonly pairs: GroupedPair[]; readonly leftCells: number; readonly leftArea: number } {
  const [before, after] = [keysOf(groups, 'before'), keysOf(groups, 'after')];
  const sums = new Map<number, { from: number; to: number; cells: number; area: number }>();
  let [leftCells, leftArea] = [0, 0];
  for (const { first, second, cells, area } of pairs) {
    const [from, to] = [before.get(first), after.get(second)];
    if (from === undefined || to === undefined) {
      leftCells += cells;
      leftArea += area;
      continue;
    }
    const key = from * 1_000 + to;
    const own = sums.get(key) ?? { from, to, cells: 0, area: 0 };
    own.cells += cells;
    own.area += area;
    sums.set(key, own);
  }
  return {
    pairs: [...sums.values()].sort((a, b) => a.from - b.from || a.to - b.to),
    leftCells,
    leftArea,
  };
}

const YEAR_MS = 365.2425 * 86_400_000;
export const yearsBetween = (before: Date, after: Date): number =>
  (after.getTime() - before.getTime()) / YEAR_MS;

/**
 * Single land-use dynamic degree (单一土地利用动态度), K = (Ub − Ua) / Ua × 1 / T × 100 %: Wang Xiulan & Bao Yuhai 1999, Progress in
 * Geography 18(1):81–87 (王秀兰、包玉海), where Ua and Ub are the areas at the beginning and the end and T the years between. Per cent a
 * year; null of a class that was not there at the beginning.
 */
export const dynamicDegree = (before: number, after: number, years: number): number | null =>
  before > 0 && years > 0 ? ((after - before) / before / years) * 100 : null;

/**
 * Gain, loss, net change and swap of each class: Pontius, Shusas & McEachern 2004, Agriculture, Ecosystems and Environment 101:251–268.
 * Swap is twice the lesser of gain and loss: what came in one place and went in another.
 */
export function transitionClasses(
  groups: readonly TransitionGroup[],
  pairs: readonly GroupedPair[],
  years: number,
): TransitionClass[] {
  const sum = (keep: (one: GroupedPair) => boolean) =>
    pairs.reduce((all, one) => all + (keep(one) ? one.area : 0), 0);
  return groups.map(({ zh, en, colour }, i): TransitionClass => {
    const key = i + 1;
    const kept = sum(({ from, to }) => from === key && to === key);
    // Off the diagonal, not as differences of sums: of a class that only stayed they are exactly nothing.
    const loss = sum(({ from, to }) => from === key && to !== key);
    const gain = sum(({ from, to }) => from !== key && to === key);
    const [before, after] = [kept + loss, kept + gain];
    return {
      key,
      zh,
      en: en ?? zh,
      colour: colour ?? colourOfClass(key),
      before,
      after,
      kept,
      gain,
      loss,
      net: gain - loss,
      swap: 2 * Math.min(gain, loss),
      dynamicDegree: dynamicDegree(before, after, years),
    };
  });
}

export type TransitionSums = Pick<
  TransitionOutcome,
  'classes' | 'pairs' | 'cells' | 'area' | 'changedArea' | 'changedShare'
>;

export function transitionSums(
  groups: readonly TransitionGroup[],
  pairs: readonly GroupedPair[],
  years: number,
): TransitionSums {
  const sum = (of: (one: GroupedPair) => number) => pairs.reduce((all, one) => all + of(one), 0);
  const area = sum((one) => one.area);
  const changedArea = sum(({ from, to, area: own }) => (from === to ? 0 : own));
  return {
    classes: transitionClasses(groups, pairs, years),
    pairs: [...pairs],
    cells: sum(({ cells }) => cells),
    area,
    changedArea,
    changedShare: area === 0 ? 0 : changedArea / area,
  };
}

/** Numbers of a map of changes: a byte, 0 is none, the last one is what is too small to have its own. */
export const MOST_CODES = 254;
export const CODE_OF_OTHERS = 255;

export interface MapCode {
  readonly from: number;
  readonly to: number;
  readonly code: number;
}

/** What changed, the largest first: each has a number on the map, those beyond the most share one. */
export function mapCodes(pairs: readonly GroupedPair[]): MapCode[] {
  return pairs
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => b.area - a.area || a.from - b.from || a.to - b.to)
    .map(({ from, to }, i) => ({ from, to, code: i < MOST_CODES ? i + 1 : CODE_OF_OTHERS }));
}

/** The colour of what something became, with some of what it was: so that all that became one thing is of a kind. */
export function mixedColour(from: string, to: string): string {
  const parts = (text: string) => [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return `#${b
    .map((part, i) =>
      Math.round(0.7 * part + 0.3 * a[i]!)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
