import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Batch, BatchRow } from '../../contract.ts';

interface Raw extends Omit<Batch, 'at'> {
  readonly at: Date;
  readonly versionId: number;
}

const COLUMNS = sql`id, version_id as "versionId", state, total, done, unplaced, conflicts, by_name as by, at`;

export async function insertBatch(tx: Tx, versionId: number, by: string, at: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into zoning.batch (version_id, state, by_name, at) values (${versionId}, 'waiting', ${by}, ${at}) returning id
  `.execute(tx);
  return rows[0]!.id;
}

export async function batchById(db: DbOrTx, id: number): Promise<Raw | null> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from zoning.batch where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Newest first. */
export async function batchesOf(db: DbOrTx, versionId: number): Promise<Batch[]> {
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from zoning.batch where version_id = ${versionId} order by id desc limit 50
  `.execute(db);
  return rows.map(({ versionId: _version, at, ...row }) => ({ ...row, at: beijingIso(at.getTime()) }));
}

/** A run that was broken off begins anew. */
export async function beginBatch(db: DbOrTx, id: number, total: number): Promise<void> {
  await sql`delete from zoning.batch_row where batch_id = ${id}`.execute(db);
  await sql`
    update zoning.batch set state = 'running', total = ${total}, done = 0, unplaced = 0, conflicts = 0 where id = ${id}
  `.execute(db);
}

export async function moveBatch(
  tx: Tx,
  id: number,
  moved: { done: number; unplaced: number; rows: readonly BatchRow[] },
): Promise<void> {
  for (const row of moved.rows)
    await sql`
      insert into zoning.batch_row (batch_id, enterprise_id, name, industry, unit_code, verdict, rule)
      values (${id}, ${row.enterpriseId}, ${row.name}, ${row.industry}, ${row.unit}, ${row.verdict}, ${row.rule})
    `.execute(tx);
  await sql`
    update zoning.batch set done = ${moved.done}, unplaced = ${moved.unplaced},
      conflicts = conflicts + ${moved.rows.filter((one) => one.verdict === 'forbidden').length}
    where id = ${id}
  `.execute(tx);
}

export async function endBatch(db: DbOrTx, id: number, state: 'done' | 'failed'): Promise<void> {
  await sql`update zoning.batch set state = ${state} where id = ${id}`.execute(db);
}

/** The forbidden first. */
export async function rowsOfBatch(db: DbOrTx, id: number): Promise<BatchRow[]> {
  const { rows } = await sql<BatchRow>`
    select enterprise_id as "enterpriseId", name, industry, unit_code as unit, verdict, rule
    from zoning.batch_row where batch_id = ${id} order by verdict, name, enterprise_id
  `.execute(db);
  return rows;
}
