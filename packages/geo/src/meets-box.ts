import type { Box } from './box.ts';
import { covers } from './contains.ts';
import type { Geometry, Position } from './geojson.ts';

/** True when a geometry and a box have a point in common (also one of their rims): exact, in the coordinates' own plane. */
export function geometryMeetsBox(geometry: Geometry, box: Box): boolean {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates.length > 0 && inBox(geometry.coordinates, box);
    case 'MultiPoint':
      return geometry.coordinates.some((one) => inBox(one, box));
    case 'LineString':
      return lineMeets(geometry.coordinates, box);
    case 'MultiLineString':
      return geometry.coordinates.some((line) => lineMeets(line, box));
    case 'Polygon':
    case 'MultiPolygon': {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      if (polygons.some((rings) => rings.some((ring) => lineMeets(ring, box)))) return true;
      // No rim passes through: the box lies wholly inside or wholly outside.
      return covers(geometry, box[0], box[1]);
    }
    default:
      return geometry.geometries.some((part) => geometryMeetsBox(part, box));
  }
}

function inBox(position: Position, box: Box): boolean {
  const [x, y] = position as [number, number];
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

function lineMeets(line: readonly Position[], box: Box): boolean {
  for (const one of line) if (inBox(one, box)) return true;
  for (let i = 1; i < line.length; i++) if (segmentMeets(line[i - 1]!, line[i]!, box)) return true;
  return false;
}

/** A segment with both ends outside: it meets the box when the box's corners do not all lie on one side of it. */
function segmentMeets(a: Position, b: Position, [west, south, east, north]: Box): boolean {
  const [ax, ay, bx, by] = [a[0]!, a[1]!, b[0]!, b[1]!];
  if ((ax < west && bx < west) || (ax > east && bx > east)) return false;
  if ((ay < south && by < south) || (ay > north && by > north)) return false;
  const side = (x: number, y: number) => Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
  const first = side(west, south);
  return (
    first === 0 || [side(east, south), side(east, north), side(west, north)].some((one) => one !== first)
  );
}
