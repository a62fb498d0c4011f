import { expect, test } from 'vitest';
import { HOUR } from './feed.ts';
import { type Suspect, suspiciousHours } from './suspicious.ts';

const START = Date.parse('2026-11-01T00:00:00+08:00');
const suspect = (detector: string, of: Partial<Suspect> = {}): Suspect => ({
  detector,
  figures: {},
  limit: null,
  changes: [],
  ...of,
});
const shown = (values: readonly number[], marks: readonly string[] = values.map(() => '')) => ({
  start: START,
  hours: values.length,
  values,
  marks,
});

test('capping: hours in the five per cent below the limit, in runs', () => {
  const of = suspect('capping', { limit: 100, figures: { at: 100 } });
  // 95 is the edge and not within; 101 is above.
  expect(suspiciousHours(of, shown([90, 96, 100, 95, 99, 101]))).toEqual([
    [1, 3],
    [4, 5],
  ]);
});

test('a constant run is told by its last hour and its length', () => {
  const of = suspect('constant-value', { figures: { until: START + 5 * HOUR, longest: 3 } });
  expect(suspiciousHours(of, shown([1, 2, 3, 4, 4, 4, 5]))).toEqual([[3, 6]]);
});

test('marks of maintenance, calibration and fault; others not', () => {
  const of = suspect('marks-on-exceedances');
  expect(suspiciousHours(of, shown([1, 1, 1, 1], ['', 'M', 'D', 'F']))).toEqual([[1, 3]]);
});

test('a changed slope is suspicious until it is back', () => {
  const change = (hour: number, before: number, after: number) => ({
    item: 'a21002',
    time: START + hour * HOUR,
    before,
    after,
  });
  const of = suspect('parameter-mismatch', {
    changes: [change(1, 1, 0.7), change(3, 0.7, 1), change(5, 1, 0.7)],
  });
  expect(suspiciousHours(of, shown([1, 1, 1, 1, 1, 1, 1]))).toEqual([
    [1, 3],
    [5, 7],
  ]);
});

test('what weighs the whole window shows the whole window; two copied days are two days', () => {
  expect(suspiciousHours(suspect('joint-shift'), shown([1, 2]))).toEqual([[0, 2]]);
  const days = suspect('copied-days', { figures: { day: START, like: START + 48 * HOUR } });
  expect(suspiciousHours(days, shown(new Array(80).fill(1)))).toEqual([
    [0, 24],
    [48, 72],
  ]);
});
