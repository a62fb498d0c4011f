import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DirtyInput } from './projection-write.ts';

/** A day or month that was computed while it ran, and not since. */
export interface OpenPeriod extends Pick<DirtyInput, 'pointId' | 'period' | 'time'> {
  /** A finer period inside it is marked: it will mark this one when it has changed, and is waited for. */
  readonly awaited: boolean;
}

/** Open periods that began before `before`, in time order. */
export async function openPeriods(tx: Tx, before: number, limit: number): Promise<OpenPeriod[]> {
  const { rows } = await sql<{ point_id: number; period: number; at: number; awaited: boolean }>`
    select r.point_id, r.period, extract(epoch from r.time)::float8 * 1000 as at,
      exists (select 1 from telemetry.dirty d where d.point_id = r.point_id and d.period < r.period and d.time >= r.time
        and d.time < r.time + case r.period when 2 then interval '24 hours' else interval '31 days' end) as awaited
    from telemetry.rollup r where r.open and r.time < ${new Date(before)} order by r.time limit ${limit}
  `.execute(tx);
  return rows.map((row) => ({
    pointId: row.point_id,
    period: row.period,
    time: Math.round(row.at),
    awaited: row.awaited,
  }));
}
