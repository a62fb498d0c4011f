import { describe, expect, test } from 'vitest';
import { evaluateStation } from './evaluate.ts';

const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);
const BASE = { baseline: { mean: 90, sd: 4 } };

describe('levels', () => {
  test('m = 90, s = 4: 101 is normal (limit 102), 103 attention, 104 alarm', () => {
    const result = evaluateStation({ ...BASE, hours: [101, 103, 104], rain: [0, 0, 0] });
    expect([result.limit, result.levels, result.level]).toEqual([102, [0, 2, 3], 3]);
  });
  test('the same with 1.5 mm in the first hour', () => {
    expect(evaluateStation({ ...BASE, hours: [101, 103, 104], rain: [1.5, 0, 0] }).levels).toEqual([0, 1, 1]);
    expect(
      evaluateStation({ mean: 90, sd: 4, hours: [{ value: 103, radon: true }] } as never).levels,
    ).toEqual([1]);
  });
  test('three hours after the rain it is dry again', () => {
    const result = evaluateStation({ ...BASE, hours: [90, 90, 90, 103, 103, 103], rain: [1, 0, 0, 0, 0, 0] });
    // The hour of rain and three after it are wet; then the first dry hour, and the second.
    expect(result.levels).toEqual([0, 0, 0, 1, 2, 3]);
  });
  test('above three means urgent even in rain; a peak alarms at once', () => {
    expect(evaluateStation({ ...BASE, hours: [270, 271], rain: [5, 5] }).levels).toEqual([1, 4]);
    expect(evaluateStation({ ...BASE, hours: [{ value: 91, peaks: ['Cs-137'], rain: 0 }] }).levels).toEqual([
      3,
    ]);
  });
  test('low and flat values are faults, never good', () => {
    const flat = { value: 90, rain: 0, raw: Array(12).fill(90) };
    const result = evaluateStation({
      ...BASE,
      hours: [{ value: 69, rain: 0 }, flat, null, { value: 70, rain: 0 }],
    });
    // m − 5s = 70.
    expect(result.hours.map((one) => one.name)).toEqual(['fault-low', 'fault-flat', 'missing', 'normal']);
    expect(result.levels).toEqual([null, null, null, 0]);
  });
});

describe('baseline', () => {
  test('200 dry hours, alternating 88 and 92: mean 90, s = √(800/199)', () => {
    const history = Array.from({ length: 200 }, (_, i) => ({ value: i % 2 ? 88 : 92, rain: 0 }));
    const { baseline } = evaluateStation({ history, hours: [100] });
    expect([baseline!.mean, baseline!.n]).toEqual([90, 200]);
    expect(baseline!.sd).toBeCloseTo(Math.sqrt(800 / 199), 12);
    // One hour of rain takes four hours out: too few are left.
    const wet = history.map((one, i) => (i === 50 ? { value: 300, rain: 3 } : one));
    expect(codes(evaluateStation({ history: wet, hours: [100] }))).toContain('RADIATION_BASELINE_MISSING');
  });
  test('a deviation below 1 nGy/h counts as 1; rain that nobody measured is told', () => {
    const result = evaluateStation({ baseline: { mean: 90, sd: 0.2 }, hours: [94] });
    expect([result.limit, result.levels, codes(result)]).toEqual([
      93,
      [2],
      ['RADIATION_STATION_RULES_OURS', 'RADIATION_RAIN_UNKNOWN'],
    ]);
  });
});
