import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AlarmKind, AlarmMember, AlarmState, Evidence, Severity } from '../../contract.ts';
import type { Alarm, Subject } from '../domain/alarm.ts';
import { ALARM_COLUMNS as COLUMNS, type RawAlarm, toAlarm } from './alarms.ts';

const MOST_SHOWN = 1000;

/** A point of a grouped alarm, as it stands. */
export interface MemberInput {
  readonly pointId: number;
  readonly startedAt: number;
  readonly state: AlarmState;
  readonly severity: Severity;
  readonly firedAt: number | null;
  readonly endedAt: number | null;
  readonly evidence: Evidence;
  readonly pointName: string;
  readonly unitPath: string;
}

/** Open grouped alarms of a kind (or of one written rule), locked. */
export async function lockGroups(tx: Tx, kind: AlarmKind, ruleKey = ''): Promise<Alarm[]> {
  const { rows } = await sql<RawAlarm>`
    select ${COLUMNS} from alarm.alarm
    where kind = ${kind} and rule_key = ${ruleKey} and state <> 'closed' and group_key <> '' order by id for update
  `.execute(tx);
  return rows.map(toAlarm);
}

export async function putMembers(tx: Tx, alarmId: number, members: readonly MemberInput[]): Promise<void> {
  if (members.length === 0) return;
  const rows = members.map((one) => ({
    p: one.pointId,
    s: new Date(one.startedAt).toISOString(),
    t: one.state,
    v: one.severity,
    f: one.firedAt === null ? null : new Date(one.firedAt).toISOString(),
    e: one.endedAt === null ? null : new Date(one.endedAt).toISOString(),
    d: one.evidence,
    n: one.pointName,
    u: one.unitPath,
  }));
  await sql`
    insert into alarm.member (alarm_id, point_id, started_at, state, severity, fired_at, ended_at, evidence, point_name, unit_path)
    select ${alarmId}, p, s, t, v, f, e, d, n, u
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(p int, s timestamptz, t text, v text, f timestamptz, e timestamptz, d jsonb, n text, u text)
    on conflict (alarm_id, point_id, started_at) do update set state = excluded.state, severity = excluded.severity,
      fired_at = excluded.fired_at, ended_at = excluded.ended_at, evidence = excluded.evidence
  `.execute(tx);
}

/** Points that are in grouped alarms now, with the time they joined. */
export async function openMembers(
  tx: Tx,
  alarmIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<number, number>>> {
  const found = new Map<number, Map<number, number>>(alarmIds.map((id) => [id, new Map()]));
  if (alarmIds.length === 0) return found;
  const { rows } = await sql<{ alarm_id: string | number; point_id: number; started_at: Date }>`
    select alarm_id, point_id, started_at from alarm.member where alarm_id = any(${[...alarmIds]}::bigint[]) and state <> 'closed'
  `.execute(tx);
  for (const row of rows) found.get(Number(row.alarm_id))!.set(row.point_id, row.started_at.getTime());
  return found;
}

/** Takes points out of a grouped alarm. */
export async function endMembers(
  tx: Tx,
  alarmId: number,
  pointIds: readonly number[] | null,
  at: number,
): Promise<void> {
  await sql`
    update alarm.member set state = 'closed', ended_at = coalesce(ended_at, ${new Date(at)})
    where alarm_id = ${alarmId} and state <> 'closed' and (${pointIds === null}::boolean or point_id = any(${[...(pointIds ?? [])]}::int[]))
  `.execute(tx);
}

/** Members of a grouped alarm, open ones first, at most a thousand. */
export async function membersOf(db: DbOrTx, alarmId: number): Promise<AlarmMember[]> {
  const { rows } = await sql<{
    point_id: number;
    point_name: string;
    state: AlarmState;
    severity: Severity;
    started_at: Date;
    fired_at: Date | null;
    ended_at: Date | null;
    evidence: Evidence;
  }>`
    select point_id, point_name, state, severity, started_at, fired_at, ended_at, evidence from alarm.member
    where alarm_id = ${alarmId} order by (state = 'closed'), started_at desc, point_id limit ${MOST_SHOWN}
  `.execute(db);
  const iso = (at: Date | null) => at && beijingIso(at.getTime());
  return rows.map((row) => ({
    pointId: row.point_id,
    pointName: row.point_name,
    state: row.state,
    severity: row.severity,
    startedAt: beijingIso(row.started_at.getTime()),
    firedAt: iso(row.fired_at),
    endedAt: iso(row.ended_at),
    evidence: row.evidence,
  }));
}

/** The unit above all of these: who is competent for a group is competent for each of its points. */
export function commonPath(paths: readonly string[]): string {
  let common = paths[0] ?? '/';
  for (const path of paths) while (!path.startsWith(common)) common = common.replace(/[^/]+\/$/, '');
  return common;
}

/** What a grouped alarm is about: the first of its points speaks for all, under the name of the group. */
export function groupSubject(name: string, members: readonly Subject[]): Subject {
  const [first] = [...members].sort((a, b) => a.pointId - b.pointId);
  const same = members.every((one) => one.enterpriseId === first!.enterpriseId);
  return {
    ...first!,
    pointName: name,
    unitPath: commonPath(members.map((one) => one.unitPath)),
    enterpriseId: same ? first!.enterpriseId : null,
    enterpriseName: same ? first!.enterpriseName : null,
    simulated: members.some((one) => one.simulated),
  };
}
