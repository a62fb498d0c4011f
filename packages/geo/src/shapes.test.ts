import { describe, expect, test } from 'vitest';
import { boxesMeet, boxOf, boxToSql } from './box.ts';
import { sideOf } from './contains.ts';
import type { Areal } from './geojson.ts';
import { parseAreal, parseGeometry, polygonalPart } from './geojson.ts';
import { labelPoint } from './label.ts';
import { NearestIndex, SpatialIndex } from './spatial-index.ts';

const ring = (x: number, y: number, size: number) => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const donut: Areal = { type: 'Polygon', coordinates: [ring(0, 0, 10), ring(4, 4, 2)] };

describe('point in polygon', () => {
  test.each([
    [1, 1, 'inside'],
    [5, 5, 'outside'],
    [4, 5, 'boundary'],
    [0, 5, 'boundary'],
    [10, 10, 'boundary'],
    [11, 5, 'outside'],
    [-1, 10, 'outside'],
  ] as const)('(%d, %d) is %s of a square with a hole', (x, y, side) => {
    expect(sideOf(donut, x, y)).toBe(side);
  });

  test('an island in the hole of another part', () => {
    const island: Areal = {
      type: 'MultiPolygon',
      coordinates: [[ring(0, 0, 10), ring(4, 4, 2)], [ring(4.5, 4.5, 1)]],
    };
    expect(sideOf(island, 5, 5)).toBe('inside');
    expect(sideOf(island, 4.2, 4.2)).toBe('outside');
  });
});

describe('boxes and indexes', () => {
  test('box of a geometry and its SQL form', () => {
    expect(boxOf(donut)).toEqual([0, 0, 10, 10]);
    expect(boxToSql([1, 2, 3, 4])).toBe('(3,4),(1,2)');
    expect(boxesMeet([0, 0, 1, 1], [1, 1, 2, 2])).toBe(true);
    expect(boxesMeet([0, 0, 1, 1], [1.1, 0, 2, 1])).toBe(false);
  });

  test('search keeps the given order; an empty index answers', () => {
    const boxes = [
      [5, 5, 6, 6],
      [0, 0, 10, 10],
      [20, 20, 21, 21],
    ] as const;
    const index = new SpatialIndex(['a', 'b', 'c'], (name) => boxes['abc'.indexOf(name)]!);
    expect(index.at(5.5, 5.5)).toEqual(['a', 'b']);
    expect(new SpatialIndex<string>([], () => [0, 0, 0, 0]).at(1, 1)).toEqual([]);
  });

  test('nearest is by metres: at 60°N a degree of longitude is half as long', () => {
    const index = new NearestIndex(
      [
        [10, 0.7],
        [11.2, 0],
      ],
      ([x, y]) => [x!, 60 + y!],
    );
    const [first, second] = index.nearest([10, 60], 2);
    expect(first?.item).toEqual([11.2, 0]);
    expect(first!.distance).toBeLessThan(second!.distance);
  });

  test('nearest across the antimeridian, and nothing beyond the limit', () => {
    const index = new NearestIndex([[-179.9, 10]], (p) => p);
    expect(index.nearest([179.9, 10], 1, 50_000)).toHaveLength(1);
    expect(index.nearest([178, 10], 1, 50_000)).toHaveLength(0);
  });
});

describe('label point', () => {
  test('of a square at the equator is its centre', () => {
    const [x, y] = labelPoint({ type: 'Polygon', coordinates: [ring(-1, -1, 2)] });
    expect(x).toBeCloseTo(0, 2);
    expect(y).toBeCloseTo(0, 2);
  });

  test('of a U lies in the U, not in its mouth', () => {
    const u: Areal = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [6, 9],
          [6, 3],
          [3, 3],
          [3, 9],
          [0, 9],
          [0, 0],
        ],
      ],
    };
    const [x, y] = labelPoint(u);
    expect(sideOf(u, x!, y!)).toBe('inside');
  });

  test('of several parts lies in the widest', () => {
    const [x] = labelPoint({ type: 'MultiPolygon', coordinates: [[ring(0, 0, 1)], [ring(5, 0, 3)]] });
    expect(x).toBeGreaterThan(5);
  });
});

describe('untrusted GeoJSON', () => {
  test('a feature with a polygon is read, extra dimensions dropped', () => {
    const { value, problems } = parseGeometry({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring(80, 40, 1).map(([x, y]) => [x, y, 900])] },
    });
    expect(problems).toEqual([]);
    expect(value).toEqual({ type: 'Polygon', coordinates: [ring(80, 40, 1)] });
  });

  test.each([
    ['null', null, 'GEOJSON_SHAPE'],
    ['prototype names', { type: 'constructor', coordinates: [] }, 'GEOJSON_TYPE'],
    ['open ring', { type: 'Polygon', coordinates: [ring(0, 0, 1).slice(0, 4)] }, 'GEOJSON_RING_OPEN'],
    [
      'short ring',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
      'GEOJSON_SHORT',
    ],
    ['projected metres', { type: 'Point', coordinates: [29_500_000, 4_800_000] }, 'GEOJSON_RANGE'],
    ['text as number', { type: 'Point', coordinates: ['80', '40'] }, 'GEOJSON_POSITION'],
    ['empty', { type: 'MultiPolygon', coordinates: [] }, 'GEOJSON_SHAPE'],
  ])('%s is described', (_name, input, code) => {
    const { value, problems } = parseGeometry(input);
    expect(value).toBeNull();
    expect(problems[0]?.code).toBe(code);
  });

  test('size and number of problems are bounded', () => {
    const many = Array.from({ length: 2000 }, () => ['x', 'y']);
    expect(parseGeometry({ type: 'LineString', coordinates: many }).problems).toHaveLength(20);
    expect(
      parseGeometry(
        {
          type: 'LineString',
          coordinates: [
            [0, 0],
            [1, 1],
            [2, 2],
          ],
        },
        2,
      ).problems[0]?.code,
    ).toBe('GEOJSON_SIZE');
  });

  test('only areas where areas are wanted', () => {
    expect(parseAreal({ type: 'Point', coordinates: [0, 0] }).problems[0]?.code).toBe('GEOJSON_TYPE');
    expect(
      polygonalPart({
        type: 'GeometryCollection',
        geometries: [{ type: 'Point', coordinates: [0, 0] }, donut],
      }),
    ).toEqual(donut);
  });
});
