import type { Actor, DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { LicenceAct, OrphanAct, ReportAct, SourceAct } from '../../contract.ts';

/** A step as it is kept. */
export interface StepRow<A> {
  /** Of the licence, source or orphan; of a report that of its unit. */
  readonly id: number;
  readonly nth: number;
  readonly act: A;
  readonly by: string;
  readonly at: Date;
}

const OF = { licence: 'licence_id', source: 'source_id', orphan: 'orphan_id' } as const;
interface Acts {
  readonly licence: LicenceAct;
  readonly source: SourceAct;
  readonly orphan: OrphanAct;
}

/** Of all of these, or of everything, by number. */
export async function stepRows<K extends keyof Acts>(
  db: DbOrTx,
  kind: K,
  ids: readonly number[],
): Promise<ReadonlyMap<number, StepRow<Acts[K]>[]>> {
  const { rows } = await sql<StepRow<Acts[K]>>`
    select ${sql.ref(OF[kind])} as id, nth, act, by_name as "by", at from ${sql.table(`radiation.${kind}_step`)}
    where ${sql.ref(OF[kind])} = any(${[...ids]}::int[]) order by nth`.execute(db);
  return Map.groupBy(rows, ({ id }) => id);
}

/** Two steps at once come one after the other. */
export async function lockSteps(db: DbOrTx, kind: keyof Acts | 'report', id: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`radiation.${kind}`}), ${id})`.execute(db);
}

export interface NewStep<A> {
  readonly id: number;
  readonly nth: number;
  readonly unitPath: string;
  readonly act: A;
  readonly actor: Actor;
  readonly at: Date;
}

export async function insertStep<K extends keyof Acts>(
  db: DbOrTx,
  kind: K,
  one: NewStep<Acts[K]>,
): Promise<void> {
  await sql`insert into ${sql.table(`radiation.${kind}_step`)} (${sql.ref(OF[kind])}, nth, unit_path, act, by_id, by_name, at)
    values (${one.id}, ${one.nth}, ${one.unitPath}, ${JSON.stringify(one.act)}::jsonb, ${one.actor.userId}, ${one.actor.name}, ${one.at})`.execute(
    db,
  );
}

export type ReportRow = StepRow<ReportAct> & { readonly year: number };

export async function reportRows(db: DbOrTx, unitIds: readonly number[]): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select unit_id as id, year, nth, act, by_name as "by", at from radiation.report_step
    where unit_id = any(${[...unitIds]}::int[]) order by year, nth`.execute(db);
  return rows;
}

export async function insertReportStep(
  db: DbOrTx,
  one: NewStep<ReportAct> & { readonly year: number },
): Promise<void> {
  await sql`insert into radiation.report_step (unit_id, year, nth, unit_path, act, by_id, by_name, at)
    values (${one.id}, ${one.year}, ${one.nth}, ${one.unitPath}, ${JSON.stringify(one.act)}::jsonb, ${one.actor.userId}, ${one.actor.name},
      ${one.at})`.execute(db);
}
