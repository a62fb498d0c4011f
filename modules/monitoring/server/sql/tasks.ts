import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Task, TaskState } from '../../contract.ts';

export interface TaskRow extends Omit<Task, 'state' | 'updatedAt'> {
  readonly state: TaskState;
  readonly updatedAt: Date;
  readonly sampledBy: string | null;
  readonly reportedBy: string | null;
}

/** `overdue` by the Beijing day of `now`. */
const columns = (
  day: string,
) => sql`t.id, t.code, t.plan_id as "planId", p.title as "planTitle", p.kind as "planKind",
  t.point_id as "pointId", t.point_name as "pointName", t.point_kind as "pointKind", t.lon, t.lat, t.unit_path as "unitPath", t.body, t.items,
  t.due_from::text as "dueFrom", t.due_to::text as "dueTo", t.state, t.sampled_by as "sampledBy", t.reported_by as "reportedBy",
  t.simulated, t.updated_at as "updatedAt",
  (select s.sampler from monitoring.sampling s where s.task_id = t.id) as sampler,
  (t.state not in ('official', 'cancelled') and t.due_to < ${day}::date) as overdue`;
const FROM = sql`monitoring.task t join monitoring.plan p on p.id = t.plan_id`;

export function presentTask({ sampledBy: _, reportedBy: __, ...row }: TaskRow): Task {
  return { ...row, updatedAt: beijingIso(row.updatedAt.getTime()) };
}

export interface TaskFilter {
  readonly states: readonly string[] | null;
  readonly planId: number | null;
  readonly pointId: number | null;
  /** First day of a month. */
  readonly month: string | null;
  readonly unitPath: string | null;
  readonly q: string | null;
  /** Id of the last task of the page before. */
  readonly after: number | null;
  readonly limit: number;
}

/** Tasks in the order of their end, then of their number. */
export async function listTaskRows(db: DbOrTx, day: string, filter: TaskFilter): Promise<TaskRow[]> {
  const { states, planId, pointId, month, unitPath, after } = filter;
  const q = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const { rows } = await sql<TaskRow>`
    select ${columns(day)} from ${FROM}
    where (${states}::text[] is null or t.state = any(${states}::text[]))
      and (${planId}::int is null or t.plan_id = ${planId}) and (${pointId}::int is null or t.point_id = ${pointId})
      and (${month}::date is null or t.due_from = ${month}::date)
      and (${unitPath}::text is null or starts_with(t.unit_path, ${unitPath}))
      and (${q}::text is null or t.code like ${q} or t.point_name like ${q} or t.body like ${q})
      and (${after}::int is null or (t.due_to, t.id) > (select a.due_to, a.id from monitoring.task a where a.id = ${after}))
    order by t.due_to, t.id limit ${filter.limit}
  `.execute(db);
  return rows;
}

export async function taskById(db: DbOrTx, day: string, id: number): Promise<TaskRow | null> {
  const { rows } = await sql<TaskRow>`select ${columns(day)} from ${FROM} where t.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function lockTasks(tx: DbOrTx, day: string, ids: readonly number[]): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${columns(day)} from ${FROM} where t.id = any(${ids}::int[]) order by t.id for update of t
  `.execute(tx);
  return rows;
}

export interface NewTask {
  readonly lineId: number;
  readonly pointId: number;
  readonly pointName: string;
  readonly pointKind: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly unitPath: string;
  readonly body: string;
  readonly items: readonly string[];
  readonly dueFrom: string;
  readonly dueTo: string;
}

/** Gives tasks, numbered through: `JC202611-00012`. One that the line has for the month already is left as it is. */
export async function insertTasks(
  tx: DbOrTx,
  planId: number,
  simulated: boolean,
  tasks: readonly NewTask[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into monitoring.task (code, plan_id, line_id, point_id, point_name, point_kind, lon, lat, unit_path, body, items, due_from, due_to, simulated)
    select 'JC' || to_char(r."dueFrom"::date, 'YYYYMM') || '-' || lpad(nextval('monitoring.task_number')::text, 5, '0'),
      ${planId}, r."lineId", r."pointId", r."pointName", r."pointKind", r.lon, r.lat, r."unitPath", r.body, r.items, r."dueFrom"::date, r."dueTo"::date, ${simulated}
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as r("lineId" int, "pointId" int, "pointName" text, "pointKind" text, lon float8, lat float8,
      "unitPath" text, body text, items text[], "dueFrom" text, "dueTo" text)
    on conflict (line_id, due_from) do nothing
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export async function setTaskState(
  tx: DbOrTx,
  id: number,
  state: TaskState,
  at: Date,
  by: { sampledBy?: string; reportedBy?: string } = {},
): Promise<void> {
  await sql`
    update monitoring.task set state = ${state}, updated_at = ${at},
      sampled_by = coalesce(${by.sampledBy ?? null}, sampled_by), reported_by = coalesce(${by.reportedBy ?? null}, reported_by)
    where id = ${id}
  `.execute(tx);
}
