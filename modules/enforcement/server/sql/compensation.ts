import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Compensation, Party } from '../../contract.ts';

/** What the handling of ecological damage needs of a penalty case. */
export interface PenaltyCase {
  readonly id: number;
  readonly number: string;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly party: Party;
  readonly cause: string;
  readonly facts: string;
  readonly filedOn: string;
  readonly filedBy: string;
  readonly simulated: boolean;
}

export async function penaltyCase(db: DbOrTx, id: number): Promise<PenaltyCase | null> {
  const { rows } =
    await sql<PenaltyCase>`select id, number, unit_path as "unitPath", enterprise_id as "enterpriseId", party, cause, facts,
    filed_on::text as "filedOn", filed_by->>'name' as "filedBy", simulated from enforcement.case_file where id = ${id}`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** Numbers of cases that units filed in a period. */
export async function filedCases(
  db: DbOrTx,
  { from, to, unit }: { readonly from: string; readonly to: string; readonly unit?: string | undefined },
): Promise<{ unitPath: string; cases: number }[]> {
  const { rows } = await sql<{ unitPath: string; cases: number }>`
    select unit_path as "unitPath", count(*)::int as cases from enforcement.case_file
    where filed_on between ${from}::date and ${to}::date and (${unit ?? null}::text is null or starts_with(unit_path, ${unit ?? null}))
    group by 1`.execute(db);
  return rows;
}

/** Writes how the compensation of a case stands; the transaction is the teller's. */
export async function recordCompensation(
  db: DbOrTx,
  one: Compensation & { readonly caseId: number; readonly unitPath: string; readonly on: string },
): Promise<void> {
  await sql`insert into enforcement.compensation (case_id, unit_path, damage_id, number, stage, amount, paid, performed_on, told_on)
    values (${one.caseId}, ${one.unitPath}, ${one.damageId}, ${one.number}, ${one.stage}, ${one.amount}, ${one.paid},
      ${one.performedOn}::date, ${one.on}::date)
    on conflict (case_id) do update set stage = excluded.stage, amount = excluded.amount, paid = excluded.paid,
      performed_on = excluded.performed_on, told_on = excluded.told_on`.execute(db);
}

export async function compensationOf(db: DbOrTx, caseId: number): Promise<Compensation | null> {
  const { rows } =
    await sql<Compensation>`select damage_id as "damageId", number, stage, amount, paid, performed_on::text as "performedOn"
    from enforcement.compensation where case_id = ${caseId}`.execute(db);
  return rows[0] ?? null;
}
