import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { ResultInput } from '../../contract.ts';

export interface ObjectRow {
  readonly enterpriseId: number;
  readonly name: string;
  readonly uscc: string;
  readonly enterprisePath: string;
  readonly unitPath: string;
}

export interface ResultRow extends ResultInput {
  readonly enterpriseId: number;
  readonly nth: number;
  readonly by: string;
  readonly at: Date;
}

export async function objectRows(db: DbOrTx, planId: number): Promise<ObjectRow[]> {
  const { rows } = await sql<ObjectRow>`
    select enterprise_id as "enterpriseId", name, uscc, enterprise_path as "enterprisePath", assigned_path as "unitPath"
    from campaign.object where plan_id = ${planId} order by assigned_path, enterprise_id`.execute(db);
  return rows;
}

/** Makes these the objects of a campaign that has not begun. */
export async function replaceObjects(
  db: DbOrTx,
  planId: number,
  leadPath: string,
  objects: readonly ObjectRow[],
): Promise<void> {
  await sql`delete from campaign.object where plan_id = ${planId}`.execute(db);
  await sql`
    insert into campaign.object (plan_id, enterprise_id, name, uscc, enterprise_path, assigned_path, unit_path)
    select ${planId}, "enterpriseId", name, uscc, "enterprisePath", "unitPath", ${leadPath}
    from jsonb_to_recordset(${JSON.stringify(objects)}::jsonb)
      as o("enterpriseId" int, name text, uscc text, "enterprisePath" text, "unitPath" text)`.execute(db);
}

/** Objects whose unit takes no part any more are taken out of a draft. */
export async function dropStrayObjects(db: DbOrTx, planId: number, units: readonly string[]): Promise<void> {
  await sql`delete from campaign.object where plan_id = ${planId} and not (assigned_path = any(${[...units]}::text[]))`.execute(
    db,
  );
}

/** All results of a campaign or of one object, the oldest first. */
export async function resultRows(db: DbOrTx, planId: number, enterpriseId?: number): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    select enterprise_id as "enterpriseId", nth, result, on_day::text as "on", wanting, note, visit_id as "visitId", case_number as "caseNumber",
      open, by_name as "by", at
    from campaign.result
    where plan_id = ${planId} and (${enterpriseId ?? null}::int is null or enterprise_id = ${enterpriseId ?? null})
    order by enterprise_id, nth`.execute(db);
  return rows;
}

export async function insertResult(
  db: DbOrTx,
  planId: number,
  one: ResultRow & { readonly unitPath: string },
): Promise<void> {
  await sql`
    insert into campaign.result (plan_id, enterprise_id, nth, unit_path, result, on_day, wanting, note, visit_id, case_number, open, by_name, at)
    values (${planId}, ${one.enterpriseId}, ${one.nth}, ${one.unitPath}, ${one.result}, ${one.on}::date, ${[...one.wanting]}::int[], ${one.note},
      ${one.visitId}, ${one.caseNumber}, ${one.open}, ${one.by}, ${one.at})`.execute(db);
}
