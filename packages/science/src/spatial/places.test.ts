import { expect, test } from 'vitest';
import { rankAirGrid } from './air-grid.ts';
import { evaluateCoverage } from './coverage.ts';
import { geodesicInverse } from './geodesic.ts';
import { compassOf, nearestReceptors } from './receptors.ts';

const dms = (degrees: number, minutes: number, seconds: number) =>
  Math.sign(degrees) * (Math.abs(degrees) + minutes / 60 + seconds / 3_600);

test('geodesic: Flinders Peak to Buninyong, GDA technical manual (GRS80, whose f is that of CGCS2000)', () => {
  const flinders = { x: dms(144, 25, 29.5244), y: dms(-37, 57, 3.7203) };
  const buninyong = { x: dms(143, 55, 35.3839), y: dms(-37, 39, 10.1561) };
  const there = geodesicInverse(flinders, buninyong);
  expect(there.distance).toBeCloseTo(54_972.271, 2);
  expect(there.bearing).toBeCloseTo(dms(306, 52, 5.37), 5);
  // Its reverse azimuth.
  expect(geodesicInverse(buninyong, flinders).bearing).toBeCloseTo(dms(127, 10, 25.07), 5);
});

test('geodesic: a quarter of the meridian and of the equator, nothing, antipodes', () => {
  // The meridian quadrant of GRS80 is 10 001 965.729 m.
  expect(geodesicInverse({ x: 80, y: 0 }, { x: 80, y: 90 }).distance).toBeCloseTo(10_001_965.729, 2);
  expect(geodesicInverse({ x: 0, y: 0 }, { x: 90, y: 0 })).toMatchObject({
    distance: expect.closeTo((6_378_137 * Math.PI) / 2, 3),
    bearing: expect.closeTo(90, 9),
  });
  expect(geodesicInverse({ x: 80, y: 40 }, { x: 80, y: 40 }).distance).toBe(0);
  const far = geodesicInverse({ x: 0, y: 0 }, { x: 179.9, y: 0.1 });
  expect(far.by).toBe('sphere');
  // From pole to pole: twice the quadrant, whichever way it is told.
  for (const x of [0, 90, 180]) {
    const poles = geodesicInverse({ x: 0, y: 90 }, { x, y: -90 });
    expect(poles.distance / 20_003_931.458).toBeCloseTo(1, 2);
  }
  expect(far.distance / 20_003_000).toBeCloseTo(1, 2);
});

test('the nearest receptors, their direction, and a distance beyond which nobody asks', () => {
  const receptors = [
    { id: 'school', kind: '学校', x: 87.6, y: 43.81 },
    { id: 'hospital', x: 87.61, y: 43.8 },
    { id: 'village', x: 87.6, y: 43.7 },
    { id: 'nowhere', x: 300, y: 0 },
  ];
  const told = nearestReceptors({ from: { x: 87.6, y: 43.8 }, receptors, within: 5_000 });
  expect(told.nearest.map((one) => [one.id, one.compass, one.kind])).toEqual([
    ['hospital', 'E', null],
    ['school', 'N', '学校'],
  ]);
  // A hundredth of a degree of latitude here is a little more than 1.11 km.
  expect(told.nearest[1]!.distance).toBeCloseTo(1_111, -1);
  expect([told.count, told.problems.map((one) => one.code)]).toEqual([2, ['SPATIAL_PLACE_INVALID']]);
  expect([0, 11.3, 348.7, 348.8, 225].map(compassOf)).toEqual(['N', 'NNE', 'NNW', 'N', 'SW']);
});

test('coverage of two stations by hand', () => {
  const told = evaluateCoverage({
    stations: [
      { id: 'a', x: 0, y: 0 },
      { id: 'b', x: 10_000, y: 0 },
    ],
    cells: [
      { x: 0, y: 3_000, weight: 50 },
      { x: 4_000, y: 0, weight: 30 },
      { x: 10_000, y: 8_000, weight: 20 },
      { x: 90_000, y: 0, weight: 0 },
    ],
    distances: [3_000, 5_000, 8_000],
  });
  expect(told.coverage.map((one) => one.share)).toEqual([0.5, 0.8, 1]);
  expect([...told.nearestDistance]).toEqual([3_000, 4_000, 8_000, 80_000]);
  expect([...told.nearestStation]).toEqual([0, 0, 1, 1]);
  expect(told.meanDistance).toBe((50 * 3_000 + 30 * 4_000 + 20 * 8_000) / 100);
  expect([told.farthest, told.served.map((one) => one.weight)]).toEqual([8_000, [80, 20]]);
  expect(evaluateCoverage({ stations: [], cells: [{ x: 0, y: 0 }] }).problems[0]!.code).toBe(
    'SPATIAL_TOO_FEW',
  );
});

test('air grid: scores of three cells by hand, what is missing weighs nothing', () => {
  const told = rankAirGrid({
    cells: [
      { id: 'a', x: 0, y: 0, station: 0, satellite: 5, source: 1 },
      { id: 'b', x: 1, y: 0, station: 10, satellite: 5, source: 3 },
      { id: 'c', x: 2, y: 0, station: 20, satellite: 5, source: null },
      { id: 'd', x: 3, y: 0 },
    ],
  });
  // Stations: mean 10, s 10: −1, 0, 1. Sources: mean 2, s √2: ∓1/√2. Satellites are all equal: left out, 0.4/0.7 and 0.3/0.7 remain.
  const [ws, wq] = [0.4 / 0.7, 0.3 / 0.7];
  expect(told.weights).toEqual({
    station: expect.closeTo(ws, 12),
    satellite: 0,
    source: expect.closeTo(wq, 12),
  });
  expect(told.cells.map((one) => [one.id, one.rank])).toEqual([
    ['c', 1],
    ['b', 2],
    ['a', 3],
  ]);
  expect(told.cells[0]).toMatchObject({ score: expect.closeTo(1, 12), completeness: expect.closeTo(ws, 12) });
  expect(told.cells[1]!.score).toBeCloseTo(wq / Math.SQRT2, 12);
  expect(told.cells[2]!.score).toBeCloseTo(-ws - wq / Math.SQRT2, 12);
  expect([told.basis, told.problems.map((one) => one.path)]).toEqual(['ours', ['cells.satellite']]);
  const mine = rankAirGrid({
    cells: [
      { x: 0, y: 0, source: 1 },
      { x: 0, y: 1, source: 2 },
    ],
    weights: { source: 5 },
  });
  expect([mine.basis, mine.weights.source, mine.cells[0]!.index]).toEqual(['given', 1, 1]);
});
