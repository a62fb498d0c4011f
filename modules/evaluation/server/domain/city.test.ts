import { describe, expect, it } from 'vitest';
import { cityCodeOf, cityMeans } from './city.ts';

describe('the city of a point', () => {
  it.each([
    ['/650000/650100/650102/', '650100'],
    ['/650000/659001/', '659001'],
    ['/BT/BT08/659001/', '659001'],
    ['/BT/BT02/', 'BT02'],
    ['/BT/BT04/R0471/', 'BT04'],
    ['/650000/', null],
    ['/', null],
  ])('%s → %s', (path, code) => {
    expect(cityCodeOf(path)).toBe(code);
  });
});

describe('city means (HJ 663-2013)', () => {
  const station = (pointId: number, values: Record<string, number | null>) => ({
    pointId,
    revision: 0,
    values,
  });

  it('averages the valid values of each pollutant by itself', () => {
    const stations = [
      station(1, { PM10: 100, CO: 0.5 }),
      station(2, { PM10: 41, CO: null }),
      station(3, { PM10: null, CO: 1.1 }),
    ];
    expect(cityMeans(stations, ['PM10', 'CO', 'SO2'])).toEqual({ PM10: 70.5, CO: 0.8, SO2: null });
  });

  it('does not round before the index does', () => {
    expect(
      cityMeans([station(1, { O3: 100 }), station(2, { O3: 101 }), station(3, { O3: 101 })], ['O3']).O3,
    ).toBeCloseTo(100.6667, 4);
  });

  it('does not depend on the order of the stations', () => {
    const stations = [0.1, 0.7, 0.3, 1.9, 0.2].map((CO, i) => station(i, { CO }));
    expect(cityMeans(stations, ['CO'])).toEqual(cityMeans([...stations].reverse(), ['CO']));
  });

  it('takes zero for a value', () => {
    expect(cityMeans([station(1, { SO2: 0 })], ['SO2'])).toEqual({ SO2: 0 });
  });
});
