import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface RecordRow {
  readonly id: number;
  readonly pointId: number;
  readonly kind: string;
  readonly from: Date;
  readonly to: Date;
  readonly operatorName: string | null;
  readonly staff: string;
  readonly items: readonly { readonly key: string; readonly ok: boolean; readonly note?: string }[];
  readonly note: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
  readonly evidence: readonly string[];
  readonly signature: string;
  readonly byName: string;
  readonly at: Date;
  readonly simulated: boolean;
}
const COLUMNS = sql`r.id, r.point_id as "pointId", r.kind, r.began_at as "from", r.ended_at as "to", o.name as "operatorName", r.staff, r.items,
  r.note, r.detail, r.evidence, r.signature, r.by_name as "byName", r.at, r.simulated`;

/** Newest first. */
export async function recordRows(
  db: DbOrTx,
  filter: {
    readonly pointIds: readonly number[];
    readonly failed?: boolean | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<RecordRow[]> {
  const { failed = false, before = null } = filter;
  const { rows } = await sql<RecordRow>`
    select ${COLUMNS} from operation.record r left join operation.operator o on o.id = r.operator_id
    where r.point_id = any(${filter.pointIds}::int[]) and (${before}::int is null or r.id < ${before})
      and (not ${failed}::boolean or exists (select from operation.check_result c where c.record_id = r.id and c.passed = false))
    order by r.id desc limit ${filter.limit}`.execute(db);
  return rows;
}

export async function recordById(db: DbOrTx, id: number): Promise<RecordRow | null> {
  const { rows } = await sql<RecordRow>`
    select ${COLUMNS} from operation.record r left join operation.operator o on o.id = r.operator_id where r.id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export interface Owner {
  readonly pointId: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
}
export type NewRecord = Owner &
  Omit<RecordRow, 'id' | 'operatorName'> & {
    readonly operatorId: number | null;
    readonly byUser: string | null;
  };

export async function insertRecord(tx: DbOrTx, one: NewRecord): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into operation.record (point_id, unit_path, enterprise_id, kind, began_at, ended_at, operator_id, staff, items, note, detail,
      evidence, signature, simulated, by_name, by_user, at)
    values (${one.pointId}, ${one.unitPath}, ${one.enterpriseId}, ${one.kind}, ${one.from}, ${one.to}, ${one.operatorId}, ${one.staff},
      ${JSON.stringify(one.items)}::jsonb, ${one.note}, ${JSON.stringify(one.detail)}::jsonb, ${one.evidence}::text[], ${one.signature},
      ${one.simulated}, ${one.byName}, ${one.byUser}, ${one.at})
    returning id`.execute(tx);
  return rows[0]!.id;
}

export interface CheckRecord {
  readonly id: number;
  readonly recordId: number;
  readonly code: string;
  readonly kind: string;
  readonly result: Readonly<Record<string, unknown>>;
  readonly passed: boolean | null;
  readonly outOfControl: boolean | null;
  readonly doubtFrom: Date | null;
  readonly doubtTo: Date | null;
}

export async function checksOf(db: DbOrTx, recordIds: readonly number[]): Promise<CheckRecord[]> {
  if (recordIds.length === 0) return [];
  const { rows } = await sql<CheckRecord>`
    select c.id, c.record_id as "recordId", c.code, c.kind, c.result, c.passed, c.out_of_control as "outOfControl",
      d.from_at as "doubtFrom", d.to_at as "doubtTo"
    from operation.check_result c left join operation.doubt d on d.check_id = c.id
    where c.record_id = any(${recordIds}::int[]) order by c.id`.execute(db);
  return rows;
}

export async function insertCheck(
  tx: DbOrTx,
  one: Owner & {
    readonly recordId: number;
    readonly code: string;
    readonly kind: string;
    readonly input: object;
    readonly result: object;
    readonly passed: boolean | null;
    readonly outOfControl: boolean | null;
    readonly checkedAt: Date;
    readonly at: Date;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into operation.check_result (record_id, point_id, unit_path, enterprise_id, code, kind, input, result, passed, out_of_control,
      checked_at, at)
    values (${one.recordId}, ${one.pointId}, ${one.unitPath}, ${one.enterpriseId}, ${one.code}, ${one.kind},
      ${JSON.stringify(one.input)}::jsonb, ${JSON.stringify(one.result)}::jsonb, ${one.passed}, ${one.outOfControl}, ${one.checkedAt},
      ${one.at})
    returning id`.execute(tx);
  return rows[0]!.id;
}

/** When this factor last passed a check of the kind, before an instant; null: never. */
export async function lastPassedBefore(
  db: DbOrTx,
  pointId: number,
  code: string,
  kind: string,
  before: Date,
): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(checked_at) as at from operation.check_result
    where point_id = ${pointId} and code = ${code} and kind = ${kind} and passed and checked_at < ${before}`.execute(
    db,
  );
  return rows[0]?.at ?? null;
}

export async function insertDoubt(
  tx: DbOrTx,
  one: Owner & {
    readonly checkId: number;
    readonly code: string;
    readonly from: Date | null;
    readonly to: Date;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into operation.doubt (check_id, point_id, unit_path, enterprise_id, code, from_at, to_at, at)
    values (${one.checkId}, ${one.pointId}, ${one.unitPath}, ${one.enterpriseId}, ${one.code}, ${one.from}, ${one.to}, ${one.at})`.execute(
    tx,
  );
}

export interface FaultRow {
  readonly id: number;
  readonly pointId: number;
  readonly what: string;
  readonly beganAt: Date;
  readonly reportedAt: Date;
  readonly repairedAt: Date | null;
  readonly repair: string | null;
  readonly allowedHours: number;
  readonly byName: string;
  readonly simulated: boolean;
}
const FAULT = sql`id, point_id as "pointId", what, began_at as "beganAt", reported_at as "reportedAt", repaired_at as "repairedAt", repair,
  allowed_hours as "allowedHours", by_name as "byName", simulated`;

export async function faultRows(db: DbOrTx, pointIds: readonly number[]): Promise<FaultRow[]> {
  if (pointIds.length === 0) return [];
  const { rows } =
    await sql<FaultRow>`select ${FAULT} from operation.fault where point_id = any(${pointIds}::int[])
    order by repaired_at is not null, began_at desc limit 500`.execute(db);
  return rows;
}
export async function faultById(db: DbOrTx, id: number): Promise<FaultRow | null> {
  const { rows } = await sql<FaultRow>`select ${FAULT} from operation.fault where id = ${id}`.execute(db);
  return rows[0] ?? null;
}
export async function insertFault(
  tx: DbOrTx,
  one: Owner & Omit<FaultRow, 'id' | 'repairedAt' | 'repair'> & { readonly at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into operation.fault (point_id, unit_path, enterprise_id, what, began_at, reported_at, allowed_hours, simulated, by_name, at)
    values (${one.pointId}, ${one.unitPath}, ${one.enterpriseId}, ${one.what}, ${one.beganAt}, ${one.reportedAt}, ${one.allowedHours},
      ${one.simulated}, ${one.byName}, ${one.at}) returning id`.execute(tx);
  return rows[0]!.id;
}
/** @returns whether it was still open */
export async function closeFault(tx: DbOrTx, id: number, repairedAt: Date, repair: string): Promise<boolean> {
  const result = await sql`update operation.fault set repaired_at = ${repairedAt}, repair = ${repair}
    where id = ${id} and repaired_at is null`.execute(tx);
  return Number(result.numAffectedRows ?? 0) > 0;
}
