import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Geometry } from './geojson.ts';
import { parseWkb, readWkb, wkbToHex, writeWkb } from './wkb.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const square = [
  [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [0, 0],
  ],
];

describe('WKB of published examples', () => {
  // Big-endian point of the Wikipedia article on WKT/WKB; the others from the PostGIS manual (ST_AsBinary, ST_AsHEXEWKB).
  test.each<[string, string, Geometry]>([
    [
      'big-endian POINT(2 4)',
      '000000000140000000000000004010000000000000',
      { type: 'Point', coordinates: [2, 4] },
    ],
    [
      'little-endian unit square',
      '01030000000100000005000000000000000000000000000000000000000000000000000000000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000000000000000000000000000000000000000',
      { type: 'Polygon', coordinates: square },
    ],
    [
      'EWKB unit square with SRID 4326',
      '0103000020E61000000100000005000000000000000000000000000000000000000000000000000000000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000000000000000000000000000000000000000',
      { type: 'Polygon', coordinates: square },
    ],
    [
      'ISO POINT Z (1 2 3)',
      '01E9030000000000000000F03F00000000000000400000000000000840',
      { type: 'Point', coordinates: [1, 2] },
    ],
  ])('%s', (_name, hex, geometry) => {
    expect(readWkb(bytes(hex))).toEqual(geometry);
  });

  test('writes the manual’s little-endian square', () => {
    expect(wkbToHex(writeWkb({ type: 'Polygon', coordinates: square }))).toBe(
      '01030000000100000005000000000000000000000000000000000000000000000000000000000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000000000000000000000000000000000000000',
    );
  });
});

describe('round trip', () => {
  const position = fc
    .tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }))
    .map(([x, y]) => [x, y]);
  const line = fc.array(position, { minLength: 2, maxLength: 6 });
  const rings = fc.array(fc.array(position, { minLength: 4, maxLength: 6 }), { minLength: 1, maxLength: 3 });
  const geometry: fc.Arbitrary<Geometry> = fc.oneof(
    position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
    line.map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
    line.map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
    rings.map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
    rings.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
    fc
      .array(rings, { minLength: 1, maxLength: 3 })
      .map((coordinates): Geometry => ({ type: 'MultiPolygon', coordinates })),
  );

  test('any geometry survives, also inside a collection', () => {
    fc.assert(
      fc.property(geometry, geometry, (a, b) => {
        expect(readWkb(writeWkb(a))).toEqual(a);
        const both: Geometry = { type: 'GeometryCollection', geometries: [a, b] };
        expect(readWkb(writeWkb(both))).toEqual(both);
      }),
    );
  });
});

describe('bad bytes', () => {
  test('are described, whatever they are', () => {
    const good = writeWkb({ type: 'MultiPolygon', coordinates: [square, square] });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(good.length - 1),
        fc.nat(255),
        (noise, at, byte) => {
          const broken = good.slice();
          broken[at] = byte;
          for (const input of [noise, broken, good.subarray(0, at)]) {
            const { value, problems } = parseWkb(input);
            expect(value === null).toBe(problems.length > 0);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a count that promises gigabytes allocates nothing', () => {
    expect(parseWkb(bytes('0102000000FFFFFFFF')).problems[0]?.code).toBe('GEO_WKB_INVALID');
  });

  test('bytes after the geometry are refused', () => {
    expect(parseWkb(bytes('00000000014000000000000000401000000000000000')).value).toBeNull();
  });
});
