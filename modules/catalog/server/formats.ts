import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { Readable as Stream } from 'node:stream';
import { type Batches, type TableSchema, writeGeoPackage, writeGeoParquet } from '@tarim/formats';
import { type Geometry, readWkb, writeWkb } from '@tarim/geo';
import {
  type Cell,
  csvCell,
  type Dataset,
  type DatasetField,
  type DatasetRow,
  type DatasetValue,
  xlsxStream,
} from '@tarim/platform';
import type { ExportFormat } from '../contract.ts';

/** What is written: the rows come in batches, in the order of their ids. */
export interface ExportJob {
  readonly set: Dataset;
  readonly fields: readonly DatasetField[];
  readonly language: 'zh' | 'en';
  readonly batches: AsyncIterable<readonly DatasetRow[]>;
  /** False where a file goes on after its first part. */
  readonly header: boolean;
  /** When it is written. */
  readonly at: Date;
}

export interface ExportWriter {
  readonly mime: string;
  readonly extension: string;
  /** Only sets with places can be written so; others leave geometry out or write it as coordinates. */
  readonly needsGeometry: boolean;
  readonly write: (job: ExportJob) => Readable;
}

/** Formats of export: one line each. */
export const FORMATS: Readonly<Record<ExportFormat, ExportWriter>> = {
  csv: { mime: 'text/csv; charset=utf-8', extension: 'csv', needsGeometry: false, write: csv },
  xlsx: {
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    needsGeometry: false,
    write: xlsx,
  },
  geojson: { mime: 'application/geo+json', extension: 'geojson', needsGeometry: true, write: geojson },
  // RFC 8142: each feature stands by itself, so that a broken transfer loses nothing that has arrived.
  geojsonseq: {
    mime: 'application/geo+json-seq',
    extension: 'geojsonl',
    needsGeometry: true,
    write: geojsonSeq,
  },
  // Both are whole files: they cannot go on after a first part.
  gpkg: {
    mime: 'application/geopackage+sqlite3',
    extension: 'gpkg',
    needsGeometry: true,
    write: (job) =>
      Stream.from(writeGeoPackage(schemaOf(job), rowsOf(job), { folder: tmpdir(), at: job.at }), {
        objectMode: false,
      }),
  },
  geoparquet: {
    mime: 'application/vnd.apache.parquet',
    extension: 'parquet',
    needsGeometry: true,
    write: (job) => Stream.from(writeGeoParquet(schemaOf(job), rowsOf(job)), { objectMode: false }),
  },
};

/** Places are CGCS2000 (EPSG:4490). */
function schemaOf({ set, fields, language }: ExportJob): TableSchema {
  return {
    name: set.id,
    fields: fields.map(({ name, type, titles, unit }) => ({
      name,
      type,
      title: titles[language],
      ...(unit ? { unit } : {}),
    })),
    ...(set.relation.geometry ? { geometry: { type: set.relation.geometry.type, crs: 'EPSG:4490' } } : {}),
  };
}

async function* rowsOf({ fields, batches }: ExportJob): Batches {
  for await (const rows of batches)
    yield rows.map((row) => {
      const geometry = geometryOf(row);
      return {
        id: row.id,
        properties: Object.fromEntries(fields.map(({ name }) => [name, row.properties[name] ?? null])),
        geometry: geometry ? writeWkb(geometry) : null,
      };
    });
}

export const formatsOf = (set: Dataset): ExportFormat[] =>
  (Object.keys(FORMATS) as ExportFormat[]).filter(
    (one) => !FORMATS[one].needsGeometry || set.relation.geometry !== undefined,
  );

const stream = (parts: AsyncIterable<string>): Readable => Stream.from(parts, { objectMode: false });

const cellOf = (value: DatasetValue | undefined): Cell =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

/** Office files carry points as two columns; lines and areas are for the formats of maps. */
function tableOf({ set, fields, language, batches }: ExportJob) {
  const places = set.relation.geometry && 'lon' in set.relation.geometry;
  return {
    header: [
      'id',
      ...fields.map((one) => one.titles[language] + (one.unit ? ` (${one.unit})` : '')),
      ...(places ? (language === 'en' ? ['Longitude', 'Latitude'] : ['经度', '纬度']) : []),
    ],
    rows: (async function* () {
      for await (const rows of batches)
        yield rows.map((row): Cell[] => [
          row.id,
          ...fields.map((one) => cellOf(row.properties[one.name])),
          ...(places ? [row.lon, row.lat] : []),
        ]);
    })(),
  };
}

function csv(job: ExportJob): Readable {
  const { header, rows } = tableOf(job);
  const line = (cells: readonly Cell[]) => `${cells.map(csvCell).join(',')}\r\n`;
  return stream(
    (async function* () {
      if (job.header) yield `\uFEFF${line(header)}`;
      for await (const batch of rows) yield batch.map(line).join('');
    })(),
  );
}

function xlsx(job: ExportJob): Readable {
  const { header, rows } = tableOf(job);
  return xlsxStream({ sheet: job.set.titles[job.language], header, batches: rows });
}

function geojson({ fields, batches }: ExportJob): Readable {
  return stream(
    (async function* () {
      yield '{"type":"FeatureCollection","features":[';
      let first = true;
      for await (const rows of batches) {
        yield `${first ? '' : ','}\n${rows.map((row) => JSON.stringify(featureOf(row, fields))).join(',\n')}`;
        first = false;
      }
      yield '\n]}\n';
    })(),
  );
}

function geojsonSeq({ fields, batches }: ExportJob): Readable {
  return stream(
    (async function* () {
      for await (const rows of batches)
        yield rows.map((row) => `\u001e${JSON.stringify(featureOf(row, fields))}\n`).join('');
    })(),
  );
}

function featureOf(row: DatasetRow, fields: readonly DatasetField[]): object {
  return {
    type: 'Feature',
    id: row.id,
    geometry: geometryOf(row),
    properties: Object.fromEntries(fields.map(({ name }) => [name, row.properties[name] ?? null])),
  };
}

function geometryOf({ lon, lat, wkb }: DatasetRow): Geometry | null {
  if (wkb) return readWkb(wkb);
  return typeof lon === 'number' && typeof lat === 'number'
    ? { type: 'Point', coordinates: [lon, lat] }
    : null;
}
