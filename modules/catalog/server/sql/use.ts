import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

/** What was read within one flush. `requestId` 0: without a key. */
export interface UseSum {
  readonly day: string;
  readonly requestId: number;
  readonly dataset: string;
  readonly interface: string;
  readonly address: string;
  calls: number;
  rows: number;
  bytes: number;
}

export async function addUse(db: DbOrTx, sums: readonly UseSum[], at: Date): Promise<void> {
  const given = JSON.stringify(sums);
  await sql`
    insert into catalog.use_day as u (day, dataset, interface, request_id, calls, rows, bytes)
    select day, dataset, interface, "requestId", sum(calls), sum(rows), sum(bytes)
    from jsonb_to_recordset(${given}::jsonb) as s (day date, dataset text, interface text, "requestId" int, calls bigint, rows bigint, bytes bigint)
    group by 1, 2, 3, 4 order by 4, 1, 2, 3
    on conflict (request_id, day, dataset, interface) do update
      set calls = u.calls + excluded.calls, rows = u.rows + excluded.rows, bytes = u.bytes + excluded.bytes
  `.execute(db);
  await sql`
    insert into catalog.use_line (request_id, at, dataset, interface, address, calls, rows, bytes)
    select "requestId", ${at}, dataset, interface, address, calls, rows, bytes
    from jsonb_to_recordset(${given}::jsonb) as s (dataset text, interface text, address text, "requestId" int, calls int, rows bigint, bytes bigint)
    where "requestId" <> 0
  `.execute(db);
}

export interface DayOfUse {
  readonly day: string;
  readonly calls: number;
  readonly rows: number;
}

/** By day, the oldest first; of one data set, or of one grant. */
export async function daysOfUse(
  db: DbOrTx,
  of: { readonly dataset: string } | { readonly requestId: number },
  from: string,
): Promise<DayOfUse[]> {
  const { rows } = await sql<DayOfUse>`
    select day::text as day, sum(calls)::float8 as calls, sum(rows)::float8 as rows from catalog.use_day
    where ${'dataset' in of ? sql`dataset = ${of.dataset}` : sql`request_id = ${of.requestId}`} and day >= ${from}
    group by 1 order by 1
  `.execute(db);
  return rows;
}

/** Calls and rows of each data set since a day. */
export async function sumsSince(
  db: DbOrTx,
  from: string,
): Promise<Map<string, { calls: number; rows: number }>> {
  const { rows } = await sql<{ dataset: string; calls: number; rows: number }>`
    select dataset, sum(calls)::float8 as calls, sum(rows)::float8 as rows from catalog.use_day where day >= ${from} group by 1
  `.execute(db);
  return new Map(rows.map(({ dataset, calls, rows: n }) => [dataset, { calls, rows: n }]));
}

export interface UseLine {
  readonly id: number;
  readonly at: Date;
  readonly dataset: string;
  readonly interface: string;
  readonly address: string;
  readonly calls: number;
  readonly rows: number;
  readonly bytes: number;
}

export async function linesOfUse(
  db: DbOrTx,
  requestId: number,
  before: number | undefined,
  limit: number,
): Promise<UseLine[]> {
  const { rows } = await sql<UseLine>`
    select id::float8 as id, at, dataset, interface, address, calls, rows::float8 as rows, bytes::float8 as bytes
    from catalog.use_line where request_id = ${requestId} ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}
  `.execute(db);
  return rows;
}
