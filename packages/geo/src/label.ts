import { boxOf } from './box.ts';
import { sideOf } from './contains.ts';
import { type Areal, arealOf, type Position, polygonsOf } from './geojson.ts';

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly half: number;
  /** Signed distance to the outline: positive inside. */
  readonly d: number;
  /** The most that any point of the cell can reach. */
  readonly most: number;
}

/**
 * The point inside a polygon that is farthest from its outline (pole of inaccessibility): where a label sits best.
 * Quadtree refinement with the cell bound d + half·√2, so the answer is within `precision` of the optimum.
 * Longitudes are shortened by cos φ, so "farthest" is meant on the ground. Of a MultiPolygon the widest part is taken.
 */
export function labelPoint(geometry: Areal, precision = 0.005): Position {
  const box = boxOf(geometry);
  const shrink = Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180) || 1;
  let best: { point: Position; d: number } | null = null;
  for (const polygon of polygonsOf(geometry)) {
    const scaled = polygon.map((ring) => ring.map(([x, y]) => [x! * shrink, y!]));
    const found = pole(arealOf([scaled])!, precision);
    if (!best || found.d > best.d) best = { point: [found.x / shrink, found.y], d: found.d };
  }
  return best?.point ?? [];
}

function pole(polygon: Areal, precision: number): Cell {
  const [minX, minY, maxX, maxY] = boxOf(polygon);
  const size = Math.min(maxX - minX, maxY - minY);
  const half = (size || 1e-9) / 2;
  let best = cellAt(polygon, (minX + maxX) / 2, (minY + maxY) / 2, 0);
  let open: Cell[] = [];
  if (size > 0) {
    for (let x = minX; x < maxX; x += size) {
      for (let y = minY; y < maxY; y += size) open.push(cellAt(polygon, x + half, y + half, half));
    }
  }
  while (open.length > 0) {
    const next: Cell[] = [];
    for (const cell of open) if (cell.d > best.d) best = cell;
    for (const cell of open) {
      if (cell.most - best.d <= precision) continue;
      const h = cell.half / 2;
      for (const [dx, dy] of [
        [-h, -h],
        [h, -h],
        [-h, h],
        [h, h],
      ] as const) {
        next.push(cellAt(polygon, cell.x + dx, cell.y + dy, h));
      }
    }
    open = next;
  }
  return best;
}

function cellAt(polygon: Areal, x: number, y: number, half: number): Cell {
  const away = Math.sqrt(squaredDistance(polygon, x, y));
  const d = sideOf(polygon, x, y) === 'inside' ? away : -away;
  return { x, y, half, d, most: d + half * Math.SQRT2 };
}

function squaredDistance(polygon: Areal, px: number, py: number): number {
  let least = Infinity;
  for (const rings of polygonsOf(polygon)) {
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = ring[i - 1] as [number, number];
        const [bx, by] = ring[i] as [number, number];
        const [dx, dy] = [bx - ax, by - ay];
        const span = dx * dx + dy * dy;
        const t = span === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / span));
        const [ex, ey] = [px - ax - t * dx, py - ay - t * dy];
        least = Math.min(least, ex * ex + ey * ey);
      }
    }
  }
  return least;
}
