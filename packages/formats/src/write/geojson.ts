import { type Geometry, type Position, readWkb } from '@tarim/geo';
import { doubleArea } from '../read/shp.ts';
import type { Batches, Row, TableSchema } from '../table.ts';
import type { TextWriting } from './csv.ts';

/**
 * A FeatureCollection (RFC 7946), feature by feature. Coordinates are CGCS2000, which RFC 7946 has no word for and which agrees
 * with its WGS 84 within decimetres; shells run counter-clockwise.
 */
export async function* writeGeoJson(schema: TableSchema, batches: Batches): AsyncGenerator<Buffer> {
  yield Buffer.from(`{"type":"FeatureCollection","name":${JSON.stringify(schema.name)},"features":[`);
  let first = true;
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) {
      text += `${first ? '\n' : ',\n'}${JSON.stringify(featureOf(schema, row))}`;
      first = false;
    }
    if (text) yield Buffer.from(text);
  }
  yield Buffer.from('\n]}\n');
}

/** Newline-delimited features; with `sequence` each begins with a record separator (RFC 8142). May be continued after any row. */
export async function* writeGeoJsonLines(
  schema: TableSchema,
  batches: Batches,
  { sequence = false }: TextWriting & { sequence?: boolean } = {},
): AsyncGenerator<Buffer> {
  for await (const rows of batches) {
    const text = rows
      .map((row) => `${sequence ? '\u001e' : ''}${JSON.stringify(featureOf(schema, row))}\n`)
      .join('');
    if (text) yield Buffer.from(text);
  }
}

function featureOf({ fields }: TableSchema, { id, properties, geometry }: Row): object {
  return {
    type: 'Feature',
    id,
    geometry: geometry ? rightHanded(readWkb(geometry)) : null,
    properties: Object.fromEntries(fields.map(({ name }) => [name, properties[name] ?? null])),
  };
}

/** RFC 7946, 3.1.6: shells counter-clockwise, holes clockwise. */
export function rightHanded(geometry: Geometry): Geometry {
  const polygon = (rings: Position[][]) =>
    rings.map((ring, i) =>
      ring.length > 3 && doubleArea(ring) < 0 === (i === 0) ? ring.toReversed() : ring,
    );
  switch (geometry.type) {
    case 'Polygon':
      return { type: 'Polygon', coordinates: polygon(geometry.coordinates) };
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(polygon) };
    case 'GeometryCollection':
      return { type: 'GeometryCollection', geometries: geometry.geometries.map(rightHanded) };
    default:
      return geometry;
  }
}
