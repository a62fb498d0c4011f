import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { OfficialRow } from '../../contract.ts';

interface Raw extends Omit<OfficialRow, 'sampledAt' | 'signedAt'> {
  readonly sampledAt: Date;
  readonly signedAt: Date;
}

export interface ResultFilter {
  readonly pointKind?: string;
  /** First instant, and the first after the last. */
  readonly from?: Date;
  readonly to?: Date;
  readonly unitPath?: string;
  readonly latest?: boolean;
  readonly limit: number;
}

/** Official results, newest first; with `latest` the newest of each site. */
export async function officialRows(db: DbOrTx, filter: ResultFilter): Promise<OfficialRow[]> {
  const distinct = filter.latest ? sql`distinct on (o.point_id)` : sql``;
  const order = filter.latest ? sql`o.point_id, o.sampled_at desc` : sql`o.sampled_at desc, o.task_id desc`;
  const { rows } = await sql<Raw>`
    select ${distinct} o.task_id as "taskId", t.code, o.point_id as "pointId", t.point_name as "pointName", t.point_kind as "pointKind",
      o.unit_path as "unitPath", t.lon, t.lat, o.sampled_at as "sampledAt", o.signed_at as "signedAt", o.grade, o.verdict, o.exceeding,
      o.finding -> 'rules' -> 0 ->> 'version' as standard, o.revision, t.simulated
    from monitoring.official o join monitoring.task t on t.id = o.task_id
    where (${filter.pointKind ?? null}::text is null or t.point_kind = ${filter.pointKind ?? null})
      and (${filter.from ?? null}::timestamptz is null or o.sampled_at >= ${filter.from ?? null})
      and (${filter.to ?? null}::timestamptz is null or o.sampled_at < ${filter.to ?? null})
      and (${filter.unitPath ?? null}::text is null or starts_with(o.unit_path, ${filter.unitPath ?? null}))
    order by ${order} limit ${filter.limit}
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    sampledAt: beijingIso(row.sampledAt.getTime()),
    signedAt: beijingIso(row.signedAt.getTime()),
  }));
}

export interface BodyRow {
  readonly body: string;
  readonly due: number;
  readonly official: number;
  readonly underWay: number;
  readonly overdue: number;
  readonly cancelled: number;
}

/** Tasks of a year by the body that does them; due are those whose month has begun by `day`. */
export async function completionRows(db: DbOrTx, year: number, day: string): Promise<BodyRow[]> {
  const { rows } = await sql<BodyRow>`
    select body,
      count(*) filter (where state <> 'cancelled' and due_from <= ${day}::date)::int as due,
      count(*) filter (where state = 'official')::int as official,
      count(*) filter (where state not in ('official', 'cancelled', 'assigned'))::int as "underWay",
      count(*) filter (where state not in ('official', 'cancelled') and due_to < ${day}::date)::int as overdue,
      count(*) filter (where state = 'cancelled')::int as cancelled
    from monitoring.task where due_from >= make_date(${year}, 1, 1) and due_from < make_date(${year} + 1, 1, 1)
    group by body order by body
  `.execute(db);
  return rows;
}
