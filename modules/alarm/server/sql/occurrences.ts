import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Evidence } from '../../contract.ts';

export interface OccurrenceKey {
  readonly pointId: number;
  readonly code: string;
  readonly period: string;
  /** Start of the period, epoch ms. */
  readonly time: number;
}

export interface Occurrence extends OccurrenceKey {
  readonly alarmId: number;
  readonly withdrawn: boolean;
}

interface Raw {
  alarm_id: string | number;
  point_id: number;
  code: string;
  period: string;
  time: Date;
  withdrawn_at: Date | null;
}

/** Observations of these keys that some alarm, open or closed, rests on. */
export async function occurrencesAt(
  tx: Tx,
  kind: string,
  keys: readonly OccurrenceKey[],
): Promise<Occurrence[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<Raw>`
    select o.alarm_id, o.point_id, o.code, o.period, o.time, o.withdrawn_at
    from jsonb_to_recordset(${JSON.stringify(
      keys.map((key) => ({
        p: key.pointId,
        c: key.code,
        d: key.period,
        t: new Date(key.time).toISOString(),
      })),
    )}::jsonb) as k(p int, c text, d text, t timestamptz)
    join alarm.occurrence o on o.kind = ${kind} and o.point_id = k.p and o.code = k.c and o.period = k.d and o.time = k.t
    order by o.alarm_id
  `.execute(tx);
  return rows.map((row) => ({
    alarmId: Number(row.alarm_id),
    pointId: row.point_id,
    code: row.code,
    period: row.period,
    time: row.time.getTime(),
    withdrawn: row.withdrawn_at !== null,
  }));
}

export async function putOccurrence(
  tx: Tx,
  alarmId: number,
  kind: string,
  key: OccurrenceKey,
  evidence: Evidence,
): Promise<void> {
  await sql`
    insert into alarm.occurrence (alarm_id, kind, point_id, code, period, time, ratio, evidence)
    values (${alarmId}, ${kind}, ${key.pointId}, ${key.code}, ${key.period}, ${new Date(key.time)}, ${evidence.ratio},
      ${JSON.stringify(evidence)}::jsonb)
    on conflict (alarm_id, time) do update
      set ratio = excluded.ratio, evidence = excluded.evidence, withdrawn_at = null
  `.execute(tx);
}

/** The worst observation that still stands; recomputations may have lowered what was the worst. */
export async function worstOccurrence(tx: Tx, alarmId: number): Promise<Evidence | null> {
  const { rows } = await sql<{ evidence: Evidence }>`
    select evidence from alarm.occurrence where alarm_id = ${alarmId} and withdrawn_at is null
    order by case when ratio > 0 and ratio < 1 then 1 / ratio else ratio end desc nulls last, time limit 1
  `.execute(tx);
  return rows[0]?.evidence ?? null;
}

/** Takes an observation out of the alarm's ground; gives how many still stand. */
export async function withdrawOccurrence(tx: Tx, alarmId: number, time: number, at: number): Promise<number> {
  await sql`
    update alarm.occurrence set withdrawn_at = ${new Date(at)} where alarm_id = ${alarmId} and time = ${new Date(time)}
  `.execute(tx);
  const { rows } = await sql<{ left: string | number }>`
    select count(*) as left from alarm.occurrence where alarm_id = ${alarmId} and withdrawn_at is null
  `.execute(tx);
  return Number(rows[0]!.left);
}
