import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { type Box, boxOf, boxUnion, readWkb } from '@tarim/geo';
import { chunksOf, fileInput } from '../input.ts';
import { type Batches, distinctNames, type FieldType, type TableSchema, type Value } from '../table.ts';
import { WKT_4326, WKT_4490 } from './srs.ts';

const TYPES: Readonly<Record<FieldType, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  instant: 'DATETIME',
  json: 'TEXT',
};
const EMPTY: Box = [Infinity, Infinity, -Infinity, -Infinity];

const quoted = (name: string): string => `"${name.replace(/"/g, '""')}"`;
const text = (value: string): string => `'${value.replace(/'/g, "''")}'`;

export interface GeoPackageWriting {
  /** A folder for the file while it grows: SQLite writes in place, so it cannot be sent before it is whole. */
  readonly folder: string;
  /** Of the contents (`last_change`), ISO 8601. */
  readonly at: Date;
}

/** A GeoPackage 1.3 (OGC 12-128r18) of one layer with the R-tree extension (annex F.3), sent when it is whole. */
export async function* writeGeoPackage(
  schema: TableSchema,
  batches: Batches,
  { folder, at }: GeoPackageWriting,
): AsyncGenerator<Buffer> {
  const place = await mkdtemp(join(folder, 'gpkg-'));
  try {
    const path = join(place, 'layer.gpkg');
    await buildGeoPackage(path, schema, batches, at);
    const input = await fileInput(path);
    try {
      yield* chunksOf(input);
    } finally {
      await input.close();
    }
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Writes the file at `path`, which must not exist. */
export async function buildGeoPackage(
  path: string,
  schema: TableSchema,
  batches: Batches,
  at: Date,
): Promise<void> {
  const db = new DatabaseSync(path);
  try {
    db.exec('pragma journal_mode = off; pragma synchronous = off');
    db.exec('pragma application_id = 1196444487; pragma user_version = 10300');
    db.exec(SCHEMA);
    // Names with these beginnings belong to SQLite and the standard.
    const table = schema.name.replace(/\0/g, '').replace(/^(?=(sqlite|gpkg|rtree)_)/i, 'layer_') || 'layer';
    const names = distinctNames(
      schema.fields.map(({ name }) => name),
      ['fid', 'geom', 'id'],
    );
    const spatial = schema.geometry !== undefined;
    const columns = [
      '"id" TEXT',
      ...schema.fields.map(({ type }, i) => `${quoted(names[i]!)} ${TYPES[type]}`),
    ];
    // Multi-part geometries count as their parts' kind with us, but not here: the general type allows both.
    const type = schema.geometry?.type === 'Point' ? 'POINT' : 'GEOMETRY';
    db.exec(
      `create table ${quoted(table)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ${columns.join(', ')}${spatial ? `, geom ${type}` : ''})`,
    );
    const srs = schema.geometry?.crs === 'EPSG:4326' ? 4326 : 4490;
    const tree = quoted(`rtree_${table}_geom`);
    if (spatial) db.exec(`create virtual table ${tree} using rtree(id, minx, maxx, miny, maxy)`);
    const insert = db.prepare(
      `insert into ${quoted(table)} (fid, "id"${names.map((name) => `, ${quoted(name)}`).join('')}${spatial ? ', geom' : ''})
       values (?, ?${', ?'.repeat(names.length)}${spatial ? ', ?' : ''})`,
    );
    const index = spatial ? db.prepare(`insert into ${tree} values (?, ?, ?, ?, ?)`) : null;
    let fid = 0;
    let extent = EMPTY;
    let multi = false;
    for await (const rows of batches) {
      db.exec('begin');
      for (const { id, properties, geometry } of rows) {
        fid++;
        const cells = schema.fields.map(({ name, type: field }) => stored(field, properties[name] ?? null));
        if (!index) insert.run(fid, String(id), ...cells);
        else {
          const shape = geometry ? readWkb(geometry) : null;
          multi ||= shape?.type.startsWith('Multi') ?? false;
          const box = shape ? boxOf(shape) : EMPTY;
          insert.run(fid, String(id), ...cells, geometry ? binary(geometry, srs, box) : null);
          if (box[0] <= box[2]) {
            index.run(fid, box[0], box[2], box[1], box[3]);
            extent = boxUnion(extent, box);
          }
        }
      }
      db.exec('commit');
      // SQLite works on this thread: others get their turn between batches.
      await setImmediate();
    }
    const whole = extent[0] <= extent[2];
    db.prepare('insert into gpkg_contents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      table,
      spatial ? 'features' : 'attributes',
      table,
      '',
      at.toISOString(),
      ...(whole ? extent : [null, null, null, null]),
      spatial ? srs : null,
    );
    if (spatial) {
      const declared = type === 'POINT' && multi ? 'GEOMETRY' : type;
      db.prepare('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)').run(
        table,
        'geom',
        declared,
        srs,
      );
      db.prepare('insert into gpkg_extensions values (?, ?, ?, ?, ?)').run(
        table,
        'geom',
        'gpkg_rtree_index',
        'http://www.geopackage.org/spec120/#extension_rtree',
        'write-only',
      );
      db.exec(triggers(table));
    }
  } finally {
    db.close();
  }
}

function stored(type: FieldType, value: Value): SQLInputValue {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'object') return JSON.stringify(value);
  // DATETIME is UTC with milliseconds (table 1 of the standard).
  if (type === 'instant') {
    const time = new Date(value);
    return Number.isNaN(time.getTime()) ? String(value) : time.toISOString();
  }
  return type === 'integer' && typeof value === 'number' && Number.isSafeInteger(value)
    ? BigInt(value)
    : value;
}

/** GeoPackageBinary: magic, version 0, little endian, envelope xy except for points and what is empty. */
function binary(wkb: Uint8Array, srs: number, box: Box): Uint8Array {
  const empty = box[0] > box[2];
  const envelope = !empty && (box[0] !== box[2] || box[1] !== box[3]);
  const head = Buffer.alloc(envelope ? 40 : 8);
  head.write('GP', 'latin1');
  head[3] = 1 | (envelope ? 2 : 0) | (empty ? 0x10 : 0);
  head.writeInt32LE(srs, 4);
  if (envelope)
    [box[0], box[2], box[1], box[3]].forEach((value, i) => void head.writeDoubleLE(value, 8 + 8 * i));
  return Buffer.concat([head, wkb]);
}

/** Keep the R-tree right when another program, which has the ST functions, changes the layer. */
function triggers(table: string): string {
  const [t, tree] = [quoted(table), quoted(`rtree_${table}_geom`)];
  const name = (what: string) => quoted(`rtree_${table}_geom_${what}`);
  const put = `insert or replace into ${tree} values (new.fid, ST_MinX(new.geom), ST_MaxX(new.geom), ST_MinY(new.geom), ST_MaxY(new.geom));`;
  const full = 'new.geom not null and not ST_IsEmpty(new.geom)';
  const none = '(new.geom is null or ST_IsEmpty(new.geom))';
  return `
create trigger ${name('insert')} after insert on ${t} when (${full}) begin ${put} end;
create trigger ${name('update6')} after update of geom on ${t} when new.fid = old.fid and (${full}) and (old.geom not null and not ST_IsEmpty(old.geom)) begin update ${tree} set minx = ST_MinX(new.geom), maxx = ST_MaxX(new.geom), miny = ST_MinY(new.geom), maxy = ST_MaxY(new.geom) where id = new.fid; end;
create trigger ${name('update7')} after update of geom on ${t} when new.fid = old.fid and (${full}) and (old.geom is null or ST_IsEmpty(old.geom)) begin ${put} end;
create trigger ${name('update2')} after update of geom on ${t} when new.fid = old.fid and ${none} begin delete from ${tree} where id = old.fid; end;
create trigger ${name('update5')} after update on ${t} when new.fid != old.fid and (${full}) begin delete from ${tree} where id = old.fid; ${put} end;
create trigger ${name('update4')} after update on ${t} when new.fid != old.fid and ${none} begin delete from ${tree} where id in (old.fid, new.fid); end;
create trigger ${name('delete')} after delete on ${t} when old.geom not null begin delete from ${tree} where id = old.fid; end;`;
}

const SCHEMA = `
create table gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
insert into gpkg_spatial_ref_sys values
 ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', null),
 ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', null),
 ('WGS 84', 4326, 'EPSG', 4326, ${text(WKT_4326)}, null),
 ('China Geodetic Coordinate System 2000', 4490, 'EPSG', 4490, ${text(WKT_4490)}, null);
create table gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, constraint fk_gc_r_srs_id foreign key (srs_id) references gpkg_spatial_ref_sys(srs_id));
create table gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, constraint pk_geom_cols primary key (table_name, column_name), constraint uk_gc_table_name unique (table_name), constraint fk_gc_tn foreign key (table_name) references gpkg_contents(table_name), constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys(srs_id));
create table gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, constraint ge_tce unique (table_name, column_name, extension_name));`;
