import { type Problem, TarimError } from '@tarim/kernel';
import { geoErrors } from './errors.ts';
import type { Geometry, Parsed, Position } from './geojson.ts';

/**
 * Well-known binary (OGC 06-103r4 clause 8, ISO 13249-3). Written as little endian, two dimensions.
 * Read in both byte orders; Z and M (ISO type + 1000/2000/3000, or the high bits of PostGIS' EWKB) are skipped
 * and an EWKB SRID is ignored, because all stored geometry is longitude/latitude in degrees.
 */
const TYPES = [
  '',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
];
const MAX_DEPTH = 8;

class WkbProblem extends Error {}

/** Reads untrusted bytes; never throws. */
export function parseWkb(bytes: Uint8Array): Parsed<Geometry> {
  try {
    const cursor = new Cursor(bytes);
    const value = cursor.geometry(0);
    if (cursor.offset !== bytes.length) {
      return failed(`${bytes.length - cursor.offset} bytes left over after the geometry`, cursor.offset);
    }
    return { value, problems: [] };
  } catch (error) {
    if (error instanceof WkbProblem) return failed(error.message, 0);
    throw error;
  }
}

function failed(message: string, offset: number): Parsed<Geometry> {
  const problem: Problem = { code: 'GEO_WKB_INVALID', message, path: `/${offset}` };
  return { value: null, problems: [problem] };
}

/**
 * Reads bytes that we wrote ourselves (from the database).
 * @throws TarimError GEO_WKB_INVALID
 */
export function readWkb(bytes: Uint8Array): Geometry {
  const { value, problems } = parseWkb(bytes);
  if (!value) throw new TarimError(geoErrors.wkbInvalid, { reason: problems[0]?.message ?? '' });
  return value;
}

class Cursor {
  offset = 0;
  readonly #view: DataView;
  #little = true;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  geometry(depth: number): Geometry {
    if (depth > MAX_DEPTH) throw new WkbProblem('collections are nested too deep');
    this.#need(5);
    const order = this.#view.getUint8(this.offset++);
    if (order > 1) throw new WkbProblem(`unknown byte order ${order}`);
    this.#little = order === 1;
    const code = this.#uint32();
    if (code & 0x20000000) this.#uint32();
    const iso = code & 0x0fffffff;
    const kind = TYPES[iso % 1000];
    const extra = Math.floor(iso / 1000);
    if (!kind || extra > 3) throw new WkbProblem(`unknown geometry type ${code}`);
    const hasZ = extra === 1 || extra === 3 || (code & 0x80000000) !== 0;
    const hasM = extra === 2 || extra === 3 || (code & 0x40000000) !== 0;
    const stride = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0);
    const parts = () => this.#counted(9, () => this.geometry(depth + 1));
    switch (kind) {
      case 'Point':
        return { type: 'Point', coordinates: this.#point(stride) };
      case 'LineString':
        return { type: 'LineString', coordinates: this.#points(stride) };
      case 'Polygon':
        return { type: 'Polygon', coordinates: this.#counted(4, () => this.#points(stride)) };
      case 'MultiPoint':
        return { type: 'MultiPoint', coordinates: parts().map(coordinatesOf('Point')) as Position[] };
      case 'MultiLineString':
        return {
          type: 'MultiLineString',
          coordinates: parts().map(coordinatesOf('LineString')) as Position[][],
        };
      case 'MultiPolygon':
        return { type: 'MultiPolygon', coordinates: parts().map(coordinatesOf('Polygon')) as Position[][][] };
      default:
        return { type: 'GeometryCollection', geometries: parts() };
    }
  }

  /** A count, checked against the bytes that are left before anything is allocated, and that many things. */
  #counted<T>(leastBytes: number, read: () => T): T[] {
    const count = this.#uint32();
    const little = this.#little;
    this.#need(count * leastBytes);
    const things: T[] = [];
    for (let i = 0; i < count; i++) {
      things.push(read());
      this.#little = little;
    }
    return things;
  }

  #points(stride: number): Position[] {
    return this.#counted(stride, () => this.#point(stride));
  }

  /** An empty point is written as NaN NaN, which becomes an empty list of coordinates. */
  #point(stride: number): Position {
    this.#need(stride);
    const x = this.#view.getFloat64(this.offset, this.#little);
    const y = this.#view.getFloat64(this.offset + 8, this.#little);
    this.offset += stride;
    return Number.isNaN(x) && Number.isNaN(y) ? [] : [x, y];
  }

  #uint32(): number {
    this.#need(4);
    const value = this.#view.getUint32(this.offset, this.#little);
    this.offset += 4;
    return value;
  }

  #need(bytes: number): void {
    if (this.offset + bytes > this.#view.byteLength) {
      throw new WkbProblem(
        `the bytes end at ${this.#view.byteLength} where ${this.offset + bytes} are needed`,
      );
    }
  }
}

const coordinatesOf =
  (type: Geometry['type']) =>
  (part: Geometry): unknown => {
    if (part.type !== type || part.type === 'GeometryCollection')
      throw new WkbProblem(`expected ${type}, got ${part.type}`);
    return part.coordinates;
  };

/** Writes a geometry as little-endian two-dimensional WKB. */
export function writeWkb(geometry: Geometry): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(sizeOf(geometry)));
  put(view, 0, geometry);
  return new Uint8Array(view.buffer);
}

function partsOf(geometry: Geometry): Geometry[] | null {
  switch (geometry.type) {
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiPolygon':
      return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
    case 'GeometryCollection':
      return geometry.geometries;
    default:
      return null;
  }
}

function sizeOf(geometry: Geometry): number {
  const parts = partsOf(geometry);
  if (parts) return 9 + parts.reduce((sum, part) => sum + sizeOf(part), 0);
  if (geometry.type === 'Point') return 21;
  if (geometry.type === 'LineString') return 9 + 16 * geometry.coordinates.length;
  return (
    9 +
    (geometry as { coordinates: Position[][] }).coordinates.reduce(
      (sum, ring) => sum + 4 + 16 * ring.length,
      0,
    )
  );
}

function put(view: DataView, start: number, geometry: Geometry): number {
  let at = start;
  const count = (value: number) => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const position = ([x, y]: Position) => {
    view.setFloat64(at, x ?? Number.NaN, true);
    view.setFloat64(at + 8, y ?? Number.NaN, true);
    at += 16;
  };
  view.setUint8(at++, 1);
  count(TYPES.indexOf(geometry.type));
  const parts = partsOf(geometry);
  if (parts) {
    count(parts.length);
    for (const part of parts) at = put(view, at, part);
  } else if (geometry.type === 'Point') {
    position(geometry.coordinates);
  } else if (geometry.type === 'LineString') {
    count(geometry.coordinates.length);
    geometry.coordinates.forEach(position);
  } else {
    const rings = (geometry as { coordinates: Position[][] }).coordinates;
    count(rings.length);
    for (const ring of rings) {
      count(ring.length);
      ring.forEach(position);
    }
  }
  return at;
}

/** Hexadecimal form, as PostgreSQL tools print it. */
export function wkbToHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();
}
