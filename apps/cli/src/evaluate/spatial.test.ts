import { expect, test } from 'vitest';
import { runTarim } from '../run.fixture.ts';

async function ask(command: string, line: object, ...argv: string[]) {
  const { code, err, lines } = await runTarim(['evaluate', command, ...argv], [`${JSON.stringify(line)}\n`]);
  expect([code, err]).toEqual([0, '']);
  return lines()[0];
}

test('interpolate: inverse distances by hand; null where nobody is near', async () => {
  const answer = await ask('interpolate', {
    id: 'a',
    samples: [
      { x: 0, y: 0, value: 10 },
      { x: 300, y: 0, value: 40 },
      { x: 0, y: 50, value: null },
    ],
    grid: { x: 0, y: 0, dx: 100, dy: 1_000, columns: 4, rows: 2 },
    power: 1,
    radius: 500,
  });
  // 100 m: (10/1 + 40/2)/(1 + 1/2); 200 m: (10/2 + 40)/(1/2 + 1).
  expect(answer.values.slice(0, 4)).toEqual([10, expect.closeTo(20, 9), expect.closeTo(30, 9), 40]);
  expect(answer.values.slice(4)).toEqual([null, null, null, null]);
  expect(answer.problems).toEqual([expect.objectContaining({ code: 'SPATIAL_NO_NEIGHBOURS' })]);
});

test('kriging: the example of Isaaks & Srivastava 1989, ch. 12', async () => {
  const values = [477, 696, 227, 646, 606, 791, 783];
  const places = [
    [61, 139],
    [63, 140],
    [64, 129],
    [68, 128],
    [71, 140],
    [73, 141],
    [75, 128],
  ];
  const answer = await ask('kriging', {
    samples: places.map(([x, y], i) => ({ x, y, value: values[i] })),
    targets: [{ x: 65, y: 137 }],
    variogram: { kind: 'exponential', nugget: 0, partialSill: 10, range: 10 / 3 },
  });
  expect(answer.values[0]).toBeCloseTo(592.7, 0);
  expect(answer.variances[0]).toBeCloseTo(8.96, 2);
  expect(answer.variogram.effectiveRange).toBeCloseTo(10, 9);
  expect(answer.steps).toBeUndefined();
});

test('hot-spot: the ends of a rising line, by the seed given', async () => {
  const samples = [1, 2, 3, 4, 5].map((value, i) => ({ id: i, x: i, y: 0, value }));
  const answer = await ask('hot-spot', { samples, seed: 4 });
  expect(answer.spots[4].z).toBeCloseTo(Math.sqrt(3), 9);
  expect(await ask('hot-spot', { samples, seed: 4 })).toEqual(answer);
});

test('wind-source: twenty hours of two winds', async () => {
  const cases = Array.from({ length: 40 }, (_, i) =>
    i % 2 ? { direction: 0, speed: 3, value: 100 } : { direction: 180, speed: 3, value: 10 },
  );
  const answer = await ask('wind-source', { cases, threshold: 50, sectors: 4 }, '--explain');
  expect(answer.sectors.map((one: { probability: number | null }) => one.probability)).toEqual([
    1,
    null,
    0,
    null,
  ]);
  expect(answer.sectors[0].lead).toBe(true);
  expect(answer.steps.map((one: { of: string }) => one.of)).toEqual(['C₀', 'm/n', 'CPF(0°)', 'CPF(180°)']);
});

test('trace: up the river, a cycle told', async () => {
  const edges = [
    { id: 'r', from: 'spring', to: 'bridge', length: 3_600, velocity: 1 },
    { id: 's', from: 'bridge', to: 'dam', length: 7_200, velocity: 1 },
    { id: 't', from: 'dam', to: 'bridge', length: 10 },
  ];
  const answer = await ask('trace', { edges, start: 'dam', direction: 'up' });
  expect(answer.nodes).toEqual([
    { node: 'dam', distance: 0, hours: 0, via: null, by: null },
    { node: 'bridge', distance: 7_200, hours: 2, via: 'dam', by: 's' },
    { node: 'spring', distance: 10_800, hours: 3, via: 'bridge', by: 'r' },
  ]);
  expect(answer.cycles).toEqual([['bridge', 'dam']]);
  expect(answer.problems.map((one: { code: string }) => one.code).sort()).toEqual([
    'SPATIAL_NETWORK_CYCLE',
    'SPATIAL_VELOCITY_MISSING',
  ]);
});
