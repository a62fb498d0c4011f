import { expect, test } from 'vitest';
import {
  brought,
  choiceFilter,
  clearFilters,
  dayFilter,
  flagFilter,
  isFiltered,
  monthFilter,
  periodOf,
  readFilters,
  segmentsFilter,
  textFilter,
  writeFilters,
} from './filters.ts';

const words = (one: string) => `word of ${one}`;
const FILTERS = {
  text: textFilter('Search'),
  state: choiceFilter('State', ['open', 'closed'] as const, words),
  month: monthFilter('Month'),
  late: flagFilter('Late'),
  since: brought(),
};

test('reads what an address says, and passes over what no filter knows', () => {
  expect(
    readFilters(FILTERS, { text: ' 砂石 ', state: 'open', month: '2026-11', late: 'true', since: 'x' }),
  ).toEqual({
    text: '砂石',
    state: 'open',
    month: '2026-11',
    late: true,
    since: 'x',
  });
  expect(
    readFilters(FILTERS, { text: '  ', state: 'gone', month: '2026-13', late: 'yes', other: '1' }),
  ).toEqual({
    text: undefined,
    state: undefined,
    month: undefined,
    late: undefined,
    since: undefined,
  });
});

test('writes a change and nothing else', () => {
  expect(writeFilters(FILTERS, { state: 'closed' })).toEqual({ state: 'closed' });
  expect(writeFilters(FILTERS, { late: undefined, text: '' })).toEqual({ late: undefined, text: undefined });
});

test('what a list begins with does not stand in the address; an emptied choice does', () => {
  const filters = { state: choiceFilter('State', ['open', 'closed'] as const, words, { first: 'open' }) };
  expect(readFilters(filters, {})).toEqual({ state: 'open' });
  expect(writeFilters(filters, { state: 'open' })).toEqual({ state: undefined });
  expect(writeFilters(filters, { state: undefined })).toEqual({ state: 'all' });
  expect(readFilters(filters, { state: 'all' })).toEqual({ state: undefined });
});

test('segments always have a value', () => {
  const filters = { shown: segmentsFilter('Shown', ['waiting', 'all'] as const, words) };
  expect(readFilters(filters, { shown: 'nonsense' })).toEqual({ shown: 'waiting' });
  expect(writeFilters(filters, { shown: 'all' })).toEqual({ shown: 'all' });
  expect(writeFilters(filters, { shown: 'waiting' })).toEqual({ shown: undefined });
});

test('tells a filtered list from the whole one', () => {
  expect(isFiltered(FILTERS, {})).toBe(false);
  expect(isFiltered(FILTERS, { clue: '5', state: 'gone' })).toBe(false);
  expect(isFiltered(FILTERS, { since: '2026-11-28T00:00:00Z' })).toBe(true);
  expect(Object.keys(clearFilters(FILTERS))).toEqual(['text', 'state', 'month', 'late', 'since']);
});

test('a day is one of the calendar', () => {
  const filters = { on: dayFilter('On', { first: '2026-11-28' }) };
  const read = (on: string) => readFilters(filters, { on }).on;
  expect(read('2024-02-29')).toBe('2024-02-29');
  // Not a leap year; no such month; a year that is still being typed.
  for (const none of ['2026-02-29', '2026-13-01', '0002-01-01']) expect(read(none)).toBe('2026-11-28');
});

test('a period runs forward', () => {
  const first = { from: '2025-11-28', to: '2026-11-28' };
  expect(periodOf({}, first)).toEqual(first);
  expect(periodOf({ from: '2026-01-01' }, first)).toEqual({ from: '2026-01-01', to: '2026-11-28' });
  expect(periodOf({ to: '2024-12-31' }, first)).toEqual({ from: '2024-12-31', to: '2025-11-28' });
  expect(periodOf({ from: 'x', to: '2026-02-30' }, first)).toEqual(first);
});
