import type { Problem } from '@tarim/kernel';

/** The one shape in the middle: every reader gives it, every writer takes it. */
export type FieldType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'instant' | 'json';

/** Dates as `YYYY-MM-DD`, instants as ISO 8601 with zone, `json` as what JSON.parse gives. */
export type Value = string | number | boolean | null | object;

export interface TableField {
  readonly name: string;
  readonly type: FieldType;
  readonly title?: string;
  readonly unit?: string;
}

export type GeometryKind = 'Point' | 'LineString' | 'Polygon' | 'Mixed';

export interface TableSchema {
  /** Of the layer: a file, a table, a feature collection. */
  readonly name: string;
  readonly fields: readonly TableField[];
  /** Rows carry longitude/latitude in degrees; multi-part geometries count as their parts' kind. */
  readonly geometry?: { readonly type: GeometryKind; readonly crs: 'EPSG:4490' | 'EPSG:4326' };
}

export interface Row {
  readonly id: number | string;
  readonly properties: Readonly<Record<string, Value>>;
  /** Little-endian two-dimensional WKB in degrees. */
  readonly geometry: Uint8Array | null;
  /** What is wrong with this row (geometry is null then) or was done to it; see `isNote`. */
  readonly problems?: readonly Problem[];
}

export type Batches = AsyncIterable<readonly Row[]>;

export interface TableSource {
  readonly format: string;
  readonly schema: TableSchema;
  /** All layers of the file; `schema.name` is the one that is read. */
  readonly layers: readonly string[];
  /** What the reader did with the file as a whole: converted or assumed reference system. */
  readonly notes: readonly Problem[];
  /** Can be asked for more than once; each time from the beginning. */
  rows(): Batches;
  close(): Promise<void>;
}

export const BATCH_ROWS = 500;

/** Collects single rows into batches. */
export async function* inBatches(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Names that differ, also for readers that do not tell upper from lower case: `name`, `name_2`; `taken` ones are avoided. */
export function distinctNames(names: readonly string[], taken: readonly string[] = []): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return names.map((name) => {
    let free = name || 'field';
    for (let n = 2; used.has(free.toLowerCase()); n++) free = `${name || 'field'}_${n}`;
    used.add(free.toLowerCase());
    return free;
  });
}
