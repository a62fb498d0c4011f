import { expect, test } from 'vitest';
import { type Figure, type Input, judge, pairOf, type Scheme } from './effect.ts';

const SCHEME: Scheme = {
  terms: [
    { indicator: 'npp', weight: 0.5, mode: 'relative', scale: 0.2 },
    { indicator: 'eqi', weight: 0.3, mode: 'absolute', scale: 4 },
    { indicator: 'disturbance', weight: 0.2, mode: 'absolute', scale: 0.01 },
  ],
  grades: [
    { zh: '甲', en: 'A', from: 70 },
    { zh: '乙', en: 'B', from: 45 },
    { zh: '丙', en: 'C', from: null },
  ],
  leastShare: 0.5,
};
const figure = (value: number): Figure => ({ value, origin: { of: 'import', values: [1] } });
const input = (
  indicator: string,
  better: 'more' | 'less',
  [baseline, target]: readonly [number, number],
): Input => ({
  indicator,
  better,
  baseline: figure(baseline),
  target: figure(target),
});

test('changes are normalised, turned so that more is better, and weighed', () => {
  const found = judge(SCHEME, [
    input('npp', 'more', [200, 220]),
    input('eqi', 'more', [50, 49]),
    input('disturbance', 'less', [0.004, 0.009]),
  ]);
  // (20/40 → 75), (−1/4 → 37.5), (−0.005/0.01 → 25): 37.5 + 11.25 + 5
  expect(found.weighed.map((one) => one.score)).toEqual([75, 37.5, 25]);
  expect(found).toMatchObject({ index: 53.75, grade: 1, share: 1, lacking: [] });
  expect(found.weighed[0]!.formula).toBe('50 + 50 × [(220 − 200) ÷ (200 × 0.2)]₋₁¹ = 75');
});

test('what changes more than in full counts in full; nothing changed is 50', () => {
  const most = judge(SCHEME, [
    input('npp', 'more', [100, 900]),
    input('eqi', 'more', [10, 90]),
    input('disturbance', 'less', [0.5, 0]),
  ]);
  expect(most).toMatchObject({ index: 100, grade: 0 });
  const same = judge(SCHEME, [input('npp', 'more', [100, 100]), input('eqi', 'more', [50, 50])]);
  expect(same).toMatchObject({ index: 50, grade: 1, share: 0.8 });
});

test('weights are renormalised down to the least share, and below it there is no judgement', () => {
  const enough = judge(SCHEME, [
    input('npp', 'more', [200, 240]),
    { indicator: 'eqi', lack: 'no-value' },
    { indicator: 'disturbance', lack: 'no-detection' },
  ]);
  expect(enough).toMatchObject({ index: 100, share: 0.5 });
  expect(enough.lacking).toEqual([
    { indicator: 'eqi', lack: 'no-value' },
    { indicator: 'disturbance', lack: 'no-detection' },
  ]);
  // A baseline of nothing has no relative change.
  const less = judge(SCHEME, [input('npp', 'more', [0, 5]), input('eqi', 'more', [50, 52])]);
  expect(less).toMatchObject({ index: null, grade: null, share: 0.3 });
  expect(less.lacking[0]).toEqual({ indicator: 'npp', lack: 'baseline-zero' });
  expect(judge(SCHEME, []).index).toBeNull();
});

test('grades begin at their cut points', () => {
  const at = (target: number) =>
    judge({ ...SCHEME, terms: [SCHEME.terms[1]!] }, [input('eqi', 'more', [50, target])]);
  expect(at(51.6)).toMatchObject({ index: 70, grade: 0 });
  expect(at(51.599)).toMatchObject({ index: 69.99, grade: 1 });
  expect(at(49.6)).toMatchObject({ index: 45, grade: 1 });
  expect(at(49.599)).toMatchObject({ index: 44.99, grade: 2 });
});

test('scenes are compared within a season, by the nearest day of the year and the same rule', () => {
  const season = { fromMonth: 6, toMonth: 9, daysApart: 30 };
  const scene = (id: number, on: string, more: object = {}) => ({
    scene: id,
    on,
    rule: 'r@1',
    seen: 1,
    gsd: 10,
    ...more,
  });
  const baseline = [scene(1, '2023-05-30'), scene(2, '2023-07-01'), scene(3, '2023-08-20')];
  const target = [scene(4, '2025-07-25'), scene(5, '2025-08-25'), scene(6, '2025-08-20', { rule: 'r@2' })];
  expect(pairOf(baseline, target, season)?.map((one) => one.scene)).toEqual([3, 5]);
  expect(pairOf([scene(1, '2023-06-01')], [scene(2, '2025-09-01')], season)).toBeNull();
  const twice = [scene(7, '2025-08-20', { seen: 0.6 }), scene(8, '2025-08-20', { seen: 0.9 })];
  expect(pairOf(baseline, twice, season)?.[1].scene).toBe(8);
});
