import type { Address } from './address.ts';

export type Control = 'text' | 'choice' | 'segments' | 'unit' | 'flag' | 'day' | 'month' | 'brought';

/** A filter of a list: how it stands in the address, and what shows it. Its name in the address is its key. */
export interface Filter<T> {
  readonly control: Control;
  /** What a screen reader says. */
  readonly label: string;
  /** What stands in the empty field, where that is not the label. */
  readonly hint?: string;
  /** Pixels. */
  readonly width?: number;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Whether the field can be emptied. */
  readonly clearable?: boolean;
  readonly min?: string;
  readonly max?: string;
  /** A text that the filter does not know is as if there was none. */
  read(text: string | undefined): T;
  /** Nothing for what the list shows without being asked. */
  write(value: T): string | undefined;
}

export type Filters = Readonly<Record<string, Filter<unknown>>>;
export type FilterValues<S extends Filters> = {
  readonly [K in keyof S]: S[K] extends Filter<infer T> ? T : never;
};

type Looks = Pick<Filter<unknown>, 'hint' | 'width'>;
type Words<T extends string> = (one: T) => string;
type TextFilter = Filter<string | undefined>;

/** In the address for a choice that was emptied where the list begins with one. */
const ALL = 'all';
const DAY = /^2\d{3}-\d{2}-\d{2}$/;
const MONTH = /^2\d{3}-(0[1-9]|1[0-2])$/;

/** A day that there is: not 31 February, and not a year that is still being typed. */
export function isDay(text: string | undefined): text is string {
  return text !== undefined && DAY.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;
}

const textual = (control: Control, label: string, looks: Looks, fits?: RegExp): TextFilter => ({
  control,
  label,
  ...looks,
  clearable: true,
  read: (text) => {
    const kept = text?.trim();
    return kept && (!fits || fits.test(kept)) ? kept : undefined;
  },
  write: (value) => value?.trim() || undefined,
});

const optionsOf = <T extends string>(values: readonly T[], words: Words<T>) =>
  values.map((value) => ({ value, label: words(value) }));

/** Words to look for. */
export const textFilter = (label: string, looks: Looks = {}): TextFilter => textual('text', label, looks);

/** A unit with all below it; the value is its path. */
export const unitFilter = (label: string, looks: Looks = {}): TextFilter => textual('unit', label, looks);

/** `2026-11`. */
export const monthFilter = (label: string, looks: Looks = {}): TextFilter =>
  textual('month', label, looks, MONTH);

/** What only a link brings: no field shows it. */
export const brought = (): TextFilter => textual('brought', '', {});

/** One of some values, or none; with `first` the list begins with that one. */
export const choiceFilter = <T extends string>(
  label: string,
  values: readonly T[],
  words: Words<T>,
  { first, ...looks }: Looks & { readonly first?: T } = {},
): Filter<T | undefined> => ({
  control: 'choice',
  label,
  ...looks,
  clearable: true,
  options: optionsOf(values, words),
  read: (text) =>
    first !== undefined && text === ALL ? undefined : (values.find((one) => one === text) ?? first),
  write: (value) => (value === first ? undefined : (value ?? ALL)),
});

/** Always one of some values; the list begins with the first or with `first`. */
export const segmentsFilter = <T extends string>(
  label: string,
  values: readonly T[],
  words: Words<T>,
  {
    first = values[0]!,
    control = 'segments',
    ...looks
  }: Looks & { readonly first?: T; readonly control?: 'segments' | 'choice' } = {},
): Filter<T> => ({
  control,
  label,
  ...looks,
  clearable: false,
  options: optionsOf(values, words),
  read: (text) => values.find((one) => one === text) ?? first,
  write: (value) => (value === first ? undefined : value),
});

/** Yes, or not asked. */
export const flagFilter = (label: string): Filter<true | undefined> => ({
  control: 'flag',
  label,
  read: (text) => (text === 'true' ? true : undefined),
  write: (value) => (value ? 'true' : undefined),
});

/** A day in Beijing that is always there; the list begins with `first`. */
export const dayFilter = (
  label: string,
  { first, min, max }: { readonly first: string; readonly min?: string; readonly max?: string },
): Filter<string> => ({
  control: 'day',
  label,
  width: 160,
  clearable: false,
  min,
  max,
  read: (text) => (isDay(text) ? text : first),
  write: (value) => (value === first ? undefined : value),
});

/** What an address says of filters. */
export function readFilters<S extends Filters>(filters: S, address: Address): FilterValues<S> {
  return Object.fromEntries(
    Object.entries(filters).map(([key, filter]) => [key, filter.read(address[key])]),
  ) as FilterValues<S>;
}

/** What becomes of an address when filters change. */
export function writeFilters<S extends Filters>(
  filters: S,
  changes: Partial<FilterValues<S>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, filters[key]!.write(value)]));
}

/** The address without filters: the list as it begins. */
export function clearFilters(filters: Filters): Record<string, undefined> {
  return Object.fromEntries(Object.keys(filters).map((key) => [key, undefined]));
}

/** Whether anything but what the list begins with is asked. */
export function isFiltered(filters: Filters, address: Address): boolean {
  return Object.entries(filters).some(
    ([key, filter]) => filter.write(filter.read(address[key])) !== undefined,
  );
}

/** Two days of an address, the earlier first; what is not there is as the list begins. */
export function periodOf(
  { from, to }: Address,
  first: { readonly from: string; readonly to: string },
): { readonly from: string; readonly to: string } {
  const [a, b] = [isDay(from) ? from : first.from, isDay(to) ? to : first.to];
  return a <= b ? { from: a, to: b } : { from: b, to: a };
}
