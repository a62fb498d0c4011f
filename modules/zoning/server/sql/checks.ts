import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Check } from '../../contract.ts';

type Kept = Omit<Check, 'id' | 'by' | 'at'>;

export async function insertCheck(db: DbOrTx, kept: Kept, by: string, at: number): Promise<Check> {
  const { rows } = await sql<{ id: number }>`
    insert into zoning.check (version_id, project, day, verdict, result, by_name, at)
    values (${kept.versionId}, ${kept.project}, ${kept.day}::date, ${kept.verdict}, ${JSON.stringify(kept)}::jsonb, ${by},
      ${new Date(at)})
    returning id
  `.execute(db);
  return { ...kept, id: rows[0]!.id, by, at: beijingIso(at) };
}

/** Newest first; all of them up to a hundred, or the one asked for. */
export async function readChecks(db: DbOrTx, id?: number): Promise<Check[]> {
  const { rows } = await sql<{ id: number; result: Kept; by_name: string; at: Date }>`
    select id, result, by_name, at from zoning.check
    where ${id ?? null}::int is null or id = ${id ?? null}::int
    order by id desc limit 100
  `.execute(db);
  return rows.map((row) => ({
    ...row.result,
    id: row.id,
    by: row.by_name,
    at: beijingIso(row.at.getTime()),
  }));
}
