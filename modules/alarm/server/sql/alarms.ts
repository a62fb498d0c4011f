import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AlarmKind, AlarmState, Evidence, Severity } from '../../contract.ts';
import type { Alarm, LoggedChange } from '../domain/alarm.ts';

export interface RawAlarm {
  id: string | number;
  kind: AlarmKind;
  state: AlarmState;
  severity: Severity;
  rule_id: number;
  point_id: number;
  enterprise_id: number | null;
  unit_path: string;
  code: string;
  period: string;
  started_at: Date;
  last_cause_at: Date;
  clear_since: Date | null;
  fired_at: Date | null;
  recovering_at: Date | null;
  closed_at: Date | null;
  evidence: Evidence;
  peak: Evidence | null;
  occurrences: number;
  historical: boolean;
  simulated: boolean;
  point_name: string;
  point_kind: string;
  enterprise_name: string | null;
  rule_key: string;
  group_by: string;
  group_key: string;
  members: number;
}

export const ALARM_COLUMNS = sql`id, kind, state, severity, rule_id, point_id, enterprise_id, unit_path, code, period, started_at,
  last_cause_at, clear_since, fired_at, recovering_at, closed_at, evidence, peak, occurrences, historical, simulated,
  point_name, point_kind, enterprise_name, rule_key, group_by, group_key, members`;

/** Open alarms of a kind on some points, locked: whoever changes one waits for the other. */
export async function lockOpen(tx: Tx, kind: AlarmKind, pointIds: readonly number[]): Promise<Alarm[]> {
  if (pointIds.length === 0) return [];
  const { rows } = await sql<RawAlarm>`
    select ${ALARM_COLUMNS} from alarm.alarm
    where kind = ${kind} and state <> 'closed' and group_key = '' and point_id = any(${pointIds}::int[])
    order by id for update
  `.execute(tx);
  return rows.map(toAlarm);
}

/** Alarms that wait for the end of their recovery, locked; those busy elsewhere come with the next round. */
export async function lockRecovering(tx: Tx, limit: number): Promise<Alarm[]> {
  const { rows } = await sql<RawAlarm>`
    select ${ALARM_COLUMNS} from alarm.alarm where state = 'recovering' order by clear_since limit ${limit} for update skip locked
  `.execute(tx);
  return rows.map(toAlarm);
}

export async function lockById(tx: Tx, id: number): Promise<Alarm | null> {
  const { rows } =
    await sql<RawAlarm>`select ${ALARM_COLUMNS} from alarm.alarm where id = ${id} for update`.execute(tx);
  return rows[0] ? toAlarm(rows[0]) : null;
}

/** The newest historical alarm of a cause that ended at or after `since`: late hours in a row are one alarm. */
export async function historicalNear(
  tx: Tx,
  key: { kind: AlarmKind; pointId: number; code: string; period: string },
  since: number,
  until: number,
): Promise<Alarm | null> {
  const { rows } = await sql<RawAlarm>`
    select ${ALARM_COLUMNS} from alarm.alarm
    where kind = ${key.kind} and point_id = ${key.pointId} and code = ${key.code} and period = ${key.period}
      and historical and last_cause_at >= ${new Date(since)} and started_at <= ${new Date(until)}
    order by last_cause_at desc limit 1 for update
  `.execute(tx);
  return rows[0] ? toAlarm(rows[0]) : null;
}

export async function insertAlarm(tx: Tx, alarm: Omit<Alarm, 'id'>, at: number): Promise<Alarm> {
  const { subject, life } = alarm;
  const { rows } = await sql<{ id: string | number }>`
    insert into alarm.alarm (kind, state, severity, rule_id, point_id, enterprise_id, unit_path, code, period, started_at,
      last_cause_at, clear_since, fired_at, recovering_at, closed_at, evidence, peak, occurrences, historical, simulated,
      point_name, point_kind, enterprise_name, rule_key, group_by, group_key, members, created_at, updated_at)
    values (${alarm.kind}, ${stateOf(alarm)}, ${alarm.severity}, ${alarm.ruleId}, ${subject.pointId}, ${subject.enterpriseId},
      ${subject.unitPath}, ${alarm.code}, ${alarm.period}, ${date(life.startedAt)}, ${date(life.lastCauseAt)},
      ${date(life.clearSince)}, ${date(alarm.firedAt)}, ${date(alarm.recoveringAt)}, ${date(alarm.closedAt)},
      ${json(alarm.evidence)}::jsonb, ${json(alarm.peak)}::jsonb, ${alarm.occurrences}, ${alarm.historical},
      ${subject.simulated}, ${subject.pointName}, ${subject.pointKind}, ${subject.enterpriseName},
      ${alarm.ruleKey}, ${alarm.group?.by ?? ''}, ${alarm.group?.key ?? ''}, ${alarm.group?.members ?? 0}, ${date(at)}, ${date(at)})
    returning id
  `.execute(tx);
  return { ...alarm, id: Number(rows[0]!.id) };
}

/** @param escalated steps of escalation that were taken; absent: as many as before */
export async function updateAlarm(tx: Tx, alarm: Alarm, at: number, escalated?: number): Promise<void> {
  const { life } = alarm;
  await sql`
    update alarm.alarm set state = ${stateOf(alarm)}, unit_path = ${alarm.subject.unitPath}, severity = ${alarm.severity}, started_at = ${date(life.startedAt)},
      last_cause_at = ${date(life.lastCauseAt)}, clear_since = ${date(life.clearSince)}, fired_at = ${date(alarm.firedAt)},
      recovering_at = ${date(alarm.recoveringAt)}, closed_at = ${date(alarm.closedAt)},
      evidence = ${json(alarm.evidence)}::jsonb, peak = ${json(alarm.peak)}::jsonb,
      occurrences = ${alarm.occurrences}, members = ${alarm.group?.members ?? 0},
      escalated = coalesce(${escalated ?? null}::int, escalated), updated_at = ${date(at)}
    where id = ${alarm.id}
  `.execute(tx);
}

export async function appendLog(tx: Tx, alarmId: number, changes: readonly LoggedChange[]): Promise<void> {
  for (const change of changes) {
    await sql`
      insert into alarm.event_log (alarm_id, at, from_state, to_state, why, text, by_name, by_user, evidence, steps)
      values (${alarmId}, ${date(change.at)}, ${change.from}, ${change.to}, ${change.why}, ${change.text},
        ${change.by?.name ?? null}, ${change.by?.userId ?? null}, ${json(change.evidence)}::jsonb,
        ${json(change.steps ?? null)}::jsonb)
    `.execute(tx);
  }
}

/** A person's entry: acknowledgement, note or closing by hand. */
export async function appendPersonal(
  tx: Tx,
  alarmId: number,
  entry: {
    at: number;
    from: AlarmState | null;
    to: AlarmState;
    why: string;
    text: string | null;
    byName: string;
    byUser: string;
  },
): Promise<void> {
  await sql`
    insert into alarm.event_log (alarm_id, at, from_state, to_state, why, text, by_name, by_user)
    values (${alarmId}, ${date(entry.at)}, ${entry.from}, ${entry.to}, ${entry.why}, ${entry.text}, ${entry.byName}, ${entry.byUser})
  `.execute(tx);
}

/** First acknowledgement wins; false when somebody was faster. */
export async function markAcknowledged(tx: DbOrTx, id: number, by: string, at: number): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update alarm.alarm set acknowledged_by = ${by}, acknowledged_at = ${date(at)}, updated_at = ${date(at)}
    where id = ${id} and acknowledged_by is null returning id
  `.execute(tx);
  return rows.length > 0;
}

export async function countNote(tx: DbOrTx, id: number, at: number): Promise<void> {
  await sql`update alarm.alarm set notes = notes + 1, updated_at = ${date(at)} where id = ${id}`.execute(tx);
}

export function toAlarm(row: RawAlarm): Alarm {
  return {
    id: Number(row.id),
    kind: row.kind,
    severity: row.severity,
    ruleId: row.rule_id,
    subject: {
      pointId: row.point_id,
      pointName: row.point_name,
      pointKind: row.point_kind,
      enterpriseId: row.enterprise_id,
      enterpriseName: row.enterprise_name,
      unitPath: row.unit_path,
      simulated: row.simulated,
    },
    code: row.code,
    period: row.period,
    life: {
      state: row.state === 'no-data' || row.state === 'error' ? livesAs(row) : row.state,
      startedAt: row.started_at.getTime(),
      lastCauseAt: row.last_cause_at.getTime(),
      clearSince: row.clear_since?.getTime() ?? null,
    },
    firedAt: row.fired_at?.getTime() ?? null,
    recoveringAt: row.recovering_at?.getTime() ?? null,
    closedAt: row.closed_at?.getTime() ?? null,
    evidence: row.evidence,
    peak: row.peak,
    occurrences: row.occurrences,
    historical: row.historical,
    ruleKey: row.rule_key,
    blind: row.state === 'no-data' || row.state === 'error' ? row.state : null,
    group: row.group_key === '' ? null : { by: row.group_by, key: row.group_key, members: row.members },
  };
}

/** As the list shows it. */
export function stateOf({ life, blind }: Pick<Alarm, 'life' | 'blind'>): AlarmState {
  return life.state === 'closed' ? 'closed' : (blind ?? life.state);
}

/** The life behind a state that only says what is not known. */
function livesAs(row: Pick<RawAlarm, 'clear_since' | 'fired_at'>): 'pending' | 'firing' | 'recovering' {
  if (row.clear_since !== null) return 'recovering';
  return row.fired_at === null ? 'pending' : 'firing';
}

const date = (ms: number | null) => (ms === null ? null : new Date(ms));
const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
