import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { TaskLight, TaskSeverity } from '../../contract.ts';
import { OPEN, taskCode } from './tasks.ts';

/** An open task as the command view shows it. */
export interface OpenTask {
  readonly id: number;
  readonly code: string;
  readonly severity: TaskSeverity;
  readonly light: TaskLight;
  readonly subject: string;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly dueAt: Date;
  readonly simulated: boolean;
}

const within = (unitPaths: readonly string[]) =>
  sql`exists (select 1 from unnest(${[...unitPaths]}::text[]) u where starts_with(t.unit_path, u))`;
const LATE = (now: Date) =>
  sql`(coalesce(t.replied_at, ${now}::timestamptz) > t.due_at + interval '999 milliseconds')`;

/** Open tasks of these units, those that are due first. */
export async function openTasks(
  db: DbOrTx,
  unitPaths: readonly string[],
  now: Date,
  limit: number,
): Promise<OpenTask[]> {
  const { rows } = await sql<Omit<OpenTask, 'code'>>`
    select t.id, t.severity, t.subject, t.unit_path as "unitPath", t.enterprise_id as "enterpriseId", t.lon, t.lat,
      t.due_at as "dueAt", t.simulated,
      case when ${LATE(now)} then 'red'
        when t.replied_at is null and t.due_at - ${now}::timestamptz <= make_interval(hours => t.warn_hours) then 'yellow'
        else 'green' end as light
    from supervision.task t where ${OPEN} and ${within(unitPaths)} order by t.due_at, t.id limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, code: taskCode(row.id) }));
}

/** Open tasks of these units by unit, and how many of them are late. */
export async function openTaskCounts(
  db: DbOrTx,
  unitPaths: readonly string[],
  now: Date,
): Promise<{ unitPath: string; open: number; late: number }[]> {
  const { rows } = await sql<{ unitPath: string; open: number; late: number }>`
    select t.unit_path as "unitPath", count(*)::int as open, count(*) filter (where ${LATE(now)})::int as late
    from supervision.task t where ${OPEN} and ${within(unitPaths)} group by 1`.execute(db);
  return rows;
}
