import { area } from '@tarim/geo';
import { expect, test } from 'vitest';
import { hullOf, outlineOf } from './outline.ts';

const grid = (...rows: string[]) => Uint8Array.from(rows.join('').split('').map(Number));

test('the hull of a full grid is its border, of a slanted scene its corners', () => {
  expect(hullOf(new Uint8Array(12).fill(1), 4, 3)).toEqual([
    [0, 0],
    [4, 0],
    [4, 3],
    [0, 3],
  ]);
  expect(hullOf(grid('0010', '0111', '1110', '0100'), 4, 4)).toEqual([
    [0, 2],
    [2, 0],
    [3, 0],
    [4, 1],
    [4, 2],
    [2, 4],
    [1, 4],
    [0, 3],
  ]);
  expect(hullOf(grid('000', '010'), 3, 2)).toHaveLength(4);
  expect(hullOf(new Uint8Array(6), 3, 2)).toBeNull();
});

test('on the earth it is closed, counter-clockwise, and long sides are cut', () => {
  const ring = hullOf(new Uint8Array(10_000).fill(1), 100, 100)!;
  const polygon = outlineOf(ring, 100, (x, y) => [87 + x / 1_000, 44 - y / 1_000]);
  const [outer] = polygon.coordinates;
  expect(outer).toHaveLength(4 * 8 + 1);
  expect(outer![0]).toEqual(outer!.at(-1));
  const signed = outer!
    .slice(1)
    .reduce((sum, [x, y], i) => sum + outer![i]![0]! * y! - x! * outer![i]![1]!, 0);
  expect(signed).toBeGreaterThan(0);
  // A tenth of a degree at 43.95°: 8.03 km by 11.11 km.
  expect(area(polygon) / (8_030 * 11_112)).toBeCloseTo(1, 2);
});
