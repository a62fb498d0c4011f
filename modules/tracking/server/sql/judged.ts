import type { DbOrTx } from '@tarim/platform';
import { type LedgerSource, ledgerSources } from '@tarim/radiation/queries';
import { type JudgedSource, judgedSource } from '../domain/judged-source.ts';
import type { TerminalRow } from '../sql/terminals.ts';

/** What the ledger has of the sources of terminals, by code, as of a time (epoch ms). */
export function ledgerOf(
  db: DbOrTx,
  rows: readonly Pick<TerminalRow, 'sourceCode'>[],
  now: number,
): Promise<Map<string, LedgerSource>> {
  return ledgerSources(
    db,
    rows.flatMap((row) => row.sourceCode || []),
    now,
  );
}

/** What the rules judge each terminal by, by its id. */
export async function judgedSources(
  db: DbOrTx,
  rows: readonly TerminalRow[],
  now: number,
): Promise<Map<number, JudgedSource>> {
  const ledger = await ledgerOf(db, rows, now);
  return new Map(rows.map((row) => [row.id, judgedSource(row, ledger.get(row.sourceCode))]));
}
