import { expect, test } from 'vitest';
import { type Span, spanOver } from './footprint.ts';

test.each<[readonly Span[], Span]>([
  [[[80, 90]], [80, 90]],
  [
    [
      [80, 81],
      [85, 90],
    ],
    [80, 90],
  ],
  [[[179, -179]], [179, -179]],
  [
    [
      [179, -179],
      [170, 178],
    ],
    [170, -179],
  ],
  // Nearer over the antimeridian than around the other way.
  [
    [
      [-178, -170],
      [179, -179],
    ],
    [179, -170],
  ],
  [
    [
      [86, 87],
      [179, -179],
    ],
    [86, -179],
  ],
  [[[-180, 180]], [-180, 180]],
  [
    [
      [-180, 180],
      [179, -179],
    ],
    [-180, 180],
  ],
  [
    [
      [0, -10],
      [-20, 10],
    ],
    [-180, 180],
  ],
])('%j lie within %j', (spans, expected) => {
  expect(spanOver(spans)).toEqual(expected);
});
