import Flatbush from 'flatbush';
import { type Box, boxesMeet, boxUnion } from './box.ts';
import { distance } from './geodesy.ts';
import type { Position } from './geojson.ts';

/** A static R-tree (packed Hilbert) over things with a bounding box in degrees. */
export class SpatialIndex<T> {
  readonly #items: readonly T[];
  readonly #boxes: readonly Box[];
  readonly #tree: Flatbush | null;

  constructor(items: readonly T[], boxOf: (item: T) => Box) {
    this.#items = items;
    this.#boxes = items.map(boxOf);
    this.#tree = items.length === 0 ? null : new Flatbush(items.length);
    for (const box of this.#boxes) this.#tree?.add(...box);
    this.#tree?.finish();
  }

  get size(): number {
    return this.#items.length;
  }

  /** The box that covers everything, or null when the index is empty. */
  get box(): Box | null {
    return this.#boxes.length === 0 ? null : this.#boxes.reduce(boxUnion);
  }

  /** Everything whose box meets `box`, in the order it was given. */
  search(box: Box): T[] {
    const found = this.#tree?.search(...box) ?? [];
    return found.sort((a, b) => a - b).map((i) => this.#items[i]!);
  }

  /** Everything whose box covers the point, in the order it was given. */
  at(x: number, y: number): T[] {
    return this.search([x, y, x, y]);
  }
}

export interface Near<T> {
  readonly item: T;
  /** Geodesic metres. */
  readonly distance: number;
}

const METRES_PER_DEGREE = 110_574;

/** Nearest places by geodesic distance (not by degrees, which are shorter east–west away from the equator). */
export class NearestIndex<T> {
  readonly #index: SpatialIndex<T>;
  readonly #position: (item: T) => Position;

  constructor(items: readonly T[], position: (item: T) => Position) {
    this.#position = position;
    this.#index = new SpatialIndex(items, (item) => {
      const [x, y] = position(item) as [number, number];
      return [x, y, x, y];
    });
  }

  /**
   * The `count` nearest items within `maxMetres`, nearest first.
   * Searches growing windows until enough lie within the window's own radius, so that none can hide outside it.
   */
  nearest(at: Position, count = 1, maxMetres = 2_000_000): Near<T>[] {
    if (this.#index.size === 0 || count < 1) return [];
    for (let radius = Math.min(20_000, maxMetres); ; radius = Math.min(radius * 4, maxMetres)) {
      const near = this.#within(at, radius);
      if (near.length >= count || radius >= maxMetres) return near.slice(0, count);
    }
  }

  #within(at: Position, radius: number): Near<T>[] {
    return windowsAround(at, radius)
      .flatMap((box) => this.#index.search(box))
      .map((item) => ({ item, distance: distance(at, this.#position(item)) }))
      .filter((near) => near.distance <= radius)
      .sort((a, b) => a.distance - b.distance);
  }
}

/** Boxes in degrees that surely hold a geodesic circle; two when it crosses the antimeridian. */
export function windowsAround([lon, lat]: Position, radius: number): Box[] {
  const dLat = (radius / METRES_PER_DEGREE) * 1.01;
  const [south, north] = [Math.max(-90, lat! - dLat), Math.min(90, lat! + dLat)];
  const widest = Math.max(Math.abs(south), Math.abs(north));
  const dLon = widest >= 89.9 ? 180 : dLat / Math.cos((widest * Math.PI) / 180);
  if (dLon >= 180) return [[-180, south, 180, north]];
  const [west, east] = [lon! - dLon, lon! + dLon];
  const windows: Box[] = [[Math.max(-180, west), south, Math.min(180, east), north]];
  if (west < -180) windows.push([west + 360, south, 180, north]);
  if (east > 180) windows.push([-180, south, east - 360, north]);
  return windows;
}

/** A fixed-box filter for small lists, where building a tree does not pay. */
export function meeting<T>(items: readonly T[], boxOf: (item: T) => Box, box: Box): T[] {
  return items.filter((item) => boxesMeet(boxOf(item), box));
}
