import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Exemption, Result, Stratum, Visit, VisitTurn, Year } from '../../contract.ts';
import { type Moment, turnIs } from './turns.ts';

interface Row extends Omit<Visit, 'recordedAt' | 'appointment'> {
  readonly recordedAt: Date | null;
  readonly plannedAt: Date;
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface KeptVisit extends Visit {
  readonly plannedAt: Date;
}

export async function visitRows(
  db: DbOrTx,
  one: {
    unit?: string | undefined;
    state?: 'planned' | 'done' | undefined;
    draw?: number | undefined;
    id?: number | undefined;
    ids?: readonly number[] | undefined;
    origin?: Visit['origin'];
    turn?: { readonly is: VisitTurn; readonly at: Moment } | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<KeptVisit[]> {
  const { rows } = await sql<Row>`
    select v.id, v.draw_id as "drawId", d.number as "drawNumber", v.enterprise_id as "enterpriseId", v.enterprise, v.uscc,
      v.unit_path as "unitPath", v.stratum, v.team, v.state, v.exemption, v.why, v.origin, v.joint,
      v.appointed_from as "from", v.appointed_to as "to", v.visited_on::text as "visitedOn", v.result, v.note,
      v.recorded_by as "recordedBy", v.recorded_at as "recordedAt", v.planned_at as "plannedAt", v.simulated
    from inspection.visit v left join inspection.draw d on d.id = v.draw_id
    where (${one.id ?? null}::int is null or v.id = ${one.id ?? null})
      and (${one.ids ? [...one.ids] : null}::int[] is null or v.id = any(${one.ids ? [...one.ids] : null}::int[]))
      and (${one.draw ?? null}::int is null or v.draw_id = ${one.draw ?? null})
      and (${one.unit ?? null}::text is null or starts_with(v.unit_path, ${one.unit ?? null}))
      and (${one.state ?? null}::text is null or v.state = ${one.state ?? null})
      and (${one.origin?.kind ?? null}::text is null or (v.origin->>'kind' = ${one.origin?.kind ?? null} and (v.origin->>'id')::int = ${one.origin?.id ?? null}))
      and (${one.before ?? null}::int is null or v.id < ${one.before ?? null})
      and ${one.turn ? turnIs(one.turn.is, one.turn.at) : sql`true`}
    order by v.id desc limit ${one.limit}`.execute(db);
  return rows.map(({ from, to, ...row }) => ({
    ...row,
    appointment: from && to ? { from: beijingIso(from.getTime()), to: beijingIso(to.getTime()) } : null,
    recordedAt: row.recordedAt && beijingIso(row.recordedAt.getTime()),
  }));
}

/** Visits of these units that are still to be made; those of this person's team first. */
export async function plannedVisits(
  db: DbOrTx,
  unitPaths: readonly string[],
  name: string,
  limit: number,
): Promise<KeptVisit[]> {
  const { rows } = await sql<{ id: number }>`
    select id from inspection.visit v
    where state = 'planned' and exists (select 1 from unnest(${[...unitPaths]}::text[]) u where starts_with(v.unit_path, u))
    order by not (team @> ${JSON.stringify([{ name }])}::jsonb), id desc limit ${limit}`.execute(db);
  const ids = rows.map(({ id }) => id);
  const visits = ids.length > 0 ? await visitRows(db, { ids, limit }) : [];
  return ids.map((id) => visits.find((one) => one.id === id)!);
}

/** Visits that are still to be made, by who is to make them. */
export async function visitLoad(
  db: DbOrTx,
  unitPaths: readonly string[],
): Promise<{ name: string; certificate: string; visits: number }[]> {
  const { rows } = await sql<{ name: string; certificate: string; visits: number }>`
    select t->>'name' as name, t->>'certificate' as certificate, count(*)::int as visits
    from inspection.visit v, jsonb_array_elements(team) t
    where state = 'planned' and exists (select 1 from unnest(${[...unitPaths]}::text[]) u where starts_with(v.unit_path, u))
    group by 1, 2`.execute(db);
  return rows;
}

export interface NewVisit {
  readonly drawId: number | null;
  readonly nth: number | null;
  readonly enterpriseId: number;
  readonly enterprise: string;
  readonly uscc: string;
  readonly unitPath: string;
  readonly stratum: Stratum | null;
  readonly team: Visit['team'];
  readonly exemption: Exemption | null;
  readonly why: string | null;
  readonly origin?: Visit['origin'];
  readonly appointment?: Visit['appointment'];
  readonly joint?: boolean;
  readonly simulated: boolean;
}

export async function insertVisits(db: DbOrTx, visits: readonly NewVisit[], at: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into inspection.visit (draw_id, nth, enterprise_id, enterprise, uscc, unit_path, stratum, team, state, exemption, why, origin, appointed_from, appointed_to, joint, planned_at, simulated)
    select "drawId", nth, "enterpriseId", enterprise, uscc, "unitPath", stratum, team, 'planned', exemption, why, origin,
      (appointment->>'from')::timestamptz, (appointment->>'to')::timestamptz, coalesce(joint, false), ${at}, simulated
    from jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as r("drawId" int, nth int, "enterpriseId" int, enterprise text, uscc text,
      "unitPath" text, stratum text, team jsonb, exemption text, why text, origin jsonb, appointment jsonb, joint boolean, simulated boolean)
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Hours and, where it is given, the team. @returns whether it was still to be made */
export async function arrangeRow(
  db: DbOrTx,
  id: number,
  one: Pick<Visit, 'appointment' | 'joint'> & { readonly team: Visit['team'] },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update inspection.visit set appointed_from = ${one.appointment?.from ?? null}::timestamptz,
      appointed_to = ${one.appointment?.to ?? null}::timestamptz, joint = ${one.joint}, team = ${JSON.stringify(one.team)}::jsonb
    where id = ${id} and state = 'planned'`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}

/** @returns whether it was still without a result */
export async function finishVisit(
  db: DbOrTx,
  id: number,
  one: { visitedOn: string; result: Result; note: string | null; by: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update inspection.visit set state = 'done', visited_on = ${one.visitedOn}::date, result = ${one.result}, note = ${one.note},
      recorded_by = ${one.by}, recorded_at = ${one.at} where id = ${id} and state = 'planned'`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}

/** Visits of the year that count, and a lock on the enterprise so that two plans at once cannot both be the last one allowed. */
export async function countingVisits(db: DbOrTx, enterpriseId: number, yearFrom: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('inspection.visit'), ${enterpriseId})`.execute(db);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from inspection.visit where enterprise_id = ${enterpriseId} and exemption is null
      and planned_at >= ${yearFrom}::date::timestamp at time zone 'Asia/Shanghai'`.execute(db);
  return rows[0]!.n;
}

/** Figures of a calendar year (governance 3.3): coverage, repeats, problems. */
export async function yearFigures(db: DbOrTx, unit: string | undefined, yearFrom: string): Promise<Year> {
  const { rows } = await sql<Omit<Year, 'coverage' | 'problemShare'> & { problems: number }>`
    with visits as (
      select * from inspection.visit v where planned_at >= ${yearFrom}::date::timestamp at time zone 'Asia/Shanghai'
        and (${unit ?? null}::text is null or starts_with(v.unit_path, ${unit ?? null}))
    )
    select (select count(*)::int from inspection.object o where ${unit ?? null}::text is null or starts_with(o.unit_path, ${unit ?? null})) as pool,
      count(*)::int as visits, count(*) filter (where state = 'done')::int as done,
      count(distinct enterprise_id) filter (where state = 'done')::int as covered,
      count(*) filter (where result in ('corrected', 'ordered', 'filed'))::int as problems,
      count(*) filter (where result = 'filed')::int as filed,
      (select count(*)::int from (select 1 from visits where state = 'done' group by enterprise_id having count(*) > 1) r) as repeated
    from visits`.execute(db);
  const { problems, ...year } = rows[0]!;
  return {
    ...year,
    coverage: year.pool === 0 ? 0 : year.covered / year.pool,
    problemShare: year.done === 0 ? null : problems / year.done,
  };
}
