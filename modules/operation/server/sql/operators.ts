import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface OperatorRow {
  readonly id: number;
  readonly unitPath: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly staff: readonly { name: string; certificate: string; number: string; validTo: string | null }[];
  readonly simulated: boolean;
}

export async function operatorRows(db: DbOrTx): Promise<OperatorRow[]> {
  const { rows } = await sql<OperatorRow>`
    select id, unit_path as "unitPath", name, uscc, contact, phone, staff, simulated from operation.operator order by name, id`.execute(
    db,
  );
  return rows;
}
type NewOperator = Omit<OperatorRow, 'id'> & { readonly byName: string; readonly at: Date };

export async function insertOperator(tx: DbOrTx, one: NewOperator): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into operation.operator (unit_path, name, uscc, contact, phone, staff, simulated, by_name, at)
    values (${one.unitPath}, ${one.name}, ${one.uscc}, ${one.contact}, ${one.phone}, ${JSON.stringify(one.staff)}::jsonb, ${one.simulated},
      ${one.byName}, ${one.at})
    returning id`.execute(tx);
  return rows[0]!.id;
}

export async function updateOperator(tx: DbOrTx, id: number, one: NewOperator): Promise<void> {
  await sql`
    update operation.operator set unit_path = ${one.unitPath}, name = ${one.name}, uscc = ${one.uscc}, contact = ${one.contact},
      phone = ${one.phone}, staff = ${JSON.stringify(one.staff)}::jsonb, by_name = ${one.byName}, at = ${one.at} where id = ${id}`.execute(
    tx,
  );
}

export interface ContractRow {
  readonly operatorId: number;
  readonly pointId: number;
  readonly from: string;
  readonly to: string;
}
export async function contractRows(db: DbOrTx): Promise<ContractRow[]> {
  const { rows } = await sql<ContractRow>`
    select operator_id as "operatorId", point_id as "pointId", from_day::text as "from", to_day::text as "to" from operation.contract
    order by operator_id, point_id, from_day`.execute(db);
  return rows;
}

export async function replaceContracts(
  tx: DbOrTx,
  operatorId: number,
  contracts: readonly (Omit<ContractRow, 'operatorId'> & { unitPath: string; enterpriseId: number | null })[],
): Promise<void> {
  await sql`delete from operation.contract where operator_id = ${operatorId}`.execute(tx);
  if (contracts.length === 0) return;
  await sql`
    insert into operation.contract (operator_id, point_id, unit_path, enterprise_id, from_day, to_day)
    select ${operatorId}, "pointId", "unitPath", "enterpriseId", "from", "to"
    from jsonb_to_recordset(${JSON.stringify(contracts)}::jsonb) as v ("pointId" int, "unitPath" text, "enterpriseId" int, "from" date,
      "to" date)`.execute(tx);
}

export interface OperatorFigures {
  readonly plans: readonly { pointId: number; kind: string; days: number; startOn: string }[];
  readonly records: readonly { pointId: number; kind: string; at: Date }[];
  readonly byOperator: readonly {
    operatorId: number;
    checks: number;
    passed: number;
    faults: number;
    faultHours: number;
  }[];
}

/** What statistics of [from, to] (Beijing days) are made of. Records reach back a period, for what was due at its beginning. */
export async function figuresOf(db: DbOrTx, from: string, to: string): Promise<OperatorFigures> {
  const [start, end] = [`${from}T00:00:00+08:00`, `${to}T24:00:00+08:00`];
  const plans = await sql<OperatorFigures['plans'][number]>`
    select point_id as "pointId", kind, days, start_on::text as "startOn" from operation.plan
    where point_id in (select point_id from operation.contract)`.execute(db);
  const records = await sql<OperatorFigures['records'][number]>`
    select point_id as "pointId", kind, ended_at as at from operation.record
    where ended_at >= ${start}::timestamptz - interval '400 days' and ended_at < ${end}::timestamptz
      and point_id in (select point_id from operation.contract)`.execute(db);
  const byOperator = await sql<OperatorFigures['byOperator'][number]>`
    select o.id as "operatorId",
      (select count(*)::int from operation.check_result c join operation.record r on r.id = c.record_id
        where r.operator_id = o.id and c.passed is not null and c.checked_at >= ${start}::timestamptz and c.checked_at < ${end}::timestamptz) as checks,
      (select count(*)::int from operation.check_result c join operation.record r on r.id = c.record_id
        where r.operator_id = o.id and c.passed and c.checked_at >= ${start}::timestamptz and c.checked_at < ${end}::timestamptz) as passed,
      coalesce(f.faults, 0)::int as faults, coalesce(f.hours, 0)::float8 as "faultHours"
    from operation.operator o left join lateral (
      select count(*) as faults, sum(extract(epoch from least(coalesce(t.repaired_at, now()), ${end}::timestamptz) - greatest(t.began_at, ${start}::timestamptz)) / 3600) as hours
      from operation.fault t join operation.contract c on c.point_id = t.point_id and c.operator_id = o.id
        and (t.began_at at time zone 'Asia/Shanghai')::date between c.from_day and c.to_day
      where t.began_at < ${end}::timestamptz and coalesce(t.repaired_at, now()) > ${start}::timestamptz) f on true`.execute(
    db,
  );
  return { plans: plans.rows, records: records.rows, byOperator: byOperator.rows };
}
