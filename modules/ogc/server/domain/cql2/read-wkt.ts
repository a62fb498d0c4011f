import type { Geometry, Position } from '@tarim/geo';
import type { Cursor } from './cursor.ts';
import { type Budget, syntax } from './nodes.ts';

export const WKT_TYPES = new Set([
  'POINT',
  'LINESTRING',
  'POLYGON',
  'MULTIPOINT',
  'MULTILINESTRING',
  'MULTIPOLYGON',
  'GEOMETRYCOLLECTION',
]);

/** A well-known text (OGC 06-103r4 clause 7) from where the cursor stands; heights are dropped. */
export function readWkt(cursor: Cursor, budget: Budget, depth = 0): Geometry {
  const { text, at } = cursor.take();
  const type = text.toUpperCase();
  if (!WKT_TYPES.has(type)) throw syntax(at, 'a geometry is expected');
  budget.depth(depth);
  if (cursor.isWord('Z', 'M', 'ZM')) cursor.take();
  if (cursor.isWord('EMPTY')) throw syntax(cursor.now.at, 'an empty geometry relates to nothing');
  const position = (): Position => {
    budget.position();
    const numbers = [cursor.number(), cursor.number()];
    while (!cursor.isSign(',', ')')) {
      if (numbers.length > 3) throw syntax(cursor.now.at, 'too many ordinates');
      numbers.push(cursor.number());
    }
    return numbers.slice(0, 2);
  };
  const list = <T>(read: () => T, least = 1): T[] => {
    const { at: from } = cursor.now;
    cursor.expectSign('(');
    const items = [read()];
    while (cursor.acceptSign(',')) items.push(read());
    cursor.expectSign(')');
    if (items.length < least) throw syntax(from, `at least ${least} positions are expected`);
    return items;
  };
  const line = () => list(position, 2);
  const ring = () => {
    const { at: from } = cursor.now;
    const positions = list(position, 4);
    const [first, last] = [positions[0]!, positions.at(-1)!];
    if (first[0] !== last[0] || first[1] !== last[1]) throw syntax(from, 'the ring is not closed');
    return positions;
  };
  switch (type) {
    case 'POINT':
      return { type: 'Point', coordinates: list(position)[0]! };
    case 'LINESTRING':
      return { type: 'LineString', coordinates: line() };
    case 'POLYGON':
      return { type: 'Polygon', coordinates: list(ring) };
    case 'MULTIPOINT':
      // Both `((1 2), (3 4))` and the old `(1 2, 3 4)`.
      return {
        type: 'MultiPoint',
        coordinates: list(() => (cursor.isSign('(') ? list(position)[0]! : position())),
      };
    case 'MULTILINESTRING':
      return { type: 'MultiLineString', coordinates: list(line) };
    case 'MULTIPOLYGON':
      return { type: 'MultiPolygon', coordinates: list(() => list(ring)) };
    default:
      return { type: 'GeometryCollection', geometries: list(() => readWkt(cursor, budget, depth + 1)) };
  }
}
