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
  return `{"type":"Feature","id":${JSON.stringify(id)},"geometry":${shape ? geometryText(shape) : 'null'},"properties":${JSON.stringify(properties)}${links ? `,"links":${links}` : ''}}`;
}

function geometryText(shape: Geometry): string {
  if (shape.type !== 'Point') return JSON.stringify(shape);
  const [x, y] = shape.coordinates;
  return x === undefined ? 'null' : `{"type":"Point","coordinates":[${x},${y}]}`;
}
