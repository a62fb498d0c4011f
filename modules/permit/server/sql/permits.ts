import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { PermitClass, ReportedAmount } from '../../contract.ts';
import type { PermitAct } from '../domain/permit.ts';
import type { Submitted } from '../domain/reports.ts';

export interface PermitRow {
  readonly id: number;
  readonly number: string;
  readonly enterpriseId: number;
  readonly unitPath: string;
  readonly issuer: string;
  readonly class: PermitClass;
  readonly validTo: string;
  readonly state: 'valid' | 'cancelled' | 'revoked';
  /** From when execution reports are followed here. */
  readonly reportsFrom: string;
  readonly simulated: boolean;
}

const COLUMNS = sql`p.id, p.number, p.enterprise_id as "enterpriseId", p.unit_path as "unitPath", p.issuer, p.class,
  p.valid_to::text as "validTo", p.state, p.reports_from::text as "reportsFrom", p.simulated`;

/** Permits, the newest first. `enterprises`: only theirs; `endingBy`: valid ones that end by that day. */
export async function permitRows(
  db: DbOrTx,
  one: {
    id?: number | undefined;
    enterprises?: readonly number[] | null | undefined;
    unit?: string | undefined;
    class?: PermitClass | undefined;
    endingBy?: string | undefined;
    text?: string | undefined;
    named?: readonly number[] | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<PermitRow[]> {
  const enterprises = one.enterprises ? [...one.enterprises] : null;
  const { rows } = await sql<PermitRow>`select ${COLUMNS} from permit.permit p
    where (${one.id ?? null}::int is null or p.id = ${one.id ?? null})
      and (${enterprises}::int[] is null or p.enterprise_id = any(${enterprises}::int[]))
      and (${one.unit ?? null}::text is null or starts_with(p.unit_path, ${one.unit ?? null}))
      and (${one.class ?? null}::text is null or p.class = ${one.class ?? null})
      and (${one.endingBy ?? null}::date is null or (p.valid_to <= ${one.endingBy ?? null}::date and p.state = 'valid' and p.class <> 'registration'))
      and (${one.text ?? null}::text is null or strpos(p.number, ${one.text ?? null}) > 0 or p.enterprise_id = any(${[...(one.named ?? [])]}::int[]))
      and (${one.before ?? null}::int is null or p.id < ${one.before ?? null})
    order by p.id desc limit ${one.limit}`.execute(db);
  return rows;
}

/** Keeps a permit still while it changes. */
export async function lockPermit(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from permit.permit where id = ${id} for update`.execute(db);
}

/** @returns its id; null: the number is taken */
export async function insertPermit(db: DbOrTx, one: Omit<PermitRow, 'id' | 'state'>): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into permit.permit (number, enterprise_id, unit_path, issuer, class, valid_to, state, reports_from, simulated)
    values (${one.number}, ${one.enterpriseId}, ${one.unitPath}, ${one.issuer}, ${one.class}, ${one.validTo}::date, 'valid', ${one.reportsFrom}::date, ${one.simulated})
    on conflict (number) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export interface StepRow {
  readonly permitId: number;
  readonly nth: number;
  readonly act: PermitAct;
  readonly by: string;
  readonly at: Date;
}

export async function stepsOf(db: DbOrTx, ids: readonly number[]): Promise<StepRow[]> {
  if (ids.length === 0) return [];
  const { rows } =
    await sql<StepRow>`select permit_id as "permitId", nth, act, by_name as by, at from permit.step
    where permit_id = any(${[...ids]}::int[]) order by permit_id, nth`.execute(db);
  return rows;
}

/** Adds a step; what lists show of the permit follows it. */
export async function insertStep(
  db: DbOrTx,
  row: { readonly id: number; readonly unitPath: string },
  { act, by, at }: Pick<StepRow, 'act' | 'by' | 'at'>,
  next: Pick<PermitRow, 'class' | 'validTo' | 'state'>,
): Promise<void> {
  await sql`insert into permit.step (permit_id, nth, unit_path, act, by_name, at)
    values (${row.id}, (select count(*) + 1 from permit.step where permit_id = ${row.id}), ${row.unitPath}, ${JSON.stringify(act)}::jsonb,
      ${by}, ${at})`.execute(db);
  await sql`update permit.permit set class = ${next.class}, valid_to = ${next.validTo}::date, state = ${next.state} where id = ${row.id}`.execute(
    db,
  );
}

export async function reportsOf(
  db: DbOrTx,
  ids: readonly number[],
): Promise<(Submitted & { permitId: number })[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Submitted & { permitId: number }>`
    select permit_id as "permitId", period, submitted_on::text as "submittedOn", amounts from permit.report
    where permit_id = any(${[...ids]}::int[]) order by permit_id, period`.execute(db);
  return rows;
}

/** @returns whether it was the first for its period */
export async function insertReport(
  db: DbOrTx,
  row: PermitRow,
  one: {
    period: string;
    submittedOn: string;
    summary: string;
    amounts: readonly ReportedAmount[];
    by: string;
    at: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into permit.report (permit_id, period, unit_path, enterprise_id, submitted_on, summary, amounts, by_name, at)
    values (${row.id}, ${one.period}, ${row.unitPath}, ${row.enterpriseId}, ${one.submittedOn}::date, ${one.summary},
      ${JSON.stringify(one.amounts)}::jsonb, ${one.by}, ${one.at}) on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}
