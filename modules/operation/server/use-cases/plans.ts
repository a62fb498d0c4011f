import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import type { ChecklistRow, PlanKindRow } from '@tarim/standards';
import type { KindOfPlan, PlanTask } from '../../contract.ts';
import { dueOf } from '../domain/due.ts';
import { operationErrors as E } from '../errors.ts';
import { operatorsOn, planRows, replacePlans } from '../sql/plans.ts';
import { outletFor, presentOutlet, readableOutlet, type Tongue, tableNow, visibleOutlets } from './access.ts';

const ORDER = { red: 0, yellow: 1, green: 2 } as const;

export const mediumOf = (point: Pick<RegisteredPoint, 'kind'>): 'gas' | 'water' =>
  point.kind === 'outlet-water' ? 'water' : 'gas';

/** Kinds of maintenance in force, for an outlet's medium where one is given. */
export async function planKinds(ctx: Context, point?: Pick<RegisteredPoint, 'kind'>): Promise<PlanKindRow[]> {
  const table = await tableNow(ctx, ctx.db, 'plan-kinds');
  const rows = table.rows as unknown as PlanKindRow[];
  return point ? rows.filter((one) => one.medium === 'all' || one.medium === mediumOf(point)) : rows;
}

export async function listPlanKinds(
  ctx: Context,
  tongue: Tongue,
): Promise<{ kinds: KindOfPlan[]; checklists: { key: string; kind: string; name: string }[] }> {
  const lists = (await tableNow(ctx, ctx.db, 'checklists')).rows as unknown as ChecklistRow[];
  const name = (one: { zh: string; en: string }) => (tongue === 'en' ? one.en : one.zh);
  return {
    kinds: (await planKinds(ctx)).map((one) => ({
      key: one.key,
      name: name(one),
      medium: one.medium,
      days: one.days,
      check: one.check,
      confidence: one.confidence,
    })),
    checklists: lists.map((one) => ({ key: one.key, kind: one.kind, name: name(one) })),
  };
}

export async function listDueTasks(
  ctx: Context,
  actor: Actor,
  query: { unitPath?: string; pointId?: number },
  tongue: Tongue,
): Promise<{ tasks: PlanTask[] }> {
  const points =
    query.pointId === undefined
      ? await visibleOutlets(ctx, actor, query.unitPath)
      : [await readableOutlet(ctx, actor, query.pointId)];
  return { tasks: await tasksOf(ctx, points, tongue) };
}

async function tasksOf(
  ctx: Context,
  points: readonly RegisteredPoint[],
  tongue: Tongue,
): Promise<PlanTask[]> {
  const now = ctx.clock.now();
  const ids = points.map((one) => one.id);
  const [plans, kinds, operators] = await Promise.all([
    planRows(ctx.db, ids),
    planKinds(ctx),
    operatorsOn(ctx.db, ids, beijingDate(now)),
  ]);
  const byId = new Map(points.map((one) => [one.id, one]));
  const byKey = new Map(kinds.map((one) => [one.key, one]));
  return plans
    .map((plan): PlanTask => {
      const kind = byKey.get(plan.kind);
      const lastAt = plan.lastAt?.getTime() ?? null;
      return {
        outlet: presentOutlet(byId.get(plan.pointId)!),
        kind: plan.kind,
        name: (tongue === 'en' ? kind?.en : kind?.zh) ?? plan.kind,
        check: kind?.check ?? 'none',
        days: plan.days,
        startOn: plan.startOn,
        lastAt: lastAt === null ? null : beijingIso(lastAt),
        ...dueOf({ days: plan.days, warnDays: kind?.warnDays ?? 0, startOn: plan.startOn, lastAt, now }),
        operatorName: operators.get(plan.pointId)?.name ?? null,
      };
    })
    .sort((a, b) => ORDER[a.light] - ORDER[b.light] || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** The plan of an outlet as a whole; what was done before counts for the kinds that stay. */
export async function setPlans(
  ctx: Context,
  actor: Actor,
  id: number,
  plans: readonly { kind: string; days: number; startOn: string }[],
  tongue: Tongue,
): Promise<{ tasks: PlanTask[] }> {
  const point = await outletFor(ctx, actor, 'operation.plan', id);
  const known = new Set((await planKinds(ctx, point)).map((one) => one.key));
  const seen = new Set<string>();
  for (const { kind } of plans) {
    if (!known.has(kind)) throw new TarimError(E.kindUnknown, { kind });
    if (seen.has(kind)) throw new TarimError(E.kindTwice, { kind });
    seen.add(kind);
  }
  await asActor(ctx, actor, 'operation.plan', async (tx) => {
    await replacePlans(
      tx,
      { pointId: id, unitPath: point.unitPath, enterpriseId: point.enterpriseId, simulated: point.simulated },
      plans,
      { byName: actor.name, at: new Date(ctx.clock.now()) },
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.plan.set',
      subject: `point/${id}`,
      unitPath: point.unitPath,
      detail: { plans: plans.map((one) => `${one.kind} ${one.days}d ${one.startOn}`) },
    });
  });
  return { tasks: await tasksOf(ctx, [point], tongue) };
}
