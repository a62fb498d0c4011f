import { describe, expect, it } from 'vitest';
import { sameUnit, type UnitConverter, unitConverter } from './units.ts';

const convert = (value: number, from: string, to: string) =>
  (unitConverter(from, to) as UnitConverter)(value);

describe('converting', () => {
  // Expectations are arithmetic on paper: 1 m³ = 1000 L, 1 h = 3600 s, 1 mg = 1000 µg.
  it.each([
    [0.12, 'mg/m3', 'µg/m³', 120],
    [35, 'µg/m³', 'mg/m³', 0.035],
    [0.0005, 'mg/L', 'µg/L', 0.5],
    [1, 'mg/L', 'mg/m3', 1000],
    [250, 'ng/L', 'µg/L', 0.25],
    [2, 'g/m³', 'mg/L', 2],
    [7.5, 'pg/m3', 'ng/m3', 0.0075],
    [36, 'm³/h', 'L/s', 10],
    [0.5, 'm³/s', 'm³/h', 1800],
    [2.4, '万m³/d', 'm³/h', 1000],
    [864, 'm3/d', 'L/s', 10],
    [1.5, '10⁴ m³', 'm³', 15_000],
    [250, 'mL', 'L', 0.25],
  ])('%d %s is told in %s', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBe(expected);
  });

  it('is exact where binary fractions are not', () => {
    // In floating point these come out as 0.036000000000000004 and 1000.9999999999999; a limit of 0.036 is met all the same.
    expect([36 * 0.001, 1.001 * 1000]).not.toEqual([0.036, 1001]);
    expect([convert(36, 'ug/m3', 'mg/m3'), convert(1.001, 'mg/m3', 'ug/m3')]).toEqual([0.036, 1001]);
    expect(convert(0.1, 'L/s', 'm³/h')).toBe(0.36);
    expect(convert(1 / 3, 'mg/m³', 'µg/m³')).toBe(333.3333333333333);
  });

  it('comes back to where it began', () => {
    for (const value of [0, -3.25, 1e-7, 4.2e21, 123.456, 5e-324])
      expect(convert(convert(value, 'g/m³', 'mg/m³'), 'mg/m³', 'g/m³')).toBeCloseTo(value, 12);
  });

  it('leaves what is no number alone', () => {
    expect(convert(Number.NaN, 'mg/L', 'µg/L')).toBeNaN();
    expect(convert(Number.POSITIVE_INFINITY, 'mg/L', 'µg/L')).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('spellings', () => {
  it.each([
    ['µg/m³', 'μg/m3'],
    ['ug/m^3', '微克/立方米'],
    ['㎎/㎥', 'mg/m³'],
    ['mg/l', ' MG / L '],
    ['毫克/升', 'mg/L'],
    ['m³/天', 'm3/d'],
    ['10^4m3', '万立方米'],
    ['无量纲', '1'],
    ['％', '%'],
    ['℃', '°C'],
  ])('%s and %s are one unit', (a, b) => {
    expect(sameUnit(a, b)).toBe(true);
  });

  it.each([
    ['mg/m³', 'µg/m³'],
    ['mg/Nm³', 'mg/m³'],
    ['dB', 'dB(A)'],
  ])('%s and %s are two', (a, b) => {
    expect(sameUnit(a, b)).toBe(false);
  });
});

describe('what cannot be compared', () => {
  it.each([
    [null, 'mg/L', 'unit-unknown'],
    ['  ', 'mg/L', 'unit-unknown'],
    ['ppm', 'mg/m³', 'unit-unknown'],
    ['mg/Nm³', 'mg/m³', 'unit-unknown'],
    ['mg/m³', '%', 'unit-unknown'],
    ['L/s', 'mg/L', 'unit-foreign'],
    ['m³', 'm³/h', 'unit-foreign'],
  ])('%s is not told in %s: %s', (from, to, problem) => {
    expect(unitConverter(from, to)).toBe(problem);
  });

  it('is no matter for the same unit, in the table or not', () => {
    expect(convert(52.5, 'dB', 'dB')).toBe(52.5);
    expect(convert(12, 'ppm', 'PPM')).toBe(12);
  });
});
