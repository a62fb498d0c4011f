import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { StepTerm } from '../../contract.ts';

export async function readTerms(db: DbOrTx): Promise<StepTerm[]> {
  const { rows } = await sql<Omit<StepTerm, 'changedAt'> & { changedAt: Date | null }>`
    select state, length, unit, changed_by as "changedBy", changed_at as "changedAt" from redline.step_term order by sort
  `.execute(db);
  return rows.map((row) => ({ ...row, changedAt: row.changedAt && beijingIso(row.changedAt.getTime()) }));
}

export async function writeTerm(
  tx: DbOrTx,
  term: Pick<StepTerm, 'state' | 'length' | 'unit'>,
  by: string,
  at: Date,
): Promise<void> {
  await sql`update redline.step_term set length = ${term.length}, unit = ${term.unit}, changed_by = ${by}, changed_at = ${at}
    where state = ${term.state}`.execute(tx);
}
