import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { SourceState } from '../../contract.ts';
import type { Particulars } from '../domain/today.ts';

export interface SourceRow extends Particulars {
  readonly id: number;
  readonly unitId: number;
  readonly formerUnitId: number | null;
  readonly unitName: string;
  readonly unitPath: string;
  readonly state: SourceState;
  readonly simulated: boolean;
}

export interface SourceQuery {
  readonly id?: number | undefined;
  readonly unit?: string | undefined;
  /** Held by these. */
  readonly unitIds?: readonly number[] | undefined;
  /** Given away by these. */
  readonly formerIds?: readonly number[] | undefined;
  readonly state?: string | undefined;
  readonly text?: string | undefined;
  readonly codes?: readonly string[] | undefined;
}

export async function sourceRows(db: DbOrTx, one: SourceQuery): Promise<SourceRow[]> {
  const unitIds = one.unitIds ? [...one.unitIds] : null;
  const formerIds = one.formerIds ? [...one.formerIds] : null;
  const codes = one.codes ? [...one.codes] : null;
  const { rows } = await sql<SourceRow>`
    select s.id, s.unit_id as "unitId", s.former_unit_id as "formerUnitId", u.name as "unitName", s.unit_path as "unitPath", s.code,
      s.no_code as "noCode", s.label, s.nuclide, s.activity_bq as "activityBq", s.measured_on::text as "measuredOn", s.category, s.use, s.place,
      s.state, s.simulated
    from radiation.source s join radiation.unit u on u.id = s.unit_id
    where (${one.id ?? null}::int is null or s.id = ${one.id ?? null})
      and (${unitIds}::int[] is null or s.unit_id = any(${unitIds}::int[]))
      and (${formerIds}::int[] is null or s.former_unit_id = any(${formerIds}::int[]))
      and (${codes}::text[] is null or s.code = any(${codes}::text[]))
      and (${one.unit ?? null}::text is null or starts_with(s.unit_path, ${one.unit ?? null}))
      and (${one.state ?? null}::text is null or s.state = ${one.state ?? null})
      and (${one.text ?? null}::text is null or s.code = upper(${one.text ?? null}) or strpos(s.label, ${one.text ?? null}) > 0
        or strpos(lower(s.nuclide), lower(${one.text ?? null})) > 0 or strpos(u.name, ${one.text ?? null}) > 0)
    order by s.id`.execute(db);
  return rows;
}

/** null: one of this code is there already. */
export async function insertSource(
  db: DbOrTx,
  unit: { readonly id: number; readonly unitPath: string },
  one: Particulars,
  simulated: boolean,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into radiation.source (unit_id, unit_path, code, no_code, label, nuclide, activity_bq, measured_on, category, use, place, state, simulated)
    values (${unit.id}, ${unit.unitPath}, ${one.code}, ${one.noCode}, ${one.label}, ${one.nuclide}, ${one.activityBq}, ${one.measuredOn}::date,
      ${one.category}, ${one.use}, ${one.place}, 'held', ${simulated})
    on conflict (code) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function updateState(db: DbOrTx, id: number, state: SourceState): Promise<void> {
  await sql`update radiation.source set state = ${state} where id = ${id}`.execute(db);
}

/** It has another holder from now on. */
export async function updateHolder(
  db: DbOrTx,
  id: number,
  from: number,
  to: { readonly id: number; readonly unitPath: string },
): Promise<void> {
  await sql`update radiation.source set unit_id = ${to.id}, unit_path = ${to.unitPath}, former_unit_id = ${from} where id = ${id}`.execute(
    db,
  );
}

export async function updateParticulars(db: DbOrTx, id: number, one: Particulars): Promise<void> {
  await sql`update radiation.source set no_code = ${one.noCode}, label = ${one.label}, nuclide = ${one.nuclide}, activity_bq = ${one.activityBq},
    measured_on = ${one.measuredOn}::date, category = ${one.category}, use = ${one.use}, place = ${one.place} where id = ${id}`.execute(
    db,
  );
}
