import { parseWkt } from '@tarim/formats';
import { eachPosition, type Geometry, type SpatialRelation } from '@tarim/geo';
import { refuse } from './odata/tokenize.ts';

export type { Geometry, SpatialRelation };

/** The geometry of a literal in well-known text; `at` is where it stands. @throws TarimError SENSORTHINGS_FILTER_INVALID */
export function geometryOf(wkt: string, at: number): Geometry {
  let geometry: Geometry;
  try {
    geometry = parseWkt(wkt);
  } catch {
    throw refuse(at, 'no geometry in well-known text');
  }
  let positions = 0;
  eachPosition(geometry, ([x, y]) => {
    positions++;
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw refuse(at, 'a position has two numbers');
  });
  if (positions === 0) throw refuse(at, 'an empty geometry');
  if (!closed(geometry)) throw refuse(at, 'a ring ends where it begins and has four positions or more');
  return geometry;
}

/** What GEOS takes: lines of two positions, rings that close. */
export function closed(geometry: Geometry): boolean {
  const line = (positions: readonly (readonly number[])[]) => positions.length >= 2;
  const ring = (positions: readonly (readonly number[])[]) => {
    const [first, last] = [positions[0], positions.at(-1)];
    return positions.length >= 4 && first![0] === last![0] && first![1] === last![1];
  };
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates);
    case 'MultiLineString':
      return geometry.coordinates.every(line);
    case 'Polygon':
      return geometry.coordinates.every(ring);
    case 'MultiPolygon':
      return geometry.coordinates.every((polygon) => polygon.every(ring));
    case 'GeometryCollection':
      return geometry.geometries.every(closed);
    default:
      return true;
  }
}
