import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalOf, randomOf } from '../testkit/random.ts';
import { mosumCritical } from './critical.ts';
import { monitorBreaks } from './monitor.ts';
import { PixelMonitor } from './pixel-monitor.ts';
import { dayOf, decimalYear } from './season.ts';

/** Results of R's bfast over a published series; the folder is not part of the project. */
const FOLDER = process.env.TARIM_REDLINE_DATA ?? '/nowhere';
const there = existsSync(`${FOLDER}/timeseries/series_harvest.csv`);

describe.runIf(there)('the harvest series, as R’s bfastmonitor judges it', () => {
  const read = (name: string) => readFileSync(`${FOLDER}/timeseries/${name}`, 'utf8');
  const lines = there
    ? read('series_harvest.csv')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','))
    : [];
  // R counts its times by the frequency: the file has them cut to ten digits.
  const times = lines.map(([time]) => Math.round(Number(time) * 23) / 23);
  const values = lines.map(([, value]) => (value === 'NA' || value === '' ? null : Number(value)));
  interface Case {
    id: string;
    start: [number, number];
    args: { history?: 'all' };
    history: [number, number];
    n_history: number;
    sigma: number;
    coef: Record<string, number>;
    breakpoint: number;
    magnitude: number;
    process: number[];
    critval: number;
  }
  const { cases } = there
    ? (JSON.parse(read('harvest_bfastmonitor_expected.json')) as { cases: Case[] })
    : { cases: [] };
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, wanted) => {
    const found = monitorBreaks(times, values, {
      start: wanted.start[0] + (wanted.start[1] - 1) / 23,
      history: wanted.args.history ?? 'roc',
    });
    expect(found.n).toBe(wanted.n_history);
    expect(found.historyStart).toBeCloseTo(wanted.history[0], 9);
    expect(found.sigma).toBeCloseTo(wanted.sigma, 12);
    expect(found.breakTime).toBeCloseTo(wanted.breakpoint, 9);
    expect(found.magnitude).toBeCloseTo(wanted.magnitude, 11);
    expect(found.criticalValue).toBeCloseTo(wanted.critval, 11);
    const { coef } = wanted;
    const order = [
      '(Intercept)',
      'trend',
      'harmoncos1',
      'harmoncos2',
      'harmoncos3',
      'harmonsin1',
      'harmonsin2',
      'harmonsin3',
    ];
    order.forEach((name, i) => {
      expect(found.coefficients![i]).toBeCloseTo(coef[name]!, 11);
    });
    expect(found.process).toHaveLength(wanted.process.length);
    wanted.process.forEach((value, i) => {
      expect(found.process[i]).toBeCloseTo(value, 9);
    });
  });
});

const normal = normalOf(randomOf(3));
const times = Array.from({ length: 230 }, (_, i) => 2015 + i / 23);
const season = (t: number) => 0.4 + 0.2 * Math.sin(2 * Math.PI * t) + 0.05 * Math.cos(4 * Math.PI * t);

test('a drop is dated, a steady season is not', () => {
  const steady = times.map((t) => season(t) + 0.02 * normal());
  const dropped = steady.map((value, i) => (times[i]! >= 2022.5 ? value - 0.25 : value));
  expect(monitorBreaks(times, steady, { start: 2021 }).status).toBe('stable');
  const found = monitorBreaks(times, dropped, { start: 2021 });
  expect(found.status).toBe('break');
  expect(found.breakTime!).toBeGreaterThanOrEqual(2022.5);
  expect(found.breakTime!).toBeLessThan(2022.5 + 8 / 23);
});

test('missing values are no observations', () => {
  const steady = times.map((t) => season(t) + 0.02 * normal());
  const holes = steady.map((value, i) => (i % 3 === 1 ? null : value));
  const found = monitorBreaks(times, holes, {
    start: 2021,
    history: 'all',
    model: { order: 2, trend: false },
  });
  const kept = holes.flatMap((value, i) => (value === null ? [] : [i]));
  const alone = monitorBreaks(
    kept.map((i) => times[i]!),
    kept.map((i) => steady[i]!),
    { start: 2021, history: 'all', model: { order: 2, trend: false } },
  );
  expect(found).toEqual(alone);
});

test('the stable history begins behind a disturbance', () => {
  const steady = times.map((t) => season(t) + (t < 2017 ? 0.3 : 0) + 0.01 * normal());
  const found = monitorBreaks(times, steady, { start: 2021 });
  expect(found.historyStart!).toBeGreaterThan(2016.5);
  expect(found.historyStart!).toBeLessThan(2018);
});

test('too little to judge', () => {
  expect(monitorBreaks(times.slice(0, 7), times.slice(0, 7), { start: 2015.2 }).status).toBe('short');
  expect(monitorBreaks([], [], { start: 2015 }).status).toBe('short');
  expect(
    monitorBreaks(
      times,
      times.map(() => null),
      { start: 2021 },
    ).status,
  ).toBe('short');
});

test('what is not tabulated has to be given', () => {
  expect(mosumCritical(0.25, 10, 0.05)).toBeCloseTo(1.3418, 4);
  expect(() => mosumCritical(0.3, 10, 0.05)).toThrow(
    expect.objectContaining({ code: 'RASTER_PARAMETER_INVALID' }),
  );
});

test('decimal years know leap years', () => {
  expect(decimalYear('2020-07-01')).toBeCloseTo(2020 + 182 / 366, 12);
  expect(decimalYear('2021-07-01')).toBeCloseTo(2021 + 181 / 365, 12);
  for (const day of ['2020-02-29', '2021-12-31', '2024-01-01']) expect(dayOf(decimalYear(day))).toBe(day);
});

test('over many cells the same figures come out', () => {
  const model = { order: 3, trend: true };
  const options = { model, start: 2021, window: 0.25, criticalValue: mosumCritical(0.25, 10, 0.05) };
  const cells = new PixelMonitor(times, options);
  const random = randomOf(8);
  const out = { breakTime: 0, magnitude: 0, n: 0 };
  let breaks = 0;
  for (let cell = 0; cell < 60; cell++) {
    const drop = cell % 2 === 0 ? 0.2 * random() : 0;
    const values = Float64Array.from(times, (t) =>
      random() < 0.3 ? Number.NaN : season(t) + 0.02 * normal() - (t >= 2022.5 ? drop : 0),
    );
    cells.judge(values, out);
    const wanted = monitorBreaks(times, values, { start: 2021, history: 'all', model });
    expect(out.n).toBe(wanted.n);
    expect(out.breakTime).toBe(wanted.breakTime ?? 0);
    expect(out.magnitude).toBeCloseTo(wanted.magnitude!, 10);
    if (out.breakTime > 0) breaks++;
  }
  expect(breaks).toBeGreaterThan(10);
  cells.judge(new Float64Array(times.length).fill(Number.NaN), out);
  expect(out).toEqual({ breakTime: Number.NaN, magnitude: Number.NaN, n: 0 });
});
