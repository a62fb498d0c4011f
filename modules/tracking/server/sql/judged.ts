import type { DbOrTx } from '@tarim/platform';
import { type LedgerActivity, ledgerActivities } from '@tarim/radiation/queries';
import { type JudgedSource, judgedSource } from '../domain/judged-source.ts';
import type { TerminalRow } from './terminals.ts';

/** What the ledger has of the sources of terminals, by code. */
export function ledgerFactsOf(
  db: DbOrTx,
  rows: readonly Pick<TerminalRow, 'sourceCode'>[],
): Promise<Map<string, LedgerActivity>> {
  return ledgerActivities(
    db,
    rows.flatMap((row) => row.sourceCode || []),
  );
}

/** What the rules judge each terminal by, by its id: the ledger as it stands now. */
export async function judgedSources(
  db: DbOrTx,
  rows: readonly TerminalRow[],
): Promise<Map<number, JudgedSource>> {
  const ledger = await ledgerFactsOf(db, rows);
  return new Map(rows.map((row) => [row.id, judgedSource(row, ledger.get(row.sourceCode))]));
}
