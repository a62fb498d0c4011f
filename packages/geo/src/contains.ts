import type { Areal, Position } from './geojson.ts';
import { polygonsOf } from './geojson.ts';

export type Side = 'inside' | 'boundary' | 'outside';

/** Where a point lies relative to one closed ring (even–odd rule, planar in the coordinates' own units). */
export function sideOfRing(ring: readonly Position[], x: number, y: number): Side {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as [number, number];
    const [xj, yj] = ring[j] as [number, number];
    const cross = (x - xi) * (yj - yi) - (y - yi) * (xj - xi);
    if (
      cross === 0 &&
      Math.min(xi, xj) <= x &&
      x <= Math.max(xi, xj) &&
      Math.min(yi, yj) <= y &&
      y <= Math.max(yi, yj)
    ) {
      return 'boundary';
    }
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}

/** Where a point lies relative to a Polygon or MultiPolygon; the rim of a hole is boundary too. */
export function sideOf(geometry: Areal, x: number, y: number): Side {
  let boundary = false;
  for (const [outer, ...holes] of polygonsOf(geometry)) {
    if (!outer) continue;
    const side = sideOfRing(outer, x, y);
    if (side === 'outside') continue;
    const inHoles = holes.map((hole) => sideOfRing(hole, x, y));
    if (inHoles.includes('inside')) continue;
    if (side === 'inside' && !inHoles.includes('boundary')) return 'inside';
    boundary = true;
  }
  return boundary ? 'boundary' : 'outside';
}

/** True for points inside or on the boundary. */
export function covers(geometry: Areal, x: number, y: number): boolean {
  return sideOf(geometry, x, y) !== 'outside';
}
