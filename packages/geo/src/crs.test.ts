import { describe, expect, test } from 'vitest';
import { centralMeridian, fromOffset, gaussKrugerZone, transformer } from './crs.ts';
import { distance } from './geodesy.ts';
import type { Point } from './geojson.ts';

describe('projections', () => {
  test('on the central meridian the northing is the geodesic arc from the equator', () => {
    const crs = gaussKrugerZone(87.2, 3);
    expect(centralMeridian(crs)).toBe(87);
    const [x, y] = transformer('EPSG:4490', crs)([87, 43.8]) as [number, number];
    expect(x).toBeCloseTo(500_000, 4);
    expect(Math.abs(y - distance([87, 0], [87, 43.8]))).toBeLessThan(0.001);
  });

  // Worked out apart from this code: the textbook series in powers of the longitude difference (to the eighth),
  // with the meridian arc integrated numerically by Simpson's rule.
  test.each([
    [29, 88.2, 43.8, 596570.4611, 4852300.3172],
    [25, 75.2, 39.4, 517227.3156, 4362930.7899],
    [27, 82.5, 41.0, 626204.8143, 4541657.2453],
  ])('3° zone %d: (%d, %d) by an independent series', (zone, lon, lat, easting, northing) => {
    const [x, y] = transformer('EPSG:4490', { kind: 'gauss-kruger', width: 3, zone })([lon, lat]) as [
      number,
      number,
    ];
    expect(x).toBeCloseTo(easting, 3);
    expect(y).toBeCloseTo(northing, 3);
  });

  test('zones of 3° and 6°, and the zone number before the easting', () => {
    // GB/T 17278: 6° zone 15 is 84–90°E around 87°, 3° zone 29 is 85.5–88.5°E around 87°.
    expect(gaussKrugerZone(89.99, 6).zone).toBe(15);
    expect(gaussKrugerZone(85.51, 3).zone).toBe(29);
    expect(gaussKrugerZone(85.49, 3).zone).toBe(28);
    const [x] = transformer('EPSG:4490', gaussKrugerZone(87, 3, true))([87, 40]) as [number, number];
    expect(x).toBeCloseTo(29_500_000, 4);
  });

  test('there and back again within a tenth of a millimetre', () => {
    for (const crs of ['EPSG:3857', gaussKrugerZone(75.99, 3), gaussKrugerZone(93.5, 6)] as const) {
      const lon = typeof crs === 'string' ? 80 : centralMeridian(crs) + 1.4;
      const [x, y] = transformer(crs, 'EPSG:4490')(transformer('EPSG:4490', crs)([lon, 41.2])) as [
        number,
        number,
      ];
      expect(Math.abs(x - lon)).toBeLessThan(1e-9);
      expect(Math.abs(y - 41.2)).toBeLessThan(1e-9);
    }
  });

  test('web mercator by its closed formula', () => {
    const [x, y] = transformer('EPSG:4326', 'EPSG:3857')([87.6, 43.8]) as [number, number];
    expect(x).toBeCloseTo((6378137 * 87.6 * Math.PI) / 180, 5);
    expect(y).toBeCloseTo(6378137 * Math.asinh(Math.tan((43.8 * Math.PI) / 180)), 5);
  });

  test('a zone outside the country is refused', () => {
    expect(() => transformer('EPSG:4490', { kind: 'gauss-kruger', width: 3, zone: 5 })).toThrow(/zone 5/);
  });
});

describe('offset systems', () => {
  // Tian'anmen: the pair quoted in gcoord's README (BD-09 of a WGS 84 position).
  test('BD-09 comes back to the WGS 84 position of gcoord’s example within 5 m', () => {
    const point: Point = { type: 'Point', coordinates: [116.41661560068297, 39.92196580126834] };
    const { geometry, origin } = fromOffset(point, 'BD-09');
    expect(distance(geometry.coordinates, [116.403988, 39.914266])).toBeLessThan(5);
    expect(origin.system).toBe('BD-09');
  });

  test('GCJ-02 in Xinjiang moves by hundreds of metres, and is marked', () => {
    const { geometry, origin } = fromOffset<Point>({ type: 'Point', coordinates: [87.62, 43.82] }, 'GCJ-02');
    const moved = distance(geometry.coordinates, [87.62, 43.82]);
    expect(moved).toBeGreaterThan(50);
    expect(moved).toBeLessThan(1000);
    expect(origin.accuracyMetres).toBeGreaterThan(0);
  });
});
