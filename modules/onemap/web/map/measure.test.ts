import { expect, it } from 'vitest';
import { areaOf, lengthOf } from './measure.ts';

it('measures on the ellipsoid', () => {
  // A degree of the equator is a·π/180.
  expect(
    lengthOf([
      [0, 0],
      [1, 0],
    ]),
  ).toBeCloseTo((6_378_137 * Math.PI) / 180, 3);
  // A quarter of the meridian of CGCS2000, 10 001 965.73 m.
  expect(
    lengthOf([
      [0, 0],
      [0, 90],
    ]),
  ).toBeCloseTo(10_001_965.73, 1);
  // An eighth of the ellipsoid's surface, 510 065 622 km² / 8.
  expect(
    areaOf([
      [0, 0],
      [90, 0],
      [0, 90],
    ]) / 1e6,
  ).toBeCloseTo(510_065_622 / 8, -1);
});
