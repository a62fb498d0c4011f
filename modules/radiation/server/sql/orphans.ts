import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface OrphanRow {
  readonly id: number;
  readonly unitPath: string;
  readonly foundOn: string;
  readonly place: string;
  readonly description: string;
  readonly rate: number | null;
  readonly simulated: boolean;
}

/** The newest first. */
export async function orphanRows(
  db: DbOrTx,
  one: { readonly id?: number; readonly unit?: string | undefined },
): Promise<OrphanRow[]> {
  const { rows } = await sql<OrphanRow>`
    select id, unit_path as "unitPath", found_on::text as "foundOn", place, description, rate, simulated from radiation.orphan
    where (${one.id ?? null}::int is null or id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(unit_path, ${one.unit ?? null}))
    order by found_on desc, id desc`.execute(db);
  return rows;
}

export async function insertOrphan(db: DbOrTx, one: Omit<OrphanRow, 'id'>, at: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into radiation.orphan (unit_path, found_on, place, description, rate, simulated, recorded_at)
    values (${one.unitPath}, ${one.foundOn}::date, ${one.place}, ${one.description}, ${one.rate}, ${one.simulated}, ${at})
    returning id`.execute(db);
  return rows[0]!.id;
}
