import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { PositiveState, PositiveStep } from '../../contract.ts';

export interface PositiveRow {
  readonly id: number;
  readonly enterpriseId: number;
  readonly enterprise: string;
  readonly uscc: string;
  readonly unitPath: string;
  readonly state: PositiveState;
  readonly publicOn: string | null;
  readonly simulated: boolean;
}

export async function positiveRows(
  db: DbOrTx,
  one: {
    id?: number | undefined;
    unit?: string | undefined;
    states?: readonly PositiveState[] | undefined;
    /** Removed ones only from this day on. */
    removedFrom?: string | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<PositiveRow[]> {
  const states = one.states ? [...one.states] : null;
  const { rows } = await sql<PositiveRow>`
    select p.id, p.enterprise_id as "enterpriseId", o.name as enterprise, o.uscc, p.unit_path as "unitPath", p.state,
      p.public_on::text as "publicOn", p.simulated
    from inspection.positive p join inspection.object o on o.enterprise_id = p.enterprise_id
    where (${one.id ?? null}::int is null or p.id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(p.unit_path, ${one.unit ?? null}))
      and (${states}::text[] is null or p.state = any(${states}::text[]))
      and (${one.removedFrom ?? null}::date is null or p.state <> 'removed' or p.public_on >= ${one.removedFrom ?? null}::date)
      and (${one.before ?? null}::int is null or p.id < ${one.before ?? null})
    order by p.id desc limit ${one.limit}`.execute(db);
  return rows;
}

/** The entry of an enterprise that stands in one of these states; there is one at most. */
export async function positiveOf(
  db: DbOrTx,
  enterpriseId: number,
  states: readonly PositiveState[],
): Promise<Pick<PositiveRow, 'id' | 'unitPath'> | null> {
  const { rows } = await sql<Pick<PositiveRow, 'id' | 'unitPath'>>`
    select id, unit_path as "unitPath" from inspection.positive
    where enterprise_id = ${enterpriseId} and state = any(${[...states]}::text[]) order by id desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

export interface StepRow extends PositiveStep {
  readonly entryId: number;
  readonly byId: string;
}

export async function positiveSteps(db: DbOrTx, ids: readonly number[]): Promise<StepRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<StepRow, 'at'> & { at: Date }>`
    select entry_id as "entryId", act, step_on::text as "on", good, ground, text, by_id as "byId", by_name as by, at
    from inspection.positive_step where entry_id = any(${[...ids]}::int[]) order by entry_id, nth`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, at: beijingIso(row.at.getTime()) }));
}

/** @returns its number; null: the enterprise has an entry already that is neither refused nor over */
export async function insertPositive(
  db: DbOrTx,
  one: { enterpriseId: number; unitPath: string; simulated: boolean },
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into inspection.positive (enterprise_id, unit_path, state, simulated)
    values (${one.enterpriseId}, ${one.unitPath}, 'nominated', ${one.simulated}) on conflict do nothing returning id`.execute(
    db,
  );
  return rows[0]?.id ?? null;
}

/** Keeps an entry still: two steps at once would both be judged by what stood before. */
export async function lockPositive(db: DbOrTx, id: number): Promise<void> {
  await sql`select 1 from inspection.positive where id = ${id} for update`.execute(db);
}

export async function insertPositiveStep(
  db: DbOrTx,
  row: Pick<PositiveRow, 'id' | 'unitPath'>,
  step: Omit<StepRow, 'entryId' | 'at'> & { at: Date },
  next: { state: PositiveState; publicOn: string | null },
): Promise<void> {
  await sql`
    insert into inspection.positive_step (entry_id, nth, unit_path, act, step_on, good, ground, text, by_id, by_name, at)
    values (${row.id}, (select count(*) + 1 from inspection.positive_step where entry_id = ${row.id}), ${row.unitPath}, ${step.act},
      ${step.on}::date, ${step.good}, ${step.ground}, ${step.text}, ${step.byId}, ${step.by}, ${step.at})`.execute(
    db,
  );
  await sql`update inspection.positive set state = ${next.state}, public_on = coalesce(${next.publicOn}::date, public_on)
    where id = ${row.id}`.execute(db);
}

/** Who is listed stays in the pool and is not drawn; who leaves is drawn again. */
export async function holdListed(db: DbOrTx, enterpriseId: number, listed: boolean): Promise<void> {
  await sql`update inspection.object set hold = ${listed ? 'positive-list' : null}
    where enterprise_id = ${enterpriseId} and (hold is null or hold = 'positive-list')`.execute(db);
}
