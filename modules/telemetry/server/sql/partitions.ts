import { periodEnd, periodStart } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

/** Tables that are partitioned by month, and the column they are cut by. */
const PARTITIONED = { record: 'time', rollup: 'time', frame: 'received_at' } as const;
export type PartitionedTable = keyof typeof PARTITIONED;

/** `record_2026_11` */
export function partitionName(table: PartitionedTable, month: number): string {
  return `${table}_${new Date(month + 8 * 3_600_000).toISOString().slice(0, 7).replace('-', '_')}`;
}

/**
 * Makes the partition of a month (Beijing) if it is missing. Rows of that month that fell into the default partition
 * meanwhile are moved into it.
 */
export async function ensurePartition(db: DbOrTx, table: PartitionedTable, month: number): Promise<boolean> {
  const name = partitionName(table, month);
  const { rows } = await sql<{
    there: boolean;
  }>`select to_regclass(${`telemetry.${name}`}) is not null as there`.execute(db);
  if (rows[0]!.there) return false;
  const from = new Date(month).toISOString();
  const to = new Date(periodEnd('month', month)).toISOString();
  // Nobody may put a row of that month into the default partition between the move and the attaching.
  await sql`lock table ${sql.id('telemetry', table)} in share row exclusive mode`.execute(db);
  const id = sql.id('telemetry', name);
  const parent = sql.id('telemetry', table);
  const fallback = sql.id('telemetry', `${table}_default`);
  const column = sql.id(PARTITIONED[table]);
  await sql`create table ${id} (like ${parent} including defaults including constraints)`.execute(db);
  await sql`with moved as (delete from ${fallback} where ${column} >= ${sql.lit(from)} and ${column} < ${sql.lit(to)} returning *)
    insert into ${id} select * from moved`.execute(db);
  await sql`alter table ${parent} attach partition ${id} for values from (${sql.lit(from)}) to (${sql.lit(to)})`.execute(
    db,
  );
  return true;
}

/** Months of which rows lie in the default partition, oldest first; only those, however far apart they are. */
export async function monthsInDefault(db: DbOrTx, table: PartitionedTable, limit = 60): Promise<number[]> {
  const { rows } = await sql<{ month: Date }>`
    select distinct date_trunc('month', ${sql.id(PARTITIONED[table])}, 'Asia/Shanghai') as month
    from ${sql.id('telemetry', `${table}_default`)} order by 1 limit ${limit}
  `.execute(db);
  return rows.map((row) => row.month.getTime());
}

/** Partitions of a table that end before `before`, oldest first. */
export async function partitionsBefore(
  db: DbOrTx,
  table: PartitionedTable,
  before: number,
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ${`telemetry.${table}`}::regclass and c.relname ~ '_[0-9]{4}_[0-9]{2}$' order by 1
  `.execute(db);
  const limit = partitionName(table, periodStart('month', before));
  return rows.map((row) => row.name).filter((name) => name < limit);
}

export async function dropPartition(db: DbOrTx, name: string): Promise<void> {
  await sql`drop table ${sql.id('telemetry', name)}`.execute(db);
}
