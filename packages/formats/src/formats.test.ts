import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Geometry, readWkb, writeWkb } from '@tarim/geo';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { conversionFrom } from './crs.ts';
import { memoryInput } from './input.ts';
import { readCsv } from './read/csv.ts';
import { readGeoJson } from './read/geojson.ts';
import { readGeoPackage } from './read/geopackage.ts';
import { readShapefile } from './read/shapefile.ts';
import type { Row, TableSchema, TableSource } from './table.ts';
import { parseWkt, writeWkt } from './wkt.ts';
import { writeCsv } from './write/csv.ts';
import { writeGeoJson } from './write/geojson.ts';
import { buildGeoPackage } from './write/geopackage.ts';
import { writeGeoParquet } from './write/geoparquet.ts';

const all = async ({ rows }: Pick<TableSource, 'rows'>): Promise<Row[]> =>
  (await Array.fromAsync(rows())).flat();
const joined = async (pieces: AsyncIterable<Buffer>) => Buffer.concat(await Array.fromAsync(pieces));
const geo = (features: unknown[], more = {}) =>
  memoryInput(Buffer.from(JSON.stringify({ type: 'FeatureCollection', ...more, features })));
const feature = (geometry: unknown, properties = {}) => ({ type: 'Feature', properties, geometry });
const polygon: Geometry = {
  type: 'Polygon',
  // Clockwise, so that a writer of RFC 7946 must turn it.
  coordinates: [
    [
      [87, 43],
      [87, 44],
      [88, 44],
      [88, 43],
      [87, 43],
    ],
  ],
};
const schema: TableSchema = {
  name: '监测点',
  fields: [
    { name: '名称', type: 'text' },
    { name: 'value', type: 'number' },
  ],
  geometry: { type: 'Mixed', crs: 'EPSG:4490' },
};
const rows: Row[] = [
  {
    id: 'a',
    properties: { 名称: '=1+1', value: 1.5 },
    geometry: writeWkb({ type: 'Point', coordinates: [87.5, 43.8] }),
  },
  { id: 'b', properties: { 名称: '乌鲁木齐', value: null }, geometry: writeWkb(polygon) },
  { id: 'c', properties: { 名称: null, value: -2 }, geometry: null },
];
async function* batches() {
  yield rows.slice(0, 2);
  yield rows.slice(2);
}

describe('reading', () => {
  test('CSV in GB 18030, a place by its names, a bad coordinate told on its row', async () => {
    // 名称 in GB 18030 is C3 FB B3 C6.
    const bytes = Buffer.concat([
      Buffer.from([0xc3, 0xfb, 0xb3, 0xc6]),
      Buffer.from(',lon,lat\r\n"a,""b""",87.5,43.8\r\nx,999,1\r\n'),
    ]);
    const source = await readCsv(memoryInput(bytes), 't');
    expect(source.schema.fields.map(({ name }) => name)).toEqual(['名称', 'lon', 'lat']);
    expect(source.notes.map(({ code }) => code)).toEqual(['FORMATS_CRS_ASSUMED']);
    const [first, second] = await all(source);
    expect(first!.properties.名称).toBe('a,"b"');
    expect(readWkb(first!.geometry!)).toEqual({ type: 'Point', coordinates: [87.5, 43.8] });
    expect(second).toMatchObject({ id: 3, geometry: null, problems: [{ code: 'FORMATS_COORDINATE' }] });
  });

  test('GeoJSON with brackets and quotes in its text, numbers of two kinds, a crs of GeoJSON 2008', async () => {
    const source = await readGeoJson(
      geo(
        [
          feature({ type: 'Point', coordinates: [500_000, 0] }, { a: 1, t: '}]",[{\\' }),
          feature(null, { a: 1.5, t: null }),
        ],
        { name: 'n', crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4544' } } },
      ),
      'file',
    );
    expect(source.schema.fields).toEqual([
      { name: 'a', type: 'number' },
      { name: 't', type: 'text' },
    ]);
    const [first] = await all(source);
    expect(first!.properties.t).toBe('}]",[{\\');
    // EPSG:4544: 3-degree, central meridian 105°E, false easting 500 km.
    const point = readWkb(first!.geometry!) as { coordinates: number[] };
    expect(point.coordinates[0]).toBeCloseTo(105, 9);
    expect(point.coordinates[1]).toBeCloseTo(0, 9);
    expect(source.notes[0]!.code).toBe('FORMATS_CRS_CONVERTED');
  });

  test.each([
    ['FORMATS_TRUNCATED', '{"type":"FeatureCollection","features":['],
    ['FORMATS_UNREADABLE', '[1]'],
    ['FORMATS_UNREADABLE', '{"type":"Feature"}'],
  ])('refuses with %s: %s', async (code, text) => {
    await expect(readGeoJson(memoryInput(Buffer.from(text)), 'f')).rejects.toMatchObject({ code });
  });

  test('rows across the antimeridian, with open rings and too many positions are told one by one', async () => {
    const line = (coordinates: number[][]) => feature({ type: 'LineString', coordinates });
    const limits = {
      maxRows: 9,
      maxFields: 9,
      maxPositions: 3,
      maxRecordBytes: 9_999,
      maxUnpackedBytes: 9,
      maxRatio: 9,
      maxEntries: 9,
    };
    const open = feature({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [0, 1],
          [1, 1],
        ],
      ],
    });
    const long = line([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    const source = await readGeoJson(
      geo([
        line([
          [179, 0],
          [-179, 0],
        ]),
        open,
        long,
        line([
          [190, 0],
          [200, 0],
        ]),
      ]),
      'f',
      { limits },
    );
    const read = await all(source);
    expect(read.map(({ problems }) => problems?.[0]?.code)).toEqual([
      'FORMATS_ANTIMERIDIAN',
      'FORMATS_GEOMETRY',
      'FORMATS_TOO_LARGE',
      'FORMATS_LONGITUDE_SHIFTED',
    ]);
    expect(readWkb(read[3]!.geometry!)).toEqual({
      type: 'LineString',
      coordinates: [
        [-170, 0],
        [-160, 0],
      ],
    });
  });

  test('old datums are refused by name', () => {
    const wkt =
      'GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140,298.257]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]';
    expect(() => conversionFrom(wkt)).toThrow(expect.objectContaining({ code: 'FORMATS_DATUM_UNSUPPORTED' }));
    expect(() => conversionFrom('EPSG:2154')).toThrow(
      expect.objectContaining({ code: 'FORMATS_CRS_UNKNOWN' }),
    );
  });

  test('an archive that is none is refused', async () => {
    await expect(readShapefile(memoryInput(Buffer.alloc(100)))).rejects.toMatchObject({
      code: 'FORMATS_UNREADABLE',
    });
  });
});

describe('writing', () => {
  test('CSV defuses formulas and writes WKT', async () => {
    expect((await joined(writeCsv(schema, batches()))).toString()).toBe(
      "\uFEFFid,名称,value,wkt\r\na,'=1+1,1.5,POINT (87.5 43.8)\r\n" +
        'b,乌鲁木齐,,"POLYGON ((87 43, 87 44, 88 44, 88 43, 87 43))"\r\nc,,-2,\r\n',
    );
  });

  test('GeoJSON parses as a whole and its shells run counter-clockwise', async () => {
    const { features } = JSON.parse((await joined(writeGeoJson(schema, batches()))).toString());
    expect(features).toHaveLength(3);
    expect(features[1].geometry.coordinates[0].slice(0, 3)).toEqual([
      [87, 43],
      [88, 43],
      [88, 44],
    ]);
  });

  test('GeoPackage gives back what was written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'formats-'));
    const path = join(folder, 'a.gpkg');
    await buildGeoPackage(path, schema, batches(), new Date(0));
    const source = await readGeoPackage(path);
    const read = await all(source);
    await source.close();
    await rm(folder, { recursive: true });
    expect(read.map(({ geometry }) => geometry && Buffer.from(geometry))).toEqual(
      rows.map(({ geometry }) => geometry && Buffer.from(geometry)),
    );
    expect(read[1]!.properties).toEqual({ id: 'b', 名称: '乌鲁木齐', value: null });
  });

  test('GeoParquet is read by a reader of Parquet, with its geo metadata', async () => {
    const bytes = await joined(writeGeoParquet(schema, batches()));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const { key_value_metadata } = parquetMetadata(file);
    const { columns } = JSON.parse(key_value_metadata!.find(({ key }) => key === 'geo')!.value!);
    expect(columns.geometry).toMatchObject({
      encoding: 'WKB',
      geometry_types: ['Point', 'Polygon'],
      bbox: [87, 43, 88, 44],
    });
    const read = await parquetReadObjects({ file, columns: ['id', 'value', 'bbox'] });
    expect(read[1]).toEqual({ id: 'b', value: null, bbox: { xmin: 87, ymin: 43, xmax: 88, ymax: 44 } });
  });

  test('WKT there and back', () => {
    const text = 'MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))';
    expect(writeWkt(parseWkt(text))).toBe(text);
    expect(parseWkt('POINT Z (1 2 3)')).toEqual({ type: 'Point', coordinates: [1, 2] });
    expect(() => parseWkt('POINT (1)')).toThrow(expect.objectContaining({ code: 'FORMATS_GEOMETRY' }));
  });
});
