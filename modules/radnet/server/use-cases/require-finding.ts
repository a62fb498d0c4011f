import { TarimError } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { radnetErrors as E } from '../errors.ts';
import { type FindingRow, findingRows, lockFinding } from '../sql/findings.ts';

/** @throws TarimError RADNET_FINDING_UNKNOWN */
export async function requireFinding(db: DbOrTx, id: number, lock = false): Promise<FindingRow> {
  if (lock) await lockFinding(db, id);
  const [row] = await findingRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.findingUnknown, { id });
  return row;
}
