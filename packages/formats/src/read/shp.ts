import type { Geometry, Position } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { formatErrors } from '../errors.ts';
import type { ByteQueue } from '../input.ts';
import { type Limits, within } from '../limits.ts';
import type { GeometryKind } from '../table.ts';

/** ESRI Shapefile Technical Description (1998): the main file. Measures and heights are skipped. */
const MAGIC = 9994;
const unreadable = (reason: string) =>
  new TarimError(formatErrors.unreadable, { format: 'Shapefile', reason });

export const KIND_OF: Readonly<Record<number, GeometryKind>> = {
  1: 'Point',
  3: 'LineString',
  5: 'Polygon',
  8: 'Point',
};

/** Shape type of the file without its Z and M variants. */
export async function shpHeader(queue: ByteQueue): Promise<number> {
  const head = await queue.take(100);
  if (head.readUInt32BE(0) !== MAGIC) throw unreadable('signature');
  const type = head.readUInt32LE(32) % 10;
  if (head.readUInt32LE(32) === 31 || (type !== 0 && !KIND_OF[type]))
    throw unreadable(`shape type ${head.readUInt32LE(32)}`);
  return type;
}

export interface Shape {
  readonly geometry: Geometry | null;
  readonly orphan: boolean;
}

/** The next shape; undefined at the end of the file. */
export async function nextShape(queue: ByteQueue, limits: Limits): Promise<Shape | undefined> {
  const head = await queue.takeOrEnd(8);
  if (!head) return undefined;
  const length = head.readUInt32BE(4) * 2;
  within('record', length, limits.maxRecordBytes);
  return shapeOf(await queue.take(length), limits);
}

function shapeOf(bytes: Buffer, limits: Limits): Shape {
  if (bytes.length < 4) throw unreadable('an empty record');
  const type = bytes.readUInt32LE(0) % 10;
  const point = (at: number): Position => [bytes.readDoubleLE(at), bytes.readDoubleLE(at + 8)];
  const need = (size: number) => {
    if (size > bytes.length) throw unreadable('a record is shorter than it says');
  };
  const plain = (geometry: Geometry | null): Shape => ({ geometry, orphan: false });
  if (type === 0) return plain(null);
  if (type === 1) {
    need(20);
    return plain({ type: 'Point', coordinates: point(4) });
  }
  if (type === 8) {
    need(40);
    const count = bytes.readUInt32LE(36);
    within('positions', count, limits.maxPositions);
    need(40 + 16 * count);
    return plain({
      type: 'MultiPoint',
      coordinates: Array.from({ length: count }, (_, i) => point(40 + 16 * i)),
    });
  }
  need(44);
  const [parts, count] = [bytes.readUInt32LE(36), bytes.readUInt32LE(40)];
  within('positions', count, limits.maxPositions);
  need(44 + 4 * parts + 16 * count);
  const starts = Array.from({ length: parts }, (_, i) => bytes.readUInt32LE(44 + 4 * i));
  const first = 44 + 4 * parts;
  const lines = starts.map((start, i) => {
    const end = starts[i + 1] ?? count;
    if (start > end || end > count) throw unreadable('parts are out of order');
    return Array.from({ length: end - start }, (_, k) => point(first + 16 * (start + k)));
  });
  if (type === 3)
    return plain(
      lines.length === 1
        ? { type: 'LineString', coordinates: lines[0]! }
        : { type: 'MultiLineString', coordinates: lines },
    );
  return polygonOf(lines.filter((line) => line.length >= 4));
}

/** Twice the signed area: negative for a clockwise ring, which is a shell in a Shapefile. */
export function doubleArea(ring: readonly Position[]): number {
  let sum = 0;
  // Relative to the first position: projected coordinates are large and areas of small rings would drown.
  const [x0, y0] = ring[0] as [number, number];
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as [number, number];
    const [bx, by] = ring[i] as [number, number];
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum;
}

function inside([x, y]: Position, ring: readonly Position[]): boolean {
  let within = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[j] as [number, number];
    if (ay > y! !== by > y! && x! < ((bx - ax) * (y! - ay)) / (by - ay) + ax) within = !within;
  }
  return within;
}

/** Rings in any order become polygons: each hole goes to the smallest shell that has most of it. */
function polygonOf(rings: Position[][]): Shape {
  if (rings.length === 0) return { geometry: null, orphan: false };
  const shells = rings.filter((ring) => doubleArea(ring) <= 0).map((ring) => [ring]);
  let orphan = false;
  const ordered = shells
    .map((polygon) => ({ polygon, area: -doubleArea(polygon[0]!) }))
    .sort((a, b) => a.area - b.area);
  for (const hole of rings.filter((ring) => doubleArea(ring) > 0)) {
    // Holes may touch their shell at a vertex: the majority of the vertices decides.
    const owner = ordered.find(({ polygon, area }) => {
      if (area < doubleArea(hole)) return false;
      const hits = hole.filter((position) => inside(position, polygon[0]!)).length;
      return hits * 2 > hole.length;
    });
    if (owner) owner.polygon.push(hole);
    else {
      orphan = orphan || shells.length > 0;
      shells.push([hole]);
    }
  }
  return {
    geometry:
      shells.length === 1
        ? { type: 'Polygon', coordinates: shells[0]! }
        : { type: 'MultiPolygon', coordinates: shells },
    orphan,
  };
}
