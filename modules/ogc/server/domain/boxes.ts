import type { Box, Geometry } from '@tarim/geo';
import type { CrsChoice } from './crs.ts';

/** A box over the antimeridian (west beyond east) is two boxes. Null when it is no box on the earth. */
export function boxesOf([west, south, east, north]: Box): Box[] | null {
  const numbers = [west, south, east, north];
  if (!numbers.every(Number.isFinite) || south > north) return null;
  if (Math.abs(south) > 90 || Math.abs(north) > 90 || Math.abs(west) > 180 || Math.abs(east) > 180)
    return null;
  return west <= east
    ? [[west, south, east, north]]
    : [
        [west, south, 180, north],
        [-180, south, east, north],
      ];
}

/** Numbers as a caller gives them, in the order of the axes of their system, to a box in stored degrees. */
export function boxToStored([a, b, c, d]: Box, crs: CrsChoice): Box {
  const low = crs.toStored([a, b]);
  const high = crs.toStored([c, d]);
  return [low[0]!, low[1]!, high[0]!, high[1]!];
}

export function boxesAsGeometry(boxes: readonly Box[]): Geometry {
  const rings = boxes.map(([west, south, east, north]) => [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ]);
  return rings.length === 1
    ? { type: 'Polygon', coordinates: rings[0]! }
    : { type: 'MultiPolygon', coordinates: rings };
}
