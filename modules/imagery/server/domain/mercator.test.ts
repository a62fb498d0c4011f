import type { Polygon } from '@tarim/geo';
import { expect, test } from 'vitest';
import { boxOfText, chipGrid, holdsBox, zoomsOf } from './mercator.ts';

test('a box of degrees', () => {
  expect(boxOfText('87.5,43.6,87.6,43.7')).toEqual([87.5, 43.6, 87.6, 43.7]);
  for (const wrong of ['87.6,43.6,87.5,43.7', '87.5,43.7,87.6,43.6', '187,0,188,1', '0,-91,1,0'])
    expect(() => boxOfText(wrong)).toThrow(expect.objectContaining({ code: 'IMAGERY_BOX_INVALID' }));
});

test('a picture of a box has square cells in Web Mercator, with the box in its middle', () => {
  const grid = chipGrid([87.5, 43.6, 87.7, 43.7], 512);
  expect(grid).toMatchObject({ crs: 'EPSG:3857', width: 512 });
  const [left, cell, , top, , down] = grid.affine;
  expect(down).toBe(-cell);
  // Web Mercator of 87.5° and 43.7°, by the closed formulae of EPSG 9.3.
  expect(left).toBeCloseTo((87.5 * Math.PI * 6_378_137) / 180, 3);
  const north = 6_378_137 * Math.log(Math.tan(Math.PI / 4 + (43.7 * Math.PI) / 360));
  expect(Math.abs(top - north)).toBeLessThan(cell / 2);
  // A tall box has its length downwards.
  expect(chipGrid([87.5, 43, 87.51, 44], 300).height).toBe(300);
  // The pole lies at no finite place.
  expect(Number.isFinite(chipGrid([0, 80, 10, 90], 64).affine[3])).toBe(true);
});

test('zooms go down to the cells of a scene', () => {
  // 10 m at 43.6°: 156 543 m · cos 43.6° / 2^14 = 6.9 m is finer, 2^13 coarser.
  expect(zoomsOf([87, 43.5, 88, 43.7], 10, 1)).toEqual({ min: 7, max: 14 });
  expect(zoomsOf([87, 43.5, 87.001, 43.7], 0.05, 0.001).max).toBe(22);
});

test('a footprint holds a box only with all its corners', () => {
  const footprint: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [87, 43],
        [88, 43],
        [88, 44],
        [87, 43],
      ],
    ],
  };
  expect(holdsBox(footprint, [87.7, 43.1, 87.9, 43.2])).toBe(true);
  expect(holdsBox(footprint, [87.2, 43.1, 87.4, 43.3])).toBe(false);
});
