import type { Result } from '@tarim/inspection/contract';
import { describe, expect, test } from 'vitest';
import { progressOf } from './progress.ts';
import { actsOf, stateOf } from './steps.ts';

describe('steps', () => {
  test('come in their order', () => {
    expect(stateOf([])).toBe('draft');
    expect(stateOf(['issue', 'start'])).toBe('running');
    expect(stateOf(['issue', 'start', 'sum-up', 'close'])).toBe('closed');
    expect(stateOf(['issue', 'cancel'])).toBe('cancelled');
  });
  test.each([
    ['draft', ['issue', 'cancel']],
    ['issued', ['start', 'cancel']],
    ['running', ['sum-up', 'cancel']],
    ['summing-up', ['close', 'cancel']],
    ['closed', []],
    ['cancelled', []],
  ] as const)('of %s are %j', (state, acts) => expect(actsOf(state)).toEqual(acts));
});

test('progress counts the newest results by unit, code and item', () => {
  const one = (
    unitPath: string,
    result?: Result,
    wanting: number[] = [],
    open = false,
    on = '2026-11-20',
  ) => ({
    unitPath,
    latest: result ? { result, on, wanting, open } : null,
  });
  const members = [
    { unitPath: '/A/', name: '甲', answer: 'lead' },
    { unitPath: '/B/', name: '乙', answer: 'confirmed' },
    { unitPath: '/C/', name: '丙', answer: 'declined' },
  ] as const;
  const progress = progressOf(['治理设施', '台账'], members, [
    one('/A/', 'no-problem', [], false, '2026-11-02'),
    one('/A/', 'corrected', [2]),
    one('/A/'),
    one('/B/', 'filed', [1, 2], true, '2026-11-25'),
    one('/B/', 'no-contact', [], true),
  ]);
  expect(progress).toMatchObject({
    objects: 5,
    done: 4,
    problems: 2,
    open: 2,
    first: '2026-11-02',
    last: '2026-11-25',
  });
  expect(progress.units.map(({ objects, done, problems, open }) => [objects, done, problems, open])).toEqual([
    [3, 2, 1, 0],
    [2, 2, 1, 2],
    [0, 0, 0, 0],
  ]);
  expect(progress.results.filter(({ objects }) => objects > 0)).toEqual([
    { result: 'no-problem', objects: 1 },
    { result: 'corrected', objects: 1 },
    { result: 'filed', objects: 1 },
    { result: 'no-contact', objects: 1 },
  ]);
  expect(progress.results).toHaveLength(7);
  expect(progress.items).toEqual([
    { key: 1, title: '治理设施', objects: 1 },
    { key: 2, title: '台账', objects: 2 },
  ]);
});
