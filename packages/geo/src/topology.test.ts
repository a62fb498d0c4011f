import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Areal, type Position, polygonsOf } from './geojson.ts';
import { simplifyCoverage, visvalingam } from './topology.ts';

/** Two unit squares with a common wiggly border at x = 1, walked in opposite directions. */
function neighbours(wiggle: number[]): [Areal, Areal] {
  const border: Position[] = wiggle.map((dx, i) => [1 + dx, (i + 1) / (wiggle.length + 1)]);
  const left: Position[] = [[0, 0], [1, 0], ...border, [1, 1], [0, 1], [0, 0]];
  const right: Position[] = [[2, 0], [2, 1], [1, 1], ...border.toReversed(), [1, 0], [2, 0]];
  return [
    { type: 'Polygon', coordinates: [left] },
    { type: 'Polygon', coordinates: [right] },
  ];
}

const onBorder = (geometry: Areal) =>
  polygonsOf(geometry)[0]![0]!
    .filter(([x, y]) => Math.abs(x! - 1) < 0.2 && y! > 0 && y! < 1)
    .map(String)
    .sort();

describe('coverage simplification', () => {
  test('both sides of a border keep the same vertices', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 5, maxLength: 40 }),
        (wiggle) => {
          const [left, right] = simplifyCoverage(neighbours(wiggle), { minArea: 0.002 });
          expect(onBorder(left!)).toEqual(onBorder(right!));
          expect(polygonsOf(left!)[0]![0]!.length).toBeLessThanOrEqual(wiggle.length + 5);
        },
      ),
    );
  });

  test('places where three polygons meet stay', () => {
    const [a, b] = neighbours([0.01, -0.01, 0.01]);
    const top: Areal = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 1],
          [1, 1],
          [2, 1],
          [2, 2],
          [0, 2],
          [0, 1],
        ],
      ],
    };
    const simplified = simplifyCoverage([a, b, top], { minArea: 0.5 });
    for (const geometry of simplified) expect(polygonsOf(geometry)[0]![0]!.map(String)).toContain('1,1');
  });

  test('a straight line loses its middle, a corner stays', () => {
    expect(
      visvalingam(
        [
          [0, 0],
          [1, 0],
          [2, 0],
          [2, 2],
        ],
        0.01,
        2,
      ),
    ).toEqual([
      [0, 0],
      [2, 0],
      [2, 2],
    ]);
  });

  test('a vertex that must stay does, on both sides', () => {
    const keep = (position: Position) => position[1] === 0.5;
    for (const geometry of simplifyCoverage(neighbours([0.01, 0.02, 0.01]), { minArea: 1, keep })) {
      expect(onBorder(geometry)).toEqual(['1.02,0.5']);
    }
  });

  test('an island ring and its hole in the neighbour simplify alike', () => {
    const circle: Position[] = Array.from({ length: 60 }, (_, i) => [
      5 + Math.cos(i / 9.55),
      5 + Math.sin(i / 9.55),
    ]);
    circle.push(circle[0]!);
    const island: Areal = { type: 'Polygon', coordinates: [circle] };
    const around: Areal = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 10],
          [0, 0],
        ],
        circle.slice(20).concat(circle.slice(1, 21)).toReversed(),
      ],
    };
    const [small, large] = simplifyCoverage([island, around], { minArea: 0.02 });
    const points = (one: Position[]) => new Set(one.map(String));
    expect(points(polygonsOf(large!)[0]![1]!)).toEqual(points(polygonsOf(small!)[0]![0]!));
    expect(points(polygonsOf(small!)[0]![0]!).size).toBeLessThan(30);
  });

  test('a geometry never vanishes', () => {
    const speck: Areal = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1e-6, 0],
          [0, 1e-6],
          [0, 0],
        ],
      ],
    };
    expect(simplifyCoverage([speck], { minArea: 1 })).toEqual([speck]);
  });
});
