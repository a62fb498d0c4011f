import { TarimError } from '@tarim/kernel';
import { type ClassEntry, type LegendClass, MOST_CLASSES } from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';
import { classTitles } from '../words.ts';

/** Cells of a class in a raster, and their area in square metres on the ellipsoid. */
export interface ClassCount {
  readonly value: number;
  readonly cells: number;
  readonly area: number;
}

/** Neighbours differ; used again from the start after the twelfth. Zero too is a class. */
const COLOURS = [
  '#2e7d32',
  '#c0ca33',
  '#8d6e63',
  '#1e88e5',
  '#d81b60',
  '#fdd835',
  '#6d4c41',
  '#00897b',
  '#7e57c2',
  '#f4511e',
  '#546e7a',
  '#ffb300',
];
export const colourOfClass = (value: number): string =>
  COLOURS[((value % COLOURS.length) + COLOURS.length) % COLOURS.length]!;

/**
 * A table as it may be kept: in the order of values, colours in small letters.
 * @throws TarimError IMAGERY_CLASSES_EMPTY, IMAGERY_CLASSES_MANY, IMAGERY_CLASS_TWICE
 */
export function checkedEntries(entries: readonly ClassEntry[]): ClassEntry[] {
  if (entries.length === 0) throw new TarimError(E.classesEmpty);
  if (entries.length > MOST_CLASSES)
    throw new TarimError(E.classesMany, { classes: entries.length, limit: MOST_CLASSES });
  const sorted = [...entries].sort((a, b) => a.value - b.value);
  const twice = sorted.find((one, i) => one.value === sorted[i - 1]?.value);
  if (twice) throw new TarimError(E.classTwice, { value: twice.value });
  return sorted.map(({ value, zh, en, colour }) => ({
    value,
    zh: zh.trim(),
    en: en?.trim() || null,
    colour: colour?.toLowerCase() ?? null,
  }));
}

/**
 * The legend (图例) of a raster, by value: classes that have cells, and those that only the table knows. A value without a name tells
 * itself (“未命名 7”).
 * @param palette the raster's own colours, where the table has none
 */
export function legendOfClasses(
  counts: readonly ClassCount[],
  entries: readonly ClassEntry[] | null,
  palette: Readonly<Record<string, string>> | null,
): LegendClass[] {
  const total = counts.reduce((sum, one) => sum + one.area, 0);
  const counted = new Map(counts.map((one) => [one.value, one]));
  const named = new Map((entries ?? []).map((one) => [one.value, one]));
  const values = [...new Set([...counted.keys(), ...named.keys()])].sort((a, b) => a - b);
  return values.map((value): LegendClass => {
    const [entry, count] = [named.get(value), counted.get(value)];
    const unnamed = classTitles.unnamed(value);
    return {
      value,
      zh: entry?.zh ?? unnamed.zh,
      en: entry ? (entry.en ?? entry.zh) : unnamed.en,
      colour: entry?.colour ?? palette?.[value] ?? colourOfClass(value),
      named: entry !== undefined,
      cells: count?.cells ?? 0,
      area: count?.area ?? 0,
      share: count && total > 0 ? count.area / total : 0,
    };
  });
}

/** What of a legend is drawn: classes with cells; of more than tiles can colour, the largest. */
export function drawnClasses(legend: readonly LegendClass[]): LegendClass[] {
  const present = legend.filter(({ cells }) => cells > 0);
  if (present.length <= MOST_CLASSES) return present;
  const largest = [...present].sort((a, b) => b.area - a.area).slice(0, MOST_CLASSES);
  return largest.sort((a, b) => a.value - b.value);
}

const TOLD = 12;
const listed = (values: readonly number[]): string =>
  values.slice(0, TOLD).join(', ') + (values.length > TOLD ? ` … (${values.length})` : '');

/** What does not fit between a table and its raster: warnings, by which nothing is refused. */
export function problemsOf(legend: readonly LegendClass[]): TarimError[] {
  const absent = legend.filter(({ named, cells }) => named && cells === 0).map(({ value }) => value);
  const unnamed = legend.filter(({ named }) => !named).map(({ value }) => value);
  return [
    ...(absent.length > 0 ? [new TarimError(E.classAbsent, { values: listed(absent) })] : []),
    // Where nothing is named there is no table to be at odds with.
    ...(unnamed.length > 0 && unnamed.length < legend.length
      ? [new TarimError(E.classUnnamed, { values: listed(unnamed) })]
      : []),
  ];
}

/** Names under which a COG keeps its classes: `CLASS_10`, `CLASS_10_EN`. */
export function itemsOfClasses(entries: readonly ClassEntry[]): Record<string, string> {
  return Object.fromEntries(
    entries.flatMap(({ value, zh, en }) => [
      [`CLASS_${value}`, zh],
      ...(en === null ? [] : [[`CLASS_${value}_EN`, en]]),
    ]),
  );
}

/** The reverse of `itemsOfClasses`; null where a raster names no class. */
export function entriesOfItems(items: Readonly<Record<string, string>>): ClassEntry[] | null {
  const entries = Object.entries(items).flatMap(([name, zh]): ClassEntry[] => {
    const value = Number(/^CLASS_(-?\d{1,5})$/.exec(name)?.[1] ?? Number.NaN);
    if (!(value >= -32_768 && value <= 65_535) || zh.trim() === '') return [];
    return [
      { value, zh: zh.trim().slice(0, 100), en: items[`${name}_EN`]?.slice(0, 100) ?? null, colour: null },
    ];
  });
  return entries.length > 0 && entries.length <= MOST_CLASSES ? entries : null;
}
