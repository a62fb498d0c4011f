import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Plan } from '../../contract.ts';

type Raw = Omit<Plan, 'approvedAt'> & { approvedAt: Date | null };

const toPlan = (row: Raw): Plan => ({
  ...row,
  approvedAt: row.approvedAt ? beijingIso(row.approvedAt.getTime()) : null,
});

const PLAN = sql`p.id, p.year, p.title, p.kind, p.unit_path as "unitPath", p.state, p.created_by as "createdBy", p.approved_by as "approvedBy",
  p.approved_at as "approvedAt", p.simulated,
  (select count(*)::int from monitoring.plan_line l where l.plan_id = p.id) as lines,
  (select count(*)::int from monitoring.task t where t.plan_id = p.id and t.state <> 'cancelled') as tasks,
  (select count(*)::int from monitoring.task t where t.plan_id = p.id and t.state = 'official') as done`;

export async function listPlanRows(db: DbOrTx, year: number | null): Promise<Plan[]> {
  const { rows } = await sql<Raw>`
    select ${PLAN} from monitoring.plan p where (${year}::int is null or p.year = ${year}) order by p.year desc, p.id desc limit 500
  `.execute(db);
  return rows.map(toPlan);
}

export async function planById(db: DbOrTx, id: number): Promise<Plan | null> {
  const { rows } = await sql<Raw>`select ${PLAN} from monitoring.plan p where p.id = ${id}`.execute(db);
  return rows[0] ? toPlan(rows[0]) : null;
}

/** The plan, which nobody else changes until the end of the transaction. */
export async function lockPlan(tx: DbOrTx, id: number): Promise<Plan | null> {
  await sql`select 1 from monitoring.plan where id = ${id} for update`.execute(tx);
  return planById(tx, id);
}

export async function insertPlan(
  tx: DbOrTx,
  plan: Pick<Plan, 'year' | 'title' | 'kind' | 'unitPath' | 'createdBy' | 'simulated'>,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into monitoring.plan (year, title, kind, unit_path, created_by, simulated)
    values (${plan.year}, ${plan.title}, ${plan.kind}, ${plan.unitPath}, ${plan.createdBy}, ${plan.simulated}) returning id
  `.execute(tx);
  return rows[0]!.id;
}

export async function setInForce(tx: DbOrTx, id: number, by: string, at: Date): Promise<void> {
  await sql`update monitoring.plan set state = 'in-force', approved_by = ${by}, approved_at = ${at} where id = ${id}`.execute(
    tx,
  );
}

export interface LineRow {
  readonly id: number;
  readonly planId: number;
  readonly pointId: number;
  readonly unitPath: string;
  readonly items: string[];
  readonly months: number[];
  readonly body: string;
}

const LINE = sql`id, plan_id as "planId", point_id as "pointId", unit_path as "unitPath", items, months, body`;

export async function linesOf(db: DbOrTx, planId: number): Promise<LineRow[]> {
  const { rows } =
    await sql<LineRow>`select ${LINE} from monitoring.plan_line where plan_id = ${planId} order by id`.execute(
      db,
    );
  return rows;
}

export async function lineById(db: DbOrTx, id: number): Promise<LineRow | null> {
  const { rows } = await sql<LineRow>`select ${LINE} from monitoring.plan_line where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** One line a site: a second one for the same site takes the place of the first. */
export async function upsertLines(
  tx: DbOrTx,
  planId: number,
  lines: ReadonlyArray<Omit<LineRow, 'id' | 'planId'>>,
): Promise<void> {
  const rows = lines.map((one) => ({ ...one, unit_path: one.unitPath, point_id: one.pointId }));
  await sql`
    insert into monitoring.plan_line (plan_id, point_id, unit_path, items, months, body)
    select ${planId}, r.point_id, r.unit_path, r.items, r.months, r.body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(point_id int, unit_path text, items text[], months smallint[], body text)
    on conflict (plan_id, point_id) do update set items = excluded.items, months = excluded.months, body = excluded.body
  `.execute(tx);
}

export async function deleteLine(tx: DbOrTx, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from monitoring.plan_line where id = ${id}`.execute(tx);
  return numAffectedRows === 1n;
}
