import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface PlanRecord {
  readonly pointId: number;
  readonly kind: string;
  readonly days: number;
  readonly startOn: string;
  readonly lastAt: Date | null;
}

/** Plans with when each was done last. */
export async function planRows(db: DbOrTx, pointIds: readonly number[]): Promise<PlanRecord[]> {
  if (pointIds.length === 0) return [];
  const { rows } = await sql<PlanRecord>`
    select p.point_id as "pointId", p.kind, p.days, p.start_on::text as "startOn",
      (select max(r.ended_at) from operation.record r where r.point_id = p.point_id and r.kind = p.kind) as "lastAt"
    from operation.plan p where p.point_id = any(${pointIds}::int[]) order by p.point_id, p.id`.execute(db);
  return rows;
}

export async function replacePlans(
  tx: DbOrTx,
  owner: {
    readonly pointId: number;
    readonly unitPath: string;
    readonly enterpriseId: number | null;
    readonly simulated: boolean;
  },
  plans: readonly { readonly kind: string; readonly days: number; readonly startOn: string }[],
  by: { readonly byName: string; readonly at: Date },
): Promise<void> {
  await sql`delete from operation.plan where point_id = ${owner.pointId}`.execute(tx);
  if (plans.length === 0) return;
  await sql`
    insert into operation.plan (point_id, unit_path, enterprise_id, kind, days, start_on, simulated, by_name, at)
    select ${owner.pointId}, ${owner.unitPath}, ${owner.enterpriseId}, kind, days, "startOn", ${owner.simulated}, ${by.byName}, ${by.at}
    from jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) as v (kind text, days int, "startOn" date)`.execute(
    tx,
  );
}

/** Operators of outlets on a Beijing day. */
export async function operatorsOn(
  db: DbOrTx,
  pointIds: readonly number[],
  day: string,
): Promise<Map<number, { id: number; name: string }>> {
  if (pointIds.length === 0) return new Map();
  const { rows } = await sql<{ pointId: number; id: number; name: string }>`
    select distinct on (c.point_id) c.point_id as "pointId", o.id, o.name from operation.contract c
      join operation.operator o on o.id = c.operator_id
    where c.point_id = any(${pointIds}::int[]) and ${day}::date between c.from_day and c.to_day
    order by c.point_id, c.from_day desc`.execute(db);
  return new Map(rows.map(({ pointId, ...one }) => [pointId, one]));
}
