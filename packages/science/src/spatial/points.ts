import type { Coordinates, Place } from './read.ts';

/**
 * Distances among many points, fast. Planar: straight. Lonlat: arcs of the sphere of the mean radius (haversine's distance, by
 * the chord), which differ from geodesics of the ellipsoid by 0.56 % at most; where a distance is itself the answer (receptors), `geodesic.ts`.
 */
export interface Points {
  readonly count: number;
  readonly sphere: boolean;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

/** Mean radius (2a + b)/3 of the ellipsoid, m (IUGG). */
export const EARTH_RADIUS = 6_371_008.8;
const DEGREE = Math.PI / 180;

export function pointsOf(places: readonly Place[], coordinates: Coordinates): Points {
  const points = emptyPoints(places.length, coordinates);
  for (const [i, { x, y }] of places.entries()) putPoint(points, i, x, y);
  return points;
}

export function emptyPoints(count: number, coordinates: Coordinates): Points {
  return {
    count,
    sphere: coordinates === 'lonlat',
    x: new Float64Array(count),
    y: new Float64Array(count),
    z: new Float64Array(count),
  };
}

export function putPoint(points: Points, i: number, x: number, y: number): void {
  if (!points.sphere) {
    points.x[i] = x;
    points.y[i] = y;
    return;
  }
  const level = EARTH_RADIUS * Math.cos(y * DEGREE);
  points.x[i] = level * Math.cos(x * DEGREE);
  points.y[i] = level * Math.sin(x * DEGREE);
  points.z[i] = EARTH_RADIUS * Math.sin(y * DEGREE);
}

/** Metres between point i of one and point j of the other. */
export function distanceOf(a: Points, i: number, b: Points, j: number): number {
  const dx = a.x[i]! - b.x[j]!;
  const dy = a.y[i]! - b.y[j]!;
  const dz = a.z[i]! - b.z[j]!;
  const straight = Math.sqrt(dx * dx + dy * dy + dz * dz);
  return a.sphere ? 2 * EARTH_RADIUS * Math.asin(Math.min(1, straight / (2 * EARTH_RADIUS))) : straight;
}

/** Samples near a point, in buffers that are used again: a grid asks a million times. */
export interface Nearby {
  count: number;
  readonly index: Int32Array;
  readonly distance: Float64Array;
}

export interface Reach {
  /** Farther samples take no part, m. */
  readonly radius: number | null;
  /** The nearest of them only. */
  readonly most: number | null;
}

export function nearbyOf(samples: Points): Nearby {
  return { count: 0, index: new Int32Array(samples.count), distance: new Float64Array(samples.count) };
}

/**
 * Fills `nearby` with the samples within reach of point j: with `most` the nearest first (equal distances in the order given),
 * without it all of them in the order given.
 * @param except a sample that takes no part; -1: none
 */
export function findNearby(
  samples: Points,
  at: Points,
  j: number,
  { radius, most }: Reach,
  nearby: Nearby,
  except = -1,
): Nearby {
  const { index, distance } = nearby;
  const room = most === null ? samples.count : Math.min(most, samples.count);
  let count = 0;
  for (let i = 0; i < samples.count; i++) {
    if (i === except) continue;
    const d = distanceOf(samples, i, at, j);
    if (radius !== null && d > radius) continue;
    if (most === null) {
      index[count] = i;
      distance[count++] = d;
      continue;
    }
    if (count === room && d >= distance[count - 1]!) continue;
    let to = count === room ? count - 1 : count++;
    for (; to > 0 && distance[to - 1]! > d; to--) {
      distance[to] = distance[to - 1]!;
      index[to] = index[to - 1]!;
    }
    index[to] = i;
    distance[to] = d;
  }
  nearby.count = count;
  return nearby;
}
