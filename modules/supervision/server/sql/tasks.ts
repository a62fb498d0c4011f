import type { DbOrTx, Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type {
  Deadline,
  SourceKind,
  TaskLight,
  TaskRole,
  TaskSeverity,
  TaskState,
  Verification,
} from '../../contract.ts';

export interface TaskClock {
  /** ISO instant of the dispatch. */
  readonly start: string;
  readonly length: number;
  readonly unit: Deadline['unit'];
  readonly extensions: readonly Deadline[];
}

export interface AskedExtension {
  readonly length: number;
  readonly unit: Deadline['unit'];
  readonly reason: string;
  readonly by: string;
  readonly byUser: string;
}

/** Whom a person handed it to (指派). */
export interface Assigned {
  readonly kind: 'person' | 'team';
  readonly name: string;
  readonly account: string | null;
  readonly userId: string | null;
}

export interface Task {
  readonly id: number;
  readonly state: TaskState;
  readonly source: SourceKind;
  readonly cause: string;
  readonly severity: TaskSeverity;
  readonly subject: string;
  readonly pointId: number | null;
  readonly pointName: string | null;
  readonly pointKind: string | null;
  readonly enterpriseId: number | null;
  readonly enterpriseName: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly factor: string | null;
  readonly unitPath: string;
  readonly objectUnit: string;
  readonly role: TaskRole;
  readonly verification: Verification;
  readonly requirement: string;
  readonly ruleId: number | null;
  readonly dispatchedAt: Date;
  readonly dispatchedBy: string | null;
  readonly assignee: Assigned | null;
  readonly receiveBy: Date;
  readonly clock: TaskClock;
  readonly dueAt: Date;
  readonly warnHours: number;
  readonly extension: AskedExtension | null;
  readonly receivedAt: Date | null;
  readonly receivedBy: string | null;
  readonly repliedAt: Date | null;
  readonly repliers: readonly string[];
  readonly endedAt: Date | null;
  readonly remindedAt: Date | null;
  readonly escalatedAt: Date | null;
  readonly alarms: number;
  readonly simulated: boolean;
  readonly updatedAt: Date;
}

const jsonOrNull = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

export const taskCode = (id: number): string => `DB-${String(id).padStart(6, '0')}`;

const COLUMNS = sql`t.id, t.state, t.source, t.cause, t.severity, t.subject, t.point_id as "pointId", t.point_name as "pointName",
  t.point_kind as "pointKind", t.enterprise_id as "enterpriseId", t.enterprise_name as "enterpriseName", t.lon, t.lat, t.factor,
  t.unit_path as "unitPath", t.object_unit as "objectUnit", t.role, t.verification, t.requirement, t.rule_id as "ruleId",
  t.dispatched_at as "dispatchedAt", t.dispatched_by as "dispatchedBy", t.assignee, t.receive_by as "receiveBy", t.clock, t.due_at as "dueAt",
  t.warn_hours as "warnHours", t.extension, t.received_at as "receivedAt", t.received_by as "receivedBy", t.replied_at as "repliedAt",
  t.repliers, t.ended_at as "endedAt", t.reminded_at as "remindedAt", t.escalated_at as "escalatedAt", t.alarms, t.simulated,
  t.updated_at as "updatedAt"`;

export const OPEN = sql`t.state not in ('closed', 'lead', 'cancelled')`;

/** Whose turn it is: what waits for a person, by where each of the actions holds. */
export interface Mine {
  readonly userId: string;
  readonly handle: readonly string[];
  readonly review: readonly string[];
  readonly dispatch: readonly string[];
  /** Roles whose tasks are handled; null: all. */
  readonly roles: readonly string[] | null;
}

export interface TaskFilter {
  readonly state?: TaskState | 'open' | 'all';
  readonly light?: TaskLight;
  readonly source?: SourceKind;
  readonly cause?: string;
  readonly severity?: TaskSeverity;
  readonly unit?: string;
  readonly enterpriseId?: number;
  readonly escalated?: boolean;
  readonly q?: string;
  readonly mine?: Mine;
  readonly now: Date;
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** `deadlineLight` of science as SQL: what was done in time stays green. */
function lightIs(light: TaskLight, now: Date): RawBuilder<unknown> {
  const late = sql`(coalesce(t.replied_at, t.ended_at, ${now}::timestamptz) > t.due_at + interval '999 milliseconds')`;
  const near = sql`(coalesce(t.replied_at, t.ended_at) is null and t.due_at - ${now}::timestamptz <= make_interval(hours => t.warn_hours))`;
  if (light === 'red') return late;
  return light === 'yellow' ? sql`(${near} and not ${late})` : sql`(not ${near} and not ${late})`;
}

const under = (units: readonly string[]) =>
  units.length === 0
    ? sql`false`
    : sql`exists (select 1 from unnest(${[...units]}::text[]) u where starts_with(t.unit_path, u))`;

function mineIs({ userId, handle, review, dispatch, roles }: Mine): RawBuilder<unknown> {
  const role = roles === null ? sql`true` : sql`t.role = any(${[...roles]}::text[])`;
  return sql`(
    (t.state in ('dispatched', 'received', 'verifying', 'returned') and t.assignee->>'userId' = ${userId}::text)
    or (t.state in ('dispatched', 'received', 'verifying', 'returned') and ${role} and ${under(handle)})
    or (t.state in ('replied', 'reviewing') and not ${userId}::text = any(t.repliers) and ${under(review)})
    or (t.extension is not null and t.extension->>'byUser' <> ${userId}::text and ${OPEN} and ${under(dispatch)}))`;
}

function conditions(filter: TaskFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  const state = filter.state ?? 'open';
  if (state === 'open') all.push(OPEN);
  else if (state !== 'all') all.push(sql`t.state = ${state}`);
  if (filter.light) all.push(lightIs(filter.light, filter.now));
  if (filter.source) all.push(sql`t.source = ${filter.source}`);
  if (filter.cause) all.push(sql`t.cause = ${filter.cause}`);
  if (filter.severity) all.push(sql`t.severity = ${filter.severity}`);
  if (filter.unit) all.push(sql`starts_with(t.unit_path, ${filter.unit})`);
  if (filter.enterpriseId !== undefined) all.push(sql`t.enterprise_id = ${filter.enterpriseId}`);
  if (filter.escalated !== undefined)
    all.push(filter.escalated ? sql`t.escalated_at is not null` : sql`t.escalated_at is null`);
  if (filter.mine) all.push(mineIs(filter.mine));
  const q = filter.q?.trim();
  if (q) {
    const id = /^(?:DB-)?0*(\d{1,9})$/i.exec(q)?.[1];
    const text = like(q);
    all.push(
      sql`(t.subject ilike ${text} or t.point_name ilike ${text} or t.enterprise_name ilike ${text} or t.id = ${id ? Number(id) : -1})`,
    );
  }
  return sql.join(all, sql` and `);
}

/** Newest first; `before` is the last id of the page before. */
export async function taskRows(
  db: DbOrTx,
  filter: TaskFilter,
  { before, limit }: { before?: number; limit: number },
): Promise<Task[]> {
  const { rows } = await sql<Task>`
    select ${COLUMNS} from supervision.task t
    where ${conditions(filter)} and (${before ?? null}::int is null or t.id < ${before ?? null}::int)
    order by t.id desc limit ${limit}
  `.execute(db);
  return rows;
}

export async function taskCounts(db: DbOrTx, filter: TaskFilter, mine: Mine) {
  const { now } = filter;
  const since = new Date(now.getTime() - 30 * 86_400_000);
  const { rows } = await sql<Record<'open' | 'unreceived' | 'yellow' | 'red' | 'mine' | 'ended30d', number>>`
    select count(*) filter (where ${OPEN})::int as open, count(*) filter (where t.state = 'dispatched')::int as unreceived,
      count(*) filter (where ${OPEN} and ${lightIs('yellow', now)})::int as yellow,
      count(*) filter (where ${OPEN} and ${lightIs('red', now)})::int as red,
      count(*) filter (where ${mineIs(mine)})::int as mine,
      count(*) filter (where t.ended_at >= ${since})::int as "ended30d"
    from supervision.task t where ${conditions({ ...filter, state: 'all' })}
  `.execute(db);
  return rows[0]!;
}

export async function taskById(db: DbOrTx, id: number): Promise<Task | null> {
  const { rows } = await sql<Task>`select ${COLUMNS} from supervision.task t where t.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function tasksOf(db: DbOrTx, ids: readonly number[]): Promise<Task[]> {
  const { rows } = await sql<Task>`
    select ${COLUMNS} from supervision.task t where t.id = any(${[...ids]}::bigint[]) order by t.id`.execute(
    db,
  );
  return rows;
}

export async function lockTask(tx: Tx, id: number): Promise<Task | null> {
  const { rows } =
    await sql<Task>`select ${COLUMNS} from supervision.task t where t.id = ${id} for update of t`.execute(tx);
  return rows[0] ?? null;
}

export async function openTask(db: DbOrTx, groupKey: string, lock = false): Promise<Task | null> {
  const { rows } = await sql<Task>`
    select ${COLUMNS} from supervision.task t where t.group_key = ${groupKey} and ${OPEN} ${lock ? sql`for update of t` : sql``}
  `.execute(db);
  return rows[0] ?? null;
}

export type NewTask = Omit<
  Task,
  | 'id'
  | 'state'
  | 'extension'
  | 'receivedAt'
  | 'receivedBy'
  | 'repliedAt'
  | 'repliers'
  | 'endedAt'
  | 'remindedAt'
  | 'escalatedAt'
  | 'alarms'
  | 'updatedAt'
> & { readonly groupKey: string };

/** Null: an open task of the same object and cause is there, perhaps since this moment. */
export async function insertTask(tx: DbOrTx, task: NewTask): Promise<Task | null> {
  const { rows } = await sql<{ id: number }>`
    insert into supervision.task (state, source, cause, severity, group_key, subject, point_id, point_name, point_kind, enterprise_id,
      enterprise_name, lon, lat, factor, unit_path, object_unit, role, verification, requirement, rule_id, dispatched_at,
      dispatched_by, assignee, receive_by, clock, due_at, warn_hours, simulated, updated_at)
    values ('dispatched', ${task.source}, ${task.cause}, ${task.severity}, ${task.groupKey}, ${task.subject}, ${task.pointId},
      ${task.pointName}, ${task.pointKind}, ${task.enterpriseId}, ${task.enterpriseName}, ${task.lon}, ${task.lat}, ${task.factor},
      ${task.unitPath}, ${task.objectUnit}, ${task.role}, ${task.verification}, ${task.requirement}, ${task.ruleId},
      ${task.dispatchedAt}, ${task.dispatchedBy}, ${jsonOrNull(task.assignee)}::jsonb, ${task.receiveBy}, ${JSON.stringify(task.clock)}::jsonb, ${task.dueAt},
      ${task.warnHours}, ${task.simulated}, ${task.dispatchedAt})
    on conflict (group_key) where state not in ('closed', 'lead', 'cancelled') do nothing returning id
  `.execute(tx);
  return rows[0] ? taskById(tx, rows[0].id) : null;
}

/** What may change of a task; the rest says how it began. */
export async function updateTask(tx: DbOrTx, task: Task): Promise<void> {
  await sql`
    update supervision.task set state = ${task.state}, severity = ${task.severity}, unit_path = ${task.unitPath},
      verification = ${task.verification}, receive_by = ${task.receiveBy}, clock = ${JSON.stringify(task.clock)}::jsonb, due_at = ${task.dueAt},
      extension = ${jsonOrNull(task.extension)}::jsonb, assignee = ${jsonOrNull(task.assignee)}::jsonb, received_at = ${task.receivedAt},
      received_by = ${task.receivedBy}, replied_at = ${task.repliedAt}, repliers = ${[...task.repliers]}::text[],
      ended_at = ${task.endedAt}, reminded_at = ${task.remindedAt}, escalated_at = ${task.escalatedAt}, alarms = ${task.alarms},
      updated_at = ${task.updatedAt}
    where id = ${task.id}
  `.execute(tx);
}

/** Open tasks that wait for a reply and want a reminder or are overdue without their superior knowing. */
export async function watchedTasks(db: DbOrTx, now: Date): Promise<Task[]> {
  const { rows } = await sql<Task>`
    select ${COLUMNS} from supervision.task t
    where t.state in ('dispatched', 'received', 'verifying', 'returned')
      and ((not coalesce(t.reminded_at >= t.due_at - make_interval(hours => t.warn_hours), false) and t.due_at - ${now}::timestamptz <= make_interval(hours => t.warn_hours) and t.due_at >= ${now})
        or (t.escalated_at is null and t.due_at + interval '999 milliseconds' < ${now}))
    order by t.id limit 500
  `.execute(db);
  return rows;
}

/** Open tasks whose deadline is counted in working or calendar days. */
export async function openByDays(db: DbOrTx): Promise<Task[]> {
  const { rows } = await sql<Task>`
    select ${COLUMNS} from supervision.task t where ${OPEN} and t.clock->>'unit' <> 'hour' order by t.id`.execute(
    db,
  );
  return rows;
}

export async function tasksOfGround(db: DbOrTx, source: SourceKind, ref: number): Promise<Task[]> {
  const { rows } = await sql<Task>`
    select ${COLUMNS} from supervision.task t join supervision.task_ground g on g.task_id = t.id
    where g.source = ${source} and g.ref = ${ref} order by t.id desc limit 20`.execute(db);
  return rows;
}

/** Tasks of an object that is neither a point nor an enterprise (`redline/12`), of one cause, the newest first. */
export async function tasksOfObject(db: DbOrTx, key: string, cause: string): Promise<Task[]> {
  const { rows } = await sql<Task>`
    select ${COLUMNS} from supervision.task t where t.group_key = ${`${key}|${cause}`} order by t.id desc limit 20`.execute(
    db,
  );
  return rows;
}

export interface StatisticsRow {
  readonly unitPath: string;
  readonly dispatched: number;
  readonly open: number;
  readonly overdue: number;
  readonly closed: number;
  readonly leads: number;
  readonly returned: number;
  readonly judged: number;
  readonly onTime: number;
  readonly receiveHours: number | null;
  readonly closeHours: number | null;
}

/** Tasks dispatched in [from, to), by the body that has them. Cancelled ones count as dispatched and as nothing else. */
export async function statistics(
  db: DbOrTx,
  { from, to, unit, now }: { from: Date; to: Date; unit: string; now: Date },
): Promise<StatisticsRow[]> {
  const inTime = sql`t.replied_at <= t.due_at + interval '999 milliseconds'`;
  const late = sql`(t.replied_at is null and t.due_at + interval '999 milliseconds' < ${now}::timestamptz)`;
  const { rows } = await sql<StatisticsRow>`
    select t.unit_path as "unitPath", count(*)::int as dispatched, count(*) filter (where ${OPEN})::int as open,
      count(*) filter (where ${OPEN} and ${late})::int as overdue,
      count(*) filter (where t.state in ('closed', 'lead'))::int as closed, count(*) filter (where t.state = 'lead')::int as leads,
      count(*) filter (where exists (select 1 from supervision.task_step s where s.task_id = t.id and s.act = 'return'))::int as returned,
      count(*) filter (where t.state <> 'cancelled' and (t.replied_at is not null or ${late}))::int as judged,
      count(*) filter (where t.state <> 'cancelled' and ${inTime})::int as "onTime",
      (avg(extract(epoch from t.received_at - t.dispatched_at) / 3600))::float8 as "receiveHours",
      (avg(extract(epoch from t.ended_at - t.dispatched_at) / 3600) filter (where t.state in ('closed', 'lead')))::float8 as "closeHours"
    from supervision.task t
    where t.dispatched_at >= ${from} and t.dispatched_at < ${to} and starts_with(t.unit_path, ${unit})
    group by t.unit_path order by t.unit_path
  `.execute(db);
  return rows;
}
