import { expect, test } from 'vitest';
import { progressOf } from './progress.ts';

/** 0.004° of the meridian are 444.8 m, within the fence of 500 m; 0.005° are 556 m. */
const PLACE = { lon: 87, lat: 44 };
const record = (form: string, fixes: [lat: number, at: number, accuracy: number | null][] = []) => ({
  form,
  fixes: fixes.map(([lat, at, accuracy]) => ({ place: [87, lat] as const, at, accuracy })),
});

test('a team has arrived when a fix lies in the fence, with its own error added', () => {
  const at = (lat: number, accuracy: number | null) =>
    progressOf('under-way', [record('inquiry', [[lat, 1, accuracy]])], PLACE).progress;
  expect(at(44.004, null)).toBe('arrived');
  expect(at(44.004, 50)).toBe('arrived');
  expect(at(44.004, 60)).toBe('under-way');
  expect(at(44.005, null)).toBe('under-way');
});

test('where the object lies nobody knows, nobody has arrived; the last fix is told all the same', () => {
  expect(
    progressOf(
      'under-way',
      [
        record('sampling', [
          [44, 5, 3],
          [44.1, 9, 3],
        ]),
        record('inquiry', [[44.2, 7, 3]]),
      ],
      null,
    ),
  ).toEqual({ progress: 'under-way', last: { lon: 87, lat: 44.1, at: 9 } });
});

test('made with a record of the site it is sealed, without one done; without records nothing is known', () => {
  expect(progressOf('done', [record('site')], PLACE).progress).toBe('sealed');
  expect(progressOf('done', [record('inquiry')], PLACE).progress).toBe('done');
  expect(progressOf('late', [], PLACE)).toEqual({ progress: 'late', last: null });
});
