import type { Geometry } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { formatErrors } from '../errors.ts';
import type { Limits } from '../limits.ts';

const DEPTH: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

const invalid = (reason: string) => new TarimError(formatErrors.geometry, { reason });

/**
 * A geometry of a GeoJSON file in any reference system: shape and numbers are checked, not yet the range of degrees. Rings that
 * are left open are refused. Heights are dropped.
 * @throws TarimError FORMATS_GEOMETRY, FORMATS_COORDINATE, FORMATS_TOO_LARGE
 */
export function checkedShape(input: unknown, limits: Limits): Geometry | null {
  let left = limits.maxPositions;
  const nested = (node: unknown, depth: number, ring: boolean): unknown => {
    if (!Array.isArray(node)) throw invalid('coordinates are not a list');
    if (depth === 0) {
      const [x, y] = node as unknown[];
      if (node.length === 0) return [];
      if (typeof x !== 'number' || typeof y !== 'number')
        throw new TarimError(formatErrors.coordinate, { value: JSON.stringify(node).slice(0, 60) });
      if (--left < 0)
        throw new TarimError(formatErrors.tooLarge, {
          what: 'positions',
          size: `> ${limits.maxPositions}`,
          limit: limits.maxPositions,
        });
      return [x, y];
    }
    const children = node.map((child) => nested(child, depth - 1, ring));
    if (ring && depth === 1 && children.length > 0) {
      const [first, last] = [children[0] as number[], children.at(-1) as number[]];
      if (children.length < 4) throw invalid('a ring of fewer than four positions');
      if (first[0] !== last[0] || first[1] !== last[1]) throw invalid('a ring is not closed');
    }
    return children;
  };
  const geometry = (node: unknown, depth: number): Geometry => {
    const { type, coordinates, geometries } = (node ?? {}) as Record<string, unknown>;
    if (type === 'GeometryCollection' && Array.isArray(geometries) && depth < 4)
      return { type, geometries: geometries.map((part) => geometry(part, depth + 1)) };
    const levels = typeof type === 'string' && Object.hasOwn(DEPTH, type) ? DEPTH[type]! : -1;
    if (levels < 0) throw invalid(`type ${String(type)}`);
    return { type, coordinates: nested(coordinates, levels, String(type).endsWith('Polygon')) } as Geometry;
  };
  return input === null || input === undefined ? null : geometry(input, 0);
}
