export type Planar =
  | { readonly kind: 'point'; readonly x: number; readonly y: number }
  /** Rings in PostgreSQL's own form of polygons: `((x,y),…)`. */
  | { readonly kind: 'polygon'; readonly outer: string; readonly holes: readonly string[] };

const NUMBER = '[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,2})?';
const POINT = new RegExp(`^\\s*POINT\\s*\\(\\s*(${NUMBER})\\s+(${NUMBER})\\s*\\)\\s*$`, 'i');
const RING = /\(([^()]*)\)/g;
const PAIR = new RegExp(`^(${NUMBER})\\s+(${NUMBER})$`);

/** A POINT or POLYGON of well-known text; null for anything else. */
export function planar(wkt: string): Planar | null {
  const point = POINT.exec(wkt);
  if (point) return { kind: 'point', x: Number(point[1]), y: Number(point[2]) };
  const body = /^\s*POLYGON\s*\((.*)\)\s*$/is.exec(wkt)?.[1];
  if (body === undefined || !/^\s*\([^()]*\)(\s*,\s*\([^()]*\))*\s*$/.test(body)) return null;
  const rings: string[] = [];
  for (const [, text] of body.matchAll(RING)) {
    const pairs = text!.split(',').map((one) => PAIR.exec(one.trim()));
    const [first, last] = [pairs[0], pairs.at(-1)];
    if (pairs.length < 4 || pairs.includes(null) || !first || !last) return null;
    if (Number(first[1]) !== Number(last[1]) || Number(first[2]) !== Number(last[2])) return null;
    rings.push(`(${pairs.map((pair) => `(${Number(pair![1])},${Number(pair![2])})`).join(',')})`);
  }
  const [outer, ...holes] = rings;
  return outer ? { kind: 'polygon', outer, holes } : null;
}
