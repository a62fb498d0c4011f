import { describe, expect, test } from 'vitest';
import { normalOf, randomOf } from '../testkit/random.ts';
import { confirmAlerts } from './confirm.ts';
import { harmonicBreaks } from './harmonic.ts';

const times = Array.from({ length: 8 * 23 }, (_, i) => 2015 + i / 23);
const season = (t: number) => 0.35 + 0.15 * Math.sin(2 * Math.PI * t);

describe('harmonic breaks', () => {
  const normal = normalOf(randomOf(21));
  const steady = (band: number) => times.map((t) => season(t) * (1 - band * 0.3) + 0.02 * normal());
  test('a steady season is one segment with its coefficients', () => {
    const segments = harmonicBreaks(times, [steady(0), steady(1)]);
    expect(segments).toHaveLength(1);
    expect(segments[0]).toMatchObject({ breakTime: null, pending: 0 });
    expect(segments[0]!.coefficients[0]![3]).toBeCloseTo(0.15, 1);
    expect(segments[0]!.rmse[0]).toBeCloseTo(0.02, 2);
  });
  test('clouds that were missed are thrown away, a lasting change is dated', () => {
    const bands = [steady(0), steady(1)].map((band) =>
      band.map((value, i) => (i % 17 === 16 ? value + 0.5 : times[i]! >= 2019.4 ? value - 0.2 : value)),
    );
    const segments = harmonicBreaks(times, bands);
    expect(segments).toHaveLength(2);
    expect(segments[0]!.breakTime!).toBeGreaterThanOrEqual(2019.4);
    expect(segments[0]!.breakTime!).toBeLessThan(2019.4 + 3 / 23);
    for (const value of segments[0]!.magnitude!) expect(value).toBeCloseTo(-0.2, 1);
  });
  test('at the end of the series a beginning change is pending', () => {
    const band = steady(0).map((value, i) => (i >= times.length - 4 ? value - 0.3 : value));
    expect(harmonicBreaks(times, [band])[0]).toMatchObject({ breakTime: null, pending: 4 });
  });
  test('nothing to begin with', () => {
    expect(harmonicBreaks(times, [times.map(() => null)])).toEqual([]);
    expect(harmonicBreaks(times.slice(0, 11), [times.slice(0, 11)])).toEqual([]);
    expect(harmonicBreaks([], [[]])).toEqual([]);
  });
});

describe('alerts', () => {
  const states = (hits: string) => confirmAlerts([...hits].map((one, time) => ({ time, hit: one === 'x' })));
  test.each([
    ['x', 'possible'],
    ['x..', 'possible'],
    ['x...', 'withdrawn'],
    ['xx', 'probable'],
    ['x..x', 'probable'],
    ['xx....', 'probable'],
    ['x.x.x', 'confirmed'],
    ['xxx', 'confirmed'],
  ])('%s is %s', (hits, state) => expect(states(hits).map((one) => one.state)).toEqual([state]));
  test('with the dates of each state; what goes on is one alert', () => {
    expect(states('.x.xxxxx..x...')).toEqual([
      { state: 'confirmed', possible: 1, probable: 3, confirmed: 4, withdrawn: null },
      { state: 'withdrawn', possible: 10, probable: null, confirmed: null, withdrawn: 13 },
    ]);
  });
});
