import type { Pool } from 'pg';

/** One value as the row-per-value peer stores it. */
export interface ValueRow {
  readonly point: number;
  readonly parameter: number;
  /** Epoch seconds. */
  readonly at: number;
  readonly value: number;
}

/** The peer's table: a row a value, keyed as any such system keys it. */
export async function makePeerTable(pool: Pool): Promise<void> {
  await pool.query('drop schema if exists bench cascade');
  await pool.query('create schema bench');
  await pool.query(`create table bench.value (
    point_id int not null, parameter_id int not null, kind smallint not null, time timestamptz not null,
    value float8 not null, flag text, received_at timestamptz not null default now(),
    primary key (point_id, parameter_id, kind, time))`);
}

const UPSERT = `insert into bench.value (point_id, parameter_id, kind, time, value, flag)
  select p, q, 2, to_timestamp(t), v, 'N' from unnest($1::int[], $2::int[], $3::float8[], $4::float8[]) r(p, q, t, v)
  on conflict (point_id, parameter_id, kind, time) do update set value = excluded.value, flag = excluded.flag`;

/**
 * Writes the rows by `unnest … on conflict` in batches, over so many connections. Decoding, sockets and a log are left
 * out: the peer gets its values for nothing.
 * @returns values a second
 */
export async function runPeer(
  pool: Pool,
  rows: readonly ValueRow[],
  options: { batch: number; connections: number },
): Promise<number> {
  await makePeerTable(pool);
  const began = process.hrtime.bigint();
  let next = 0;
  const worker = async () => {
    const client = await pool.connect();
    try {
      while (next < rows.length) {
        const batch = rows.slice(next, next + options.batch);
        next += options.batch;
        const column = (pick: (row: ValueRow) => number) => `{${batch.map(pick).join(',')}}`;
        await client.query(UPSERT, [
          column((row) => row.point),
          column((row) => row.parameter),
          column((row) => row.at),
          column((row) => row.value),
        ]);
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: options.connections }, worker));
  return rows.length / (Number(process.hrtime.bigint() - began) / 1e9);
}
