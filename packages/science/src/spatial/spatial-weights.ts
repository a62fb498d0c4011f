import { distanceOf, type Points } from './points.ts';

/**
 * `binary`: 1 within the distance band, 0 beyond. `inverse`: (d₀/d)ᵖ within the band, d₀ the least distance between two places, 1 for
 * what is as near as that; ours, so that the unit of the distance does not decide how much a point weighs beside its neighbours.
 */
export const WEIGHT_KINDS = ['binary', 'inverse'] as const;
export type WeightKind = (typeof WEIGHT_KINDS)[number];

/** Neighbours of each point, without itself. */
export type SpatialWeights = readonly { readonly index: number; readonly weight: number }[][];

/** Pairs of neighbours that are kept; 1 400 points that are all neighbours of each other. */
export const PAIR_LIMIT = 1_000_000;

/** @returns null: more pairs than `PAIR_LIMIT` lie within the band */
export function spatialWeights(
  points: Points,
  { kind, band, power }: { kind: WeightKind; band: number; power: number },
): SpatialWeights | null {
  const pairs: { i: number; j: number; distance: number }[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < points.count; i++)
    for (let j = 0; j < i; j++) {
      const distance = distanceOf(points, i, points, j);
      if (distance > 0) least = Math.min(least, distance);
      if (distance > band) continue;
      if (pairs.length === PAIR_LIMIT) return null;
      pairs.push({ i, j, distance });
    }
  const lists: { index: number; weight: number }[][] = Array.from({ length: points.count }, () => []);
  for (const { i, j, distance } of pairs) {
    const weight = kind === 'binary' || distance <= least ? 1 : (least / distance) ** power;
    lists[i]!.push({ index: j, weight });
    lists[j]!.push({ index: i, weight });
  }
  return lists;
}

/** The distance at which each point has a neighbour: the largest of the distances to the nearest other place, m. */
export function bandOf(points: Points): number {
  let band = 0;
  for (let i = 0; i < points.count; i++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let j = 0; j < points.count; j++) {
      if (j !== i) nearest = Math.min(nearest, distanceOf(points, i, points, j));
    }
    if (Number.isFinite(nearest)) band = Math.max(band, nearest);
  }
  return band;
}
