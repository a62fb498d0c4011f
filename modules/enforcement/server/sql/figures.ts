import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { CaseFigures } from '../domain/figures.ts';
import type { CaseRow } from './cases.ts';

export interface KeptFigures extends CaseFigures {
  readonly industry: string | null;
  readonly industryName: string | null;
  /** The party had been penalised for the same within two years. */
  readonly repeated: boolean;
}

/** Keeps what a case adds to the statistics; what it added before is replaced. */
export async function putFigures(
  db: DbOrTx,
  row: Pick<CaseRow, 'id' | 'unitPath' | 'filedOn' | 'violation' | 'simulated'>,
  one: KeptFigures,
): Promise<void> {
  await sql`insert into enforcement.case_figure (case_id, unit_path, filed_on, violation, industry, industry_name, decided_on, decision, net_days,
      in_term, closed, fine, daily, daily_fine, paid, court, heard, orders, corrected, rechecked, rechecked_late, recheck_due, publication_due,
      published_on, seals, seals_late, seal_ends, transfers, deviation, repeated, simulated)
    values (${row.id}, ${row.unitPath}, ${row.filedOn}::date, ${row.violation}, ${one.industry}, ${one.industryName}, ${one.decidedOn}::date,
      ${one.decision}, ${one.netDays}, ${one.inTerm}, ${one.closed}, ${one.fine}, ${one.daily}, ${one.dailyFine}, ${one.paid}, ${one.court},
      ${one.heard}, ${one.orders}, ${one.corrected}, ${one.rechecked}, ${one.recheckedLate}, ${one.recheckDue}::date,
      ${one.publicationDue}::date, ${one.publishedOn}::date, ${one.seals}, ${one.sealsLate}, ${one.sealEnds}::date, ${one.transfers},
      ${one.deviation}, ${one.repeated}, ${row.simulated})
    on conflict (case_id) do update set industry = excluded.industry, industry_name = excluded.industry_name,
      decided_on = excluded.decided_on, decision = excluded.decision, net_days = excluded.net_days, in_term = excluded.in_term,
      closed = excluded.closed, fine = excluded.fine, daily = excluded.daily, daily_fine = excluded.daily_fine, paid = excluded.paid,
      court = excluded.court, heard = excluded.heard, orders = excluded.orders, corrected = excluded.corrected,
      rechecked = excluded.rechecked, rechecked_late = excluded.rechecked_late, recheck_due = excluded.recheck_due,
      publication_due = excluded.publication_due, published_on = excluded.published_on, seals = excluded.seals,
      seals_late = excluded.seals_late, seal_ends = excluded.seal_ends, transfers = excluded.transfers,
      deviation = excluded.deviation, repeated = excluded.repeated`.execute(db);
}

/** Some of the cases whose figures are still to be worked out: those from before there were any. */
export async function casesDue(db: DbOrTx, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select case_id as id from enforcement.figure_due order by case_id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function endDue(db: DbOrTx, ids: readonly number[]): Promise<void> {
  await sql`delete from enforcement.figure_due where case_id = any(${[...ids]}::int[])`.execute(db);
}
