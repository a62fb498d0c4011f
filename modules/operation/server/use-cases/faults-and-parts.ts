import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, ownEnterprises } from '@tarim/platform';
import { pointsByIds, type RegisteredPoint } from '@tarim/registry/queries';
import type { RepairRow } from '@tarim/standards';
import type { Fault, Part } from '../../contract.ts';
import { faultLight } from '../domain/due.ts';
import { operationErrors as E } from '../errors.ts';
import { insertPart, movePartBy, type PartRow, partRows } from '../sql/parts.ts';
import { closeFault, type FaultRow, faultById, faultRows, insertFault } from '../sql/records.ts';
import { outletFor, presentOutlet, READ, readableOutlet, tableNow, visibleOutlets } from './access.ts';
import { mediumOf } from './plans.ts';

const ACTION = 'operation.record';

function presentFault(ctx: Context, row: FaultRow, point: RegisteredPoint): Fault {
  return {
    id: row.id,
    outlet: presentOutlet(point),
    what: row.what,
    beganAt: beijingIso(row.beganAt.getTime()),
    reportedAt: beijingIso(row.reportedAt.getTime()),
    repairedAt: row.repairedAt === null ? null : beijingIso(row.repairedAt.getTime()),
    repair: row.repair,
    allowedHours: row.allowedHours,
    ...faultLight({
      beganAt: row.beganAt.getTime(),
      repairedAt: row.repairedAt?.getTime() ?? null,
      allowedHours: row.allowedHours,
      now: ctx.clock.now(),
    }),
    by: row.byName,
    simulated: row.simulated,
  };
}

export async function listFaults(
  ctx: Context,
  actor: Actor,
  query: { unitPath?: string; pointId?: number },
): Promise<{ faults: Fault[] }> {
  const points =
    query.pointId === undefined
      ? await visibleOutlets(ctx, actor, query.unitPath)
      : [await readableOutlet(ctx, actor, query.pointId)];
  const byId = new Map(points.map((one) => [one.id, one]));
  const rows = await faultRows(ctx.db, [...byId.keys()]);
  return { faults: rows.map((row) => presentFault(ctx, row, byId.get(row.pointId)!)) };
}

/** The hours that a repair may take are those of the table in force when it was reported. */
export async function addFault(
  ctx: Context,
  actor: Actor,
  id: number,
  body: { what: string; beganAt: string },
): Promise<Fault> {
  const point = await outletFor(ctx, actor, ACTION, id);
  const now = ctx.clock.now();
  if (Date.parse(body.beganAt) > now) throw new TarimError(E.span);
  const rows = (await tableNow(ctx, ctx.db, 'repair-hours')).rows as unknown as RepairRow[];
  const allowed = rows.find((one) => one.key === mediumOf(point))!;
  const faultId = await asActor(ctx, actor, ACTION, async (tx) => {
    const made = await insertFault(tx, {
      pointId: id,
      unitPath: point.unitPath,
      enterpriseId: point.enterpriseId,
      what: body.what.trim(),
      beganAt: new Date(body.beganAt),
      reportedAt: new Date(now),
      allowedHours: allowed.hours,
      simulated: point.simulated,
      byName: actor.name,
      at: new Date(now),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.fault.reported',
      subject: `fault/${made}`,
      unitPath: point.unitPath,
      detail: { pointId: id, ...body },
    });
    return made;
  });
  return presentFault(ctx, (await faultById(ctx.db, faultId))!, point);
}

export async function repairFault(
  ctx: Context,
  actor: Actor,
  id: number,
  body: { repairedAt: string; repair: string },
): Promise<Fault> {
  const fault = await faultById(ctx.db, id);
  const [point] = fault ? await pointsByIds(ctx.db, [fault.pointId]) : [];
  const own = ownEnterprises(ctx, actor, READ);
  if (!fault || !point || (own !== null && !own.includes(point.enterpriseId ?? -1)))
    throw new TarimError(E.faultUnknown);
  ctx.policy.require(actor, ACTION, { unitPath: point.unitPath, enterpriseId: point.enterpriseId });
  const repairedAt = Date.parse(body.repairedAt);
  if (repairedAt < fault.beganAt.getTime() || repairedAt > ctx.clock.now()) throw new TarimError(E.span);
  await asActor(ctx, actor, ACTION, async (tx) => {
    if (!(await closeFault(tx, id, new Date(repairedAt), body.repair.trim())))
      throw new TarimError(E.faultRepaired);
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.fault.repaired',
      subject: `fault/${id}`,
      unitPath: point.unitPath,
      detail: { ...body },
    });
  });
  return presentFault(ctx, (await faultById(ctx.db, id))!, point);
}

const presentPart = (row: PartRow): Part => ({ ...row });

export async function listParts(ctx: Context, actor: Actor): Promise<{ parts: Part[] }> {
  const enterpriseIds = ownEnterprises(ctx, actor, READ);
  return { parts: (await partRows(ctx.db, { enterpriseIds })).map(presentPart) };
}

/** A part belongs to the owner of the outlet that it is for. */
export async function addPart(
  ctx: Context,
  actor: Actor,
  body: { pointId: number; name: string; model: string; unit: string; low: number; stock: number },
): Promise<Part> {
  const point = await outletFor(ctx, actor, ACTION, body.pointId);
  const by = { byName: actor.name, at: new Date(ctx.clock.now()) };
  const id = await asActor(ctx, actor, ACTION, async (tx) => {
    const partId = await insertPart(tx, {
      unitPath: point.unitPath,
      enterpriseId: point.enterpriseId,
      name: body.name.trim(),
      model: body.model.trim() || null,
      unit: body.unit.trim(),
      low: body.low,
      simulated: point.simulated,
      ...by,
    });
    if (body.stock > 0)
      await movePartBy(tx, { partId, quantity: body.stock, recordId: null, reason: '期初库存', ...by });
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.part.added',
      subject: `part/${partId}`,
      unitPath: point.unitPath,
      detail: { name: body.name, stock: body.stock },
    });
    return partId;
  });
  return presentPart((await partRows(ctx.db, { id }))[0]!);
}

export async function movePart(
  ctx: Context,
  actor: Actor,
  id: number,
  body: { quantity: number; reason: string },
): Promise<Part> {
  const own = ownEnterprises(ctx, actor, READ);
  const [part] = await partRows(ctx.db, { id });
  if (!part || (own !== null && !own.includes(part.enterpriseId ?? -1))) throw new TarimError(E.partUnknown);
  ctx.policy.require(actor, ACTION, { unitPath: part.unitPath, enterpriseId: part.enterpriseId });
  await asActor(ctx, actor, ACTION, async (tx) => {
    await movePartBy(tx, {
      partId: id,
      quantity: body.quantity,
      recordId: null,
      reason: body.reason.trim(),
      byName: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.part.moved',
      subject: `part/${id}`,
      unitPath: part.unitPath,
      detail: { ...body },
    });
  });
  return presentPart((await partRows(ctx.db, { id }))[0]!);
}
