import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Well } from '../../contract.ts';
import type { SampledDay } from '../domain/excursion.ts';

export type WellRow = Omit<Well, 'state' | 'lastOn' | 'above'>;

export async function wellRows(
  db: DbOrTx,
  one: { readonly id?: number | undefined; readonly unit?: string | undefined },
): Promise<WellRow[]> {
  const { rows } =
    await sql<WellRow>`select id, unit_path as "unitPath", facility, name, ring, lon, lat, simulated from radnet.well
    where (${one.id ?? null}::int is null or id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(unit_path, ${one.unit ?? null}))
    order by facility, ring, name limit 1000`.execute(db);
  return rows;
}

/** Samplings by well and day. */
export async function daysOf(
  db: DbOrTx,
  ids: readonly number[],
): Promise<(SampledDay & { readonly wellId: number })[]> {
  const { rows } = await sql<SampledDay & { wellId: number }>`
    select well_id as "wellId", on_day::text as "on", baseline, readings as "values" from radnet.well_day
    where well_id = any(${[...ids]}::int[]) order by well_id, on_day`.execute(db);
  return rows;
}

/** Null: the facility has a well of that name. */
export async function insertWell(
  db: DbOrTx,
  one: Omit<WellRow, 'id'>,
  by: string,
  at: Date,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into radnet.well (unit_path, facility, name, ring, lon, lat, simulated, by_name, at)
    values (${one.unitPath}, ${one.facility}, ${one.name}, ${one.ring}, ${one.lon}, ${one.lat}, ${one.simulated}, ${by}, ${at})
    on conflict do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function insertWellDay(
  db: DbOrTx,
  id: number,
  unitPath: string,
  { on, baseline, values }: SampledDay,
  by: string,
  at: Date,
): Promise<void> {
  await sql`insert into radnet.well_day (well_id, on_day, unit_path, baseline, readings, by_name, at)
    values (${id}, ${on}::date, ${unitPath}, ${baseline}, ${JSON.stringify(values)}::jsonb, ${by}, ${at})`.execute(
    db,
  );
}
