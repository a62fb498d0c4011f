import type { Problem } from '@tarim/kernel';
import { sameUnit } from '@tarim/kernel';
import { factor, waterItem } from '@tarim/standards';
import { decimalMean } from '../decimal.ts';
import { problem } from '../problems.ts';
import { WATER_PROBLEMS as P } from './problems.ts';
import { type ItemRow, type Known, readReading } from './reading.ts';

/** Items that have a value, by the name of their row. */
export type KnownItems = ReadonlyMap<string, Known>;

/** One set of values for the rows of a standard, whatever names the items go by. */
export function readValues(
  values: unknown,
  rows: readonly ItemRow[],
  standard: string,
): { known: KnownItems; problems: Problem[] } {
  return readBy(values, rowsByItem(rows), standard);
}

type RowsByItem = ReadonlyMap<string, ItemRow>;
const rowsByItem = (rows: readonly ItemRow[]): RowsByItem =>
  new Map(rows.map((row) => [waterItem(row.item), row]));

function readBy(
  values: unknown,
  byItem: RowsByItem,
  standard: string,
): { known: KnownItems; problems: Problem[] } {
  const known = new Map<string, Known>();
  const twice = new Set<string>();
  const problems: Problem[] = [];
  const entries = typeof values === 'object' && values !== null ? Object.entries(values) : [];
  for (const [name, given] of entries) {
    const row = byItem.get(waterItem(name));
    if (!row) {
      problems.push(problem(P.notRated, { item: name, standard }, name));
      continue;
    }
    const reading = readReading(given, row, name);
    if (reading === null) continue;
    if ('code' in reading) {
      problems.push(reading);
      continue;
    }
    const assumed = unitAssumed(name, row, given);
    if (assumed) problems.push(assumed);
    const other = known.get(row.item);
    if (other && (other.value !== reading.value || other.below !== reading.below)) twice.add(row.item);
    known.set(row.item, reading);
  }
  // Which of two values is meant is not ours to guess: total and dissolved metal have codes of their own.
  for (const item of twice) {
    known.delete(item);
    problems.push(problem(P.twice, { item }, item));
  }
  return { known, problems };
}

/** Codes of HJ 212 print µg/L for some metals: a bare figure under such a code may be meant in it. */
function unitAssumed(name: string, { unit }: ItemRow, given: unknown): Problem | null {
  const printed = /^w\d{5}$/i.test(name.trim()) ? factor(name.trim().toLowerCase())?.unit : null;
  const to = unit || '1';
  const told = typeof given === 'object' && given !== null && 'unit' in given;
  return printed && !told && !sameUnit(printed, to)
    ? problem(P.unitAssumed, { item: name, to, printed }, name)
    : null;
}

/**
 * Mean of several samples, points or sections, item by item; what is below detection enters with half its limit. A mean of
 * nothing but such values stays below detection: it never exceeds.
 */
export function meanOf(sets: readonly KnownItems[]): Map<string, Known> {
  const found = new Map<string, Known[]>();
  for (const set of sets)
    for (const [item, known] of set) {
      const list = found.get(item);
      if (list) list.push(known);
      else found.set(item, [known]);
    }
  return new Map(
    [...found].map(([item, list]) => {
      const limits = list.flatMap(({ below }) => (below === null ? [] : [below]));
      const value = decimalMean(list.map((one) => one.value));
      return [item, { value, below: limits.length === list.length ? decimalMean(limits) : null }];
    }),
  );
}

/** Several sets as one: a list of samples (样品) or a single one. */
export function readSamples(
  input: { readonly values?: unknown; readonly samples?: unknown },
  rows: readonly ItemRow[],
  standard: string,
): { known: KnownItems; problems: Problem[] } {
  if (!Array.isArray(input.samples)) return readValues(input.values, rows, standard);
  const byItem = rowsByItem(rows);
  const read = input.samples.map((values) => readBy(values, byItem, standard));
  return {
    known: meanOf(read.map((one) => one.known)),
    problems: read.flatMap(({ problems }, i) => problems.map((one) => within(`samples.${i}`, one))),
  };
}

/** A problem of a part, told with the place of the part. */
export function within(place: string, one: Problem): Problem {
  return { ...one, path: one.path === undefined ? place : `${place}.${one.path}` };
}

/** A mean over fewer sections than the others is told. */
export function notEverywhere(mean: KnownItems, sets: readonly KnownItems[]): Problem[] {
  return [...mean.keys()].flatMap((item) => {
    const there = sets.filter((one) => one.has(item)).length;
    return there === sets.length ? [] : [problem(P.partSections, { item, there, all: sets.length }, item)];
  });
}
