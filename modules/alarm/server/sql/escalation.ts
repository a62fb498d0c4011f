import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { EscalationStep } from '../../contract.ts';
import type { Alarm } from '../domain/alarm.ts';
import { ALARM_COLUMNS, type RawAlarm, toAlarm } from './alarms.ts';

export interface Unacknowledged {
  readonly alarm: Alarm;
  /** Since when somebody could have acknowledged it, epoch ms. */
  readonly since: number;
  readonly taken: number;
  readonly escalation: readonly EscalationStep[];
}

/** Firing alarms with steps left that nobody acknowledged and nothing hushes, locked; those busy elsewhere come with the next round. */
export async function lockUnacknowledged(tx: Tx): Promise<Unacknowledged[]> {
  const { rows } = await sql<
    RawAlarm & { since: Date; escalated: number; escalation: readonly EscalationStep[] }
  >`
    select ${ALARM_COLUMNS}, greatest(a.fired_at, a.created_at) as since, a.escalated, a.escalation from (
      select x.*, r.escalation from alarm.alarm x join alarm.rule r on r.id = x.rule_id
      where x.state in ('firing', 'no-data', 'error') and x.acknowledged_by is null and x.hush_id is null and not x.historical
        and x.fired_at is not null and jsonb_array_length(r.escalation) > x.escalated
      for update of x skip locked
    ) a order by id
  `.execute(tx);
  return rows.map((row) => ({
    alarm: toAlarm(row),
    since: row.since.getTime(),
    taken: row.escalated,
    escalation: row.escalation,
  }));
}
