import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Outfall, OutfallInput, OutfallState, UnitProgress } from '../../contract.ts';

export interface OutfallRow
  extends Omit<Outfall, 'updatedAt' | 'ownerName' | 'state' | 'treatment' | 'kind'> {
  readonly state: OutfallState;
  readonly kind: Outfall['kind'];
  readonly treatment: Outfall['treatment'];
  readonly taskId: number | null;
  readonly plannedBy: string | null;
  readonly treatedBy: string | null;
  readonly updatedAt: Date;
}

/** `overdue` by this Beijing day. */
const columns = (day: string) => sql`id, code, name, water, lon, lat, unit_path as "unitPath", kind, size,
  owner_id as "ownerId", found_on::text as "foundOn", state, task_id as "taskId", responsible, treatment, measure,
  treatment_by as "treatmentBy", deadline::text as deadline, done_on::text as "doneOn", planned_by as "plannedBy", treated_by as "treatedBy",
  coalesce(state = 'traced' and deadline < ${day}::date, false) as overdue, simulated, updated_at as "updatedAt"`;

export function presentOutfall(
  { plannedBy: _, treatedBy: __, taskId: ___, ...row }: OutfallRow,
  ownerName: string | null,
): Outfall {
  return { ...row, ownerName, updatedAt: beijingIso(row.updatedAt.getTime()) };
}

export interface OutfallFilter {
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  readonly unitPath?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly q?: string | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

export async function outfallRows(db: DbOrTx, day: string, filter: OutfallFilter): Promise<OutfallRow[]> {
  const { state = null, kind = null, unitPath = null, overdue = null, after = null } = filter;
  const q = filter.q?.trim() ? `%${filter.q.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
  const { rows } = await sql<OutfallRow>`
    select ${columns(day)} from sources.outfall
    where (${state}::text is null or state = ${state}) and (${kind}::text is null or kind = ${kind})
      and (${unitPath}::text is null or starts_with(unit_path, ${unitPath}))
      and (${overdue}::boolean is null or coalesce(state = 'traced' and deadline < ${day}::date, false) = ${overdue})
      and (${q}::text is null or code ilike ${q} or name ilike ${q} or water ilike ${q} or responsible ilike ${q})
      and (${after}::int is null or id > ${after})
    order by id limit ${filter.limit}
  `.execute(db);
  return rows;
}

export async function outfallById(db: DbOrTx, day: string, id: number): Promise<OutfallRow | null> {
  const { rows } =
    await sql<OutfallRow>`select ${columns(day)} from sources.outfall where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function lockOutfall(tx: DbOrTx, day: string, id: number): Promise<OutfallRow | null> {
  const { rows } =
    await sql<OutfallRow>`select ${columns(day)} from sources.outfall where id = ${id} for update`.execute(
      tx,
    );
  return rows[0] ?? null;
}

/** Outfalls with these codes: what the unit path of each is. */
export async function outfallsByCode(
  db: DbOrTx,
  day: string,
  codes: readonly string[],
): Promise<OutfallRow[]> {
  const { rows } = await sql<OutfallRow>`
    select ${columns(day)} from sources.outfall where code = any(${codes}::text[])`.execute(db);
  return rows;
}

/** New outfalls, as surveyed; those whose code is taken are left out. */
export async function insertOutfalls(
  tx: DbOrTx,
  inputs: readonly OutfallInput[],
  at: Date,
  simulated = false,
): Promise<{ id: number; code: string }[]> {
  const { rows } = await sql<{ id: number; code: string }>`
    insert into sources.outfall (code, name, water, lon, lat, unit_path, kind, size, owner_id, found_on, simulated, updated_at)
    select r.code, r.name, r.water, r.lon, r.lat, r."unitPath", r.kind, r.size, r."ownerId", r."foundOn"::date, ${simulated}, ${at}
    from jsonb_to_recordset(${JSON.stringify(inputs)}::jsonb) as r(code text, name text, water text, lon float8, lat float8,
      "unitPath" text, kind text, size text, "ownerId" int, "foundOn" text)
    on conflict (code) do nothing returning id, code
  `.execute(tx);
  return rows;
}

export async function updateFacts(tx: DbOrTx, id: number, input: OutfallInput, at: Date): Promise<void> {
  await sql`update sources.outfall set code = ${input.code}, name = ${input.name}, water = ${input.water}, lon = ${input.lon},
    lat = ${input.lat}, unit_path = ${input.unitPath}, kind = ${input.kind}, size = ${input.size}, owner_id = ${input.ownerId},
    found_on = ${input.foundOn}::date, updated_at = ${at} where id = ${id}`.execute(tx);
}

export interface Change {
  readonly state: OutfallState;
  readonly taskId: number | null;
  readonly responsible: string | null;
  readonly ownerId: number | null;
  readonly treatment: string | null;
  readonly measure: string | null;
  readonly treatmentBy: string | null;
  readonly deadline: string | null;
  readonly doneOn: string | null;
  readonly plannedBy: string | null;
  readonly treatedBy: string | null;
}

export async function changeOutfall(tx: DbOrTx, id: number, to: Change, at: Date): Promise<void> {
  await sql`update sources.outfall set state = ${to.state}, task_id = ${to.taskId}, responsible = ${to.responsible},
    owner_id = ${to.ownerId}, treatment = ${to.treatment}, measure = ${to.measure}, treatment_by = ${to.treatmentBy},
    deadline = ${to.deadline}::date, done_on = ${to.doneOn}::date, planned_by = ${to.plannedBy}, treated_by = ${to.treatedBy},
    updated_at = ${at} where id = ${id}`.execute(tx);
}

/** By prefecture of the region and division of the Corps: the first two parts of the path. */
export async function progressRows(db: DbOrTx, day: string): Promise<UnitProgress[]> {
  const { rows } = await sql<UnitProgress>`
    with counted as (
      select coalesce(substring(unit_path from '^/[^/]+/[^/]+/'), unit_path) as unit, state, simulated,
        coalesce(state = 'traced' and deadline < ${day}::date, false) as overdue
      from sources.outfall
    ), by_state as (
      select unit, state, count(*)::int as n, count(*) filter (where overdue)::int as overdue,
        count(*) filter (where simulated)::int as simulated
      from counted group by unit, state
    )
    select unit as "unitPath", sum(n)::int as total, sum(overdue)::int as overdue, sum(simulated)::int as simulated,
      jsonb_object_agg(state, n) as states
    from by_state group by unit order by unit
  `.execute(db);
  return rows;
}
