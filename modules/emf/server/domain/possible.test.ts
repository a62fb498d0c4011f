import { expect, test } from 'vitest';
import type { MeasurementInput, Reading } from '../../contract.ts';
import { measurementRefusal } from './possible.ts';

const NOW = Date.parse('2026-11-20T12:00:00+08:00');
const READING: Reading = { fromHz: 3.5e9, toHz: 3.5e9, E: 1.2, H: null, B: null, S: null, below: [] };
const GOOD: MeasurementInput = {
  measuredAt: '2026-11-19T10:00:00+08:00',
  minutes: 6,
  method: 'HJ 1151-2020',
  instrument: {
    name: 'x',
    serial: '1',
    calibratedUntil: '2026-11-19',
    antennaFactor: null,
    ranges: [
      { quantity: 'E', low: 0.1, high: 200 },
      { quantity: 'S', low: 0, high: 100 },
    ],
  },
  measuredBy: 'x',
  place: 'x',
  distanceM: 30,
  heightM: 1.7,
  weather: '晴',
  temperature: null,
  humidity: null,
  load: 'x',
  covers: 'facility',
  field: 'far',
  underLines: false,
  photo: null,
  readings: [READING],
};
const why = (rest: Partial<MeasurementInput>, kind: Parameters<typeof measurementRefusal>[0] = 'base-5g') =>
  measurementRefusal(kind, { ...GOOD, ...rest }, NOW)?.why ?? null;
const of = (rest: Partial<Reading>) => why({ readings: [{ ...READING, ...rest }] });

test('a measurement that can be is taken', () => {
  expect(why({})).toBeNull();
  expect(of({ E: null, below: ['E'] })).toBeNull();
});
test('instruments, methods and times that cannot be are refused', () => {
  expect(why({ measuredAt: '2026-11-20T12:00:01+08:00' })).toBe('measuredFuture');
  expect(why({ method: 'HJ 1' })).toBe('methodUnknown');
  expect(why({}, 'substation')).toBe('methodUnfit');
  expect(why({ minutes: 5.9 })).toBe('averagingShort');
  const ranges = [{ quantity: 'E' as const, low: 2, high: 1 }];
  expect(why({ instrument: { ...GOOD.instrument, ranges } })).toBe('rangeInvalid');
});
test('values that no field or no such instrument has are refused', () => {
  expect(of({ E: null })).toBe('readingEmpty');
  expect(of({ E: Number.NaN })).toBe('readingImpossible');
  expect(of({ E: Number.POSITIVE_INFINITY })).toBe('readingImpossible');
  expect(of({ E: -1 })).toBe('readingImpossible');
  expect(of({ E: 3_000_001 })).toBe('readingImpossible');
  expect(of({ E: 201 })).toBe('readingOut');
  expect(of({ E: 0.05 })).toBe('readingOut');
  expect(of({ B: 1 })).toBe('rangeMissing');
  expect(of({ below: ['E'] })).toBe('readingBelow');
  expect(of({ toHz: 3.4e9 })).toBe('bandInvalid');
  expect(of({ fromHz: 50, toHz: 2e5 })).toBe('bandLow');
  expect(why({ readings: [READING, READING] })).toBe('bandTwice');
});
test('in the far field S is E²/377: 6 V/m are 0.0956 W/m²', () => {
  expect(of({ E: 6, S: 0.0956 })).toBeNull();
  // In mW/m², or µW/cm².
  expect(of({ E: 6, S: 95.6 })).toBe('farField');
  expect(of({ E: 6, S: 9.56 })).toBe('farField');
});
