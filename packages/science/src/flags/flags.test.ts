import { QUALITY_FLAG_RULES, QUALITY_FLAGS, qualityFlagRule } from '@tarim/standards';
import { expect, test } from 'vitest';
import {
  calibrationDrift,
  type FlagParameters,
  type FlagSample,
  type FlagState,
  flagSettings,
  flagValue,
  parameterChange,
  type RaisedFlag,
  STREAM_TESTS,
} from './index.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-01T00:00:00+08:00');
const series = (...values: (number | null)[]): FlagSample[] =>
  values.map((value, i) => ({ time: START + i * HOUR, value }));

/** Runs one test alone; flags as [hour of the value, figures]. */
function run(flag: keyof typeof STREAM_TESTS, samples: readonly FlagSample[], parameters: FlagParameters) {
  let state: unknown;
  const raised: RaisedFlag[] = [];
  for (const sample of samples) {
    // State is plain data: it survives being stored.
    const stored = state === undefined ? undefined : JSON.parse(JSON.stringify(state));
    const answer = STREAM_TESTS[flag]!(stored, sample, parameters);
    state = answer.state;
    if (answer.raised) raised.push(answer.raised);
  }
  return raised.map((one) => [(one.time - START) / HOUR, one.figures]);
}

test('range: above the share of the range, above or below fixed ends; the smaller end decides', () => {
  expect(run('range', series(200, 200.1, -1), { range: 200, share: 1, lower: 0 })).toEqual([
    [1, { value: 200.1, lower: 0, upper: 200 }],
    [2, { value: -1, lower: 0, upper: 200 }],
  ]);
  expect(run('range', series(91), { range: 100, share: 0.9 })).toEqual([
    [0, { value: 91, lower: null, upper: 90 }],
  ]);
  expect(run('range', series(22), { range: 25, upper: 21 })).toHaveLength(1);
  expect(run('range', series(1e9, null), {})).toEqual([]);
});

test('zero and negative: exactly zero, below zero; what may be negative is not told', () => {
  expect(run('zero', series(0, -0, 0.01, null), { at: 0 }).map(([hour]) => hour)).toEqual([0, 1]);
  expect(run('negative', series(-0.1, 0, 3), { below: 0 })).toEqual([[0, { value: -0.1, below: 0 }]]);
  expect(run('negative', series(-20), { below: null })).toEqual([]);
});

test('constant: told from the value that completes the run on; a missing value neither ends nor counts', () => {
  const found = run('constant', series(5, 5, null, 5, 5, 6, 6), { periods: 3, tolerance: 0 });
  expect(found).toEqual([
    [3, { value: 5, run: 3 }],
    [4, { value: 5, run: 4 }],
  ]);
  // Within the tolerance of the first, not of the one before: a slow drift is no constant.
  expect(run('constant', series(5, 5.1, 5.2, 5.3), { periods: 3, tolerance: 0.15 })).toEqual([]);
});

test('step: three values in succession far from the usual; told for the first; a single one is a spike instead', () => {
  // Mean 10, all deviations 1 after the first: the scale is a little below 1.
  const usual = [9, 11, 9, 11, 9, 11, 9, 11];
  const step = run('step', series(...usual, 30, 31, 30, 31), { times: 6, memory: 24, hold: 3, least: 0.05 });
  expect(step.map(([hour]) => hour)).toEqual([8]);
  expect(step[0]![1]).toMatchObject({ value: 30, values: 3 });
  const spike = run('spike', series(...usual, 30, 10, 9), { times: 8, memory: 24, least: 0.05 });
  expect(spike.map(([hour]) => hour)).toEqual([8]);
  expect(run('step', series(...usual, 30, 10, 9), { times: 6, memory: 24, hold: 3 })).toEqual([]);
  expect(run('spike', series(...usual, 30, 31, 30, 31), { times: 8, memory: 24 })).toEqual([]);
});

test('rate: more than three times as much or as little from one period to the next; not over a gap', () => {
  const samples = [...series(10, 30, 31, 9), { time: START + 9 * HOUR, value: 90 }];
  expect(run('rate', samples, { relative: 3, step: HOUR })).toEqual([[3, { value: 9, before: 31 }]]);
  expect(run('rate', series(7, 9.5), { absolute: 2 })).toHaveLength(1);
});

test('gap: the periods that are missing, from the first of them', () => {
  const samples = [0, 1, 4, 5].map((hour) => ({ time: START + hour * HOUR, value: 1 }));
  expect(run('gap', samples, { step: HOUR, periods: 1 })).toEqual([[2, { missing: 2 }]]);
  expect(run('gap', samples, { step: HOUR, periods: 3 })).toEqual([]);
});

test('clock: minutes before the end of a period are the clock of the site; what was held up tells nothing', () => {
  const at = (hour: number, seconds: number, late = false): FlagSample => ({
    time: START + hour * HOUR,
    value: 1,
    receivedAt: START + (hour + 1) * HOUR + seconds * 1_000,
    late,
  });
  expect(run('clock', [at(0, 20), at(1, 30), at(2, 25)], { seconds: 60, step: HOUR })).toEqual([]);
  expect(run('clock', [at(0, -120)], { seconds: 60, step: HOUR })).toEqual([
    [0, { lag: -120, smooth: -120 }],
  ]);
  expect(run('clock', [at(0, 7_200), at(1, 7_200, true)], { seconds: 60, within: 600, step: HOUR })).toEqual(
    [],
  );
  // 0 + 0.5·(100 − 0) = 50, 50 + 0.5·(100 − 50) = 75
  const slow = run('clock', [at(0, 0), at(1, 100), at(2, 100)], { seconds: 60, weight: 0.5, step: HOUR });
  expect(slow).toEqual([[2, { lag: 100, smooth: 75 }]]);
});

test('order: QN back, DataTime back unless sent again on purpose, DataTime ahead of receipt', () => {
  const of = (time: number, qnTime: number, extra: Partial<FlagSample> = {}): FlagSample => ({
    time: START + time * HOUR,
    value: 1,
    qnTime,
    ...extra,
  });
  expect(run('order', [of(1, 100), of(2, 90), of(1, 110)], {}).map(([, figures]) => figures)).toEqual([
    { kind: 1, qnTime: 90 },
    { kind: 2, qnTime: 110 },
  ]);
  expect(run('order', [of(5, 100), of(1, 110, { late: true }), of(6, 120)], {})).toEqual([]);
  expect(run('order', [of(3, 100, { receivedAt: START })], { ahead: 60 })[0]![1]).toMatchObject({ kind: 3 });
});

test('calibration drift in percent of full scale, of the solution for standards; wider limit: out of control', () => {
  const gas = qualityFlagRule('calibration-drift', 'gas', 'a21026', START)!.parameters;
  const of = (
    kind: 'zero' | 'span' | 'standard',
    measured: number,
    standard: number,
    range: number | null,
  ) => ({
    time: START,
    kind,
    measured,
    standard,
    range,
  });
  // 5 / 200 = 2.5 %: the limit itself is kept.
  expect(calibrationDrift(of('zero', 5, 0, 200), gas)).toBeNull();
  expect(calibrationDrift(of('zero', 6, 0, 200), gas)?.figures).toEqual({
    percent: 3,
    limit: 2.5,
    outOfControl: 0,
  });
  expect(calibrationDrift(of('span', 138, 160, 200), gas)?.figures).toEqual({
    percent: -11,
    limit: 2.5,
    outOfControl: 1,
  });
  const water = qualityFlagRule('calibration-drift', 'water', 'w01018', START)!.parameters;
  expect(calibrationDrift(of('standard', 57, 50, null), water)?.figures.percent).toBe(14);
  expect(calibrationDrift(of('zero', 6, 0, null), gas)).toBeNull();
});

test('a parameter that is another figure than before', () => {
  const first = parameterChange(undefined, { time: START, value: 1 }, { relative: 0 });
  expect(first).toEqual({ raised: null, state: 1 });
  const second = parameterChange(first.state, { time: START + HOUR, value: 0.6 }, { relative: 0 });
  expect(second.raised).toEqual({
    flag: 'parameter-change',
    time: START + HOUR,
    figures: { before: 1, after: 0.6 },
  });
  expect(parameterChange(1, { time: START, value: 1.01 }, { relative: 0.02 }).raised).toBeNull();
});

test('missing not at random: gaps that follow high values, not gaps anywhere', () => {
  // High every tenth hour; the hour after it is missing, or one in the calm between.
  const of = (missing: number) =>
    Array.from({ length: 600 }, (_, i) => ({
      time: START + i * HOUR,
      value: i % 10 === 5 ? 100 : 10 + (i % 3),
    })).filter((_, i) => i % 10 !== missing);
  const parameters = { step: HOUR, high: 0.85, memory: 720, least: 5, odds: 4 };
  expect(run('missing-at-high', of(6), parameters).length).toBeGreaterThan(10);
  expect(run('missing-at-high', of(2), parameters)).toEqual([]);
});

test('the stream: settings from the table, changed by the caller; under a mark only range, order, clock and gaps', () => {
  const settings = flagSettings(
    { medium: 'gas', item: 'a21026', atMs: START, step: HOUR, range: 200 },
    { constant: { periods: 3 } },
  );
  expect(settings.constant).toMatchObject({ periods: 3, tolerance: 0, range: 200 });
  let state: FlagState = {};
  const told: string[] = [];
  const samples: FlagSample[] = [
    { time: START, value: 0, mark: 'M' },
    { time: START + HOUR, value: 300, mark: 'M' },
    { time: START + 2 * HOUR, value: 0, mark: 'N' },
    { time: START + 4 * HOUR, value: 7 },
  ];
  for (const sample of samples) {
    const answer = flagValue(state, sample, settings);
    state = answer.state;
    for (const one of answer.raised) told.push(`${(one.time - START) / HOUR} ${one.flag}`);
  }
  expect(told).toEqual(['1 range', '2 zero', '3 gap']);
});

test('the row of an item goes before that of its medium, and rows hold by date', () => {
  expect(qualityFlagRule('constant', 'water', 'w01001', START)?.parameters.periods).toBe(8);
  expect(qualityFlagRule('constant', 'water', 'w01018', START)?.parameters.periods).toBe(4);
  expect(qualityFlagRule('constant', 'gas', 'a21026', START)?.parameters.periods).toBe(6);
  expect(
    qualityFlagRule('calibration-drift', 'gas', 'a34013', Date.parse('2018-02-28T12:00:00+08:00')),
  ).toBeNull();
  expect(new Set(QUALITY_FLAG_RULES.map((row) => row.flag))).toEqual(new Set(QUALITY_FLAGS));
});
