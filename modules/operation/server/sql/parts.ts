import { TarimError } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { operationErrors as E } from '../errors.ts';
import type { Owner } from './records.ts';

export interface PartRow {
  readonly id: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly name: string;
  readonly model: string | null;
  readonly unit: string;
  readonly low: number;
  readonly stock: number;
  readonly used: number;
  readonly simulated: boolean;
}

export async function partRows(
  db: DbOrTx,
  filter: { readonly enterpriseIds?: readonly number[] | null; readonly id?: number },
): Promise<PartRow[]> {
  const { enterpriseIds = null, id = null } = filter;
  const { rows } = await sql<PartRow>`
    select p.id, p.unit_path as "unitPath", p.enterprise_id as "enterpriseId", p.name, p.model, p.unit, p.low, p.simulated,
      coalesce(sum(m.quantity), 0)::float8 as stock, coalesce(-sum(m.quantity) filter (where m.record_id is not null), 0)::float8 as used
    from operation.part p left join operation.part_move m on m.part_id = p.id
    where (${enterpriseIds}::int[] is null or p.enterprise_id = any(${enterpriseIds}::int[])) and (${id}::int is null or p.id = ${id})
    group by p.id order by p.name, p.id`.execute(db);
  return rows;
}

export async function insertPart(
  tx: DbOrTx,
  one: Omit<PartRow, 'id' | 'stock' | 'used'> & { readonly byName: string; readonly at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into operation.part (unit_path, enterprise_id, name, model, unit, low, simulated, by_name, at)
    values (${one.unitPath}, ${one.enterpriseId}, ${one.name}, ${one.model}, ${one.unit}, ${one.low}, ${one.simulated}, ${one.byName},
      ${one.at}) returning id`.execute(tx);
  return rows[0]!.id;
}

/** One move at a time: stock does not go below zero. @throws TarimError OPERATION_PART_SHORT */
export async function movePartBy(
  tx: DbOrTx,
  move: {
    readonly partId: number;
    readonly quantity: number;
    readonly recordId: number | null;
    readonly reason: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('operation.part'), ${move.partId})`.execute(tx);
  const [part] = await partRows(tx, { id: move.partId });
  if (!part) throw new TarimError(E.partUnknown);
  if (part.stock + move.quantity < 0)
    throw new TarimError(E.partShort, { name: part.name, stock: part.stock, unit: part.unit });
  await sql`
    insert into operation.part_move (part_id, unit_path, enterprise_id, quantity, record_id, reason, by_name, at)
    values (${part.id}, ${part.unitPath}, ${part.enterpriseId}, ${move.quantity}, ${move.recordId}, ${move.reason}, ${move.byName},
      ${move.at})`.execute(tx);
}

/** What a record used up; only parts of the outlet's own enterprise. */
export async function takeParts(
  tx: DbOrTx,
  owner: Owner,
  recordId: number,
  parts: readonly { readonly partId: number; readonly quantity: number }[],
  by: { readonly byName: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  for (const { partId, quantity } of parts) {
    const [part] = await partRows(tx, { id: partId });
    if (!part || part.enterpriseId !== owner.enterpriseId) throw new TarimError(E.partUnknown);
    await movePartBy(tx, { partId, quantity: -quantity, recordId, ...by });
  }
}
