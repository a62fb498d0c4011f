import { type Box, boxOf, type Geometry, type Position } from '@tarim/geo';

/**
 * The edge of a picture as GeoJSON: cut in two where it goes over the antimeridian (RFC 7946, 3.1.9).
 * @param outline a closed ring of which longitudes may go beyond 180
 */
export function outlineAsGeometry(outline: readonly Position[]): Geometry {
  const ring = outline.map((one): Position => [...one]);
  if (ring.every(([lon]) => lon! <= 180)) return { type: 'Polygon', coordinates: [ring] };
  const west = cut(ring, (lon) => lon <= 180);
  const east = cut(ring, (lon) => lon >= 180).map(([lon, lat]): Position => [lon! - 360, lat!]);
  if (west.length < 4) return { type: 'Polygon', coordinates: [east] };
  return { type: 'MultiPolygon', coordinates: [[west], [east]] };
}

/** One side of the meridian of 180° (Sutherland and Hodgman 1974, one edge), closed. */
function cut(ring: readonly Position[], inside: (lon: number) => boolean): Position[] {
  const out: Position[] = [];
  for (let i = 0; i < ring.length - 1; i++) {
    const [from, to] = [ring[i]!, ring[i + 1]!];
    if (inside(from[0]!)) out.push([...from]);
    if (inside(from[0]!) === inside(to[0]!) || from[0] === 180 || to[0] === 180) continue;
    const share = (180 - from[0]!) / (to[0]! - from[0]!);
    out.push([180, from[1]! + (to[1]! - from[1]!) * share]);
  }
  return out.length === 0 ? [] : [...out, [...out[0]!]];
}

/** So much of both boxes must be common for one to be the other, told by hand. */
const ALIKE = 0.8;

/** Whether boxes (west may be beyond east) are about the same, by the area they share. */
export function alike(told: Box, found: Box): boolean {
  const [a, b] = [unrolled(told), unrolled(found)];
  const shared =
    Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) *
    Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  return shared >= ALIKE * (areaOf(a) + areaOf(b) - shared);
}

const unrolled = ([west, south, east, north]: Box): Box => [
  west,
  south,
  east < west ? east + 360 : east,
  north,
];
const areaOf = ([west, south, east, north]: Box): number => (east - west) * (north - south);

/** A footprint over the antimeridian has two parts: its box begins in the east (RFC 7946, 5.2). */
export function boxAcross(geometry: Geometry): Box {
  if (geometry.type === 'MultiPolygon' && geometry.coordinates.length === 2) {
    const parts = geometry.coordinates.map((coordinates) => boxOf({ type: 'Polygon', coordinates }));
    const [east, west] = parts[0]![0] < parts[1]![0] ? parts : parts.toReversed();
    if (west![2] === 180 && east![0] === -180)
      return [west![0], Math.min(west![1], east![1]), east![2], Math.max(west![3], east![3])];
  }
  return boxOf(geometry);
}

/** From west to east, degrees; a west beyond the east goes over the antimeridian. */
export type Span = readonly [west: number, east: number];

/** The shortest span that has all of these within it: all but the widest gap between them. */
export function spanOver(spans: readonly Span[]): Span {
  // On a line from each west on, as long as they are.
  const sorted = spans
    .map(([west, east]): Span => [west, east < west ? east + 360 : east])
    .toSorted((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [west, east] of sorted) {
    const last = joined.at(-1);
    if (last && west <= last[1]) last[1] = Math.max(last[1], east);
    else joined.push([west, east]);
  }
  // What goes beyond 180 lies over those in the west again.
  const end = joined.at(-1)![1];
  while (joined.length > 1 && joined[0]![0] + 360 <= end) {
    const [, east] = joined.shift()!;
    joined.at(-1)![1] = Math.max(joined.at(-1)![1], east + 360);
  }
  const gapBefore = ([west]: readonly [number, number], i: number) =>
    west - (i === 0 ? joined.at(-1)![1] - 360 : joined[i - 1]![1]);
  const gaps = joined.map(gapBefore);
  const widest = Math.max(...gaps);
  if (widest <= 0) return [-180, 180];
  const at = gaps.indexOf(widest);
  const west = joined[at]![0];
  const last = (at === 0 ? joined.at(-1)! : joined[at - 1]!)[1];
  return [west, last > 180 ? last - 360 : last];
}
