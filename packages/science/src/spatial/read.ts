import type { Problem } from '@tarim/kernel';
import type { RuleUsed, Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';

/** `planar`: x east and y north in metres (a projection of the caller's). `lonlat`: x longitude and y latitude in degrees, CGCS2000. */
export type Coordinates = 'planar' | 'lonlat';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Sample extends Place {
  readonly id: string | null;
  readonly value: number;
}

/** A sample as it is given; what is wrong with it is told, and it takes no part. */
export interface SampleInput extends Place {
  readonly id?: string | number | null;
  readonly value: number | null;
}

/** What every spatial answer tells beside its own figures. Methods of the literature: no standard prescribes them, `rules` is empty. */
export interface SpatialAnswer {
  readonly rules: readonly RuleUsed[];
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

/** Squares and sums of figures stay within the numbers of a machine. */
const LARGEST = 1e15;
/** Farther than any projection of the earth reaches, m. */
const FARTHEST = 1e9;

export const isFigure = (x: unknown): x is number => typeof x === 'number' && Math.abs(x) <= LARGEST;

export function isPlace(x: unknown, y: unknown, coordinates: Coordinates): boolean {
  if (typeof x !== 'number' || typeof y !== 'number') return false;
  const [widest, highest] = coordinates === 'planar' ? [FARTHEST, FARTHEST] : [180, 90];
  return Math.abs(x) <= widest && Math.abs(y) <= highest;
}

/** Absent: planar. Another word is told and taken for planar. */
export function readCoordinates(given: unknown, problems: Problem[]): Coordinates {
  if (given === 'lonlat') return 'lonlat';
  if (given !== undefined && given !== 'planar') problems.push(problem(P.coordinates, {}, 'coordinates'));
  return 'planar';
}

export type Row = Readonly<Record<string, unknown>>;

/** Members of a list that are objects, with their number from 0; what is no list is told. */
export function readRows(given: unknown, name: string, problems: Problem[]): { row: Row; index: number }[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    problems.push(problem(P.list, { name }, name));
    return [];
  }
  return given.map((row: unknown, index) => ({
    row: typeof row === 'object' && row !== null ? (row as Row) : {},
    index,
  }));
}

export function idOf({ id }: Row): string | null {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

export interface PlacedRow extends Place {
  readonly id: string | null;
  readonly row: Row;
  readonly index: number;
}

/** Rows that have a place. */
export function readPlaces(
  given: unknown,
  name: string,
  coordinates: Coordinates,
  problems: Problem[],
): PlacedRow[] {
  return readRows(given, name, problems).flatMap(({ row, index }) => {
    const { x, y } = row as unknown as Place;
    if (isPlace(x, y, coordinates)) return [{ id: idOf(row), x, y, row, index }];
    problems.push(problem(P.place, { name, number: index + 1 }, `${name}.${index}`));
    return [];
  });
}

/** Rows that have a place and a figure; null stands for a missing value and is passed over without a word. */
export function readSamples(
  given: unknown,
  name: string,
  coordinates: Coordinates,
  problems: Problem[],
): Sample[] {
  return readPlaces(given, name, coordinates, problems).flatMap(({ id, x, y, row, index }) => {
    const value = row.value;
    if (isFigure(value)) return [{ id, x, y, value }];
    if (value !== null)
      problems.push(problem(P.value, { name, number: index + 1, member: 'value' }, `${name}.${index}.value`));
    return [];
  });
}

/** One sample a place: the mean of those that share it. A system with two equal rows has no solution. */
export function mergeDuplicates(samples: readonly Sample[], problems: Problem[]): Sample[] {
  const groups = new Map<string, Sample[]>();
  for (const one of samples) {
    const key = `${one.x},${one.y}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const count = samples.length - groups.size;
  if (count > 0) problems.push(problem(P.duplicates, { count }));
  return [...groups.values()].map((group) => ({
    ...group[0]!,
    value: group.reduce((sum, one) => sum + one.value, 0) / group.length,
  }));
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** A setting; absent or null: the fallback. What lies outside is told, and the fallback taken. */
export function readOption<T extends number | null>(
  input: object,
  name: string,
  fallback: T,
  { least, most, whole = false }: Bounds,
  problems: Problem[],
): number | T {
  const given = (input as Row)[name];
  if (given === undefined || given === null) return fallback;
  if (typeof given === 'number' && given >= least && given <= most && (!whole || Number.isInteger(given)))
    return given;
  const words = `${whole ? 'an integer ' : ''}${least} … ${most}`;
  problems.push(problem(P.option, { name, words, fallback: String(fallback ?? 'none') }, name));
  return fallback;
}

/** A word out of several. */
export function readWord<T extends string>(
  input: object,
  name: string,
  words: readonly T[],
  problems: Problem[],
): T {
  const given = (input as Row)[name];
  const fallback = words[0]!;
  if (given === undefined || given === null) return fallback;
  const found = words.find((one) => one === given);
  if (found === undefined)
    problems.push(problem(P.option, { name, words: words.join(' · '), fallback }, name));
  return found ?? fallback;
}

/** A figure for a step: six digits, as one would copy it. */
export const figure = (x: number): number => (Number.isFinite(x) ? Number(x.toPrecision(6)) : x);
