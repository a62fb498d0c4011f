import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Alarm } from '../domain/alarm.ts';
import type { MemberState } from '../domain/group-state.ts';
import { ALARM_COLUMNS, type RawAlarm, toAlarm } from './alarms.ts';

/** An alarm of a written rule that stands for one episode. */
export interface EpisodeAlarm {
  readonly alarm: Alarm;
  /** Somebody closed it: it stays closed. */
  readonly byHand: boolean;
}

/** Alarms of these versions at these points that began at or after an instant, locked in the order of their ids. */
export async function lockEpisodes(
  tx: Tx,
  ruleIds: readonly number[],
  pointIds: readonly number[],
  since: number,
): Promise<EpisodeAlarm[]> {
  const { rows } = await sql<RawAlarm & { by_hand: boolean }>`
    select ${ALARM_COLUMNS}, exists (select 1 from alarm.event_log l where l.alarm_id = a.id and l.why = 'hand') as by_hand
    from alarm.alarm a
    where kind = 'rule' and rule_id = any(${[...ruleIds]}::int[]) and point_id = any(${[...pointIds]}::int[]) and group_key = ''
      and started_at >= ${new Date(since)}
    order by id for update
  `.execute(tx);
  return rows.map((row) => ({ alarm: toAlarm(row), byHand: row.by_hand }));
}

export interface StoredMember extends MemberState {
  readonly alarmId: number;
  readonly pointId: number;
  readonly pointName: string;
  readonly unitPath: string;
}

interface RawMember {
  alarm_id: string | number;
  point_id: number;
  started_at: Date;
  state: MemberState['state'];
  severity: MemberState['severity'];
  fired_at: Date | null;
  ended_at: Date | null;
  point_name: string;
  unit_path: string;
}
const MEMBER = sql`m.alarm_id, m.point_id, m.started_at, m.state, m.severity, m.fired_at, m.ended_at, m.point_name, m.unit_path`;

function toMember(row: RawMember): StoredMember {
  return {
    alarmId: Number(row.alarm_id),
    pointId: row.point_id,
    startedAt: row.started_at.getTime(),
    state: row.state,
    severity: row.severity,
    firedAt: row.fired_at?.getTime() ?? null,
    endedAt: row.ended_at?.getTime() ?? null,
    pointName: row.point_name,
    unitPath: row.unit_path,
  };
}

/** Members of grouped alarms of these versions at these points that began at or after an instant. */
export async function membersSince(
  tx: Tx,
  ruleIds: readonly number[],
  pointIds: readonly number[],
  since: number,
): Promise<StoredMember[]> {
  const { rows } = await sql<RawMember>`
    select ${MEMBER} from alarm.member m join alarm.alarm a on a.id = m.alarm_id
    where a.kind = 'rule' and a.rule_id = any(${[...ruleIds]}::int[]) and m.point_id = any(${[...pointIds]}::int[])
      and m.started_at >= ${new Date(since)}
  `.execute(tx);
  return rows.map(toMember);
}

/** All members of some grouped alarms. */
export async function allMembers(tx: Tx, alarmIds: readonly number[]): Promise<StoredMember[]> {
  if (alarmIds.length === 0) return [];
  const { rows } = await sql<RawMember>`
    select ${MEMBER} from alarm.member m where m.alarm_id = any(${[...alarmIds]}::bigint[]) order by m.point_id
  `.execute(tx);
  return rows.map(toMember);
}

export async function lockAlarms(tx: Tx, ids: readonly number[]): Promise<Alarm[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<RawAlarm>`
    select ${ALARM_COLUMNS} from alarm.alarm where id = any(${[...ids]}::bigint[]) order by id for update
  `.execute(tx);
  return rows.map(toAlarm);
}
