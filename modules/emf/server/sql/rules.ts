import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DutyRule } from '../../contract.ts';

export async function dutyRules(db: DbOrTx): Promise<DutyRule[]> {
  const { rows } = await sql<Omit<DutyRule, 'at'> & { at: Date }>`
    select id, unit_path as "unitPath", facility_class as "facilityClass", kind, months, effective_from::text as "effectiveFrom", source,
      by_name as by, at
    from emf.duty_rule order by id desc`.execute(db);
  return rows.map((row) => ({ ...row, at: beijingIso(row.at.getTime()) }));
}

export async function insertRule(
  db: DbOrTx,
  one: Omit<DutyRule, 'id' | 'at'> & { readonly at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into emf.duty_rule (unit_path, facility_class, kind, months, effective_from, source, by_name, at)
    values (${one.unitPath}, ${one.facilityClass}, ${one.kind}, ${one.months}, ${one.effectiveFrom}, ${one.source}, ${one.by}, ${one.at})
    returning id`.execute(db);
  return rows[0]!.id;
}
