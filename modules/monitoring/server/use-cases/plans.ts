import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static, type Tx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import type {
  createPlan as createRoute,
  putPlanLines as linesRoute,
  Plan,
  PlanLine,
} from '../../contract.ts';
import { itemSets, monitoredItem } from '../domain/items.ts';
import { monitoringErrors as E } from '../errors.ts';
import {
  deleteLine,
  insertPlan,
  type LineRow,
  lineById,
  linesOf,
  lockPlan,
  planById,
  upsertLines,
} from '../sql/plans.ts';

const PLAN = 'monitoring.plan';

/** @throws TarimError MONITORING_PLAN_UNKNOWN */
export async function knownPlan(ctx: Context, id: number): Promise<Plan> {
  const plan = await planById(ctx.db, id);
  if (!plan) throw new TarimError(E.planUnknown, { id });
  return plan;
}

export async function getPlan(ctx: Context, id: number): Promise<{ plan: Plan; lines: PlanLine[] }> {
  return { plan: await knownPlan(ctx, id), lines: await presentLines(ctx, await linesOf(ctx.db, id)) };
}

async function presentLines(ctx: Context, lines: readonly LineRow[]): Promise<PlanLine[]> {
  const points = await pointsByIds(
    ctx.db,
    lines.map((one) => one.pointId),
  );
  const byId = new Map(points.map((one) => [one.id, one]));
  return lines.map(({ planId: _, ...line }) => {
    const point = byId.get(line.pointId);
    return {
      ...line,
      pointCode: point?.code ?? '',
      pointName: point?.name ?? '',
      pointKind: point?.kind ?? '',
    };
  });
}

export async function createPlan(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof createRoute.body>>,
  simulated = false,
): Promise<Plan> {
  ctx.policy.require(actor, PLAN, { unitPath: body.unitPath });
  if (!(await unitByPath(ctx.db, body.unitPath)))
    throw new TarimError(E.siteElsewhere, { names: body.unitPath });
  return asActor(ctx, actor, PLAN, async (tx) => {
    const id = await insertPlan(tx, { ...body, title: body.title.trim(), createdBy: actor.name, simulated });
    await ctx.audit.record(tx, {
      actor,
      action: 'monitoring.plan.created',
      subject: `monitoring/plan/${id}`,
      unitPath: body.unitPath,
      detail: { year: body.year, title: body.title, kind: body.kind },
    });
    return (await planById(tx, id))!;
  });
}

/** A draft of somebody competent, locked. @throws TarimError MONITORING_PLAN_UNKNOWN, MONITORING_PLAN_IN_FORCE, FORBIDDEN */
async function onDraft<T>(
  ctx: Context,
  actor: Actor,
  id: number,
  body: (tx: Tx, plan: Plan) => Promise<T>,
): Promise<T> {
  const { unitPath } = await knownPlan(ctx, id);
  ctx.policy.require(actor, PLAN, { unitPath });
  return asActor(ctx, actor, PLAN, async (tx) => {
    const plan = await lockPlan(tx, id);
    if (!plan) throw new TarimError(E.planUnknown, { id });
    if (plan.state !== 'draft') throw new TarimError(E.planInForce);
    return body(tx, plan);
  });
}

/** Gives sites of the plan's unit items and months; items are kept under the names that the standards print. */
export async function putPlanLines(
  ctx: Context,
  actor: Actor,
  id: number,
  input: Static<NonNullable<typeof linesRoute.body>>,
): Promise<{ lines: PlanLine[] }> {
  const lines = await onDraft(ctx, actor, id, async (tx, plan) => {
    const points = await sitesOf(tx, plan, input.pointIds);
    const months = input.months.toSorted((a, b) => a - b);
    const rows = points.map((point) => ({
      pointId: point.id,
      unitPath: point.unitPath,
      items: itemsFor(point, input.items),
      months,
      body: input.body.trim(),
    }));
    await upsertLines(tx, id, rows);
    await ctx.audit.record(tx, {
      actor,
      action: 'monitoring.plan.lines-put',
      subject: `monitoring/plan/${id}`,
      unitPath: plan.unitPath,
      detail: { points: points.map((one) => one.code), items: input.items, months, body: input.body },
    });
    return linesOf(tx, id);
  });
  return { lines: await presentLines(ctx, lines) };
}

async function sitesOf(tx: Tx, plan: Plan, ids: readonly number[]): Promise<RegisteredPoint[]> {
  const points = (await pointsByIds(tx, ids)).filter((one) => one.active && one.lifecycle !== 'retired');
  const known = new Set(points.map((one) => one.id));
  const unknown = ids.filter((one) => !known.has(one));
  if (unknown.length > 0) throw new TarimError(E.siteUnknown, { ids: unknown.join(', ') });
  const outside = points.filter((one) => !one.unitPath.startsWith(plan.unitPath));
  if (outside.length > 0)
    throw new TarimError(E.siteElsewhere, { names: outside.map((one) => one.name).join('、') });
  return points;
}

/** @throws TarimError MONITORING_ITEM_UNKNOWN where the medium has standards and none of them knows an item */
function itemsFor({ kind }: RegisteredPoint, names: readonly string[]): string[] {
  const listed = itemSets().some((one) => one.pointKind === kind && one.standard !== '');
  const items = names.map((name) => ({ name, known: monitoredItem(kind, name) }));
  const unknown = listed ? items.filter((one) => one.known === null) : [];
  if (unknown.length > 0)
    throw new TarimError(E.itemUnknown, { kind, items: unknown.map((one) => one.name).join('、') });
  return [...new Set(items.map(({ name, known }) => known?.item ?? name.trim()))];
}

export async function removePlanLine(ctx: Context, actor: Actor, lineId: number): Promise<undefined> {
  const line = await lineById(ctx.db, lineId);
  if (!line) throw new TarimError(E.lineUnknown);
  await onDraft(ctx, actor, line.planId, async (tx, plan) => {
    if (!(await deleteLine(tx, lineId))) throw new TarimError(E.lineUnknown);
    await ctx.audit.record(tx, {
      actor,
      action: 'monitoring.plan.line-removed',
      subject: `monitoring/plan/${plan.id}`,
      unitPath: plan.unitPath,
      detail: { pointId: line.pointId },
    });
  });
  return undefined;
}
