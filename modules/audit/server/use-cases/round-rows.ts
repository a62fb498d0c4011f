import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import type { RoundSummary } from '../../contract.ts';
import { auditErrors as E } from '../errors.ts';
import { type RoundRow, roundRows } from '../sql/rounds.ts';

const PAGE = 50;

export const presentRound = (row: RoundRow): RoundSummary => ({
  id: row.id,
  number: row.number,
  title: row.title,
  unitPath: row.unitPath,
  unitName: row.unitName,
  from: row.from,
  to: row.to,
  audited: [...row.audited],
  state: row.state,
  pool: row.pool,
  papers: row.papers,
  signed: row.signed,
  at: beijingIso(row.at.getTime()),
  simulated: row.simulated,
});

export async function listRounds(
  ctx: Context,
  before: number | undefined,
): Promise<{ rounds: RoundSummary[]; before: number | null }> {
  const rows = await roundRows(ctx.db, { before, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  return { rounds: shown.map(presentRound), before: rows.length > PAGE ? shown.at(-1)!.id : null };
}

/** @throws TarimError AUDIT_ROUND_UNKNOWN */
export async function requireRound(db: DbOrTx, id: number): Promise<RoundRow> {
  const [row] = await roundRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.roundUnknown, { id });
  return row;
}
