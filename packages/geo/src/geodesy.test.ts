import { describe, expect, test } from 'vitest';
import { area, destination, distance, inverse, length, measureRing } from './geodesy.ts';
import type { Polygon } from './geojson.ts';

/** Values from GeographicLib: its documentation's examples and its own test set (GeodSolve0/1, Planimeter0/5). */
describe('geodesics', () => {
  test('Wellington to Salamanca', () => {
    expect(distance([174.81, -41.32], [-5.5, 40.96], 'WGS84')).toBeCloseTo(19959679.267, 3);
  });

  test('New York to Paris, with azimuths', () => {
    const line = inverse([-73.8, 40.6], [2.55, 49.01666667], 'WGS84');
    expect(line.distance).toBeCloseTo(5853226, 0);
    expect(line.azimuth1).toBeCloseTo(53.47022, 5);
    expect(line.azimuth2).toBeCloseTo(111.59367, 5);
  });

  test('20 000 km south-west of Perth', () => {
    const [lon, lat] = destination([115.74, -32.06], 225, 20000e3, 'WGS84');
    expect(lat).toBeCloseTo(32.11195529, 8);
    expect(lon).toBeCloseTo(-63.95925278, 8);
  });

  test('CGCS2000 gives the same distance within a millimetre', () => {
    const pair = [
      [87.6, 43.8],
      [75.99, 39.47],
    ] as const;
    expect(
      Math.abs(distance([...pair[0]], [...pair[1]]) - distance([...pair[0]], [...pair[1]], 'WGS84')),
    ).toBeLessThan(0.001);
  });
});

describe('areas and lengths', () => {
  test('polygon around the pole', () => {
    const r = measureRing(
      [
        [0, 89],
        [90, 89],
        [180, 89],
        [270, 89],
      ],
      'WGS84',
    );
    expect(r.perimeter).toBeCloseTo(631819.8745, 4);
    expect(Math.abs(r.area - 24952305678)).toBeLessThan(1);
  });

  test('rhombus at the equator, orientation gives the sign', () => {
    const ring = [
      [-1, 0],
      [0, -1],
      [1, 0],
      [0, 1],
    ];
    expect(Math.abs(measureRing(ring, 'WGS84').area - 24619419146)).toBeLessThan(1);
    expect(Math.abs(measureRing(ring.toReversed(), 'WGS84').area + 24619419146)).toBeLessThan(1);
  });

  test('an octant of the earth', () => {
    const octant: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 90],
          [0, 0],
          [90, 0],
          [0, 90],
        ],
      ],
    };
    expect(Math.abs(area(octant, 'WGS84') - 63758202715511)).toBeLessThan(1);
    expect(Math.abs(length(octant, 'WGS84') - 30022685)).toBeLessThan(1);
  });

  test('a hole is subtracted whatever its orientation', () => {
    const outer = [
      [86, 43],
      [87, 43],
      [87, 44],
      [86, 44],
      [86, 43],
    ];
    const hole = [
      [86.2, 43.2],
      [86.4, 43.2],
      [86.4, 43.4],
      [86.2, 43.4],
      [86.2, 43.2],
    ];
    const alone = area({ type: 'Polygon', coordinates: [hole] });
    const full = area({ type: 'Polygon', coordinates: [outer] });
    for (const one of [hole, hole.toReversed()]) {
      expect(area({ type: 'Polygon', coordinates: [outer, one] })).toBeCloseTo(full - alone, 3);
    }
  });
});
