import { DatabaseSync } from 'node:sqlite';
import type { Geometry } from '@tarim/geo';
import { type Problem, TarimError } from '@tarim/kernel';
import { type Conversion, conversionFrom, conversionOf } from '../crs.ts';
import { formatErrors, told } from '../errors.ts';
import { refiner, untrustedWkb } from '../geometry.ts';
import { LIMITS, within } from '../limits.ts';
import {
  type FieldType,
  type GeometryKind,
  inBatches,
  type Row,
  type TableSource,
  type Value,
} from '../table.ts';
import type { ReadOptions } from './options.ts';

const unreadable = (reason: string) =>
  new TarimError(formatErrors.unreadable, { format: 'GeoPackage', reason });

interface Layer {
  readonly name: string;
  readonly column: string | null;
  readonly type: string | null;
  readonly srs: number | null;
}

/**
 * A layer of a GeoPackage (OGC 12-128r19) on disk. The file comes from anybody: it is opened read-only, its schema is not trusted
 * (no function runs from a view or a trigger), and only plain tables are read.
 * @throws TarimError FORMATS_UNREADABLE, FORMATS_LAYER_UNKNOWN, FORMATS_CRS_MISSING
 */
export async function readGeoPackage(path: string, options: ReadOptions = {}): Promise<TableSource> {
  const limits = options.limits ?? LIMITS;
  const db = open(path);
  try {
    const layers = layersOf(db);
    const layer = options.layer === undefined ? layers[0] : layers.find(({ name }) => name === options.layer);
    if (!layer)
      throw new TarimError(formatErrors.layerUnknown, {
        layer: options.layer ?? '',
        layers: layers.map(({ name }) => name).join(', '),
      });
    const columns = columnsOf(db, layer.name);
    within('fields', columns.length, limits.maxFields);
    const key = columns.find(({ pk }) => pk === 1)?.name ?? null;
    const fields = columns
      .filter(({ name }) => name !== layer.column && name !== key)
      .map(({ name, type }) => ({ name, type: typeOf(type) }));
    const conversion = layer.column ? systemOf(db, layer, options.crs) : conversionFrom('CRS84');
    const refine = refiner({ conversion, limits, ...(options.pool ? { pool: options.pool } : {}) });

    async function* rows(): AsyncGenerator<Row> {
      const names = [
        ...(key ? [key] : []),
        ...fields.map(({ name }) => name),
        ...(layer!.column ? [layer!.column] : []),
      ];
      // The primary key is the order; a table without one is read as it lies.
      const statement = db.prepare(
        `select ${names.map(quoted).join(', ')} from ${quoted(layer!.name)}${key ? ` order by ${quoted(key)}` : ''}`,
      );
      statement.setReadBigInts(true);
      let number = 0;
      for (const record of iterate(statement)) {
        within('rows', ++number, limits.maxRows);
        const id = key ? idOf(record[key]) : number;
        const properties = Object.fromEntries(
          fields.map(({ name, type }) => [name, cellValue(type, record[name])]),
        );
        let geometry: Geometry | null = null;
        const problems: Problem[] = [];
        try {
          const blob = layer!.column ? record[layer!.column] : null;
          if (blob instanceof Uint8Array) {
            within('record', blob.length, limits.maxRecordBytes);
            geometry = geometryOf(blob);
          }
        } catch (error) {
          if (!(error instanceof TarimError)) throw error;
          problems.push(told(error.definition, error.params));
        }
        yield await refine(id, properties, geometry, problems);
      }
    }
    return {
      format: 'GeoPackage',
      layers: layers.map(({ name }) => name),
      notes: conversion.notes,
      schema: {
        name: layer.name,
        fields,
        ...(layer.column ? { geometry: { type: kindOf(layer.type), crs: 'EPSG:4490' } } : {}),
      },
      rows: () => inBatches(rows()),
      close: async () => db.close(),
    };
  } catch (error) {
    db.close();
    if (error instanceof TarimError) throw error;
    throw unreadable((error as Error).message.slice(0, 120));
  }
}

function open(path: string): DatabaseSync {
  try {
    const db = new DatabaseSync(path, { readOnly: true, allowExtension: false });
    db.exec(
      'pragma trusted_schema = off; pragma query_only = on; pragma cell_size_check = on; pragma mmap_size = 0',
    );
    return db;
  } catch (error) {
    throw unreadable((error as Error).message.slice(0, 120));
  }
}

const quoted = (name: string): string => `"${name.replace(/"/g, '""')}"`;

type Record_ = Record<string, unknown>;

function* iterate(statement: ReturnType<DatabaseSync['prepare']>): Generator<Record_> {
  try {
    yield* statement.iterate() as Iterable<Record_>;
  } catch (error) {
    if (error instanceof TarimError) throw error;
    throw unreadable((error as Error).message.slice(0, 120));
  }
}

/** Feature and attribute layers that are plain tables. */
function layersOf(db: DatabaseSync): Layer[] {
  const all = db
    .prepare(
      `select c.table_name as name, g.column_name as "column", g.geometry_type_name as type, g.srs_id as srs
       from gpkg_contents c left join gpkg_geometry_columns g on g.table_name = c.table_name
       where c.data_type in ('features', 'attributes')
         and exists (select 1 from sqlite_master m where m.type = 'table' and m.name = c.table_name
                     and m.sql not like 'create virtual%')
       order by c.data_type = 'features' desc, c.rowid`,
    )
    .all() as unknown as Layer[];
  if (all.length === 0) throw unreadable('no layers');
  return all;
}

function columnsOf(db: DatabaseSync, table: string): { name: string; type: string; pk: number }[] {
  return db.prepare(`select name, type, pk from pragma_table_info(?)`).all(table) as unknown as {
    name: string;
    type: string;
    pk: number;
  }[];
}

function systemOf(db: DatabaseSync, { srs }: Layer, named: string | undefined): Conversion {
  const row = db
    .prepare(
      'select organization, organization_coordsys_id as code, definition from gpkg_spatial_ref_sys where srs_id = ?',
    )
    .get(srs ?? -2) as { organization: string; code: number; definition: string } | undefined;
  // −1 and 0 are “undefined” (clause 2.1.1.2.1).
  const known = row && srs !== null && srs > 0 ? row : null;
  if (named || !known) return conversionOf(null, named);
  if (/^epsg$/i.test(known.organization)) {
    try {
      return conversionFrom(`EPSG:${known.code}`);
    } catch {
      // The definition may still say enough.
    }
  }
  return conversionOf(known.definition, undefined);
}

function typeOf(declared: string): FieldType {
  const type = declared.toUpperCase();
  if (type.startsWith('BOOL')) return 'boolean';
  if (/INT/.test(type)) return 'integer';
  if (/^(DOUBLE|FLOAT|REAL|NUMERIC|DECIMAL)/.test(type)) return 'number';
  if (type === 'DATE') return 'date';
  return type === 'DATETIME' ? 'instant' : 'text';
}

function kindOf(type: string | null): GeometryKind {
  const name = (type ?? '').toUpperCase().replace(/^MULTI/, '');
  return name === 'POINT'
    ? 'Point'
    : name === 'LINESTRING'
      ? 'LineString'
      : name === 'POLYGON'
        ? 'Polygon'
        : 'Mixed';
}

const idOf = (value: unknown): number | string => (typeof value === 'bigint' ? Number(value) : String(value));

function cellValue(type: FieldType, value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (type === 'boolean') return Number(value) !== 0;
  if (typeof value === 'bigint') {
    // What a double cannot hold stays exact as text.
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return value as Value;
}

/** Bytes of envelope by its indicator (table 4 of the standard). */
const ENVELOPES = [0, 32, 48, 48, 64];

/** GeoPackageBinary (clause 2.1.3): magic `GP`, version, flags, srs, envelope, WKB. */
function geometryOf(blob: Uint8Array): Geometry | null {
  const invalid = (reason: string) => new TarimError(formatErrors.geometry, { reason });
  if (blob.length < 8 || blob[0] !== 0x47 || blob[1] !== 0x50) throw invalid('GeoPackageBinary');
  const flags = blob[3]!;
  if (flags & 0x20) throw invalid('extended GeoPackageBinary');
  const envelope = ENVELOPES[(flags >> 1) & 7];
  if (envelope === undefined) throw invalid('envelope');
  if (flags & 0x10) return null;
  return untrustedWkb(blob.subarray(8 + envelope));
}
