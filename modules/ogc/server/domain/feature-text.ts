import { type Geometry, mapPositions, readWkb } from '@tarim/geo';
import type { DatasetRow } from '@tarim/platform';
import type { CrsChoice } from './crs.ts';

/** A row's geometry as stored; null when it has none. */
export function geometryOf(row: DatasetRow): Geometry | null {
  if (row.wkb) return readWkb(row.wkb);
  if (typeof row.lon !== 'number' || typeof row.lat !== 'number') return null;
  return { type: 'Point', coordinates: [row.lon, row.lat] };
}

/** One GeoJSON feature (RFC 7946) as text; written by hand because pages of ten thousand are. */
export function featureText(
  row: DatasetRow,
  geometry: Geometry | null,
  crs: CrsChoice,
  links?: string,
): string {
  const shape = geometry && crs.fromStored ? mapPositions(geometry, crs.fromStored) : geometry;
  const { id, properties } = row;
  return `{"type":"Feature","id":${JSON.stringify(id)},"geometry":${shape ? geometryText(shape, crs.metres ? DIGITS.metres : DIGITS.degrees) : 'null'},"properties":${JSON.stringify(properties)}${links ? `,"links":${links}` : ''}}`;
}

/** A tenth of a millimetre, in degrees or metres: more digits would be of the computer, not of the place. */
const DIGITS = { degrees: 1e9, metres: 1e4 } as const;

function geometryText(shape: Geometry, scale: number): string {
  if (shape.type === 'GeometryCollection')
    return `{"type":"GeometryCollection","geometries":[${shape.geometries.map((one) => geometryText(one, scale)).join(',')}]}`;
  if (shape.type === 'Point' && shape.coordinates.length === 0) return 'null';
  return `{"type":"${shape.type}","coordinates":${coordinatesText(shape.coordinates, scale)}}`;
}

function coordinatesText(node: readonly unknown[], scale: number): string {
  if (typeof node[0] === 'number') {
    const [x, y] = node as readonly [number, number];
    return `[${Math.round(x * scale) / scale},${Math.round(y * scale) / scale}]`;
  }
  let text = '[';
  for (let i = 0; i < node.length; i++)
    text += `${i > 0 ? ',' : ''}${coordinatesText(node[i] as readonly unknown[], scale)}`;
  return `${text}]`;
}
