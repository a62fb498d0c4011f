import { expect, test } from 'vitest';
import { pairOf, pathIn, squareAround } from './square.ts';

const SHAPE = {
  type: 'Polygon',
  coordinates: [
    [
      [87.6, 43.8],
      [87.61, 43.8],
      [87.61, 43.805],
      [87.6, 43.8],
    ],
  ],
};

test('a square of Web Mercator, wide enough, that places lie rightly in', () => {
  const square = squareAround(SHAPE);
  const [west, south, east, north] = square.box;
  // 0.01° of longitude is the longer side; 2.4 times of it.
  expect(east - west).toBeCloseTo(0.024, 9);
  expect((west + east) / 2).toBeCloseTo(87.605, 9);
  // EPSG:3857 by its formula: y = R · asinh(tan φ).
  const y = (lat: number) => Math.asinh(Math.tan((lat * Math.PI) / 180));
  expect(y(north) - y(south)).toBeCloseTo(((east - west) * Math.PI) / 180, 12);
  expect(square.at(west, north)).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
  expect(square.at(east, south)).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
  expect(pathIn(square, SHAPE)).toMatch(/^M29\.17 [\d.]+L70\.83 [\d.]+L70\.83 [\d.]+L29\.17 [\d.]+Z$/);
});

test('something small is shown with 400 m around it', () => {
  const { box } = squareAround({ type: 'Polygon', coordinates: [[[87.6, 43.8]]] });
  const metres = (box[2] - box[0]) * (Math.PI / 180) * 6_378_137 * Math.cos((43.8 * Math.PI) / 180);
  expect(metres).toBeCloseTo(400, 3);
});

const scene = (id: number, day: string, composite = false) => ({
  id,
  takenAt: `${day}T05:00:00+08:00`,
  composite,
});
const SCENES = [
  scene(4, '2026-09-01'),
  scene(3, '2026-07-01'),
  scene(2, '2026-05-01'),
  scene(1, '2025-07-01'),
];
const facts = (more: object) => ({
  beforeScene: null,
  afterScene: null,
  beforeOn: '2026-05-20',
  patch: { afterOn: '2026-06-15' },
  ...more,
});
const ids = ({ before, after }: ReturnType<typeof pairOf>) => [before?.id, after?.id];

test('the pair that it was found on, by number or by day', () => {
  expect(ids(pairOf(SCENES, facts({ beforeScene: 'imagery/1', afterScene: 'imagery/4' })))).toEqual([1, 4]);
  expect(ids(pairOf(SCENES, facts({})))).toEqual([2, 3]);
  expect(ids(pairOf(SCENES, facts({ beforeOn: null })))).toEqual([2, 3]);
  // Nothing as late, nothing as early.
  expect(ids(pairOf(SCENES, facts({ patch: { afterOn: '2027-01-01' }, beforeOn: '2024-01-01' })))).toEqual([
    1, 4,
  ]);
  expect(ids(pairOf([SCENES[0]!], facts({})))).toEqual([undefined, 4]);
  expect(ids(pairOf([], facts({})))).toEqual([undefined, undefined]);
  // A composite shows no day: only a patch that was found on it has it.
  const more = [scene(5, '2026-06-20', true), ...SCENES];
  expect(ids(pairOf(more, facts({})))).toEqual([2, 3]);
  expect(ids(pairOf(more, facts({ afterScene: 'imagery/5' })))).toEqual([2, 5]);
});
