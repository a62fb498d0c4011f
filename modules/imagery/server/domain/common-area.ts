import { TarimError } from '@tarim/kernel';
import { converter, extentOf, type Grid, inverted, metresOf, subGrid, toPlace } from '@tarim/raster';
import { imageryErrors as E } from '../errors.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

const STEPS = 16;

/** Columns and rows of a grid that an extent of another system covers: along its border, whose sides are bent. */
function cellsOf(grid: Grid, crs: string, [w, s, e, n]: Box): Box {
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
export function commonGrid(first: Grid, second: Grid, box: Box | null): Grid {
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
