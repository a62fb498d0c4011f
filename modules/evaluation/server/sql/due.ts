import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { JudgedPeriod } from '../../contract.ts';
import { PERIOD_CODES } from './aqi.ts';

const NAMES: Readonly<Record<number, JudgedPeriod>> = { 1: 'hour', 2: 'day' };

/** Asks for cities to be computed; asking twice is asking once. */
export async function requestCities(
  tx: DbOrTx,
  keys: ReadonlyArray<{ cityCode: string; period: JudgedPeriod; time: number }>,
  at: number,
): Promise<void> {
  if (keys.length === 0) return;
  const batch = keys.map((key) => ({
    c: key.cityCode,
    p: PERIOD_CODES[key.period],
    t: new Date(key.time).toISOString(),
  }));
  await sql`
    insert into evaluation.city_due (city_code, period, time, requested_at)
    select distinct c, p, t, ${new Date(at)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as k(c text, p smallint, t timestamptz)
    on conflict do nothing
  `.execute(tx);
}

/** Takes cities to compute out of the list, newest periods first; they are gone when the transaction commits. */
export async function takeCities(
  tx: Tx,
  limit: number,
): Promise<Array<{ cityCode: string; period: JudgedPeriod; time: number }>> {
  const { rows } = await sql<{ city_code: string; period: number; time: Date }>`
    delete from evaluation.city_due d using (
      select city_code, period, time from evaluation.city_due order by time desc limit ${limit} for update skip locked
    ) t
    where d.city_code = t.city_code and d.period = t.period and d.time = t.time
    returning d.city_code, d.period, d.time
  `.execute(tx);
  return rows.map((row) => ({
    cityCode: row.city_code,
    period: NAMES[row.period]!,
    time: row.time.getTime(),
  }));
}

/** Remembers periods that are not over yet. */
export async function rememberPoints(
  tx: DbOrTx,
  keys: ReadonlyArray<{ pointId: number; period: JudgedPeriod; time: number; dueAt: number }>,
): Promise<void> {
  if (keys.length === 0) return;
  const batch = keys.map((key) => ({
    i: key.pointId,
    p: PERIOD_CODES[key.period],
    t: new Date(key.time).toISOString(),
    d: new Date(key.dueAt).toISOString(),
  }));
  await sql`
    insert into evaluation.point_due (point_id, period, time, due_at)
    select distinct i, p, t, d
    from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as k(i int, p smallint, t timestamptz, d timestamptz)
    on conflict do nothing
  `.execute(tx);
}

export async function takePoints(
  tx: Tx,
  now: number,
  limit: number,
): Promise<Array<{ pointId: number; period: JudgedPeriod; time: number }>> {
  const { rows } = await sql<{ point_id: number; period: number; time: Date }>`
    delete from evaluation.point_due d using (
      select point_id, period, time from evaluation.point_due where due_at <= ${new Date(now)}
      order by due_at limit ${limit} for update skip locked
    ) t
    where d.point_id = t.point_id and d.period = t.period and d.time = t.time
    returning d.point_id, d.period, d.time
  `.execute(tx);
  return rows.map((row) => ({ pointId: row.point_id, period: NAMES[row.period]!, time: row.time.getTime() }));
}
