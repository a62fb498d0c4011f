import { type Areal, createGeosPool } from '@tarim/geo';
import { afterAll, expect, test } from 'vitest';
import { sharesOf } from './shares.ts';

const geos = createGeosPool(1);
afterAll(() => geos.close());
const box = (west: number, south: number, east: number, north: number): Areal => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

/** Between the same parallels geodesic strips differ from shares of longitude by far less than the tolerance. */
test('shares of a rectangle by longitude: 3/10 and 5/10, with 2/10 in no unit', async () => {
  const units = [
    { code: 'west', geometry: box(86, 43, 87.003, 45) },
    { code: 'east', geometry: box(87.003, 43, 87.008, 45) },
    { code: 'far', geometry: box(90, 43, 91, 45) },
  ];
  const { shares, uncovered, areaKm2 } = await sharesOf(geos, box(87, 44, 87.01, 44.01), units);
  expect(shares.map((one) => one.unit.code)).toEqual(['east', 'west']);
  expect(shares[0]!.share).toBeCloseTo(0.5, 4);
  expect(shares[1]!.share).toBeCloseTo(0.3, 4);
  expect(uncovered).toBeCloseTo(0.2, 4);
  // At 44.005° N a degree is 80.22 km of longitude and 111.12 km of latitude: 0.8022 km × 1.1112 km.
  expect(areaKm2).toBeCloseTo(0.8914, 2);
});

test('units that overlap do not hide a gap', async () => {
  const one = { code: 'a', geometry: box(86, 43, 87.005, 45) };
  const { uncovered } = await sharesOf(geos, box(87, 44, 87.01, 44.01), [one, { ...one, code: 'b' }]);
  expect(uncovered).toBeCloseTo(0.5, 4);
});
