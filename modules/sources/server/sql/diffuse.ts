import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Activity, CatchmentInput, CoefficientInput } from '../../contract.ts';

export interface CatchmentRow extends CatchmentInput {
  readonly id: number;
  readonly simulated: boolean;
}
export interface ActivityRow {
  readonly catchmentId: number;
  readonly year: number;
  readonly revision: number;
  readonly data: Activity;
  readonly source: string | null;
  readonly by: string;
  readonly at: Date;
}
const columns = sql`id, name, basin, area_km2 as "areaKm2", unit_path as "unitPath", simulated`;

export async function catchments(db: DbOrTx, unitPath: string | null = null): Promise<CatchmentRow[]> {
  const { rows } = await sql<CatchmentRow>`select ${columns} from sources.catchment
    where (${unitPath}::text is null or starts_with(unit_path, ${unitPath})) order by id`.execute(db);
  return rows;
}
export async function catchmentById(db: DbOrTx, id: number): Promise<CatchmentRow | null> {
  const { rows } = await sql<CatchmentRow>`select ${columns} from sources.catchment where id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}
/** Null: the name is taken. */
export async function insertCatchment(
  tx: DbOrTx,
  one: CatchmentInput,
  simulated = false,
): Promise<number | null> {
  const { rows } = await sql<{
    id: number;
  }>`insert into sources.catchment (name, basin, area_km2, unit_path, simulated)
    values (${one.name}, ${one.basin}, ${one.areaKm2}, ${one.unitPath}, ${simulated}) on conflict (name) do nothing returning id`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
}
export async function updateCatchmentRow(tx: DbOrTx, id: number, one: CatchmentInput): Promise<void> {
  await sql`update sources.catchment set name = ${one.name}, basin = ${one.basin}, area_km2 = ${one.areaKm2}, unit_path = ${one.unitPath}
    where id = ${id}`.execute(tx);
}

/** The newest revision of each year. */
export async function activities(db: DbOrTx, ids: readonly number[]): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select a.catchment_id as "catchmentId", a.year, a.revision, a.data, a.source, a.by_name as "by", a.at
    from sources.activity a join (
      select catchment_id, year, max(revision) as revision from sources.activity where catchment_id = any(${ids}::int[]) group by 1, 2
    ) n using (catchment_id, year, revision) order by a.catchment_id, a.year desc
  `.execute(db);
  return rows;
}
export async function insertActivity(
  tx: DbOrTx,
  one: {
    catchmentId: number;
    unitPath: string;
    year: number;
    data: Activity;
    source: string | null;
    byName: string;
    byUser: string | null;
    at: Date;
  },
): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    insert into sources.activity (catchment_id, year, revision, unit_path, data, source, by_name, by_user, at)
    select ${one.catchmentId}, ${one.year}, coalesce(max(revision), 0) + 1, ${one.unitPath}, ${JSON.stringify(one.data)}::jsonb, ${one.source},
      ${one.byName}, ${one.byUser}, ${one.at}
    from sources.activity where catchment_id = ${one.catchmentId} and year = ${one.year} returning revision
  `.execute(tx);
  return rows[0]!.revision;
}

export interface CoefficientRow extends CoefficientInput {
  readonly id: number;
  readonly effectiveTo: string | null;
}
export async function localCoefficients(db: DbOrTx): Promise<CoefficientRow[]> {
  const { rows } = await sql<CoefficientRow>`
    select id, unit_path as "unitPath", kind, name, item, value, source, effective_from::text as "effectiveFrom", effective_to::text as "effectiveTo"
    from sources.coefficient order by unit_path, kind, name, item, effective_from desc`.execute(db);
  return rows;
}
export async function insertCoefficient(
  tx: DbOrTx,
  one: CoefficientInput,
  byName: string,
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into sources.coefficient (unit_path, kind, name, item, value, source, effective_from, by_name, at)
    values (${one.unitPath}, ${one.kind}, ${one.name}, ${one.item}, ${one.value}, ${one.source}, ${one.effectiveFrom}::date, ${byName}, ${at})
    returning id`.execute(tx);
  return rows[0]!.id;
}
export async function endCoefficientRow(tx: DbOrTx, id: number, effectiveTo: string): Promise<void> {
  await sql`update sources.coefficient set effective_to = ${effectiveTo}::date where id = ${id}`.execute(tx);
}
