import { describe, expect, it } from 'vitest';
import { cityCodeOf, cityMeans, standsForCity, stationsNeeded } from './city.ts';

describe('a station', () => {
  it('stands for its city unless it stands at a road', () => {
    expect(standsForCity({ purposes: [] })).toBe(true);
    expect(standsForCity({ purposes: ['assessment', 'component'] })).toBe(true);
    expect(standsForCity({ purposes: ['traffic'] })).toBe(false);
  });
});

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
  const rule = { share: 0.75, few: { below: 4, share: 0.5 } };
  const station = (pointId: number, values: Record<string, number | null>) => ({ pointId, values });
  const means = (stations: ReturnType<typeof station>[], pollutants: string[], of = stations.length) =>
    cityMeans(stations, pollutants, () => of, rule);

  it('averages the valid values of each pollutant by itself', () => {
    const stations = [
      station(1, { PM10: 100, CO: 0.5 }),
      station(2, { PM10: 41, CO: null }),
      station(3, { PM10: null, CO: 1.1 }),
    ];
    expect(means(stations, ['PM10', 'CO', 'SO2'])).toEqual({
      values: { PM10: 70.5, CO: 0.8, SO2: null },
      excluded: { SO2: 'no-station' },
      counts: {
        PM10: { valid: 2, of: 3, needed: 2 },
        CO: { valid: 2, of: 3, needed: 2 },
        SO2: { valid: 0, of: 3, needed: 2 },
      },
    });
  });

  it('does not round before the index does', () => {
    expect(
      means([station(1, { O3: 100 }), station(2, { O3: 101 }), station(3, { O3: 101 })], ['O3']).values.O3,
    ).toBeCloseTo(100.6667, 4);
  });

  it('does not depend on the order of the stations', () => {
    const stations = [0.1, 0.7, 0.3, 1.9, 0.2].map((CO, i) => station(i, { CO }));
    expect(means(stations, ['CO'])).toEqual(means([...stations].reverse(), ['CO']));
  });

  it('takes zero for a value', () => {
    expect(means([station(1, { SO2: 0 })], ['SO2']).values).toEqual({ SO2: 0 });
  });

  it.each([
    // Of one or two stations one is half; of three, two; of four and more, three quarters, rounded up.
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 4],
    [8, 6],
    [9, 7],
  ])('of %i stations needs %i', (of, needed) => {
    expect(stationsNeeded(of, rule)).toBe(needed);
    const enough = Array.from({ length: needed }, (_, i) => station(i, { PM10: 50 }));
    expect(means(enough, ['PM10'], of).values.PM10).toBe(50);
    const few = means(enough.slice(1), ['PM10'], of);
    expect(few.values.PM10).toBeNull();
    expect(few.excluded.PM10).toBe(needed === 1 ? 'no-station' : 'few-stations');
  });

  it('counts a station that sends what it is not registered for', () => {
    expect(means([station(1, { O3: 80 }), station(2, { O3: 90 })], ['O3'], 0).counts.O3).toEqual({
      valid: 2,
      of: 2,
      needed: 1,
    });
  });
});
