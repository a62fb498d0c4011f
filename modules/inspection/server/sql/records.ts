import type { DbOrTx } from '@tarim/platform';
import type { FieldEvidence } from '@tarim/platform/contract';
import { sql } from 'kysely';
import type { RecordForm } from '../../contract.ts';

/** What was filled in on the spot; the signatures with their strokes are in it. */
export interface KeptRecord {
  readonly id: number;
  readonly visitId: number;
  readonly unitPath: string;
  readonly form: RecordForm;
  readonly actId: string;
  readonly filled: Readonly<Record<string, unknown>>;
  readonly evidence: readonly FieldEvidence[];
  readonly madeAt: Date;
  readonly byUser: string;
  readonly byName: string;
  readonly simulated: boolean;
}

export async function insertRecord(db: DbOrTx, one: Omit<KeptRecord, 'id'>): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into inspection.record (visit_id, nth, unit_path, form, act_id, filled, evidence, made_at, by_user, by_name, simulated)
    values (${one.visitId}, (select count(*) + 1 from inspection.record where visit_id = ${one.visitId}), ${one.unitPath}, ${one.form},
      ${one.actId}, ${JSON.stringify(one.filled)}::jsonb, ${JSON.stringify(one.evidence)}::jsonb, ${one.madeAt}, ${one.byUser},
      ${one.byName}, ${one.simulated})
    returning id`.execute(db);
  return rows[0]!.id;
}

/** Records of a visit, or one, in the order in which they were taken. */
export async function recordRows(
  db: DbOrTx,
  of: { visit: number } | { id: number } | { act: string },
): Promise<KeptRecord[]> {
  const [visit, id, act] = [
    'visit' in of ? of.visit : null,
    'id' in of ? of.id : null,
    'act' in of ? of.act : null,
  ];
  const { rows } = await sql<KeptRecord>`
    select id, visit_id as "visitId", unit_path as "unitPath", form, act_id as "actId", filled, evidence, made_at as "madeAt",
      by_user as "byUser", by_name as "byName", simulated
    from inspection.record
    where (${visit}::int is null or visit_id = ${visit}) and (${id}::int is null or id = ${id})
      and (${act}::text is null or act_id = ${act})
    order by visit_id, nth`.execute(db);
  return rows;
}
