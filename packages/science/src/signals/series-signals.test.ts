import { impossibleRelations } from '@tarim/standards';
import { describe, expect, test } from 'vitest';
import {
  capping,
  constantValue,
  copiedDays,
  impossibleRelation,
  jointShift,
  marksOnExceedances,
  missingAtHigh,
  oxygenDilution,
  randomFrom,
  stoppedButEmitting,
  twinOutlets,
} from './index.ts';

const START = Date.parse('2026-01-01T00:00:00+08:00');
const HOUR = 3_600_000;
const at = { start: START, step: HOUR };
const none = Number.NaN;
const make = (length: number, of: (i: number) => number) => Array.from({ length }, (_, i) => of(i));
const noise = (seed: number) => {
  const random = randomFrom(seed);
  return () => random() + random() + random() - 1.5;
};

describe('constant value', () => {
  test('a run among values that never repeat: p = ½ / (n − L + 1), by hand', () => {
    // 72 values, 12 of them 5 in a row; 61 others and the first of the run.
    const values = make(72, (i) => (i >= 30 && i < 42 ? 5 : 10 + i));
    const { figures, strength } = constantValue({ ...at, values });
    expect(figures).toMatchObject({ longest: 12, until: START + 41 * HOUR, shareInRuns: 12 / 72 });
    expect(figures.repeatRate).toBeCloseTo(0.5 / 61, 12);
    expect(strength).toBeCloseTo(12 / 24, 6);
  });
  test('an instrument that shows few digits repeats itself all the time and is not blamed', () => {
    // 1 1 1 1 2 2 2 2 …: each value is repeated three times of four.
    const { strength, figures } = constantValue({ ...at, values: make(240, (i) => Math.floor(i / 4) % 7) });
    expect(figures.longest).toBe(4);
    expect(strength).toBe(0);
    // Two values, one of them kept in 85 of 100 hours: runs of forty are usual, of 40 series hardly one is rare by a hundred to one.
    const strong = make(40, (seed) => {
      const random = randomFrom(7_919 * (seed + 1));
      return constantValue({ ...at, values: make(2_000, () => (random() < 0.85 ? 1 : 2)) }).strength!;
    }).filter((strength) => strength > 2 / 3);
    expect(strong.length).toBeLessThanOrEqual(2);
  });
  test('what is below detection, and what stood still, is no run', () => {
    const values = make(120, (i) => (i < 60 ? 0.02 : i));
    expect(constantValue({ ...at, values, floor: 0.02 }).problems.map((one) => one.code)).toEqual([
      'SIGNAL_TOO_FEW',
    ]);
    const excluded = make(120, (i) => (i < 40 ? 1 : 0));
    expect(constantValue({ ...at, values, excluded }).figures.longest).toBe(20);
  });
});

describe('capping', () => {
  test('by hand: 20 just below the limit, 4 in the band before, none beyond', () => {
    const values = [
      ...make(176, (i) => 20 + (i % 60)), // 20 … 79
      ...make(4, () => 92), // (90, 95]
      ...make(20, (i) => 96 + (i % 4)), // (95, 100]
    ];
    const { strength, figures } = capping({ ...at, values, limit: 100 });
    expect(figures).toMatchObject({ place: 'limit', under: 20, before: 4, over: 0 });
    // P(X ≥ 20 | 24, ½) = (10626 + 2024 + 276 + 24 + 1)/2²⁴
    const p = 12_951 / 2 ** 24;
    expect(figures.p).toBeCloseTo(p, 10);
    expect(strength).toBeCloseTo((16 / 24) * 1 * (1 - p), 10);
  });
  test('a tail that falls over the limit shows nothing', () => {
    const values = make(500, (i) => 100 - 60 * Math.log((i + 1) / 501));
    expect(capping({ ...at, values, limit: 200 }).strength!).toBeLessThan(0.2);
  });
  test('a flat top that nobody named is found, and the end of the range', () => {
    const random = randomFrom(2);
    const values = make(400, () => Math.min(70, 50 + 30 * random()));
    expect(capping({ ...at, values, limit: 200 }).figures.place).toBe('ceiling');
    expect(capping({ ...at, values, limit: null, range: 70 }).figures.place).toBe('range');
    // Under the mark T the range says so itself.
    const excluded = values.map((value) => value >= 70);
    expect(capping({ ...at, values, limit: null, range: 70, excluded }).strength).toBeLessThan(0.3);
  });
});

describe('copied days', () => {
  const random = noise(11);
  const days = make(20 * 24, () => 50 + 10 * random());
  test('days with noise of their own are never near', () => {
    const { strength, figures } = copiedDays({ ...at, values: days });
    expect(strength).toBe(0);
    expect(figures.distance).toBeNull();
  });
  test('a copy times a factor: distance 0, one pair, 0.8', () => {
    const values = [...days];
    for (let hour = 0; hour < 24; hour++) values[15 * 24 + hour] = 0.9 * days[3 * 24 + hour]!;
    const { strength, figures } = copiedDays({ ...at, values });
    expect(figures).toMatchObject({ copies: 1, day: START + 15 * 24 * HOUR, like: START + 3 * 24 * HOUR });
    expect(figures.distance as number).toBeCloseTo(0, 10);
    expect(strength).toBeCloseTo(0.8, 10);
  });
  test('days that stand still are another signal', () => {
    expect(copiedDays({ ...at, values: make(20 * 24, () => 7) }).problems[0]?.code).toBe('SIGNAL_TOO_FEW');
  });
});

describe('twin outlets', () => {
  const [a, b] = [noise(1), noise(2)];
  const one = make(300, (i) => 50 + 10 * Math.sin(i / 4) + 5 * a());
  test('the same times a factor: r = 1; the same: equal as well', () => {
    const twin = twinOutlets({ ...at, values: one, other: one.map((x) => 1.3 * x) });
    expect(twin.figures.r as number).toBeCloseTo(1, 10);
    expect(twin.strength).toBeCloseTo(1, 10);
    expect(twin.figures.equal).toBe(0);
    expect(twinOutlets({ ...at, values: one, other: one }).figures.equal).toBe(300);
  });
  test('a fortnight that is copied stands out of a year of its own noise', () => {
    const long = make(336 * 6, (i) => 50 + 10 * Math.sin(i / 4) + 5 * a());
    const other = long.map((x, i) => (i >= 672 && i < 1_008 ? 2 * x : 70 + 5 * b()));
    const { figures, strength } = twinOutlets({ ...at, values: long, other });
    expect(figures.block).toBe(START + 672 * HOUR);
    expect(figures.overall).toBeLessThan(0.5);
    expect(strength).toBeGreaterThan(0.9);
  });
  test('a day in common is no twin', () => {
    const other = make(300, (i) => 70 + 14 * Math.sin(i / 4) + 7 * b());
    expect(twinOutlets({ ...at, values: one, other }).strength).toBeLessThan(0.3);
  });
});

describe('oxygen', () => {
  const random = noise(4);
  const o2 = make(480, () => 6 + 0.2 * random());
  const gas = make(480, () => 100 + 5 * random());
  const mix = (share: number) => ({
    oxygen: o2.map((x, i) => (i >= 240 && i % 4 === 0 ? x + share * (20.9 - x) : x)),
    pollutants: [gas.map((x, i) => (i >= 240 && i % 4 === 0 ? x * (1 - share) : x))],
  });
  test('a quarter of the hours mixed with 30 % air: all found, slope 1', () => {
    const { strength, figures } = oxygenDilution({ ...at, ...mix(0.3), baseline: 240 });
    expect(figures.suspect).toBeGreaterThanOrEqual(60);
    expect(figures.slope as number).toBeCloseTo(1, 1);
    // Air comes in at each of the sixty; ln 0.7 is far beyond a jump, and the pollutants fall by the same.
    expect(figures.jumps).toBe(60);
    expect(strength).toBe(1);
  });
  test('none mixed: nothing; oxygen alone that jumps is no dilution, at most half of a level that is off', () => {
    const none = oxygenDilution({ ...at, ...mix(0), baseline: 240 });
    expect(none.strength).toBeLessThan(0.2);
    expect(none.figures.jumps).toBe(0);
    const alone = oxygenDilution({ ...at, oxygen: mix(0.3).oxygen, pollutants: [gas], baseline: 240 });
    expect(alone.figures.jumps).toBe(0);
    expect(alone.strength).toBeLessThanOrEqual(0.7 * 0.6);
  });
  test('a leak that grows slowly has no jumps and weighs less', () => {
    const share = (i: number) => Math.max(0, (i - 240) / 240) * 0.2;
    const { strength, figures } = oxygenDilution({
      ...at,
      oxygen: o2.map((x, i) => x + share(i) * (20.9 - x)),
      pollutants: [gas.map((x, i) => x * (1 - share(i)))],
      baseline: 240,
    });
    expect(figures.jumps).toBe(0);
    expect(strength).toBeGreaterThan(0.5);
    expect(strength).toBeLessThanOrEqual(0.7);
  });
  test('oxygen that follows the load is no air', () => {
    const load = make(480, (i) => (i < 240 ? 60 + (i % 40) : 50 + (i % 10)));
    const oxygen = load.map((x) => 12 - 0.08 * x + 0.1 * random());
    const low = { ...at, oxygen, pollutants: [gas], baseline: 240 };
    expect(oxygenDilution({ ...low, load }).strength).toBeLessThan(0.5 * oxygenDilution(low).strength! + 0.1);
  });
});

describe('joint density', () => {
  const random = noise(9);
  const so2 = make(960, () => 100 * Math.exp(0.2 * random()));
  const base = { ...at, baseline: 480, seed: 1 };
  test('a slope that goes down to 0.6 changes the ratio; nothing changed shows little', () => {
    const nox = so2.map((x) => 2 * x * Math.exp(0.05 * random()));
    const cut = nox.map((x, i) => (i < 480 ? x : 0.6 * x));
    const honest = jointShift({ ...base, items: { so2, nox } });
    const changed = jointShift({ ...base, items: { so2, nox: cut } });
    expect(honest.strength).toBeLessThan(0.15);
    expect(changed.strength).toBeGreaterThan(0.4);
    expect(changed.figures.p).toBe(0.01);
    expect(jointShift({ ...base, items: { so2, nox: cut } })).toEqual(changed);
  });
  test('both down alike leave the ratio and change the level: also a shift, and it does not say which', () => {
    const down = so2.map((x, i) => (i < 480 ? x : 0.5 * x));
    expect(jointShift({ ...base, items: { so2: down } }).strength).toBeGreaterThan(0.4);
  });
});

describe('marks on exceedances', () => {
  const marks = (of: (i: number) => boolean) => make(200, (i) => i).map((i) => (of(i) ? 'M' : 'N'));
  const values = make(200, (i) => (i % 20 === 10 ? 120 : 50));
  test('all ten exceedances marked, no mark elsewhere: by hand', () => {
    const { strength, figures } = marksOnExceedances({
      ...at,
      values,
      marks: marks((i) => i % 20 === 10),
      limit: 100,
    });
    expect(figures).toMatchObject({ both: 10, first: 0, second: 0, neither: 190, aboveUnderMark: 10 });
    expect(figures.oddsRatio).toBeCloseTo((10.5 * 190.5) / 0.25, 6);
    expect(strength).toBeCloseTo(1, 10);
  });
  test('marks at regular hours meet an exceedance as often as chance does', () => {
    const { figures, strength } = marksOnExceedances({
      ...at,
      values,
      marks: marks((i) => i % 10 === 3),
      limit: 100,
    });
    expect(figures).toMatchObject({ both: 0, first: 20 });
    expect(strength).toBe(0);
  });
  test('a spell of marks counts once; no marks: nothing to weigh', () => {
    const long = marksOnExceedances({
      ...at,
      values,
      marks: marks((i) => i % 20 >= 10 && i % 20 < 12),
      limit: 100,
    });
    expect(long.figures).toMatchObject({ both: 10, first: 0 });
    expect(
      marksOnExceedances({ ...at, values, marks: marks(() => false), limit: 100 }).problems[0]?.code,
    ).toBe('SIGNAL_NOTHING_TO_WEIGH');
  });
});

describe('gaps that choose their hours', () => {
  const of = (gone: (i: number) => boolean) =>
    make(400, (i) => (gone(i) ? none : i % 20 === 5 ? 95 : 40 + (i % 7)));
  test('after each high value one is missing: by hand', () => {
    const { figures, strength } = missingAtHigh({ ...at, values: of((i) => i % 20 === 6), limit: 100 });
    // 20 gaps, all after 95; before each 95 a pair without a gap that is high.
    expect(figures).toMatchObject({ both: 20, first: 0, second: 20, missing: 20 });
    expect(strength).toBeGreaterThan(0.9);
  });
  test('gaps elsewhere', () => {
    expect(missingAtHigh({ ...at, values: of((i) => i % 20 === 15), limit: 100 }).strength).toBe(0);
  });
});

describe('stopped but emitting', () => {
  const flow = make(100, (i) => (i < 60 ? 100 : i < 80 ? 90 : 2));
  const temperature = make(100, (i) => (i < 80 ? 120 : 25));
  const stopped = make(100, (i) => (i >= 60 ? 1 : 0));
  test('twenty of forty hours marked as stopped run: 20/40 × 1', () => {
    const { strength, figures } = stoppedButEmitting({ ...at, stopped, flow, temperature });
    expect(figures).toMatchObject({ stops: 40, denied: 20, kind: 'stopped-but-emitting' });
    expect(strength).toBeCloseTo(0.5, 12);
  });
  test('really stopped: nothing. Running with a concentration of zero: the reverse', () => {
    const honest = make(100, (i) => (i >= 80 ? 1 : 0));
    const shows = make(100, (i) => (i < 80 ? 30 : 0));
    expect(stoppedButEmitting({ ...at, stopped: honest, flow, concentration: shows }).strength).toBe(0);
    const nothing = make(100, (i) => (i < 40 ? 30 : 0));
    const found = stoppedButEmitting({ ...at, stopped: honest, flow, concentration: nothing });
    expect(found.figures).toMatchObject({ nothing: 40, running: 80, kind: 'running-but-zero' });
    expect(found.strength).toBe(1);
  });
  test('without a witness nothing can be told', () => {
    expect(stoppedButEmitting({ ...at, stopped }).strength).toBeNull();
  });
});

describe('impossible relations', () => {
  const relations = impossibleRelations('water', START);
  test('ammonia above total nitrogen in 3 of 30 hours, beyond the tolerance of 15 % + 0.3', () => {
    const w21001 = make(30, () => 10);
    // 11.8 is exactly what the tolerance allows.
    const w21003 = make(30, (i) => (i < 3 ? 12 : i < 6 ? 11.8 : 5));
    const { strength, broken } = impossibleRelation({ ...at, items: { w21001, w21003 }, relations });
    expect(broken).toEqual([{ code: 'nh3n-above-tn', broken: 3, of: 30, confidence: 'ours' }]);
    expect(strength).toBe(1);
  });
  test('an unusual relation weighs half; with one item of two nothing can be told', () => {
    const items = { w21011: make(30, () => 3), w21001: make(30, () => 2) };
    expect(impossibleRelation({ ...at, items, relations }).strength).toBe(0.5);
    expect(impossibleRelation({ ...at, items: { w21003: [1] }, relations }).strength).toBeNull();
  });
  test('oxygen above that of air', () => {
    const items = { a19001: make(48, (i) => (i % 2 ? 22 : 21.2)) };
    const { broken } = impossibleRelation({ ...at, items, relations: impossibleRelations('gas', START) });
    expect(broken).toMatchObject([{ code: 'o2-above-air', broken: 24, of: 48 }]);
  });
});
