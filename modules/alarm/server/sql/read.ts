import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Static } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { AlarmKind, AlarmLogRow, AlarmState, Evidence, Severity } from '../../contract.ts';

/** An alarm as lists show it, without what other modules know (names of units, factors, positions). */
export interface AlarmView {
  readonly id: number;
  readonly kind: AlarmKind;
  readonly state: AlarmState;
  readonly severity: Severity;
  readonly ruleId: number;
  readonly pointId: number;
  readonly pointName: string;
  readonly pointKind: string;
  readonly enterpriseId: number | null;
  readonly enterpriseName: string | null;
  readonly unitPath: string;
  readonly code: string | null;
  readonly startedAt: string;
  readonly firedAt: string | null;
  readonly recoveringAt: string | null;
  readonly closedAt: string | null;
  readonly evidence: Evidence;
  readonly peak: Evidence | null;
  readonly occurrences: number;
  readonly acknowledged: { by: string; at: string } | null;
  readonly notes: number;
  readonly historical: boolean;
  readonly simulated: boolean;
  readonly ruleKey: string | null;
  readonly ruleName: string | null;
  readonly group: { by: string; key: string; members: number } | null;
  readonly hush: {
    id: number;
    kind: 'silence' | 'maintenance';
    until: string;
    reason: string;
    by: string;
  } | null;
  readonly escalated: number;
  readonly updatedAt: string;
}

export interface AlarmFilter {
  readonly state?: AlarmState | 'open' | 'all';
  readonly kind?: AlarmKind;
  readonly severity?: Severity;
  readonly unit?: string;
  readonly pointId?: number;
  readonly enterpriseId?: number;
  readonly rule?: string;
  readonly since?: string;
  readonly until?: string;
  readonly acknowledged?: boolean;
  readonly q?: string;
  /** Paths of the units the reader covers. */
  readonly scopes: readonly string[];
  /** The reader is inside an enterprise and sees its alarms only. */
  readonly ownEnterprises?: readonly number[];
}

interface Raw {
  id: string | number;
  kind: AlarmKind;
  state: AlarmState;
  severity: Severity;
  rule_id: number;
  point_id: number;
  point_name: string;
  point_kind: string;
  enterprise_id: number | null;
  enterprise_name: string | null;
  unit_path: string;
  code: string;
  started_at: Date;
  fired_at: Date | null;
  recovering_at: Date | null;
  closed_at: Date | null;
  evidence: Evidence;
  peak: Evidence | null;
  occurrences: number;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
  notes: number;
  historical: boolean;
  simulated: boolean;
  updated_at: Date;
  rule_key: string;
  rule_name: string | null;
  group_by: string;
  group_key: string;
  members: number;
  escalated: number;
  hush: { id: number; kind: 'silence' | 'maintenance'; until: string; reason: string; by: string } | null;
}

const COLUMNS = sql`id, kind, state, severity, rule_id, point_id, point_name, point_kind, enterprise_id, enterprise_name,
  unit_path, code, started_at, fired_at, recovering_at, closed_at, evidence, peak, occurrences, acknowledged_by,
  acknowledged_at, notes, historical, simulated, updated_at, rule_key, group_by, group_key, members, escalated,
  case when kind = 'rule' then (select r.name from alarm.rule r where r.id = rule_id) end as rule_name,
  (select jsonb_build_object('id', h.id, 'kind', h.kind, 'until', h.until_at, 'reason', h.reason, 'by', h.by_name)
    from alarm.hush h where h.id = hush_id) as hush`;

/** Newest start first; `after` is the last row of the page before. */
export async function listAlarmViews(
  db: DbOrTx,
  filter: AlarmFilter,
  page: { after?: { startedAt: string; id: number } | null; limit: number },
): Promise<AlarmView[]> {
  const conditions = conditionsOf(filter);
  if (page.after)
    conditions.push(sql`(started_at, id) < (${page.after.startedAt}::timestamptz, ${page.after.id}::bigint)`);
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from alarm.alarm where ${sql.join(conditions, sql` and `)}
    order by started_at desc, id desc limit ${page.limit}
  `.execute(db);
  return rows.map(toView);
}

export async function alarmView(db: DbOrTx, id: number): Promise<AlarmView | null> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from alarm.alarm where id = ${id}`.execute(db);
  return rows[0] ? toView(rows[0]) : null;
}

export interface LogView {
  readonly at: string;
  readonly from: AlarmState | null;
  readonly to: AlarmState;
  readonly why: string;
  readonly text: string | null;
  readonly by: string | null;
  readonly evidence: Evidence | null;
  readonly steps: AlarmSteps | null;
}
type AlarmSteps = Static<typeof AlarmLogRow>['steps'];

export async function logOf(db: DbOrTx, alarmId: number): Promise<LogView[]> {
  const { rows } = await sql<{
    at: Date;
    from_state: AlarmState | null;
    to_state: AlarmState;
    why: string;
    text: string | null;
    by_name: string | null;
    evidence: Evidence | null;
    steps: AlarmSteps;
  }>`
    select at, from_state, to_state, why, text, by_name, evidence, steps from alarm.event_log
    where alarm_id = ${alarmId} order by id limit 2000
  `.execute(db);
  return rows.map((row) => ({
    at: beijingIso(row.at.getTime()),
    from: row.from_state,
    to: row.to_state,
    why: row.why,
    text: row.text,
    by: row.by_name,
    evidence: row.evidence,
    steps: row.steps,
  }));
}

/** Counts of open alarms by kind and state, and of what happened since `since`. */
export async function countViews(db: DbOrTx, filter: AlarmFilter, since: Date) {
  const where = sql.join(conditionsOf({ ...filter, state: 'all' }), sql` and `);
  const open = await sql<{
    kind: AlarmKind;
    state: AlarmState;
    n: string | number;
    unacknowledged: string | number;
  }>`
    select kind, state, count(*) as n, count(*) filter (where acknowledged_by is null and state = 'firing') as unacknowledged
    from alarm.alarm where state <> 'closed' and ${where} group by kind, state
  `.execute(db);
  const recent = await sql<{ fired: string | number; closed: string | number }>`
    select count(*) filter (where fired_at >= ${since}) as fired, count(*) filter (where closed_at >= ${since}) as closed
    from alarm.alarm where (fired_at >= ${since} or closed_at >= ${since}) and not historical and ${where}
  `.execute(db);
  return {
    open: open.rows.map((row) => ({ ...row, n: Number(row.n), unacknowledged: Number(row.unacknowledged) })),
    fired: Number(recent.rows[0]?.fired ?? 0),
    closed: Number(recent.rows[0]?.closed ?? 0),
  };
}

/** Text with `%`, `_` and `\` taken literally inside a LIKE pattern. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function conditionsOf(filter: AlarmFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [scopeCondition(filter)];
  const state = filter.state ?? 'open';
  if (state === 'open') conditions.push(sql`state <> 'closed'`);
  else if (state !== 'all') conditions.push(sql`state = ${state}`);
  if (filter.kind) conditions.push(sql`kind = ${filter.kind}`);
  if (filter.severity) conditions.push(sql`severity = ${filter.severity}`);
  if (filter.unit) conditions.push(sql`unit_path like ${`${likeText(filter.unit)}%`}`);
  if (filter.pointId !== undefined) conditions.push(sql`point_id = ${filter.pointId}`);
  if (filter.enterpriseId !== undefined) conditions.push(sql`enterprise_id = ${filter.enterpriseId}`);
  if (filter.rule) conditions.push(sql`rule_key = ${filter.rule}`);
  if (filter.since) conditions.push(sql`started_at >= ${filter.since}::timestamptz`);
  if (filter.until) conditions.push(sql`started_at < ${filter.until}::timestamptz`);
  if (filter.acknowledged !== undefined) {
    conditions.push(filter.acknowledged ? sql`acknowledged_by is not null` : sql`acknowledged_by is null`);
  }
  if (filter.q?.trim()) {
    const like = `%${likeText(filter.q.trim())}%`;
    conditions.push(sql`(point_name ilike ${like} or enterprise_name ilike ${like} or code ilike ${like})`);
  }
  return conditions;
}

function scopeCondition(filter: AlarmFilter): RawBuilder<unknown> {
  const parts = filter.scopes.map((path) => sql`unit_path like ${`${likeText(path)}%`}`);
  if (filter.ownEnterprises?.length)
    parts.push(sql`enterprise_id = any(${[...filter.ownEnterprises]}::int[])`);
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

function toView(row: Raw): AlarmView {
  const iso = (at: Date | null) => (at ? beijingIso(at.getTime()) : null);
  return {
    id: Number(row.id),
    kind: row.kind,
    state: row.state,
    severity: row.severity,
    ruleId: row.rule_id,
    pointId: row.point_id,
    pointName: row.point_name,
    pointKind: row.point_kind,
    enterpriseId: row.enterprise_id,
    enterpriseName: row.enterprise_name,
    unitPath: row.unit_path,
    code: row.code === '' ? null : row.code,
    startedAt: iso(row.started_at)!,
    firedAt: iso(row.fired_at),
    recoveringAt: iso(row.recovering_at),
    closedAt: iso(row.closed_at),
    evidence: row.evidence,
    peak: row.peak,
    occurrences: row.occurrences,
    acknowledged: row.acknowledged_by ? { by: row.acknowledged_by, at: iso(row.acknowledged_at)! } : null,
    notes: row.notes,
    historical: row.historical,
    simulated: row.simulated,
    ruleKey: row.rule_key === '' ? null : row.rule_key,
    ruleName: row.rule_name,
    group: row.group_key === '' ? null : { by: row.group_by, key: row.group_key, members: row.members },
    hush: row.hush && { ...row.hush, until: beijingIso(Date.parse(row.hush.until)) },
    escalated: row.escalated,
    updatedAt: iso(row.updated_at)!,
  };
}
