import { beijingIso } from '@tarim/kernel';
import type { Context, DbOrTx, Tx } from '@tarim/platform';
import { type Conclusion, findingSettled } from '../../contract.ts';
import type { FindingRow } from '../sql/findings.ts';

/** Tells the others that people or corrected figures have settled findings, in the transaction that does so. */
export async function tellSettled(
  ctx: Pick<Context, 'clock' | 'outbox'>,
  tx: DbOrTx,
  rows: readonly FindingRow[],
  state: 'acknowledged' | 'closed' | 'withdrawn',
  conclusion: Conclusion | null = null,
): Promise<void> {
  const at = beijingIso(ctx.clock.now());
  const items = rows.map(({ id, pointId, unitPath }) => ({ id, pointId, unitPath, state, conclusion, at }));
  await ctx.outbox.publish(tx as Tx, findingSettled, { items });
}
