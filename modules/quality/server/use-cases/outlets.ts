import type { Actor, Context } from '@tarim/platform';
import type { OutletMonth } from '../../contract.ts';
import { monthSpan } from '../domain/months.ts';
import { isLocked } from '../domain/signing.ts';
import { markCounts } from '../sql/marks.ts';
import { pointsWithOperations } from '../sql/operations.ts';
import { monthStates } from '../sql/reviews.ts';
import { presentOutlet, visibleOutlets } from './access.ts';

/** Outlets and how far the review of a month has come. */
export async function listOutlets(
  ctx: Context,
  actor: Actor,
  { month, unitPath }: { month: string; unitPath?: string },
): Promise<{ outlets: OutletMonth[] }> {
  const points = await visibleOutlets(ctx, actor, unitPath);
  const { start, end } = monthSpan(month);
  const ids = points.map((one) => one.id);
  const [states, operations, marks] = await Promise.all([
    monthStates(ctx.db, month),
    pointsWithOperations(ctx.db, ids, start, end),
    markCounts(ctx.db, start, end),
  ]);
  return {
    outlets: points.map((point) => {
      const last = states.get(point.id);
      const mark = marks.get(point.id);
      return {
        ...presentOutlet(point),
        state: last && isLocked(last) ? (last.state as 'self') : 'open',
        version: last?.version ?? 0,
        operations: operations.get(point.id) ?? 0,
        marks: mark?.marks ?? 0,
        lateMarks: mark?.late ?? 0,
      };
    }),
  };
}
