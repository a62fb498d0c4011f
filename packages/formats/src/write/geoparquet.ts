import { type Box, boxOf, boxUnion, readWkb } from '@tarim/geo';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import {
  type Batches,
  distinctNames,
  type FieldType,
  type Row,
  type TableSchema,
  type Value,
} from '../table.ts';
import { PROJJSON_4490 } from './srs.ts';

const ROW_GROUP = 20_000;

const ELEMENTS: Readonly<Record<FieldType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
};

/**
 * GeoParquet 1.1 (OGC draft of the GeoParquet group): WKB, a `bbox` column as covering, one row group after another. Memory holds
 * one row group and the directory of all.
 */
export async function* writeGeoParquet(schema: TableSchema, batches: Batches): AsyncGenerator<Buffer> {
  const names = distinctNames(
    schema.fields.map(({ name }) => name),
    ['id', 'geometry', 'bbox'],
  );
  const writer = new ByteWriter(1 << 20);
  const parquet = new ParquetWriter({ writer, schema: elements(schema, names), createdBy: 'tarim' });
  const types = new Set<string>();
  let extent: Box = [Infinity, Infinity, -Infinity, -Infinity];

  const flush = (): Buffer => {
    const bytes = Buffer.from(writer.getBytes());
    writer.index = 0;
    return bytes;
  };
  const group = (rows: readonly Row[]): Buffer => {
    const boxes = rows.map(({ geometry }) => {
      if (!geometry) return null;
      const shape = readWkb(geometry);
      types.add(shape.type);
      const box = boxOf(shape);
      if (box[0] > box[2]) return null;
      extent = boxUnion(extent, box);
      return { xmin: box[0], ymin: box[1], xmax: box[2], ymax: box[3] };
    });
    parquet.write({
      columnData: [
        { name: 'id', data: rows.map(({ id }) => String(id)) },
        ...schema.fields.map(({ name, type }, i) => ({
          name: names[i]!,
          data: rows.map(({ properties }) => stored(type, properties[name] ?? null)),
        })),
        ...(schema.geometry
          ? [
              { name: 'geometry', data: rows.map(({ geometry }) => geometry), statistics: false },
              { name: 'bbox', data: boxes },
            ]
          : []),
      ],
      rowGroupSize: rows.length,
    });
    return flush();
  };

  let held: Row[] = [];
  for await (const rows of batches) {
    held.push(...rows);
    if (held.length < ROW_GROUP) continue;
    yield group(held);
    held = [];
  }
  if (held.length > 0) yield group(held);
  if (schema.geometry)
    parquet.kvMetadata = [{ key: 'geo', value: JSON.stringify(geo(schema, types, extent)) }];
  parquet.finish();
  yield flush();
}

function elements({ fields, geometry }: TableSchema, names: readonly string[]): SchemaElement[] {
  const optional = { repetition_type: 'OPTIONAL' as const };
  return [
    { name: 'schema', num_children: 1 + fields.length + (geometry ? 2 : 0) },
    { name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
    ...fields.map(({ type }, i): SchemaElement => ({ name: names[i]!, ...ELEMENTS[type], ...optional })),
    ...(geometry
      ? [
          { name: 'geometry', type: 'BYTE_ARRAY' as const, ...optional },
          { name: 'bbox', num_children: 4, ...optional },
          ...['xmin', 'ymin', 'xmax', 'ymax'].map(
            (name): SchemaElement => ({ name, type: 'DOUBLE', repetition_type: 'REQUIRED' }),
          ),
        ]
      : []),
  ];
}

function geo({ geometry }: TableSchema, types: ReadonlySet<string>, extent: Box): object {
  const corner = (name: string) => ['bbox', name];
  return {
    version: '1.1.0',
    primary_column: 'geometry',
    columns: {
      geometry: {
        encoding: 'WKB',
        geometry_types: [...types].sort(),
        // Without `crs` a reader takes OGC:CRS84.
        ...(geometry?.crs === 'EPSG:4490' ? { crs: PROJJSON_4490 } : {}),
        ...(extent[0] <= extent[2] ? { bbox: extent } : {}),
        covering: {
          bbox: { xmin: corner('xmin'), ymin: corner('ymin'), xmax: corner('xmax'), ymax: corner('ymax') },
        },
      },
    },
  };
}

/** The value in the column's type; null for what is not of it, rather than a broken file. */
function stored(type: FieldType, value: Value): unknown {
  if (value === null) return null;
  switch (type) {
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
    case 'instant': {
      const time = new Date(typeof value === 'string' || typeof value === 'number' ? value : Number.NaN);
      return Number.isNaN(time.getTime()) ? null : time;
    }
    case 'json':
      return value;
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}
