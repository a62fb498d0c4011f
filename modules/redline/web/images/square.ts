import { type PatchDetail, sceneName } from '../../contract.ts';

/** Geometry of a patch as its page has it. */
export type Shape = { readonly type: string; readonly coordinates: unknown };
type Corner = readonly [lon: number, lat: number];

/** A square of Web Mercator around a patch: pictures of it are not distorted, and lie cell on cell. */
export interface Square {
  /** West, south, east, north, degrees. */
  readonly box: readonly [number, number, number, number];
  /** As the routes take it. */
  readonly text: string;
  /** Where a place lies, 0 to 1 from the left and from the top. */
  at(lon: number, lat: number): readonly [x: number, y: number];
}

const DEGREE = Math.PI / 180;
/** Radians of Web Mercator, so that a degree of longitude is as long as there. */
const northOf = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * DEGREE) / 2));
const latOf = (north: number): number => (2 * Math.atan(Math.exp(north)) - Math.PI / 2) / DEGREE;
const EARTH = 6_378_137;
/** Metres of a side at least: what lies around tells what it is. */
const LEAST = 400;
/** Of the longer side of the patch. */
const ROOM = 2.4;

export function squareAround(shape: Shape): Square {
  const corners = cornersOf(shape.coordinates);
  const [xs, ys] = [corners.map(([lon]) => lon * DEGREE), corners.map(([, lat]) => northOf(lat))];
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  // Mercator stretches by 1 / cos φ.
  const least = LEAST / EARTH / Math.cos(latOf(y) * DEGREE);
  const half = Math.max(least, ROOM * Math.max(east - west, north - south)) / 2;
  const box = [(x - half) / DEGREE, latOf(y - half), (x + half) / DEGREE, latOf(y + half)] as const;
  return {
    box,
    text: box.map((side) => side.toFixed(7)).join(','),
    at: (lon, lat) => [(lon * DEGREE - x + half) / (2 * half), (y + half - northOf(lat)) / (2 * half)],
  };
}

function cornersOf(coordinates: unknown): Corner[] {
  if (!Array.isArray(coordinates)) return [];
  if (typeof coordinates[0] === 'number') return [coordinates as unknown as Corner];
  return coordinates.flatMap(cornersOf);
}

/** Outline as a path of SVG in a square of 100. */
export function pathIn({ at }: Square, { type, coordinates }: Shape): string {
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Corner[][][];
  return polygons
    .flat()
    .map((ring) => {
      const places = ring.map(([lon, lat]) =>
        at(lon, lat)
          .map((one) => (100 * one).toFixed(2))
          .join(' '),
      );
      return `M${places.join('L')}Z`;
    })
    .join('');
}

/** What of a scene decides which stands before, which after. */
export interface Dated {
  readonly id: number;
  readonly takenAt: string;
  /** It shows no day. */
  readonly composite: boolean;
}

/**
 * The two scenes that a patch was found on where they are known by their numbers; else the newest of its earlier day or before it, and
 * the first of its later day or after it; else the oldest and the newest. Composites only by their numbers.
 * @param scenes the newest first
 */
export function pairOf<T extends Dated>(
  scenes: readonly T[],
  { beforeScene, afterScene, beforeOn, patch }: PairFacts,
): { before: T | null; after: T | null } {
  const known = (id: string | null) => scenes.find((one) => sceneName(one.id) === id);
  const dayOf = (one: T) => one.takenAt.slice(0, 10);
  const dated = scenes.filter(({ composite }) => !composite);
  const after = known(afterScene) ?? dated.findLast((one) => dayOf(one) >= patch.afterOn) ?? dated[0] ?? null;
  const limit = beforeOn ?? patch.afterOn;
  const before =
    known(beforeScene) ??
    dated.find((one) => dayOf(one) <= limit && one !== after) ??
    dated.findLast((one) => one !== after) ??
    null;
  return { before, after };
}
type PairFacts = Pick<PatchDetail, 'beforeScene' | 'afterScene' | 'beforeOn'> & {
  readonly patch: Pick<PatchDetail['patch'], 'afterOn'>;
};
