import { beijingDate, beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type { Mark } from '../../contract.ts';
import { tableOn } from '../domain/tables.ts';
import type { MarkRecord } from '../sql/marks.ts';
import { localTables } from '../sql/tables.ts';
import { presentOutlet, resourceOf, type Tongue } from './access.ts';

/** Marks with the words of the table that held when they begin, and whether this person may correct them. */
export async function presentMarks(
  ctx: Context,
  actor: Actor,
  records: readonly MarkRecord[],
  tongue: Tongue,
): Promise<Mark[]> {
  const ids = [...new Set(records.map((one) => one.pointId))];
  const points = new Map((await pointsByIds(ctx.db, ids)).map((one) => [one.id, one]));
  const tables = await localTables(ctx.db);
  return records.flatMap((one) => {
    const point = points.get(one.pointId);
    if (!point) return [];
    const row = tableOn(tables, 'marks', beijingDate(one.from.getTime())).rows.find(
      (each) => each.mark === one.mark,
    );
    return {
      id: one.id,
      outlet: presentOutlet(point),
      kind: one.kind,
      mark: one.mark,
      name: String(row?.[tongue] ?? one.mark),
      effect: one.effect,
      from: beijingIso(one.from.getTime()),
      to: beijingIso(one.to.getTime()),
      reason: one.reason,
      evidence: [...one.evidence],
      deadline: beijingIso(one.deadline.getTime()),
      late: one.late,
      by: one.byName,
      side: one.side,
      at: beijingIso(one.at.getTime()),
      replaces: one.replaces,
      replacedBy: one.replacedBy,
      withdrawn: one.withdrawn,
      simulated: one.simulated,
      mayCorrect:
        !one.withdrawn && one.replacedBy === null && ctx.policy.can(actor, 'quality.mark', resourceOf(point)),
    };
  });
}
