import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { JudgedValue } from '../domain/judge-task.ts';

/** A signed result with the values that it was judged by, in the order of their bottles. */
export interface SignedRow {
  readonly taskId: number;
  readonly code: string;
  readonly pointId: number;
  readonly pointName: string;
  readonly pointKind: string;
  readonly unitPath: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly sampledAt: Date;
  readonly grade: string | null;
  readonly verdict: 'meets' | 'exceeds' | null;
  readonly exceeding: { item: string; multiple: number | null }[];
  readonly simulated: boolean;
  readonly values: JudgedValue[];
}

export interface SignedFilter {
  /** First instant, and the first after the last. */
  readonly from: Date;
  readonly to: Date;
  readonly pointKind?: string;
  readonly unitPath?: string;
  readonly pointIds?: readonly number[];
  readonly limit: number;
}

/**
 * Signed results of a time with their values, oldest first. Goes by the index of the time, or of the sites where they are
 * named: the cost is that of what is asked for. Samples only: parallels and blanks are controls.
 */
export async function signedRows(db: DbOrTx, filter: SignedFilter): Promise<SignedRow[]> {
  const { from, to, pointKind = null, unitPath = null, limit } = filter;
  const which = filter.pointIds ? sql`o.point_id = any(${filter.pointIds}::int[])` : sql`true`;
  const { rows } = await sql<SignedRow>`
    select o.task_id as "taskId", t.code, o.point_id as "pointId", t.point_name as "pointName", t.point_kind as "pointKind",
      o.unit_path as "unitPath", t.lon, t.lat, o.sampled_at as "sampledAt", o.grade, o.verdict, o.exceeding, t.simulated,
      coalesce((
        select json_agg(json_build_object('item', r.item, 'value', r.value, 'detectionLimit', r.detection_limit, 'unit', r.unit)
          order by r.container, r.item)
        from monitoring.result r where r.task_id = o.task_id and r.kind = 'sample'), '[]'::json) as values
    from monitoring.official o join monitoring.task t on t.id = o.task_id
    where ${which} and o.sampled_at >= ${from} and o.sampled_at < ${to}
      and (${pointKind}::text is null or t.point_kind = ${pointKind})
      and (${unitPath}::text is null or starts_with(o.unit_path, ${unitPath}))
    order by o.sampled_at, o.task_id limit ${limit}
  `.execute(db);
  return rows;
}

export interface MonthGrade {
  readonly pointId: number;
  readonly month: string;
  readonly grade: string;
}

/** Grade of each site of a kind in each month; of several results in a month the newest counts. Values are not read. */
export async function monthGrades(
  db: DbOrTx,
  filter: Omit<SignedFilter, 'limit' | 'pointIds'>,
): Promise<MonthGrade[]> {
  const { from, to, pointKind, unitPath = null } = filter;
  const { rows } = await sql<MonthGrade>`
    select distinct on (o.point_id, month) o.point_id as "pointId", o.grade,
      to_char(o.sampled_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month
    from monitoring.official o join monitoring.task t on t.id = o.task_id
    where o.sampled_at >= ${from} and o.sampled_at < ${to} and t.point_kind = ${pointKind} and o.grade is not null
      and (${unitPath}::text is null or starts_with(o.unit_path, ${unitPath}))
    order by o.point_id, month, o.sampled_at desc
  `.execute(db);
  return rows;
}
