import type { Geometry, Position } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { formatErrors } from './errors.ts';

/** Well-known text (OGC 06-103r4 clause 7), two dimensions; Z and M are skipped, an EWKT SRID is ignored. */
const NAMES: Readonly<Record<string, Geometry['type']>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
  GEOMETRYCOLLECTION: 'GeometryCollection',
};
const TOKEN = /\s*([A-Za-z]+|[(),]|[^\s(),]+)/y;
const MAX_DEPTH = 8;

/** @throws TarimError FORMATS_GEOMETRY */
export function parseWkt(text: string): Geometry {
  const reader = new Reader(text.replace(/^\s*SRID=\d+;/i, ''));
  const geometry = reader.geometry(0);
  if (reader.peek() !== null) throw reader.wrong();
  return geometry;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  wrong(): TarimError {
    return new TarimError(formatErrors.geometry, { reason: `WKT, character ${this.#at}` });
  }

  peek(): string | null {
    TOKEN.lastIndex = this.#at;
    return TOKEN.exec(this.#text)?.[1] ?? null;
  }

  next(): string {
    const token = this.peek();
    if (token === null) throw this.wrong();
    this.#at = TOKEN.lastIndex;
    return token;
  }

  #expect(token: string): void {
    if (this.next() !== token) throw this.wrong();
  }

  geometry(depth: number): Geometry {
    if (depth > MAX_DEPTH) throw this.wrong();
    const word = this.next().toUpperCase();
    const type = NAMES[word.replace(/(ZM|Z|M)$/, '')] ?? NAMES[word];
    if (!type) throw this.wrong();
    if (/^(Z|M|ZM)$/i.test(this.peek() ?? '')) this.next();
    if (this.peek()?.toUpperCase() === 'EMPTY') {
      this.next();
      return (
        type === 'GeometryCollection' ? { type, geometries: [] } : { type, coordinates: [] }
      ) as Geometry;
    }
    if (type === 'GeometryCollection')
      return { type, geometries: this.#list(() => this.geometry(depth + 1)) };
    const line = () => this.#list(() => this.#position());
    const lines = () => this.#list(line);
    switch (type) {
      case 'Point':
        return { type, coordinates: line()[0]! };
      case 'LineString':
        return { type, coordinates: line() };
      case 'MultiPoint':
        return {
          type,
          coordinates: this.#list(() => (this.peek() === '(' ? line()[0]! : this.#position())),
        };
      case 'MultiPolygon':
        return { type, coordinates: this.#list(lines) };
      default:
        return { type, coordinates: lines() };
    }
  }

  #list<T>(item: () => T): T[] {
    this.#expect('(');
    const items = [item()];
    while (this.peek() === ',') {
      this.next();
      items.push(item());
    }
    this.#expect(')');
    return items;
  }

  #position(): Position {
    const numbers: number[] = [];
    while (!/^[(),]?$/.test(this.peek() ?? '')) {
      const number = Number(this.next());
      if (!Number.isFinite(number)) throw this.wrong();
      numbers.push(number);
    }
    if (numbers.length < 2 || numbers.length > 4) throw this.wrong();
    return [numbers[0]!, numbers[1]!];
  }
}

const pair = (position: Position) => `${position[0]} ${position[1]}`;
const ring = (line: Position[]) => `(${line.map(pair).join(', ')})`;
const rings = (polygon: Position[][]) => `(${polygon.map(ring).join(', ')})`;

export function writeWkt(geometry: Geometry): string {
  const parts: unknown[] =
    geometry.type === 'GeometryCollection' ? geometry.geometries : geometry.coordinates;
  const name = geometry.type.toUpperCase();
  if (parts.length === 0) return `${name} EMPTY`;
  switch (geometry.type) {
    case 'Point':
      return `${name} (${pair(geometry.coordinates)})`;
    case 'LineString':
      return `${name} ${ring(geometry.coordinates)}`;
    case 'MultiPoint':
      return `${name} (${geometry.coordinates.map((one) => `(${pair(one)})`).join(', ')})`;
    case 'MultiLineString':
    case 'Polygon':
      return `${name} ${rings(geometry.coordinates)}`;
    case 'MultiPolygon':
      return `${name} (${geometry.coordinates.map(rings).join(', ')})`;
    default:
      return `${name} (${geometry.geometries.map(writeWkt).join(', ')})`;
  }
}
