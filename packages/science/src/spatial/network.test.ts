import { expect, test } from 'vitest';
import { traceNetwork } from './network-trace.ts';

/**
 *     A ──10 km── B ──5 km── C ──20 km── E
 *                  \──8 km── D ──2 km──/ (to C)      F ──1 km── C,   X ── Y apart
 */
const RIVER = [
  { id: 'AB', from: 'A', to: 'B', length: 10_000, velocity: 1 },
  { id: 'BC', from: 'B', to: 'C', length: 5_000, velocity: 0.2 },
  { id: 'BD', from: 'B', to: 'D', length: 8_000, velocity: 2 },
  { id: 'DC', from: 'D', to: 'C', length: 2_000, velocity: 2 },
  { id: 'CE', from: 'C', to: 'E', length: 20_000, velocity: 1 },
  { id: 'FC', from: 'F', to: 'C', length: 1_000, velocity: 1 },
  { id: 'XY', from: 'X', to: 'Y', length: 1_000, velocity: 1 },
];

test('downstream: the shortest way along the river, the least time by another', () => {
  const { nodes, edges, length, problems } = traceNetwork({ edges: RIVER, start: 'A' });
  expect(nodes.map((one) => [one.node, one.distance])).toEqual([
    ['A', 0],
    ['B', 10_000],
    ['C', 15_000],
    ['D', 18_000],
    ['E', 35_000],
  ]);
  const hours = Object.fromEntries(nodes.map((one) => [one.node, one.hours! * 3_600]));
  // To C by BC 10 000 + 25 000 s, by D 10 000 + 4 000 + 1 000 s.
  expect(hours).toEqual({
    A: 0,
    B: expect.closeTo(10_000, 6),
    D: expect.closeTo(14_000, 6),
    C: expect.closeTo(15_000, 6),
    E: expect.closeTo(35_000, 6),
  });
  expect(nodes[2]).toMatchObject({ via: 'B', by: 'BC' });
  expect(edges).toEqual(['AB', 'BC', 'BD', 'DC', 'CE']);
  expect([length, problems]).toEqual([45_000, []]);
});

test('upstream of C: what sends water to it, and nothing below', () => {
  const { nodes, direction } = traceNetwork({ edges: RIVER, start: 'C', direction: 'up' });
  expect([direction, nodes.map((one) => [one.node, one.distance])]).toEqual([
    'up',
    [
      ['C', 0],
      ['F', 1_000],
      ['D', 2_000],
      ['B', 5_000],
      ['A', 15_000],
    ],
  ]);
});

test('within a distance, within a time', () => {
  const near = traceNetwork({ edges: RIVER, start: 'A', maxDistance: 15_000 });
  expect(near.nodes.map((one) => one.node)).toEqual(['A', 'B', 'C']);
  const soon = traceNetwork({ edges: RIVER, start: 'A', maxHours: 4 });
  expect(soon.nodes.map((one) => one.node)).toEqual(['A', 'B', 'D']);
  // The shortest way to C (30 m by B, 10 m of them to B) is too slow, the longer one by D quick enough.
  const parted = traceNetwork({
    edges: [
      { from: 'A', to: 'B', length: 10, velocity: 0.001 },
      { id: 'BC', from: 'B', to: 'C', length: 20, velocity: 0.001 },
      { from: 'A', to: 'D', length: 40, velocity: 1 },
      { from: 'D', to: 'C', length: 40, velocity: 1 },
    ],
    start: 'A',
    maxHours: 1,
  });
  expect(parted.nodes.map((one) => [one.node, one.distance])).toEqual([
    ['A', 0],
    ['C', 30],
    ['D', 40],
  ]);
  expect(parted.nodes[1]!.hours).toBeCloseTo(80 / 3_600, 12);
  expect(parted.steps[0]!.formula).toMatch(/^B \+ BC: 10 \+ 20 m; /);
});

test('no velocity: distance is told, time is not, unless the input has one for all', () => {
  const bare = RIVER.map(({ velocity, ...edge }) => (edge.id === 'CE' ? edge : { ...edge, velocity }));
  const told = traceNetwork({ edges: bare, start: 'C' });
  expect(told.nodes.at(-1)).toMatchObject({ node: 'E', distance: 20_000, hours: null });
  expect(told.problems.map((one) => one.code)).toEqual(['SPATIAL_VELOCITY_MISSING']);
  const assumed = traceNetwork({ edges: bare, start: 'C', velocity: 0.5 });
  expect(assumed.nodes.at(-1)!.hours).toBeCloseTo(40_000 / 3_600, 9);
});

test('cycles are told and do not hang; an edge to itself too', () => {
  const edges = [
    ...RIVER,
    { id: 'EB', from: 'E', to: 'B', length: 100 },
    { id: 'AA', from: 'A', to: 'A', length: 1 },
  ];
  const told = traceNetwork({ edges, start: 'A', velocity: 1 });
  expect(told.cycles.map((one) => one.toSorted())).toEqual([['B', 'C', 'D', 'E'], ['A']]);
  expect(told.nodes.map((one) => one.node)).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(told.problems.map((one) => one.code)).toEqual(['SPATIAL_NETWORK_CYCLE', 'SPATIAL_NETWORK_CYCLE']);
  expect(traceNetwork({ edges: RIVER, start: 'A' }).cycles).toEqual([]);
});

test('a river of twenty thousand reaches, one after the other', () => {
  const edges = Array.from({ length: 20_000 }, (_, i) => ({ from: i, to: i + 1, length: 10, velocity: 1 }));
  const { nodes, cycles } = traceNetwork({ edges, start: 0 });
  expect([nodes.length, nodes.at(-1)!.distance, cycles]).toEqual([20_001, 200_000, []]);
});

test('mistakes of the input', () => {
  const codes = (edges: object[], start: unknown) =>
    traceNetwork({ edges, start } as never).problems.map((one) => [one.code, one.path]);
  expect(codes(RIVER, 'Z')).toEqual([['SPATIAL_NODE_UNKNOWN', 'start']]);
  const wrong = [{ from: 'A', to: 'B', length: -1 }, { from: 'A', length: 1 }, ...RIVER];
  expect(codes(wrong, 'A')).toEqual([
    ['SPATIAL_EDGE_INVALID', 'edges.0.length'],
    ['SPATIAL_EDGE_INVALID', 'edges.1.to'],
  ]);
});
