import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { CaseAct, CaseState, Party } from '../../contract.ts';
import type { CaseFile, Doer, Step } from '../domain/file.ts';

export interface CaseRow {
  readonly id: number;
  readonly number: string;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly leadId: number | null;
  /** The visit of inspection that it comes from. */
  readonly visitId: number | null;
  readonly party: Party;
  readonly violation: string;
  readonly cause: string;
  readonly facts: string;
  readonly actStart: string;
  readonly actEnd: string;
  readonly harm: boolean;
  readonly range: { readonly min: number; readonly max: number; readonly source: string } | null;
  readonly handlers: CaseFile['handlers'];
  readonly filedOn: string;
  readonly filedBy: Doer;
  readonly state: CaseState;
  readonly fine: number | null;
  readonly simulated: boolean;
  readonly recordedAt: Date;
}

const COLUMNS = sql`c.id, c.number, c.unit_path as "unitPath", c.enterprise_id as "enterpriseId", c.lead_id as "leadId", c.visit_id as "visitId", c.party, c.violation, c.cause, c.facts,
  c.act_start::text as "actStart", c.act_end::text as "actEnd", c.harm, c.fine_range as range, c.handlers, c.filed_on::text as "filedOn",
  c.filed_by as "filedBy", c.state, c.fine, c.simulated, c.recorded_at as "recordedAt"`;

export async function caseRows(
  db: DbOrTx,
  one: {
    id?: number | undefined;
    ids?: readonly number[] | undefined;
    unit?: string | undefined;
    state?: CaseState | undefined;
    text?: string | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`select ${COLUMNS} from enforcement.case_file c
    where (${one.id ?? null}::int is null or c.id = ${one.id ?? null})
      and (${one.ids ? [...one.ids] : null}::int[] is null or c.id = any(${one.ids ? [...one.ids] : null}::int[]))
      and (${one.unit ?? null}::text is null or starts_with(c.unit_path, ${one.unit ?? null}))
      and (${one.state ?? null}::text is null or c.state = ${one.state ?? null})
      and (${one.text ?? null}::text is null or strpos(c.party->>'name', ${one.text ?? null}) > 0 or strpos(c.cause, ${one.text ?? null}) > 0
        or c.number = ${one.text ?? null})
      and (${one.before ?? null}::int is null or c.id < ${one.before ?? null})
    order by c.id desc limit ${one.limit}`.execute(db);
  return rows;
}

/** Keeps a case still: two steps at once would both be judged by what stood before. */
export async function lockCase(db: DbOrTx, id: number): Promise<boolean> {
  const { rows } = await sql`select 1 from enforcement.case_file where id = ${id} for update`.execute(db);
  return rows.length > 0;
}

export interface StepRow extends Step {
  readonly caseId: number;
  readonly nth: number;
  readonly at: Date;
}

/** Steps that count, in their order. */
export const stepsOf = (db: DbOrTx, ids: readonly number[]): Promise<StepRow[]> =>
  readSteps(db, ids, 'live_step');
/** With those that were voided, and what voided them: the whole story. */
export const everyStepOf = (db: DbOrTx, id: number): Promise<StepRow[]> => readSteps(db, [id], 'case_step');

async function readSteps(
  db: DbOrTx,
  ids: readonly number[],
  from: 'live_step' | 'case_step',
): Promise<StepRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{
    caseId: number;
    nth: number;
    act: CaseAct;
    byId: string;
    byName: string;
    at: Date;
  }>`
    select case_id as "caseId", nth, act, by_id as "byId", by_name as "byName", at from enforcement.${sql.ref(from)}
    where case_id = any(${[...ids]}::int[]) order by case_id, nth`.execute(db);
  return rows.map(({ byId, byName, ...row }) => ({ ...row, by: { userId: byId, name: byName } }));
}

export async function insertCase(
  db: DbOrTx,
  one: Omit<CaseRow, 'id' | 'state' | 'fine' | 'recordedAt'> & { readonly at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into enforcement.case_file (number, unit_path, enterprise_id, lead_id, visit_id, party, violation, cause, facts, act_start, act_end, harm, fine_range,
      handlers, filed_on, filed_by, state, simulated, recorded_at)
    values (${one.number}, ${one.unitPath}, ${one.enterpriseId}, ${one.leadId}, ${one.visitId}, ${JSON.stringify(one.party)}::jsonb, ${one.violation}, ${one.cause}, ${one.facts},
      ${one.actStart}::date, ${one.actEnd}::date, ${one.harm}, ${one.range && JSON.stringify(one.range)}::jsonb,
      ${JSON.stringify(one.handlers)}::jsonb, ${one.filedOn}::date, ${JSON.stringify(one.filedBy)}::jsonb, 'investigating', ${one.simulated}, ${one.at})
    returning id`.execute(db);
  return rows[0]!.id;
}

export async function insertStep(
  db: DbOrTx,
  row: Pick<CaseRow, 'id' | 'unitPath'>,
  { nth, act, by, at }: Omit<StepRow, 'caseId'>,
  next: { state: CaseState; fine: number | null },
): Promise<void> {
  await sql`insert into enforcement.case_step (case_id, nth, unit_path, act, by_id, by_name, at)
    values (${row.id}, ${nth}, ${row.unitPath}, ${JSON.stringify(act)}::jsonb, ${by.userId}, ${by.name}, ${at})`.execute(
    db,
  );
  await sql`update enforcement.case_file set state = ${next.state}, fine = ${next.fine} where id = ${row.id}`.execute(
    db,
  );
}

/** Number of the next step: numbers of voided ones are not given again. */
export async function nextStep(db: DbOrTx, id: number): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(nth), 0) + 1 as next from enforcement.case_step where case_id = ${id}`.execute(db);
  return rows[0]!.next;
}

/** Whether a lead has a case; the lead is locked against a second one at once. */
export async function leadHasCase(db: DbOrTx, leadId: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('enforcement.lead'), ${leadId})`.execute(db);
  const { rows } = await sql`select 1 from enforcement.case_file where lead_id = ${leadId}`.execute(db);
  return rows.length > 0;
}

/** Whether a visit has a case; the visit is locked against a second one at once. */
export async function visitHasCase(db: DbOrTx, visitId: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('enforcement.visit'), ${visitId})`.execute(db);
  const { rows } = await sql`select 1 from enforcement.case_file where visit_id = ${visitId}`.execute(db);
  return rows.length > 0;
}

/** The next number of a series, without gaps. */
export async function nextSerial(
  db: DbOrTx,
  unitPath: string,
  series: string,
  year: number,
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into enforcement.counter (unit_path, series, year, last) values (${unitPath}, ${series}, ${year}, 1)
    on conflict (unit_path, series, year) do update set last = enforcement.counter.last + 1 returning last`.execute(
    db,
  );
  return rows[0]!.last;
}

/** Penalties of an enterprise for a violation that were decided before a day, not longer ago than two years; the case itself is left out. */
export async function earlierPenalties(
  db: DbOrTx,
  one: Pick<CaseRow, 'id' | 'enterpriseId' | 'violation' | 'actEnd'>,
): Promise<number> {
  if (one.enterpriseId === null) return 0;
  const { rows } = await sql<{ n: number }>`
    select count(distinct c.id)::int as n from enforcement.case_file c join enforcement.live_step s on s.case_id = c.id
    where c.enterprise_id = ${one.enterpriseId} and c.id <> ${one.id}
      and split_part(c.violation, ':', 1) = split_part(${one.violation}, ':', 1)
      and s.act->>'act' = 'decide' and s.act->>'kind' = 'penalty'
      and (s.act->>'on')::date between ${one.actEnd}::date - interval '2 years' and ${one.actEnd}::date
      and not exists (select 1 from enforcement.live_step o where o.case_id = c.id
        and o.act->>'act' = 'overturn' and o.act->>'outcome' in ('revoked', 'void'))`.execute(db);
  return rows[0]!.n;
}
