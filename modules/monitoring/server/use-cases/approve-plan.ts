import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type { Plan } from '../../contract.ts';
import { monthSpan } from '../domain/month-span.ts';
import { monitoringErrors as E } from '../errors.ts';
import { linesOf, lockPlan, planById, setInForce } from '../sql/plans.ts';
import { insertTasks } from '../sql/tasks.ts';
import { knownPlan } from './plans.ts';

/**
 * Puts a plan in force and gives its tasks: one for each site and month, from `fromMonth` on (absent: this month; the whole
 * year when it has not begun).
 */
export async function approvePlan(
  ctx: Context,
  actor: Actor,
  id: number,
  fromMonth?: number,
): Promise<{ plan: Plan; created: number }> {
  const { unitPath } = await knownPlan(ctx, id);
  ctx.policy.require(actor, 'monitoring.plan', { unitPath });
  return asActor(ctx, actor, 'monitoring.plan', async (tx) => {
    const plan = await lockPlan(tx, id);
    if (!plan) throw new TarimError(E.planUnknown, { id });
    if (plan.state !== 'draft') throw new TarimError(E.planInForce);
    const lines = await linesOf(tx, id);
    if (lines.length === 0) throw new TarimError(E.planEmpty);
    const first = fromMonth ?? firstMonth(plan.year, ctx.clock.now());
    const points = new Map(
      (
        await pointsByIds(
          tx,
          lines.map((one) => one.pointId),
        )
      ).map((one) => [one.id, one]),
    );
    const tasks = lines.flatMap((line) => {
      const point = points.get(line.pointId);
      if (!point) return [];
      const { id: lineId, pointId, unitPath: path, body, items } = line;
      const { name: pointName, kind: pointKind, lon, lat } = point;
      return line.months
        .filter((month) => month >= first)
        .map((month) => ({
          ...{ lineId, pointId, unitPath: path, body, items, pointName, pointKind, lon, lat },
          ...monthSpan(plan.year, month),
        }));
    });
    if (tasks.length === 0) throw new TarimError(E.planNoMonth, { year: plan.year, month: first });
    const created = await insertTasks(tx, id, plan.simulated, tasks);
    await setInForce(tx, id, actor.name, new Date(ctx.clock.now()));
    await ctx.audit.record(tx, {
      actor,
      action: 'monitoring.plan.approved',
      subject: `monitoring/plan/${id}`,
      unitPath,
      detail: { created, fromMonth: first },
    });
    return { plan: (await planById(tx, id))!, created };
  });
}

/** The month from which tasks are given without being asked for the past. A year that is over has none left: 13. */
function firstMonth(year: number, now: number): number {
  const [thisYear, month] = beijingDate(now).split('-').map(Number) as [number, number];
  return year > thisYear ? 1 : year === thisYear ? month : 13;
}
