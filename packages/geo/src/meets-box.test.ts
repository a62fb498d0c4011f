import { expect, test } from 'vitest';
import type { Box } from './box.ts';
import type { Geometry, Polygon } from './geojson.ts';
import { geometryMeetsBox } from './meets-box.ts';

const ring = (x: number, y: number, size: number) => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const donut: Polygon = { type: 'Polygon', coordinates: [ring(0, 0, 10), ring(4, 4, 2)] };
const triangle: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [10, 0],
      [0, 10],
      [0, 0],
    ],
  ],
};
const diagonal: Geometry = {
  type: 'LineString',
  coordinates: [
    [0, 0],
    [10, 10],
  ],
};

test.each([
  ['inside a polygon', donut, [1, 1, 2, 2], true],
  ['around it', donut, [-5, -5, 20, 20], true],
  ['inside its hole', donut, [4.5, 4.5, 5, 5], false],
  ['across the rim of the hole', donut, [4.5, 4.5, 7, 5], true],
  ['touching a side', donut, [10, 3, 12, 4], true],
  ['in the box of a triangle, not in it', triangle, [8, 8, 9, 9], false],
  ['cut by its long side, no corner inside the other', triangle, [4.9, 4.9, 9, 9], true],
  ['crossed by a line without a vertex inside', diagonal, [4, 4, 6, 6], true],
  ['beside the line', diagonal, [6, 1, 8, 3], false],
  ['touched by the line at a corner', diagonal, [5, 3, 7, 5], true],
  ['on a point', { type: 'Point', coordinates: [3, 3] }, [3, 3, 3, 3], true],
  ['on an empty point', { type: 'Point', coordinates: [] }, [3, 3, 3, 3], false],
] as [string, Geometry, Box, boolean][])('a box %s', (_name, geometry, box, meets) => {
  expect(geometryMeetsBox(geometry, box)).toBe(meets);
});
