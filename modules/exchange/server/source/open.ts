import { open as openFile, readFile, stat } from 'node:fs/promises';
import {
  cellsSource,
  isNote,
  openTable,
  type ReadOptions,
  readGeoTiff,
  type TableSource,
} from '@tarim/formats';
import { type GeosPool, type OffsetSystem, writeWkb } from '@tarim/geo';
import { type ErrorParams, TarimError } from '@tarim/kernel';
import { workbookDefects, xlsxToSheets, xlsxTraits } from '@tarim/platform';
import type { PipelineSpec } from '../../contract.ts';
import type { RawRow } from '../domain/judge-row.ts';
import type { SourceField } from '../domain/propose.ts';
import { exchangeErrors as E } from '../errors.ts';
import type { Fetched } from './fetched.ts';
import { spooled } from './spool.ts';

export interface Opened {
  readonly format: string;
  readonly layers: readonly string[];
  readonly layer: string;
  readonly fields: readonly SourceField[];
  /** Of the file's own geometry. */
  readonly geometry: string | null;
  /** True for tables of cells, whose place stands in columns. */
  readonly cells: boolean;
  readonly notes: readonly { readonly code: string; readonly params: ErrorParams }[];
  rows(): AsyncIterable<readonly RawRow[]>;
  close(): Promise<void>;
}

export interface Opening {
  readonly format: PipelineSpec['format'];
  readonly layer?: string | null;
  readonly crs?: string | null;
  /** Absent: guessed by the names of columns. */
  readonly place?: PipelineSpec['place'];
  readonly pool: Pick<GeosPool, 'validity' | 'makeValid'>;
}

const MOST_WORKBOOK = 64 << 20;
const OFFSETS: readonly string[] = ['GCJ-02', 'BD-09'];

/** Offset systems of web maps are no reference systems; rows are taken back by their judge. */
export const offsetOf = (crs: string | null | undefined): OffsetSystem | null =>
  crs && OFFSETS.includes(crs) ? (crs as OffsetSystem) : null;

/** @throws TarimError what the readers throw; EXCHANGE_FORMAT_OTHER, EXCHANGE_WORKBOOK */
export async function openSource(fetched: Fetched, asked: Opening): Promise<Opened> {
  const options = optionsOf(asked);
  if (fetched.kind === 'rows') return fromTable(await spoolTable(fetched, options), true);
  if (await isTiff(fetched.path)) {
    expect('geotiff', asked.format);
    return openRaster(fetched, asked);
  }
  const ending = /\.([^.]+)$/.exec(fetched.name.toLowerCase())?.[1];
  if (asked.format === 'xlsx' || (asked.format === 'auto' && ending === 'xlsx'))
    return fromTable(await workbook(fetched, asked.layer ?? null, options), true);
  const name = ENDING[asked.format] ? `${fetched.name}.${ENDING[asked.format]}` : fetched.name;
  const source = await openTable(fetched.path, name, options);
  const cells = source.format === 'CSV';
  try {
    expect(source.format.toLowerCase().replace(/\W/g, ''), asked.format);
    const { kind = 'source' } = asked.place ?? {};
    if (!cells && (kind === 'columns' || kind === 'wkt')) throw new TarimError(E.specPlace);
  } catch (error) {
    await source.close();
    throw error;
  }
  return fromTable({ ...source, schema: { ...source.schema, name: titled(source, fetched) } }, cells);
}

/** A forced format gives a second ending, which is none of the layer's name. */
const titled = (source: TableSource, fetched: Fetched) =>
  source.format === 'CSV' || source.format.startsWith('GeoJSON')
    ? fetched.name.replace(/\.[^.]+$/, '')
    : source.schema.name;

const ENDING: Readonly<Record<string, string>> = { csv: 'csv', geojson: 'geojson', geojsonseq: 'geojsonl' };

function expect(found: string, wanted: PipelineSpec['format']): void {
  if (wanted !== 'auto' && wanted !== found) throw new TarimError(E.formatOther, { found, wanted });
}

function optionsOf({ layer, crs, place, pool }: Opening): ReadOptions {
  const given = offsetOf(crs) ? 'EPSG:4326' : crs;
  return {
    pool,
    ...(given ? { crs: given } : {}),
    ...(layer ? { layer } : {}),
    ...(place === undefined
      ? {}
      : place.kind === 'columns'
        ? { place: { x: place.x, y: place.y } }
        : place.kind === 'wkt'
          ? { place: { wkt: place.column } }
          : { place: null }),
  };
}

function fromTable(source: TableSource, cells: boolean): Opened {
  return {
    format: source.format,
    layers: source.layers,
    layer: source.schema.name,
    fields: source.schema.fields.map(({ name, type, unit }) => ({ name, type, ...(unit ? { unit } : {}) })),
    geometry: source.schema.geometry?.type ?? null,
    cells,
    notes: source.notes.map(({ code, params = {} }) => ({ code, params })),
    rows: () => rawRows(source, cells),
    close: () => source.close(),
  };
}

async function* rawRows(source: TableSource, cells: boolean): AsyncGenerator<RawRow[]> {
  let count = 0;
  for await (const batch of source.rows())
    yield batch.map((row): RawRow => {
      count++;
      const told = (row.problems ?? []).map((one) => ({
        note: isNote(one),
        code: one.code,
        params: one.params ?? {},
      }));
      return {
        line: cells ? Number(row.id) : count,
        values: row.properties,
        wkb: row.geometry,
        notes: told.filter((one) => one.note),
        defects: told.filter((one) => !one.note),
      };
    });
}

async function workbook(fetched: Fetched, layer: string | null, options: ReadOptions): Promise<TableSource> {
  if ((await stat(fetched.path)).size > MOST_WORKBOOK) throw new TarimError(E.tooLarge, { limit: '64 MiB' });
  const bytes = await readFile(fetched.path);
  const [sheets, traits] = await Promise.all([xlsxToSheets(bytes), xlsxTraits(bytes)]);
  const sheet = layer === null ? sheets[0] : sheets.find((one) => one.name === layer);
  if (!sheet)
    throw new TarimError(E.fieldMissing, {
      field: layer ?? '',
      fields: sheets
        .map((one) => one.name)
        .join(', ')
        .slice(0, 300),
    });
  const [defect] = workbookDefects(traits, (name) => name === sheet.name);
  if (defect) throw new TarimError(E.workbook, { sheet: defect.sheet, row: defect.row });
  const plain = sheet.rows.map((row) =>
    row.map((cell) =>
      cell instanceof Date ? cell.toISOString().slice(0, 19).replace('T', ' ') : (cell ?? null),
    ),
  );
  const { layer: _sheet, ...rest } = options;
  const source = await cellsSource('XLSX', sheet.name, () => each(plain), rest);
  return { ...source, layers: sheets.map((one) => one.name) };
}

async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}

/** Rows of an interface as a table of cells: the header first, from the names of all rows. */
async function spoolTable(fetched: Fetched, options: ReadOptions): Promise<TableSource> {
  const names = new Set<string>();
  for await (const row of spooled(fetched.path)) for (const name of Object.keys(row)) names.add(name);
  const header = [...names];
  async function* rows() {
    yield header;
    for await (const row of spooled(fetched.path))
      yield header.map((name) => {
        const cell = row[name] ?? null;
        return typeof cell === 'object' && cell !== null
          ? JSON.stringify(cell)
          : (cell as string | number | boolean | null);
      });
  }
  return cellsSource('JSON', fetched.name, rows, options);
}

async function isTiff(path: string): Promise<boolean> {
  const file = await openFile(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return ['49492a00', '4d4d002a', '49492b00', '4d4d002b'].includes(buffer.toString('hex'));
  } finally {
    await file.close();
  }
}

const RASTER_FIELDS: readonly SourceField[] = [
  { name: 'fileName', type: 'text' },
  { name: 'sha256', type: 'text' },
  { name: 'crs', type: 'text' },
  { name: 'width', type: 'integer' },
  { name: 'height', type: 'integer' },
  { name: 'bands', type: 'integer' },
  { name: 'sampleTypes', type: 'text' },
  { name: 'cellX', type: 'number' },
  { name: 'cellY', type: 'number' },
  { name: 'noData', type: 'number' },
  { name: 'min', type: 'number' },
  { name: 'max', type: 'number' },
  { name: 'mean', type: 'number' },
  { name: 'statistics', type: 'json' },
];

/** A raster is one row: its outline, system, size and figures; the file itself is kept beside, by its SHA-256. */
async function openRaster(fetched: Fetched, { crs }: Opening): Promise<Opened> {
  const raster = await readGeoTiff(fetched.path, crs && !offsetOf(crs) ? { crs } : {});
  const { info } = raster;
  const [west, south, east, north] = info.lonLatBox;
  return {
    format: 'GeoTIFF',
    layers: [fetched.name],
    layer: fetched.name,
    fields: RASTER_FIELDS,
    geometry: 'Polygon',
    cells: false,
    notes: info.notes.map(({ code, params = {} }) => ({ code, params })),
    rows: async function* () {
      const statistics = await raster.statistics();
      const [first] = statistics;
      yield [
        {
          line: 1,
          values: {
            fileName: fetched.name,
            sha256: fetched.fingerprint,
            crs: info.crs,
            width: info.width,
            height: info.height,
            bands: info.bands,
            sampleTypes: info.sampleTypes.join(', '),
            cellX: info.cell[0],
            cellY: info.cell[1],
            noData: info.noData,
            min: first?.min ?? null,
            max: first?.max ?? null,
            mean: first?.mean ?? null,
            statistics,
          },
          wkb: writeWkb({
            type: 'Polygon',
            coordinates: [
              [
                [west, south],
                [east, south],
                [east, north],
                [west, north],
                [west, south],
              ],
            ],
          }),
          notes: [],
          defects: [],
        },
      ];
    },
    close: () => raster.close(),
  };
}
