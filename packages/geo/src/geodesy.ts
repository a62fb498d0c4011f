import geodesic from 'geographiclib-geodesic';
import type { Geometry, Position } from './geojson.ts';

/**
 * Lengths and areas on the ellipsoid after C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87 (2013) 43–55,
 * by GeographicLib. CGCS2000 (GB 22021-2008: a = 6 378 137 m, f = 1/298.257 222 101) is the country's own;
 * WGS 84 differs in the sixth digit of f only, which is below a millimetre in any distance.
 */
export type Ellipsoid = 'CGCS2000' | 'WGS84';

const MODELS = {
  CGCS2000: new geodesic.Geodesic.Geodesic(6_378_137, 1 / 298.257222101),
  WGS84: geodesic.Geodesic.WGS84,
} as const;

export interface GeodesicLine {
  /** Metres. */
  readonly distance: number;
  /** Forward azimuth at the start and at the end, degrees clockwise from north, in [-180, 180]. */
  readonly azimuth1: number;
  readonly azimuth2: number;
}

/** The shortest line between two positions `[lon, lat]` in degrees (大地线反算). */
export function inverse(from: Position, to: Position, ellipsoid: Ellipsoid = 'CGCS2000'): GeodesicLine {
  const r = MODELS[ellipsoid].Inverse(from[1]!, from[0]!, to[1]!, to[0]!);
  return { distance: r.s12!, azimuth1: r.azi1!, azimuth2: r.azi2! };
}

/** Metres between two positions `[lon, lat]`. */
export function distance(from: Position, to: Position, ellipsoid: Ellipsoid = 'CGCS2000'): number {
  return inverse(from, to, ellipsoid).distance;
}

/** The position reached from `[lon, lat]` along an azimuth (degrees) after `metres` (大地线正算). */
export function destination(
  from: Position,
  azimuth: number,
  metres: number,
  ellipsoid: Ellipsoid = 'CGCS2000',
): Position {
  const r = MODELS[ellipsoid].Direct(from[1]!, from[0]!, azimuth, metres);
  return [r.lon2!, r.lat2!];
}

/** Area of a geometry in square metres (holes subtracted; points and lines are zero). */
export function area(geometry: Geometry, ellipsoid: Ellipsoid = 'CGCS2000'): number {
  switch (geometry.type) {
    case 'Polygon':
      return polygonArea(geometry.coordinates, ellipsoid);
    case 'MultiPolygon':
      return geometry.coordinates.reduce((sum, rings) => sum + polygonArea(rings, ellipsoid), 0);
    case 'GeometryCollection':
      return geometry.geometries.reduce((sum, part) => sum + area(part, ellipsoid), 0);
    default:
      return 0;
  }
}

function polygonArea(rings: Position[][], ellipsoid: Ellipsoid): number {
  const [outer = [], ...holes] = rings.map((ring) => Math.abs(measureRing(ring, ellipsoid).area));
  return outer === 0 ? 0 : (outer as number) - holes.reduce((sum, hole) => sum + hole, 0);
}

/** Signed area (m², positive when counter-clockwise) and perimeter (m) of one ring, closed or not. */
export function measureRing(
  ring: readonly Position[],
  ellipsoid: Ellipsoid = 'CGCS2000',
): { area: number; perimeter: number } {
  const polygon = MODELS[ellipsoid].Polygon(false);
  const open = isClosed(ring) ? ring.slice(0, -1) : ring;
  for (const [lon, lat] of open) polygon.AddPoint(lat!, lon!);
  const result = polygon.Compute(false, true);
  return { area: result.area ?? 0, perimeter: result.perimeter };
}

function isClosed(ring: readonly Position[]): boolean {
  const first = ring[0];
  const last = ring.at(-1);
  return ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

/** Length of lines, perimeter of polygons (holes included), in metres. */
export function length(geometry: Geometry, ellipsoid: Ellipsoid = 'CGCS2000'): number {
  const line = (positions: Position[]) =>
    positions.reduce((sum, to, i) => (i === 0 ? 0 : sum + distance(positions[i - 1]!, to, ellipsoid)), 0);
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates);
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.reduce((sum, one) => sum + line(one), 0);
    case 'MultiPolygon':
      return geometry.coordinates.flat().reduce((sum, one) => sum + line(one), 0);
    case 'GeometryCollection':
      return geometry.geometries.reduce((sum, part) => sum + length(part, ellipsoid), 0);
    default:
      return 0;
  }
}
