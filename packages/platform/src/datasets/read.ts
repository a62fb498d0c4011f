import { beijingIso } from '@tarim/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { DbOrTx } from '../module.ts';
import type { DatasetField } from './definition.ts';
import type { Sight } from './reader.ts';
import type { Dataset } from './shelf.ts';

export type DatasetValue = string | number | boolean | null | object;

export interface DatasetRow {
  readonly id: number | string;
  readonly properties: Record<string, DatasetValue>;
  /** Of points, in degrees. */
  readonly lon?: number | null;
  readonly lat?: number | null;
  /** Of everything else; absent when geometry was not asked for. */
  readonly wkb?: Uint8Array | null;
  /** What the conditions asked for as `marks` say of the row, in their order. */
  readonly marks?: readonly (boolean | null)[];
}

export interface DatasetQuery {
  /** Fields to answer, in this order; default: all that are seen. Others than seen ones are left out. */
  readonly fields?: readonly string[];
  readonly geometry?: boolean;
  /** `[west, south, east, north]` in degrees: rows whose box meets it. */
  readonly box?: readonly [number, number, number, number];
  readonly from?: Date;
  readonly to?: Date;
  /** A further condition; made with `fieldSql`, every value bound. */
  readonly where?: RawBuilder<unknown>;
  /** Conditions that are answered with each row instead of choosing it: for those who decide further outside SQL. */
  readonly marks?: readonly RawBuilder<unknown>[];
  /** One field to sort by; ties, and everything without it, go by id. */
  readonly order?: { readonly field: string; readonly descending: boolean };
  /** The last row of the page before: its id, and its value of the field sorted by. */
  readonly after?: { readonly id: number | string; readonly value?: DatasetValue };
  readonly limit: number;
}

const raw = (text: string): RawBuilder<unknown> => sql.raw(`(${text})`);

/** The SQL expression of a field that the reader sees, for conditions; null for any other name. */
export function fieldSql(set: Dataset, sight: Sight, name: string): RawBuilder<unknown> | null {
  const field = set.fields.find((one) => one.name === name);
  return field && sight.fields.has(name) ? raw(field.sql) : null;
}

/** The rows that a reader sees, as a condition. */
export function rowsSeen(set: Dataset, sight: Sight): RawBuilder<unknown> {
  if (sight.rows === 'all') return sql`true`;
  const { unitPath, enterpriseId, open } = set.relation;
  const any: RawBuilder<unknown>[] = [];
  if (sight.open) any.push(open ? raw(open) : set.sharing === 'open' ? sql`true` : sql`false`);
  if (unitPath)
    for (const path of sight.rows.unitPaths)
      any.push(path === '/' ? sql`true` : sql`${raw(unitPath)} like ${`${path}%`}`);
  if (enterpriseId && sight.rows.enterpriseIds.length > 0)
    any.push(sql`${raw(enterpriseId)} = any(${sight.rows.enterpriseIds})`);
  return any.length === 0 ? sql`false` : sql`(${sql.join(any, sql` or `)})`;
}

/** @returns rows in a stable order, at most `limit` of them */
export async function readDataset(
  db: DbOrTx,
  set: Dataset,
  sight: Sight,
  query: DatasetQuery,
): Promise<DatasetRow[]> {
  const fields = fieldsOf(set, sight, query.fields);
  const { relation } = set;
  const id = raw(relation.id.sql);
  const columns = [
    sql`${id} as ${sql.ref('_id')}`,
    ...fields.map((one) => sql`${raw(one.sql)} as ${sql.ref(one.name)}`),
    ...(query.geometry === false ? [] : geometryColumns(set)),
    ...(query.marks ?? []).map((mark, i) => sql`(${mark}) as ${sql.ref(`_mark${i}`)}`),
  ];
  const order = query.order ? set.fields.find((one) => one.name === query.order!.field) : undefined;
  const descending = query.order?.descending ?? false;
  const by =
    order && sight.fields.has(order.name)
      ? descending
        ? sql`${raw(order.sql)} desc nulls last, ${id} desc`
        : sql`${raw(order.sql)} asc nulls last, ${id} asc`
      : sql`${id} asc`;
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(columns)} from ${sql.raw(relation.from)}
    where ${sql.join(conditions(set, sight, query, order, descending), sql` and `)}
    order by ${by} limit ${query.limit}
  `.execute(db);
  return rows.map((row) => present(row, fields, query.marks?.length ?? 0));
}

/** All rows in batches, in the order of their ids: for exports and tiles of any size. */
export async function* streamDataset(
  db: DbOrTx,
  set: Dataset,
  sight: Sight,
  query: Omit<DatasetQuery, 'limit' | 'order'>,
  batch = 2_000,
): AsyncGenerator<DatasetRow[]> {
  let after = query.after;
  for (;;) {
    const rows = await readDataset(db, set, sight, { ...query, after, limit: batch });
    if (rows.length > 0) yield rows;
    if (rows.length < batch) return;
    after = { id: rows.at(-1)!.id };
  }
}

export async function countDataset(
  db: DbOrTx,
  set: Dataset,
  sight: Sight,
  query: Pick<DatasetQuery, 'box' | 'from' | 'to' | 'where' | 'after'>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int8 as n from ${sql.raw(set.relation.from)}
    where ${sql.join(conditions(set, sight, query, undefined, false), sql` and `)}
  `.execute(db);
  return Number(rows[0]!.n);
}

/** A text that changes with the rows, also those that some readers do not see. */
export async function datasetRevision(db: DbOrTx, set: Dataset): Promise<string> {
  const { rows } = await sql.raw<Record<string, unknown>>(set.relation.revision).execute(db);
  const value = Object.values(rows[0] ?? {})[0];
  return value instanceof Date ? value.toISOString() : String(value ?? '');
}

function fieldsOf(set: Dataset, sight: Sight, names?: readonly string[]): DatasetField[] {
  const seen = set.fields.filter((one) => sight.fields.has(one.name));
  return names
    ? names.flatMap((name) => {
        const field = seen.find((one) => one.name === name);
        return field ? [field] : [];
      })
    : seen;
}

function geometryColumns({ relation: { geometry } }: Dataset): RawBuilder<unknown>[] {
  if (!geometry) return [];
  if ('wkb' in geometry) return [sql`${raw(geometry.wkb)} as ${sql.ref('_wkb')}`];
  return [sql`${raw(geometry.lon)} as ${sql.ref('_lon')}`, sql`${raw(geometry.lat)} as ${sql.ref('_lat')}`];
}

function conditions(
  set: Dataset,
  sight: Sight,
  query: Omit<DatasetQuery, 'limit'>,
  order: DatasetField | undefined,
  descending: boolean,
): RawBuilder<unknown>[] {
  const { relation } = set;
  const all: RawBuilder<unknown>[] = [rowsSeen(set, sight)];
  if (query.box) all.push(meetsBox(set, query.box));
  if (relation.time && query.from) all.push(sql`${raw(relation.time)} >= ${query.from}`);
  if (relation.time && query.to) all.push(sql`${raw(relation.time)} <= ${query.to}`);
  if (query.where) all.push(sql`(${query.where})`);
  if (query.after) all.push(isAfter(set, query.after, order, descending));
  return all;
}

function meetsBox(
  { relation: { geometry } }: Dataset,
  [west, south, east, north]: readonly [number, number, number, number],
): RawBuilder<unknown> {
  if (!geometry) return sql`true`;
  const asked = `(${east},${north}),(${west},${south})`;
  if ('wkb' in geometry) return sql`${raw(geometry.box)} && ${asked}::box`;
  const within = sql`${raw(geometry.lon)} between ${west} and ${east} and ${raw(geometry.lat)} between ${south} and ${north}`;
  return geometry.box ? sql`${raw(geometry.box)} && ${asked}::box and ${within}` : within;
}

function isAfter(
  { relation }: Dataset,
  { id, value }: NonNullable<DatasetQuery['after']>,
  order: DatasetField | undefined,
  descending: boolean,
): RawBuilder<unknown> {
  const key = raw(relation.id.sql);
  if (!order) return sql`${key} > ${id}`;
  const by = raw(order.sql);
  const beyond = descending ? sql`${key} < ${id}` : sql`${key} > ${id}`;
  if (value === null || value === undefined) return sql`(${by} is null and ${beyond})`;
  const further = descending ? sql`${by} < ${value}` : sql`${by} > ${value}`;
  return sql`(${further} or (${by} = ${value} and ${beyond}) or ${by} is null)`;
}

function present(row: Record<string, unknown>, fields: readonly DatasetField[], marks: number): DatasetRow {
  const properties: Record<string, DatasetValue> = {};
  for (const { name } of fields) properties[name] = plain(row[name]);
  return {
    id: row._id as number | string,
    properties,
    ...('_wkb' in row ? { wkb: row._wkb as Uint8Array | null } : {}),
    ...('_lon' in row ? { lon: row._lon as number | null, lat: row._lat as number | null } : {}),
    ...(marks > 0
      ? { marks: Array.from({ length: marks }, (_, i) => (row[`_mark${i}`] ?? null) as boolean | null) }
      : {}),
  };
}

function plain(value: unknown): DatasetValue {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return beijingIso(value.getTime());
  return value as DatasetValue;
}
