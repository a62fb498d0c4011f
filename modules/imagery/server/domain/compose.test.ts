import { describe, expect, test } from 'vitest';
import type { SceneBand } from '../../contract.ts';
import { type Composable, compose, MOST_CELL_RATIO } from './compose.ts';

const bands = (roles: string, scale = 1e-4, offset = -0.1): SceneBand[] =>
  roles.split(' ').map((role, i) => ({
    number: i + 1,
    name: role,
    role: role as SceneBand['role'],
    scale,
    offset,
    statistics: null,
  }));
const scene = (id: number, more: Partial<Composable> = {}, cell = 10, x = 500_000): Composable => ({
  id,
  title: `s${id}`,
  sensor: 'sentinel-2-l2a',
  from: id * 1_000,
  to: id * 1_000,
  cloudShare: null,
  grid: { crs: 'EPSG:32645', width: 100, height: 80, affine: [x, cell, 0, 4_800_000, 0, -cell] },
  type: 'uint16',
  noData: 0,
  reflectance: true,
  bands: bands('B G R N'),
  ...more,
});
const mosaic = { method: 'first', order: 'newest', box: null } as const;
const plain = { sensor: 'gaofen', reflectance: false, bands: bands('B G R N', 1, 0) } as const;

describe('what a composite will be', () => {
  test('one grid over all scenes in the cells of the finest, whichever comes first', () => {
    const { grid, gsd } = compose([scene(2, {}, 12), scene(1, {}, 10, 499_900)], mosaic);
    expect(gsd).toBe(10);
    // From 499 900 over the coarser one, which ends at 501 200; 80 cells of 12 m are 96 of 10.
    expect(grid).toEqual({
      crs: 'EPSG:32645',
      width: 130,
      height: 96,
      affine: [499_900, 10, 0, 4_800_000, 0, -10],
    });
    // Of equally fine grids that of the first.
    const shifted = compose([scene(1), scene(2, {}, 10, 500_003)], mosaic);
    expect(Math.abs(shifted.grid.affine[0] - 500_003) % 10).toBe(0);
    expect(shifted.grid.width).toBe(101);
  });
  test('cells may differ by as much as it says', () => {
    const of = (ratio: number) => compose([scene(1), scene(2, {}, 10 * ratio)], mosaic);
    expect(of(MOST_CELL_RATIO).gsd).toBe(10);
    expect(() => of(MOST_CELL_RATIO + 0.01)).toThrow(
      expect.objectContaining({ code: 'IMAGERY_COMPOSITE_CELLS' }),
    );
  });
  test('orders: by time, and by clouds with the unknown last', () => {
    const all = [scene(1, { cloudShare: 0.4 }), scene(2), scene(3, { cloudShare: 0.1 }), scene(4)];
    const order = (name: 'newest' | 'oldest' | 'clearest') =>
      compose(all, { ...mosaic, order: name }).scenes.map(({ id }) => id);
    expect(order('newest')).toEqual([4, 3, 2, 1]);
    expect(order('oldest')).toEqual([1, 2, 3, 4]);
    expect(order('clearest')).toEqual([3, 1, 4, 2]);
  });
  test('the period reaches over periods', () => {
    const { from, to } = compose([scene(5, { from: 100, to: 9_000 }), scene(2)], mosaic);
    expect([from, to]).toEqual([100, 9_000]);
  });
  test('numbers stay as they are stored where all agree; counts never meet the number of no data', () => {
    expect(compose([scene(1), scene(2)], mosaic).storage).toEqual({
      type: 'uint16',
      scale: 1e-4,
      offset: -0.1,
      noData: 0,
    });
    const common = { type: 'int16', scale: 1e-4, offset: 0, noData: -32_768 };
    expect(compose([scene(1), scene(2, { bands: bands('B G R N', 1e-4, 0) })], mosaic).storage).toEqual(
      common,
    );
    expect(compose([scene(1), scene(2, { type: 'int16' })], mosaic).storage).toEqual(common);
    const noDataOf = (type: Composable['type'], noData: number | null) =>
      compose([scene(1, { ...plain, type, noData }), scene(2, { ...plain, type, noData })], mosaic).storage
        .noData;
    expect(noDataOf('uint8', 255)).toBe(255);
    expect(noDataOf('uint8', 3)).toBe(0);
    expect(noDataOf('uint8', null)).toBe(0);
    expect(noDataOf('float32', -9_999)).toBe(-9_999);
    expect(noDataOf('float32', null)).toBeNaN();
  });
  test('only bands that show the ground, and that all have', () => {
    const one = scene(1, { bands: bands('other B G R N S1') });
    const two = scene(2, { bands: bands('R G B alpha N') });
    expect(compose([one, two], mosaic).roles).toEqual(['R', 'G', 'B', 'N']);
    expect(compose([one, two], { ...mosaic, order: 'oldest' }).roles).toEqual(['B', 'G', 'R', 'N']);
  });
  test('a box is covered by whole cells, and must meet each scene', () => {
    // The middle of the zone at its central meridian.
    const central = (id: number, x: number) => scene(id, {}, 10, x);
    const whole = compose([central(1, 500_000), central(2, 500_500)], mosaic);
    const cut = compose([central(1, 500_000), central(2, 500_500)], {
      ...mosaic,
      box: [87.0065, 43.348, 87.0105, 43.351],
    });
    expect(cut.grid.width).toBeLessThan(whole.grid.width / 2);
    expect(Math.abs(cut.grid.affine[0] - whole.grid.affine[0]) % 10).toBe(0);
    expect(() =>
      compose([central(1, 500_000), central(2, 500_500)], {
        ...mosaic,
        box: [87.0005, 43.348, 87.001, 43.351],
      }),
    ).toThrow(expect.objectContaining({ code: 'IMAGERY_COMPOSITE_BOX', params: { titles: 's2' } }));
  });
});
