import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { RECORD_KINDS } from '../../contract.ts';

/** How the records of an hour came in: what tells of clock and order, and nothing of their values. */
export interface HourReceipt {
  readonly pointId: number;
  /** Begin of the hour, epoch ms. */
  readonly hour: number;
  /** Of its youngest record: DataTime, receipt, QN of its frame (epoch ms; null when it has none that can be read), frame. */
  readonly time: number;
  readonly receivedAt: number;
  readonly qnTime: number | null;
  readonly lsn: number;
  /** Records that came in time, but after one with a later DataTime. */
  readonly backwards: number;
  /** Records that were held up: they came much later than what they tell of was over. */
  readonly held: number;
}

export interface HourKey {
  readonly pointId: number;
  readonly hour: number;
  readonly kind: 'realtime' | 'minute' | 'hour';
  /** Length of what a record tells of, ms. */
  readonly step: number;
}

/** Receipts of these hours by records of a kind; hours without a record are absent. @param lateMs a record that came later is held up, not out of order */
export async function hourReceipts(
  db: DbOrTx,
  keys: readonly HourKey[],
  lateMs: number,
): Promise<HourReceipt[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{
    point_id: number;
    hour: Date;
    time: Date;
    received_at: Date;
    lsn: number;
    backwards: number;
    held: number;
    qn: string | null;
  }>`
    select k.point_id, k.hour, r.time, r.received_at, r.lsn, r.backwards, r.held, f.qn
    from unnest(${keys.map((key) => key.pointId)}::int[], ${keys.map((key) => new Date(key.hour).toISOString())}::timestamptz[],
      ${keys.map((key) => RECORD_KINDS[key.kind])}::int[], ${keys.map((key) => (key.step + lateMs) / 1000)}::float8[]) k(point_id, hour, kind, late)
    cross join lateral (
      select s.time, s.received_at, s.lsn,
        (count(*) filter (where s.time < s.before and s.received_at <= s.time + make_interval(secs => k.late)) over ())::int as backwards,
        (count(*) filter (where s.received_at > s.time + make_interval(secs => k.late)) over ())::int as held
      from (
        select x.time, x.received_at, x.lsn,
          max(x.time) over (order by x.lsn rows between unbounded preceding and 1 preceding) as before
        from telemetry.record x
        where x.point_id = k.point_id and x.kind = k.kind and x.time >= k.hour and x.time < k.hour + interval '1 hour'
      ) s order by s.time desc limit 1
    ) r
    left join telemetry.frame f on f.lsn = r.lsn and f.received_at = r.received_at
  `.execute(db);
  return rows.map((row) => ({
    pointId: row.point_id,
    hour: row.hour.getTime(),
    time: row.time.getTime(),
    receivedAt: row.received_at.getTime(),
    qnTime: qnMs(row.qn),
    lsn: row.lsn,
    backwards: row.backwards,
    held: row.held,
  }));
}

/** `20261124101530123` of Beijing time as epoch ms. */
function qnMs(qn: string | null): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(qn ?? '');
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, ms] = parts;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}+08:00`);
  return Number.isNaN(at) ? null : at;
}
