import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { standingGrounds } from '@tarim/science';
import { VISIT_PARAMETERS } from '@tarim/standards';
import { type Exemption, type Result, type Visit, type VisitTurn, visitChanged } from '../../contract.ts';
import { yearFrom } from '../domain/prepare.ts';
import { inspectionErrors as E } from '../errors.ts';
import { inspectorRows } from '../sql/pools.ts';
import type { Moment } from '../sql/turns.ts';
import { countingVisits, finishVisit, insertVisits, type KeptVisit, visitRows } from '../sql/visits.ts';
import { MANAGE, requireObject, schemeInForce } from './pools.ts';

export const RECORD = 'inspection.record';
const PAGE = 50;

export const presentVisit = ({ plannedAt: _, ...visit }: KeptVisit): Visit => visit;

/** Others hear of a visit: whose clue it was planned for, who looks for problems. */
export const tellVisit = (ctx: Context, tx: Tx, visit: Visit, by: string): Promise<void> =>
  ctx.outbox.publish(tx, visitChanged, {
    id: visit.id,
    state: visit.state,
    enterpriseId: visit.enterpriseId,
    enterprise: visit.enterprise,
    unitPath: visit.unitPath,
    drawId: visit.drawId,
    origin: visit.origin,
    visitedOn: visit.visitedOn,
    result: visit.result,
    note: visit.note,
    by,
    simulated: visit.simulated,
  });

/** Now, as visits are looked at. */
export const momentOf = (ctx: Context): Moment => {
  const now = ctx.clock.now();
  return { today: beijingDate(now), lateBefore: new Date(now - VISIT_PARAMETERS.lateMinutes * 60_000) };
};

export async function listVisits(
  ctx: Context,
  query: {
    id?: number;
    unit?: string;
    state?: 'planned' | 'done';
    turn?: VisitTurn;
    task?: number;
    clue?: number;
    before?: number;
    limit?: number;
  },
): Promise<{ visits: Visit[]; before: number | null }> {
  const limit = query.limit ?? PAGE;
  const { task, clue, turn, ...where } = query;
  const origin =
    task !== undefined
      ? ({ kind: 'task', id: task } as const)
      : clue !== undefined
        ? ({ kind: 'clue', id: clue } as const)
        : null;
  const rows = await visitRows(ctx.db, {
    ...where,
    origin,
    turn: turn && { is: turn, at: momentOf(ctx) },
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  return { visits: shown.map(presentVisit), before: rows.length > limit ? shown.at(-1)!.id : null };
}

/** An appointment of one day, today or later, that ends after it begins. @throws TarimError INSPECTION_APPOINTMENT_INVALID */
export function checkedAppointment(
  ctx: Context,
  { from, to }: NonNullable<Visit['appointment']>,
): NonNullable<Visit['appointment']> {
  const [begins, ends] = [Date.parse(from), Date.parse(to)];
  const day = beijingDate(begins);
  if (!(begins < ends) || day !== beijingDate(ends) || day < beijingDate(ctx.clock.now()))
    throw new TarimError(E.appointmentInvalid);
  return { from, to };
}

/**
 * Two or more officers who may go there on the day: on post, certified, of the competent unit, not recused.
 * @throws TarimError INSPECTION_TEAM_TWICE, INSPECTION_INSPECTOR_UNKNOWN, INSPECTION_TEAM_UNFIT
 */
export async function checkedTeam(
  ctx: Context,
  inspectors: readonly number[],
  visit: Pick<Visit, 'enterpriseId' | 'unitPath' | 'appointment' | 'joint'>,
): Promise<Visit['team']> {
  const ids = [...new Set(inspectors)];
  if (ids.length < 2) throw new TarimError(E.teamTwice);
  const officers = await inspectorRows(ctx.db, { ids });
  const missing = ids.find((id) => !officers.some((one) => one.id === id));
  if (missing !== undefined) throw new TarimError(E.inspectorUnknown, { id: missing });
  const asked = {
    object: { id: String(visit.enterpriseId), unitPath: visit.unitPath },
    on: beijingDate(visit.appointment ? Date.parse(visit.appointment.from) : ctx.clock.now()),
    joint: visit.joint,
  };
  const unfit = officers.filter(
    ({ active, recusals, ...one }) =>
      standingGrounds({ ...one, onPost: active, recusals: recusals.map(String) }, asked).length > 0,
  );
  if (unfit.length > 0)
    throw new TarimError(E.teamUnfit, { names: unfit.map(({ name }) => name).join('、') });
  return ids.map((one) => {
    const { name, certificate } = officers.find((officer) => officer.id === one)!;
    return { name, certificate };
  });
}

/**
 * A visit outside the draws. One that counts may not go beyond the cap of the year; one that does not count says why (复核、举报 …).
 * @throws TarimError INSPECTION_OBJECT_UNKNOWN, INSPECTION_TEAM_TWICE, INSPECTION_TEAM_UNFIT, INSPECTION_APPOINTMENT_INVALID,
 *   INSPECTION_CAP_REACHED, FORBIDDEN
 */
export async function planVisit(
  ctx: Context,
  actor: Actor,
  body: {
    enterpriseId: number;
    inspectors: number[];
    exemption: Exemption | null;
    why: string;
    origin?: Visit['origin'];
    appointment?: Visit['appointment'];
    joint?: boolean;
  },
): Promise<Visit> {
  const object = await requireObject(ctx, ctx.db, body.enterpriseId);
  ctx.policy.require(actor, MANAGE, { unitPath: object.unitPath });
  const on = beijingDate(ctx.clock.now());
  const appointment = body.appointment ? checkedAppointment(ctx, body.appointment) : null;
  const joint = body.joint ?? false;
  const team = await checkedTeam(ctx, body.inspectors, { ...object, appointment, joint });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const visits = await countingVisits(tx, body.enterpriseId, yearFrom(on));
    const cap = (await schemeInForce(tx, object.unitPath))?.visitCap ?? null;
    if (body.exemption === null && cap !== null && visits + 1 > cap)
      throw new TarimError(E.capReached, { name: object.name, visits, cap });
    const [id] = await insertVisits(
      tx,
      [
        {
          drawId: null,
          nth: null,
          enterpriseId: object.enterpriseId,
          enterprise: object.name,
          uscc: object.uscc,
          unitPath: object.unitPath,
          stratum: object.stratum,
          team,
          appointment,
          joint,
          exemption: body.exemption,
          why: body.why.trim(),
          origin: body.origin ?? null,
          simulated: object.simulated,
        },
      ],
      new Date(ctx.clock.now()),
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.visit.planned',
      subject: `visit/${id}`,
      unitPath: object.unitPath,
      detail: { enterprise: object.enterpriseId, exemption: body.exemption, visits, cap },
    });
    const [row] = await visitRows(tx, { id: id!, limit: 1 });
    await tellVisit(ctx, tx, row!, actor.name);
    return presentVisit(row!);
  });
}

/** @throws TarimError INSPECTION_VISIT_UNKNOWN, INSPECTION_VISIT_DONE, INSPECTION_VISIT_DAY_INVALID, FORBIDDEN */
export async function recordVisit(
  ctx: Context,
  actor: Actor,
  id: number,
  body: { visitedOn: string; result: Result; note?: string },
): Promise<Visit> {
  const [before] = await visitRows(ctx.db, { id, limit: 1 });
  if (!before) throw new TarimError(E.visitUnknown, { id });
  ctx.policy.require(actor, RECORD, { unitPath: before.unitPath });
  if (before.state === 'done') throw new TarimError(E.visitDone);
  const now = ctx.clock.now();
  if (body.visitedOn < beijingDate(before.plannedAt.getTime()) || body.visitedOn > beijingDate(now))
    throw new TarimError(E.visitFuture);
  return asActor(ctx, actor, RECORD, async (tx) => {
    const done = await finishVisit(tx, id, {
      visitedOn: body.visitedOn,
      result: body.result,
      note: body.note?.trim() || null,
      by: actor.name,
      at: new Date(now),
    });
    if (!done) throw new TarimError(E.visitDone);
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.visit.recorded',
      subject: `visit/${id}`,
      unitPath: before.unitPath,
      detail: { result: body.result, visitedOn: body.visitedOn },
    });
    const [row] = await visitRows(tx, { id, limit: 1 });
    await tellVisit(ctx, tx, row!, actor.name);
    return presentVisit(row!);
  });
}
