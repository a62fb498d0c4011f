import type { DbOrTx } from '@tarim/platform';
import { markRows } from '../sql/marks.ts';

/** A mark of a person over an outlet that holds: neither corrected nor withdrawn. */
export interface MarkSpan {
  readonly id: number;
  readonly pointId: number;
  readonly kind: 'production' | 'equipment';
  /** Key of the table of marks, as `stopped`. */
  readonly mark: string;
  /** What it does: stopped, exempt, invalid, out-of-control … */
  readonly effect: string;
  /** Epoch ms; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

const MOST = 5_000;

/** Marks that hold and touch [from, to). */
export async function markSpans(
  db: DbOrTx,
  pointIds: readonly number[],
  span: { readonly from: number; readonly to: number },
): Promise<MarkSpan[]> {
  const rows = await markRows(db, { pointIds, ...span, current: true, limit: MOST });
  return rows.map(({ id, pointId, kind, mark, effect, from, to }) => ({
    id,
    pointId,
    kind,
    mark,
    effect,
    from: from.getTime(),
    to: to.getTime(),
  }));
}
