import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { SequenceEntry, TableEntry } from './manifest.ts';

export type Client = Pick<PoolClient, 'query'>;

/** How COPY writes values depends on these: the same when they are read again, on whatever server. */
const SETTINGS = [
  "set local datestyle = 'ISO, YMD'",
  "set local intervalstyle = 'postgres'",
  "set local timezone = 'UTC'",
  'set local extra_float_digits = 1',
  "set local bytea_output = 'hex'",
  "set local client_encoding = 'UTF8'",
];

export async function prepare(client: Client): Promise<void> {
  for (const statement of SETTINGS) await client.query(statement);
}

/** Names went through `parseManifest` or come from the catalogue, where they are ours: plain words. */
export const quoted = (schema: string, name: string): string => `"${schema}"."${name}"`;
const list = (columns: readonly string[]): string => columns.map((one) => `"${one}"`).join(', ');

interface Found {
  readonly schema: string;
  readonly name: string;
  readonly columns: string[];
  readonly of: string | null;
  readonly bound: string | null;
  readonly refers: string[];
}

/**
 * Tables of these schemas that hold rows (partitions, not what they are partitions of), each behind those it refers to.
 * Generated columns are left out: they come by themselves.
 */
export async function tablesOf(
  client: Client,
  schemas: readonly string[],
): Promise<Omit<TableEntry, 'rows'>[]> {
  const { rows } = await client.query<Found>(
    `select n.nspname as schema, c.relname as name,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       (select p.relname::text from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid) as of,
       pg_get_expr(c.relpartbound, c.oid) as bound,
       array(select distinct fn.nspname || '.' || fc.relname from pg_constraint k join pg_class fc on fc.oid = k.confrelid
         join pg_namespace fn on fn.oid = fc.relnamespace
         where k.contype = 'f' and k.conrelid = c.oid and k.confrelid <> c.oid) as refers
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any($1) order by 1, 2`,
    [schemas],
  );
  return inOrder(rows).map(({ schema, name, columns, of, bound }) => ({
    schema,
    name,
    columns,
    partition: of && bound ? { of, bound } : null,
    path: `tables/${schema}.${name}.copy.zst`,
  }));
}

function inOrder(tables: readonly Found[]): Found[] {
  const placed = new Set<string>();
  const ordered: Found[] = [];
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ schema, name, refers }) =>
        !placed.has(`${schema}.${name}`) && refers.every((one) => placed.has(one)),
    );
    if (next.length === 0) throw new Error('tables refer to each other in a circle');
    for (const one of next) {
      placed.add(`${one.schema}.${one.name}`);
      ordered.push(one);
    }
  }
  return ordered;
}

export async function sequencesOf(client: Client, schemas: readonly string[]): Promise<SequenceEntry[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname = any($1) order by 1, 2`,
    [schemas],
  );
  const entries: SequenceEntry[] = [];
  for (const { schema, name } of rows) {
    const found = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(schema, name)}`,
    );
    entries.push({ schema, name, value: Number(found.rows[0]!.value), called: found.rows[0]!.called });
  }
  return entries;
}

/** The rows of a table as compressed text; how many there were is known at the end. */
export function copyOut(
  client: Client,
  { schema, name, columns }: Pick<TableEntry, 'schema' | 'name' | 'columns'>,
): { bytes: AsyncIterable<Uint8Array>; rows: () => number } {
  const query = copyTo(`copy ${quoted(schema, name)} (${list(columns)}) to stdout`);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const packed = createZstdCompress();
    const copying = pipeline(client.query(query), packed);
    // Its failure is the one of `packed`, which is read here.
    copying.catch(() => {});
    yield* packed;
    await copying;
  }
  return { bytes: bytes(), rows: () => query.rowCount };
}

/** @returns how many rows the table took */
export async function copyIn(
  client: Client,
  table: Pick<TableEntry, 'schema' | 'name' | 'columns'>,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  const rows = client.query(
    copyFrom(`copy ${quoted(table.schema, table.name)} (${list(table.columns)}) from stdin`),
  );
  await pipeline(bytes, createZstdDecompress(), rows);
  return rows.rowCount;
}
