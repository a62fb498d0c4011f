import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DiscretionTable } from '../../contract.ts';

type Content = Pick<DiscretionTable, 'factors' | 'table' | 'rounding'>;

/** The nearest unit and the violation's own come first; without a unit, the newest. */
export async function discretionRows(
  db: DbOrTx,
  one: {
    id?: number | undefined;
    unit?: string | undefined;
    violation?: string | undefined;
    on?: string | undefined;
  },
): Promise<DiscretionTable[]> {
  const { rows } = await sql<Omit<DiscretionTable, keyof Content | 'at'> & { content: Content; at: Date }>`
    with ranked as (
      select d.*, lead(d.id) over w is not null as superseded
      from enforcement.discretion_table d
      where ${one.on ?? null}::date is null or d.effective_from <= ${one.on ?? null}::date
      window w as (partition by d.unit_path, d.violation order by d.effective_from, d.id)
    )
    select id, unit_path as "unitPath", violation, name, method, content, source, effective_from::text as "effectiveFrom",
      superseded, by_name as by, at, simulated
    from ranked
    where (${one.id ?? null}::int is null or id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(${one.unit ?? null}::text, unit_path))
      and (${one.violation ?? null}::text is null or violation is null or violation = ${one.violation ?? null})
      and (${one.on ?? null}::date is null or not superseded)
    order by case when ${one.on ?? null}::date is null then 0 else length(unit_path) end desc,
      (violation is not null and ${one.on ?? null}::date is not null) desc, id desc
    limit 500`.execute(db);
  return rows.map(({ content, at, ...row }) => ({ ...row, ...content, at: beijingIso(at.getTime()) }));
}

export async function insertDiscretion(
  db: DbOrTx,
  { factors, table, rounding, ...one }: Omit<DiscretionTable, 'id' | 'superseded' | 'at'> & { at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into enforcement.discretion_table (unit_path, violation, name, method, content, source, effective_from, by_name, at, simulated)
    values (${one.unitPath}, ${one.violation}, ${one.name}, ${one.method}, ${JSON.stringify({ factors, table, rounding })}::jsonb,
      ${one.source}, ${one.effectiveFrom}::date, ${one.by}, ${one.at}, ${one.simulated}) returning id`.execute(
    db,
  );
  return rows[0]!.id;
}
