import { TarimError } from '@tarim/kernel';
import { converter, extentOf, type Grid, inverted, metresOf, subGrid, toPlace } from '@tarim/raster';
import { imageryErrors as E } from '../errors.ts';

/** Degrees, or columns and rows of cells. */
export type Extent = readonly [west: number, south: number, east: number, north: number];

const STEPS = 16;

/** Columns and rows of a grid that an extent of another system covers: along its border, whose sides are bent. */
function cellsOf(grid: Grid, crs: string, [w, s, e, n]: Extent): Extent {
  const convert = converter(crs, grid.crs);
  const back = inverted(grid.affine);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i <= STEPS; i++)
    for (let j = 0; j <= STEPS; j++) {
      if (i % STEPS !== 0 && j % STEPS !== 0) continue;
      const [x, y] = toPlace(back, ...convert(w + ((e - w) * i) / STEPS, s + ((n - s) * j) / STEPS));
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      [minX, maxX] = [Math.min(minX, x), Math.max(maxX, x)];
      [minY, maxY] = [Math.min(minY, y), Math.max(maxY, y)];
    }
  return [minX, minY, maxX, maxY];
}

/** Half a thousandth of a cell: what is left of a whole number after going through a projection and back. */
const SLACK = 5e-4;

/**
 * The grid on which two scenes are compared: cells of the coarser one, because finer ones would be made up, where both lie.
 * @param box degrees; only within it
 * @throws TarimError IMAGERY_NO_OVERLAP
 */
export function commonGrid(first: Grid, second: Grid, box: Extent | null): Grid {
  const [own, other] = metresOf(second) > metresOf(first) * 1.01 ? [second, first] : [first, second];
  const parts = [cellsOf(own, other.crs, extentOf(other))];
  if (box) parts.push(cellsOf(own, 'EPSG:4490', box));
  const x = Math.max(0, ...parts.map(([w]) => Math.ceil(w - SLACK)));
  const y = Math.max(0, ...parts.map(([, s]) => Math.ceil(s - SLACK)));
  const right = Math.min(own.width, ...parts.map(([, , e]) => Math.floor(e + SLACK)));
  const bottom = Math.min(own.height, ...parts.map(([, , , n]) => Math.floor(n + SLACK)));
  if (!(right - x >= 1 && bottom - y >= 1)) throw new TarimError(E.noOverlap);
  return subGrid(own, { x, y, width: right - x, height: bottom - y });
}

/**
 * A grid that goes on over all scenes in the same cells, or over what of a box any of them covers.
 * @param box degrees
 * @throws TarimError IMAGERY_COMPOSITE_APART of a scene that the system of the grid does not know; IMAGERY_COMPOSITE_BOX of one that has
 *   nothing in the box
 */
export function extendedGrid(
  own: Grid,
  scenes: ReadonlyArray<{ readonly title: string; readonly grid: Grid }>,
  box: Extent | null,
): Grid {
  const parts = scenes.map(({ title, grid }) => {
    const cells = cellsOf(own, grid.crs, extentOf(grid));
    if (!cells.every(Number.isFinite)) throw new TarimError(E.compositeApart, { title });
    return { title, cells: whole(cells) };
  });
  const asked = box && whole(cellsOf(own, 'EPSG:4490', box));
  const beside = asked && parts.filter(({ cells }) => !meets(cells, asked));
  if (beside && beside.length > 0)
    throw new TarimError(E.compositeBox, {
      titles: beside
        .map(({ title }) => title)
        .join(' | ')
        .slice(0, 300),
    });
  const all = parts.map(({ cells }) => cells);
  const [w, s, e, n] = asked ?? ([-Infinity, -Infinity, Infinity, Infinity] as const);
  const x = Math.max(w, Math.min(...all.map((one) => one[0])));
  const y = Math.max(s, Math.min(...all.map((one) => one[1])));
  const right = Math.min(e, Math.max(...all.map((one) => one[2])));
  const bottom = Math.min(n, Math.max(...all.map((one) => one[3])));
  return subGrid(own, { x, y, width: right - x, height: bottom - y });
}

/** Cells that an extent touches. */
const whole = ([w, s, e, n]: Extent): Extent => [
  Math.floor(w + SLACK),
  Math.floor(s + SLACK),
  Math.ceil(e - SLACK),
  Math.ceil(n - SLACK),
];

const meets = (a: Extent, b: Extent): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
