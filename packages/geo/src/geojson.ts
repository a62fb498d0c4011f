import type { Problem } from '@tarim/kernel';
import type {
  Feature,
  FeatureCollection,
  Geometry,
  LineString,
  MultiLineString,
  MultiPoint,
  MultiPolygon,
  Point,
  Polygon,
  Position,
} from 'geojson';

export type {
  Feature,
  FeatureCollection,
  Geometry,
  LineString,
  MultiLineString,
  MultiPoint,
  MultiPolygon,
  Point,
  Polygon,
  Position,
};

export type Areal = Polygon | MultiPolygon;

/** Largest number of positions that `parseGeometry` accepts unless told otherwise. */
export const MAX_POSITIONS = 500_000;

const DEPTH: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/** The rings of a polygonal geometry, polygon by polygon: outer ring first, then its holes. */
export function polygonsOf(geometry: Areal): Position[][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** Calls `visit` with every position of a geometry. */
export function eachPosition(geometry: Geometry, visit: (position: Position) => void): void {
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) eachPosition(part, visit);
    return;
  }
  walk(geometry.coordinates, DEPTH[geometry.type] ?? 0, visit);
}

function walk(node: unknown, depth: number, visit: (position: Position) => void): void {
  if (depth === 0) visit(node as Position);
  else for (const child of node as unknown[]) walk(child, depth - 1, visit);
}

/** A copy of a geometry with every position replaced by `map(position)`. */
export function mapPositions<G extends Geometry>(geometry: G, map: (position: Position) => Position): G {
  if (geometry.type === 'GeometryCollection') {
    return { ...geometry, geometries: geometry.geometries.map((part) => mapPositions(part, map)) };
  }
  return { ...geometry, coordinates: rebuild(geometry.coordinates, DEPTH[geometry.type] ?? 0, map) };
}

function rebuild(node: unknown, depth: number, map: (position: Position) => Position): unknown {
  return depth === 0
    ? map(node as Position)
    : (node as unknown[]).map((child) => rebuild(child, depth - 1, map));
}

/** Only the polygonal parts of a geometry, or null when it has none: overlays also give touching lines and points. */
export function polygonalPart(geometry: Geometry | null): Areal | null {
  if (!geometry) return null;
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') return geometry;
  if (geometry.type !== 'GeometryCollection') return null;
  const polygons = geometry.geometries.flatMap((part) => {
    const areal = polygonalPart(part);
    return areal ? polygonsOf(areal) : [];
  });
  return arealOf(polygons);
}

/** The simplest geometry for a list of polygons: null, Polygon or MultiPolygon. */
export function arealOf(polygons: Position[][][]): Areal | null {
  const [first] = polygons;
  if (!first) return null;
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: polygons };
}

export interface Parsed<T> {
  /** Null when any problem was found. */
  readonly value: T | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads untrusted input as an RFC 7946 geometry (also from a Feature): longitude and latitude in degrees, closed
 * rings of at least four positions, bounded size. Never throws; says at most 20 problems. With `anyRange` the numbers may
 * be of another system (metres, latitude first), which the caller transforms and checks.
 */
export function parseGeometry(
  input: unknown,
  maxPositions: number = MAX_POSITIONS,
  { anyRange = false }: { readonly anyRange?: boolean } = {},
): Parsed<Geometry> {
  const reader = new Reader(maxPositions, anyRange);
  const value = reader.geometry(input, '', 0);
  return { value: reader.problems.length === 0 ? value : null, problems: reader.problems };
}

/** Like `parseGeometry`, for Polygon and MultiPolygon only. */
export function parseAreal(input: unknown, maxPositions: number = MAX_POSITIONS): Parsed<Areal> {
  const { value, problems } = parseGeometry(input, maxPositions);
  if (!value || value.type === 'Polygon' || value.type === 'MultiPolygon') return { value, problems };
  return {
    value: null,
    problems: [
      { code: 'GEOJSON_TYPE', message: `expected Polygon or MultiPolygon, got ${value.type}`, path: '/type' },
    ],
  };
}

class Reader {
  readonly problems: Problem[] = [];
  #left: number;
  readonly #anyRange: boolean;

  constructor(maxPositions: number, anyRange: boolean) {
    this.#left = maxPositions;
    this.#anyRange = anyRange;
  }

  geometry(input: unknown, path: string, depth: number): Geometry | null {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      return this.#say('GEOJSON_SHAPE', 'expected a GeoJSON object', path);
    }
    if (--this.#left < 0) return this.#say('GEOJSON_SIZE', 'too many positions', path);
    const { type, coordinates, geometry, geometries } = input as Record<string, unknown>;
    if (type === 'Feature' && depth === 0) return this.geometry(geometry, `${path}/geometry`, 1);
    if (type === 'GeometryCollection') {
      if (!Array.isArray(geometries) || depth > 3) {
        return this.#say('GEOJSON_SHAPE', 'expected a list of geometries, nested at most three deep', path);
      }
      const parts = geometries.map((part, i) => this.geometry(part, `${path}/geometries/${i}`, depth + 1));
      return { type, geometries: parts.filter((part) => part !== null) };
    }
    const levels = typeof type === 'string' && Object.hasOwn(DEPTH, type) ? DEPTH[type] : undefined;
    if (levels === undefined)
      return this.#say('GEOJSON_TYPE', `unknown geometry type ${String(type)}`, `${path}/type`);
    const minimum = type === 'LineString' || type === 'MultiLineString' ? 2 : type === 'MultiPoint' ? 1 : 4;
    const read = this.#nested(
      coordinates,
      levels,
      minimum,
      String(type).endsWith('Polygon'),
      `${path}/coordinates`,
    );
    return { type, coordinates: read } as Geometry;
  }

  #nested(node: unknown, depth: number, minimum: number, rings: boolean, path: string): unknown {
    if (depth === 0) return this.#position(node, path);
    if (this.problems.length >= 20) return [];
    if (!Array.isArray(node) || node.length === 0)
      return this.#say('GEOJSON_SHAPE', 'expected a non-empty list', path);
    if (depth === 1) {
      if (node.length < minimum) {
        return this.#say('GEOJSON_SHORT', `expected at least ${minimum} positions, got ${node.length}`, path);
      }
      this.#left -= node.length;
      if (this.#left < 0) return this.#say('GEOJSON_SIZE', 'too many positions', path);
    }
    const children = node.map((child, i) => this.#nested(child, depth - 1, minimum, rings, `${path}/${i}`));
    if (depth === 1 && rings) {
      const first = children[0] as Position | null;
      const last = children.at(-1) as Position | null;
      if (first && last && (first[0] !== last[0] || first[1] !== last[1])) {
        return this.#say(
          'GEOJSON_RING_OPEN',
          'the first and the last position of a ring must be equal',
          path,
        );
      }
    }
    return children;
  }

  #position(node: unknown, path: string): Position | null {
    if (!Array.isArray(node) || node.length < 2 || !Number.isFinite(node[0]) || !Number.isFinite(node[1])) {
      return this.#say('GEOJSON_POSITION', 'expected [longitude, latitude]', path);
    }
    const [lon, lat] = node as [number, number];
    if (!this.#anyRange && (Math.abs(lon) > 180 || Math.abs(lat) > 90)) {
      return this.#say('GEOJSON_RANGE', 'longitude or latitude out of range; degrees are expected', path);
    }
    return [lon, lat];
  }

  #say(code: string, message: string, path: string): null {
    if (this.problems.length < 20) this.problems.push({ code, message, path: path || '/' });
    return null;
  }
}
