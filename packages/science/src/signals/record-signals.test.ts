import { describe, expect, test } from 'vitest';
import {
  backFilled,
  duplicateSamples,
  editedAfterArrival,
  firstDigit,
  INNOCENT_CODES,
  identicalParallels,
  kmBetween,
  lastDigit,
  parameterMismatch,
  randomFrom,
  twoPlacesAtOnce,
} from './index.ts';

const START = Date.parse('2026-01-01T00:00:00+08:00');
const HOUR = 3_600_000;
const make = <T>(length: number, of: (i: number) => T) => Array.from({ length }, (_, i) => of(i));

describe('parameters in four places', () => {
  const row = (parameter: string, ...four: (number | null)[]) => ({
    item: 'a21026',
    parameter,
    device: four[0]!,
    logger: four[1]!,
    platform: four[2]!,
    filing: four[3]!,
  });
  test('the instrument alone differs, towards lower values: 0.4 of 1 is beyond 0.3', () => {
    const found = parameterMismatch({
      parameters: [row('slope', 0.6, 1, 1, 1), row('range', 200, 200, null, 200)],
    });
    expect(found.mismatches).toEqual([
      {
        item: 'a21026',
        parameter: 'slope',
        expected: 1,
        differs: [{ place: 'device', value: 0.6 }],
        relative: 0.4,
        effect: 'lower',
      },
    ]);
    expect(found.strength).toBe(1);
  });
  test('towards higher values it weighs half; all alone, the filing is what was agreed', () => {
    expect(parameterMismatch({ parameters: [row('slope', 1.15, 1, 1, 1)] }).strength).toBeCloseTo(0.25, 10);
    expect(
      parameterMismatch({ parameters: [row('range', 300, 250, null, 200)] }).mismatches[0]?.expected,
    ).toBe(200);
  });
  test('a filing that stands alone is behind: what is in use is higher than filed', () => {
    const found = parameterMismatch({ parameters: [row('range', 300, 300, 300, 200)] });
    expect(found.mismatches[0]).toMatchObject({ expected: 300, effect: 'higher' });
    expect(found.strength).toBeCloseTo(0.6 * 0.5, 10);
  });
  test('rounding is no difference; a single place tells nothing; an unrecorded change does', () => {
    expect(parameterMismatch({ parameters: [row('slope', 1.001, 1, 1, 1)] }).strength).toBe(0);
    expect(parameterMismatch({ parameters: [row('slope', 1, null, null, null)] }).strength).toBeNull();
    const change = {
      item: 'a21026',
      parameter: 'slope',
      time: START,
      before: 1,
      after: 0.85,
      recorded: false,
    };
    expect(parameterMismatch({ parameters: [], changes: [change] }).strength).toBeCloseTo(0.5, 10);
    expect(parameterMismatch({ parameters: [], changes: [{ ...change, recorded: true }] }).strength).toBe(0);
  });
});

describe('edited after arrival', () => {
  const down = (n: number, before = 110, after = 95) =>
    make(n, (i) => ({ time: START + i * 5 * HOUR, before, after }));
  test('ten changes, all down and across the limit: p = 2⁻¹⁰', () => {
    const { strength, figures } = editedAfterArrival({ revisions: down(10), total: 1_000, limit: 100 });
    expect(figures).toMatchObject({ share: 0.01, down: 10, across: 10, back: 0 });
    expect(figures.p).toBeCloseTo(2 ** -10, 14);
    expect(strength).toBeCloseTo(1 - 2 ** -10, 12);
  });
  test('two days worked out again by one factor are one decision: too few to tell', () => {
    const revisions = make(48, (i) => ({ time: START + i * HOUR, before: 100 + i, after: 0.95 * (100 + i) }));
    const { strength, inputs } = editedAfterArrival({ revisions, total: 1_000, limit: 100 });
    expect(inputs).toMatchObject({ revisions: 48, decisions: 1 });
    expect(strength).toBeNull();
  });
  test('as many up as down: nothing. What was sent again unchanged is no change', () => {
    const both = [...down(5), ...down(5, 95, 110)];
    expect(editedAfterArrival({ revisions: both, total: 100, limit: 100 }).strength).toBe(0);
    expect(editedAfterArrival({ revisions: down(9, 5, 5), total: 100 }).strength).toBeNull();
  });
});

describe('back-filled', () => {
  const values = make(240, (i) => (i % 24 === 4 ? 98 : 50));
  const onTime = (i: number) => START + (i + 1) * HOUR + 60_000;
  const series = { start: START, step: HOUR, values, limit: 100 };
  test('the high hour of each day, always sent at nine in the morning: by hand', () => {
    const received = make(240, (i) =>
      i % 24 === 4 ? START + Math.floor(i / 24) * 24 * HOUR + 9 * HOUR : onTime(i),
    );
    const { figures, strength } = backFilled({ ...series, received });
    expect(figures).toMatchObject({ share: 10 / 240, deliveries: 10 });
    // All ten in one part of eight: χ² = (10 − 1.25)²/1.25 + 7 · 1.25 = 70 = 7 · n, V = 1
    expect(figures.chi).toBeCloseTo(70, 10);
    expect(figures.v).toBeCloseTo(1, 10);
    expect(strength).toBeCloseTo((10 / 240 / 0.1) * 1, 3);
  });
  test('an outage: one delivery of ordinary hours', () => {
    const received = make(240, (i) => (i >= 50 && i < 70 ? START + 71 * HOUR : onTime(i)));
    const { strength } = backFilled({ ...series, received });
    expect(strength).toBeLessThan(0.45);
    expect(backFilled({ ...series, received: make(240, onTime) }).strength).toBeNull();
  });
});

describe('digits', () => {
  test('last digits by hand: 110 values, ten of each and ten more fives', () => {
    const values = [...make(100, (i) => i / 10), ...make(10, (i) => i + 0.5)];
    const { figures } = lastDigit({ values, decimals: 1 });
    // Expected 11 each: (9 · 1 + 81)/11
    expect(figures.chi).toBeCloseTo(90 / 11, 10);
    expect(figures.v).toBeCloseTo(Math.sqrt(90 / 11 / (9 * 110)), 10);
    expect(figures.most).toBe(5);
  });
  test('rounded to whole figures, not by an instrument; uniform: nothing; too narrow: does not apply', () => {
    // Whole figures only, but for one: its digit is the tenth, and 199 of 200 are 0.
    const rounded = lastDigit({ values: [...make(199, (i) => i), 0.1], decimals: 1 });
    expect(rounded).toMatchObject({ strength: 1, inputs: { unit: 1 }, figures: { absent: 8, most: 0 } });
    // Whole figures without exception are the step of an instrument: the last digit is that of the ones.
    const coarse = lastDigit({ values: make(200, (i) => i), decimals: 1 });
    expect(coarse).toMatchObject({ strength: 0, inputs: { unit: 10 } });
    expect(lastDigit({ values: make(200, (i) => i / 10), decimals: 1 }).strength).toBe(0);
    expect(lastDigit({ values: make(200, (i) => 5 + (i % 10) / 10), decimals: 1 }).problems[0]?.code).toBe(
      'SIGNAL_NOT_APPLICABLE',
    );
  });
  test('powers of two follow Benford, a plain row of numbers over two orders does not; one order does not apply', () => {
    // 2⁰ … 2⁹⁹⁹: the textbook case.
    const powers = make(1_000, (i) => 2 ** i);
    expect(firstDigit({ values: powers }).strength).toBeLessThan(0.01);
    const even = make(999, (i) => i + 1);
    const plain = firstDigit({ values: even });
    expect(plain.problems).toHaveLength(1);
    const wide = make(1_000, (i) => (i < 500 ? 5 + i / 1_000 : 5_000 + i));
    expect(firstDigit({ values: wide }).strength).toBeGreaterThan(0.9);
    expect(firstDigit({ values: make(400, (i) => 10 + i / 10) }).strength).toBeNull();
  });
});

describe('people in two places', () => {
  const at = (place: string, lon: number, from: number, to: number, person = '甲') => ({
    person,
    place,
    lon,
    lat: 0,
    from: START + from * HOUR,
    to: START + to * HOUR,
  });
  test('a degree of the equator is 6371 π/180 km', () => {
    expect(kmBetween({ lon: 0, lat: 0 }, { lon: 1, lat: 0 })).toBeCloseTo((6_371 * Math.PI) / 180, 6);
  });
  test('an overlap a degree apart: 1', () => {
    const found = twoPlacesAtOnce([at('A', 80, 0, 2), at('B', 81, 1, 3)]);
    expect(found.strength).toBe(1);
    expect(found.clashes).toMatchObject([{ person: '甲', places: ['A', 'B'], hours: -1, speed: null }]);
  });
  test('111.2 km in half an hour and five minutes: 190.6 km/h, (190.6/120 − 1)/2', () => {
    const found = twoPlacesAtOnce([at('A', 80, 0, 1), at('B', 81, 1.5, 2)]);
    const speed = (6_371 * Math.PI) / 180 / (35 / 60);
    expect(found.clashes[0]!.speed).toBeCloseTo(speed, 6);
    expect(found.strength).toBeCloseTo((speed / 120 - 1) / 2, 6);
  });
  test('two hours for it, another person, or the same place: nothing', () => {
    expect(twoPlacesAtOnce([at('A', 80, 0, 1), at('B', 81, 3, 4)]).strength).toBe(0);
    expect(twoPlacesAtOnce([at('A', 80, 0, 2), at('B', 81, 1, 3, '乙')]).strength).toBeNull();
    expect(twoPlacesAtOnce([at('A', 80, 0, 2), at('A', 80.001, 1, 3)]).strength).toBe(0);
  });
});

describe('laboratory', () => {
  const random = randomFrom(6);
  const sample = (id: string) => ({
    id,
    results: Object.fromEntries(
      ['COD', 'TN', 'TP', 'Zn', 'F'].map((item) => [item, Math.round(random() * 1e4) / 100]),
    ),
  });
  const lot = make(20, (i) => sample(`S${i}`));
  test('a sample under another name is found; honest ones of other figures are not', () => {
    expect(duplicateSamples(lot).strength).toBe(0);
    const found = duplicateSamples([...lot, { id: 'X', results: lot[4]!.results }]);
    expect(found.pairs[0]).toEqual({ ids: ['S4', 'X'], equal: 5, of: 5 });
    expect(found.strength).toBeGreaterThan(0.99);
  });
  test('items that are alike in the whole lot prove nothing', () => {
    const alike = make(10, (i) => ({ id: `S${i}`, results: { a: 1, b: 1, c: 2, d: 2 } }));
    expect(duplicateSamples(alike).strength).toBe(0);
  });
  test('parallels: by hand 10 of 10 alike where each has the chance 1/(2·0.5·√π)·0.1', () => {
    const pairs = make(10, () => ({ first: 10, second: 10, resolution: 0.1 }));
    const { figures, strength } = identicalParallels({ pairs });
    const chance = 0.1 / (2 * 0.5 * Math.sqrt(Math.PI));
    expect(figures.expected).toBeCloseTo(chance, 12);
    expect(figures.p).toBeCloseTo(chance ** 10, 12);
    expect(strength).toBeCloseTo(1, 10);
    // A coarse figure is alike by itself.
    expect(
      identicalParallels({ pairs: make(10, () => ({ first: 1, second: 1, resolution: 1 })) }).strength,
    ).toBe(0);
    expect(identicalParallels({ pairs: pairs.slice(0, 3) }).strength).toBeNull();
  });
});

test('a signal that is told names innocent explanations from the list', () => {
  const signal = lastDigit({ values: make(200, (i) => i), decimals: 1 });
  expect(signal.innocent.length).toBeGreaterThan(0);
  for (const one of signal.innocent) expect(INNOCENT_CODES).toContain(one);
});
