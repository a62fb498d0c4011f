import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Field, Gap } from '../../contract.ts';

export interface ReportRow {
  readonly id: number;
  readonly unitPath: string;
  readonly field: Field;
  readonly on: string;
  readonly gap: Gap;
  readonly by: string;
  readonly at: Date;
}

/** The newest first. */
export async function reportRows(
  db: DbOrTx,
  one: {
    readonly id?: number;
    readonly field?: Field | undefined;
    readonly unit?: string | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select id, unit_path as "unitPath", field, on_day::text as "on", gap, by_name as "by", at from capability.report
    where (${one.id ?? null}::int is null or id = ${one.id ?? null})
      and (${one.field ?? null}::text is null or field = ${one.field ?? null})
      and (${one.unit ?? null}::text is null or unit_path = ${one.unit ?? null})
      and (${one.before ?? null}::int is null or id < ${one.before ?? null})
    order by id desc limit ${one.limit}`.execute(db);
  return rows;
}

export async function insertReport(db: DbOrTx, one: Omit<ReportRow, 'id'>): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into capability.report (unit_path, field, on_day, gap, by_name, at)
    values (${one.unitPath}, ${one.field}, ${one.on}::date, ${JSON.stringify(one.gap)}::jsonb, ${one.by}, ${one.at}) returning id`.execute(
    db,
  );
  return rows[0]!.id;
}
