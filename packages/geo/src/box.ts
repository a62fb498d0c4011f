import { eachPosition, type Geometry } from './geojson.ts';

/** Bounding box `[west, south, east, north]` in the units of the coordinates. */
export type Box = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** Bounding box of a geometry; of an empty one `[Infinity, Infinity, -Infinity, -Infinity]`. */
export function boxOf(geometry: Geometry): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  eachPosition(geometry, ([x, y]) => {
    minX = Math.min(minX, x!);
    minY = Math.min(minY, y!);
    maxX = Math.max(maxX, x!);
    maxY = Math.max(maxY, y!);
  });
  return [minX, minY, maxX, maxY];
}

export function boxUnion(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** True also when the boxes only touch. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

export function boxContains(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** PostgreSQL's text form of the built-in `box` type, which GiST indexes: `(maxX,maxY),(minX,minY)`. */
export function boxToSql(box: Box): string {
  return `(${box[2]},${box[3]}),(${box[0]},${box[1]})`;
}
