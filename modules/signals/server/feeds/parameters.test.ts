import type { Context } from '@tarim/platform';
import type { ParameterInput } from '@tarim/science';
import type { InfoReport } from '@tarim/telemetry/queries';
import { expect, test } from 'vitest';
import { parameterFeed } from './parameters.ts';

const HOUR = 3_600_000;
const report = (hour: number, infoId: string, value: string): InfoReport => ({
  mn: 'MN1',
  time: hour * HOUR,
  receivedAt: hour * HOUR + 1_000,
  lsn: 100 + hour,
  item: 'a21002',
  infoId,
  value,
});
const device = {
  id: 1,
  mn: 'MN1',
  pointId: 1,
  edition: '2017',
  rtdInterval: 30,
  minuteInterval: 10,
  gateway: null,
} as const;
const registered = {
  pointId: 1,
  code: 'a21002',
  unit: 'mg/m³',
  decimals: 2,
  rangeLow: 0,
  rangeHigh: 500,
  sort: 0,
  public: true,
};
const mark = (from: number, to: number) => ({
  id: 1,
  pointId: 1,
  kind: 'equipment' as const,
  mark: 'calibration',
  effect: 'invalid',
  from: from * HOUR,
  to: to * HOUR,
});
const feed = (
  reports: InfoReport[] | null,
  marks = [mark(500, 501)],
  compared: ParameterInput | null = null,
) =>
  parameterFeed(
    {} as Context,
    () => Promise.resolve(reports),
    { compared, devices: [device], registered: [registered], marks },
    { from: 0, to: 1_000 * HOUR },
  );

test('a slope that was told otherwise is a change, the same again is none; the first is set against 1', async () => {
  const { changes } = await feed([
    report(30, 'i13008', '1'),
    report(10, 'i13008', '0.7'),
    report(20, 'i13008', '0.7'),
  ]);
  expect(changes.map(({ time, before, after, lsn }) => [time / HOUR, before, after, lsn])).toEqual([
    [10, 1, 0.7, 110],
    [30, 0.7, 1, 130],
  ]);
  expect(changes.every((one) => one.parameter === 'slope' && !one.recorded)).toBe(true);
});

test('a change within two hours of a mark of calibration is covered by it', async () => {
  const { changes } = await feed([report(10, 'i13008', '0.7'), report(40, 'i13008', '1')], [mark(38, 39)]);
  expect(changes.map((one) => one.recorded)).toEqual([false, true]);
});

test('a range stands beside the registered one; without a frame log there is nothing to compare', async () => {
  const { parameters, changes } = await feed([report(10, 'i13001', '300')]);
  expect(parameters).toEqual([
    { item: 'a21002', parameter: 'range', device: null, logger: 300, platform: 500, filing: null },
  ]);
  expect(changes).toMatchObject([{ before: 500, after: 300 }]);
  expect(await feed(null)).toEqual({ parameters: [], changes: [] });
});

test('what operation read and what was filed stand beside it; the same change is not told twice', async () => {
  const four = {
    item: 'a21002',
    parameter: 'slope',
    device: 0.7,
    logger: 0.7,
    platform: null,
    filing: 1,
  };
  const change = {
    item: 'a21002',
    parameter: 'slope',
    time: 12 * HOUR,
    before: 1,
    after: 0.7,
    recorded: false,
  };
  const alone = { ...four, parameter: 'kv', device: 0.8, logger: null, filing: null };
  const { parameters, changes } = await feed([report(10, 'i13008', '0.7')], [], {
    parameters: [four, alone],
    changes: [change, { ...change, time: 50 * HOUR, before: 0.7, after: 0.9 }],
  });
  // A figure that one place alone tells compares with nothing.
  expect(parameters).toEqual([four]);
  expect(changes.map(({ time, after, lsn }) => [time / HOUR, after, lsn])).toEqual([
    [10, 0.7, 110],
    [50, 0.9, null],
  ]);
});
