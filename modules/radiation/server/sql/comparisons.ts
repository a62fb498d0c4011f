import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Comparison } from '../../contract.ts';
import type { LedgerLine } from '../use-cases/ledger-sheet.ts';

export interface ComparisonRow extends Omit<Comparison, 'at' | 'takenAt'> {
  readonly unitPath: string;
  readonly at: Date;
  readonly takenAt: Date | null;
}

const MOST = 50;

/** The newest first. */
export async function comparisonRows(db: DbOrTx, id?: number): Promise<ComparisonRow[]> {
  const { rows } = await sql<ComparisonRow>`
    select id, unit_path as "unitPath", file, rows, problems, differences, by_name as "by", at, taken_by as "takenBy", taken_at as "takenAt"
    from radiation.comparison where ${id ?? null}::int is null or id = ${id ?? null} order by id desc limit ${MOST}`.execute(
    db,
  );
  return rows;
}

export async function comparisonLines(db: DbOrTx, id: number): Promise<LedgerLine[]> {
  const { rows } = await sql<{
    lines: LedgerLine[];
  }>`select lines from radiation.comparison where id = ${id}`.execute(db);
  return rows[0]!.lines;
}

export async function insertComparison(
  db: DbOrTx,
  one: Pick<ComparisonRow, 'unitPath' | 'file' | 'rows' | 'problems' | 'differences' | 'by' | 'at'>,
  lines: readonly LedgerLine[],
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into radiation.comparison (unit_path, file, rows, problems, differences, lines, by_name, at)
    values (${one.unitPath}, ${one.file}, ${one.rows}, ${JSON.stringify(one.problems)}::jsonb, ${JSON.stringify(one.differences)}::jsonb,
      ${JSON.stringify(lines)}::jsonb, ${one.by}, ${one.at})
    returning id`.execute(db);
  return rows[0]!.id;
}

/** false: it was taken already. */
export async function markTaken(db: DbOrTx, id: number, by: string, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update radiation.comparison set taken_by = ${by}, taken_at = ${at} where id = ${id} and taken_at is null`.execute(
      db,
    );
  return numAffectedRows === 1n;
}
