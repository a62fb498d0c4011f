import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DamageAct, DamageState, Estimate, Party, Source } from '../../contract.ts';
import type { Step } from '../domain/file.ts';

export interface CaseRow {
  readonly id: number;
  readonly number: string;
  readonly unitPath: string;
  readonly source: Source;
  readonly penaltyId: number | null;
  readonly penaltyNumber: string | null;
  readonly enterpriseId: number | null;
  readonly party: Party;
  readonly title: string;
  readonly facts: string;
  readonly foundOn: string;
  readonly openedBy: string;
  readonly state: DamageState;
  readonly simulated: boolean;
}

const COLUMNS = sql`c.id, c.number, c.unit_path as "unitPath", c.source, c.penalty_id as "penaltyId", c.penalty_number as "penaltyNumber",
  c.enterprise_id as "enterpriseId", c.party, c.title, c.facts, c.found_on::text as "foundOn", c.opened_by as "openedBy", c.state, c.simulated`;

export async function caseRows(
  db: DbOrTx,
  one: {
    id?: number | undefined;
    unit?: string | undefined;
    state?: DamageState | undefined;
    source?: Source | undefined;
    text?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`select ${COLUMNS} from damage.case_file c
    where (${one.id ?? null}::int is null or c.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(c.unit_path, ${one.unit ?? null}))
      and (${one.state ?? null}::text is null or c.state = ${one.state ?? null})
      and (${one.source ?? null}::text is null or c.source = ${one.source ?? null})
      and (${one.text ?? null}::text is null or strpos(c.party->>'name', ${one.text ?? null}) > 0 or strpos(c.title, ${one.text ?? null}) > 0
        or c.number = ${one.text ?? null})
      and (${one.from ?? null}::date is null or c.found_on >= ${one.from ?? null}::date)
      and (${one.to ?? null}::date is null or c.found_on <= ${one.to ?? null}::date)
      and (${one.before ?? null}::int is null or c.id < ${one.before ?? null})
    order by c.id desc limit ${one.limit}`.execute(db);
  return rows;
}

/** Keeps a case still: two steps at once would both be judged by what stood before. */
export async function lockCase(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from damage.case_file where id = ${id} for update`.execute(db);
}

/** Keeps the record of a penalty case still, and tells its id if there is one. */
export async function caseOfPenalty(db: DbOrTx, penaltyId: number): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(hashtext('damage.penalty'), ${penaltyId})`.execute(db);
  const { rows } = await sql<{
    id: number;
  }>`select id from damage.case_file where penalty_id = ${penaltyId}`.execute(db);
  return rows[0]?.id ?? null;
}

export interface StepRow extends Step {
  readonly caseId: number;
  readonly nth: number;
  readonly estimate: Estimate | null;
  readonly at: Date;
}

export async function stepsOf(db: DbOrTx, ids: readonly number[]): Promise<StepRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<StepRow, 'by'> & { act: DamageAct; byId: string; byName: string }>`
    select case_id as "caseId", nth, act, estimate, by_id as "byId", by_name as "byName", at from damage.case_step
    where case_id = any(${[...ids]}::int[]) order by case_id, nth`.execute(db);
  return rows.map(({ byId, byName, ...row }) => ({ ...row, by: { userId: byId, name: byName } }));
}

export async function insertCase(
  db: DbOrTx,
  one: Omit<CaseRow, 'id' | 'state'> & { readonly at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into damage.case_file (number, unit_path, source, penalty_id, penalty_number, enterprise_id, party, title, facts, found_on,
      opened_by, state, paid, simulated, recorded_at)
    values (${one.number}, ${one.unitPath}, ${one.source}, ${one.penaltyId}, ${one.penaltyNumber}, ${one.enterpriseId},
      ${JSON.stringify(one.party)}::jsonb, ${one.title}, ${one.facts}, ${one.foundOn}::date, ${one.openedBy}, 'screening', 0,
      ${one.simulated}, ${one.at})
    returning id`.execute(db);
  return rows[0]!.id;
}

export async function insertStep(
  db: DbOrTx,
  row: Pick<CaseRow, 'id' | 'unitPath'>,
  { nth, act, estimate, by, at }: Omit<StepRow, 'caseId'>,
  next: { readonly state: DamageState; readonly amount: number | null; readonly paid: number },
): Promise<void> {
  await sql`insert into damage.case_step (case_id, nth, unit_path, act, estimate, by_id, by_name, at)
    values (${row.id}, ${nth}, ${row.unitPath}, ${JSON.stringify(act)}::jsonb, ${estimate && JSON.stringify(estimate)}::jsonb,
      ${by.userId}, ${by.name}, ${at})`.execute(db);
  await sql`update damage.case_file set state = ${next.state}, amount = ${next.amount}, paid = ${next.paid} where id = ${row.id}`.execute(
    db,
  );
}

/** Other cases of the same party that were started or are still open, found since a day. */
export async function repeatsOf(
  db: DbOrTx,
  { id, enterpriseId, party, foundOn }: CaseRow,
  since: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from damage.case_file
    where id <> ${id} and found_on between ${since}::date and ${foundOn}::date and state not in ('screening', 'no-harm')
      and (enterprise_id = ${enterpriseId} or party->>'code' = ${party.code})`.execute(db);
  return rows[0]!.n;
}

/** The next number of a series, without gaps. */
export async function nextSerial(
  db: DbOrTx,
  unitPath: string,
  series: string,
  year: number,
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into damage.counter (unit_path, series, year, last) values (${unitPath}, ${series}, ${year}, 1)
    on conflict (unit_path, series, year) do update set last = damage.counter.last + 1 returning last`.execute(
    db,
  );
  return rows[0]!.last;
}
