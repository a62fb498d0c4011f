import type { DbOrTx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { VisitTurn } from '../../contract.ts';

/** Now, as visits are looked at: what has not begun by `lateBefore` is late; the day is Beijing's. */
export interface Moment {
  readonly today: string;
  readonly lateBefore: Date;
}

const ofDay = (today: string) => sql`(${today}::date::timestamp at time zone 'Asia/Shanghai')`;
const RECORDED = sql`exists (select 1 from inspection.record r where r.visit_id = v.id)`;

/** A condition on `inspection.visit v`; the turns exclude each other. */
export function turnIs(turn: VisitTurn, { today, lateBefore }: Moment): RawBuilder<unknown> {
  switch (turn) {
    case 'undated':
      return sql`(v.state = 'planned' and v.appointed_from is null and not ${RECORDED})`;
    case 'planned':
      return sql`(v.state = 'planned' and v.appointed_from >= ${lateBefore}
        and v.appointed_from < ${ofDay(today)} + interval '1 day' and not ${RECORDED})`;
    case 'late':
      return sql`(v.state = 'planned' and v.appointed_from < ${lateBefore} and not ${RECORDED})`;
    case 'under-way':
      return sql`(v.state = 'planned' and ${RECORDED})`;
    case 'done':
      return sql`(v.state = 'done' and v.visited_on = ${today}::date)`;
  }
}

const within = (unitPaths: readonly string[]) =>
  sql`exists (select 1 from unnest(${[...unitPaths]}::text[]) u where starts_with(v.unit_path, u))`;

/** Visits that somebody has to look at today: open ones with an hour first; those for a later day are left out. */
export async function visitsOfToday(
  db: DbOrTx,
  unitPaths: readonly string[],
  moment: Moment,
  limit: number,
): Promise<{ id: number; turn: VisitTurn }[]> {
  const part = (turn: VisitTurn) => sql`
    select v.id, ${turn}::text as turn, v.appointed_from from inspection.visit v
    where ${turnIs(turn, moment)} and ${within(unitPaths)}`;
  const { rows } = await sql<{ id: number; turn: VisitTurn }>`
    select id, turn from (
      ${part('late')} union all ${part('under-way')} union all ${part('planned')} union all ${part('done')}
      union all ${part('undated')}
    ) all_turns order by turn = 'undated', appointed_from nulls last, id limit ${limit}`.execute(db);
  return rows;
}

/** How many stand where, by unit. Open ones and those of today are read, never what is stored. */
export async function turnCounts(
  db: DbOrTx,
  unitPaths: readonly string[],
  moment: Moment,
): Promise<{ unitPath: string; turn: VisitTurn; count: number }[]> {
  const part = (turn: VisitTurn) => sql`
    select v.unit_path, ${turn}::text as turn from inspection.visit v where ${turnIs(turn, moment)} and ${within(unitPaths)}`;
  const { rows } = await sql<{ unitPath: string; turn: VisitTurn; count: number }>`
    select unit_path as "unitPath", turn, count(*)::int as count from (
      ${part('late')} union all ${part('under-way')} union all ${part('planned')} union all ${part('done')}
      union all ${part('undated')}
    ) all_turns group by 1, 2`.execute(db);
  return rows;
}

/** What a record says of where its team was: no strokes, no text. */
export interface TracedRecord {
  readonly visitId: number;
  readonly form: string;
  readonly madeAt: Date;
  readonly fixes: readonly {
    readonly place: readonly [number, number];
    readonly at: number;
    readonly accuracy: number | null;
  }[];
}

export async function tracedRecords(db: DbOrTx, visits: readonly number[]): Promise<TracedRecord[]> {
  if (visits.length === 0) return [];
  const { rows } = await sql<TracedRecord>`
    select visit_id as "visitId", form, made_at as "madeAt", coalesce((
        select jsonb_agg(jsonb_build_object('place', e->'place', 'at', (e->>'takenAt')::float8, 'accuracy', e->'accuracy'))
        from jsonb_array_elements(evidence) e where jsonb_typeof(e->'place') = 'array'), '[]') as fixes
    from inspection.record where visit_id = any(${[...visits]}::int[]) order by visit_id, nth`.execute(db);
  return rows;
}

/** Appointments of one Beijing day, with the object and the certificates of the team; one visit left out. */
export async function appointmentsOn(
  db: DbOrTx,
  day: string,
  without: number | null,
): Promise<{ enterpriseId: number; certificates: string[]; from: Date; to: Date }[]> {
  const { rows } = await sql<{ enterpriseId: number; certificates: string[]; from: Date; to: Date }>`
    select v.enterprise_id as "enterpriseId", v.appointed_from as "from", v.appointed_to as "to",
      array(select t->>'certificate' from jsonb_array_elements(v.team) t) as certificates
    from inspection.visit v
    where v.appointed_from >= ${ofDay(day)} and v.appointed_from < ${ofDay(day)} + interval '1 day'
      and v.id is distinct from ${without}::int`.execute(db);
  return rows;
}

/** What was planned or recorded since an instant, the newest first. */
export async function visitNews(
  db: DbOrTx,
  unitPaths: readonly string[],
  since: Date,
  limit: number,
): Promise<{ id: number; enterprise: string; unitPath: string; at: Date; what: 'planned' | 'done' }[]> {
  const { rows } = await sql<{
    id: number;
    enterprise: string;
    unitPath: string;
    at: Date;
    what: 'planned' | 'done';
  }>`
    select id, enterprise, unit_path as "unitPath", at, what from (
      (select v.id, v.enterprise, v.unit_path, v.planned_at as at, 'planned' as what from inspection.visit v
        where v.planned_at >= ${since} and ${within(unitPaths)} order by v.planned_at desc limit ${limit})
      union all
      (select v.id, v.enterprise, v.unit_path, v.recorded_at, 'done' from inspection.visit v
        where v.recorded_at >= ${since} and ${within(unitPaths)} order by v.recorded_at desc limit ${limit})
    ) news order by at desc, id desc limit ${limit}`.execute(db);
  return rows;
}
