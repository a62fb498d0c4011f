import { TarimError } from '@tarim/kernel';
import { taskById } from '@tarim/monitoring/queries';
import { type Actor, asActor, type Context } from '@tarim/platform';
import type {
  MonitorInput,
  Outfall,
  OutfallAct,
  OutfallState,
  PlanInput,
  ResultInput,
  TraceInput,
  TreatInput,
} from '../../contract.ts';
import {
  after,
  type Lack,
  lacksOfMonitor,
  lacksOfPlan,
  lacksOfTrace,
  lacksOfTreat,
  obstacle,
} from '../domain/outfall-life.ts';
import { outfallErrors as E } from '../errors.ts';
import { type Change, changeOutfall, lockOutfall, type OutfallRow, outfallById } from '../sql/outfalls.ts';
import { insertResults, insertSteps, unknownEvidence } from '../sql/steps.ts';
import { today } from '../use-cases/frame.ts';
import { knownOutfall, present, requireEnterprise } from './register.ts';

const WRITE = 'sources.write';

interface Step {
  readonly act: OutfallAct;
  /** Where a return leads to. */
  readonly to?: OutfallState;
  readonly lacks: readonly Lack[];
  readonly reason?: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
  readonly evidence?: readonly string[];
  readonly results?: { readonly sampledOn: string; readonly values: readonly ResultInput[] };
  change(outfall: OutfallRow): Partial<Change>;
}

/** What each lack is called. */
export const LACKS: Readonly<Record<Lack, string>> = {
  results: '监测结果或监测任务 (results or a task)',
  'detection-limit': '未检出项目的检出限 (detection limit)',
  'item-twice': '项目不重复 (each item once)',
  future: '不晚于今天的日期 (a day not in the future)',
  responsible: '责任主体 (responsible body)',
  basis: '溯源依据 (basis)',
  evidence: '佐证 (evidence)',
  measure: '整治措施 (measure)',
  'deadline-past': '今天以后的期限 (a deadline to come)',
};

/**
 * The frame of every step: within the person's competence, whole, as the life of the outfall allows, one at a time, logged and
 * audited in a transaction in which row-level security holds.
 */
async function take(ctx: Context, actor: Actor, id: number, step: Step): Promise<Outfall> {
  const { unitPath } = await knownOutfall(ctx, id);
  ctx.policy.require(actor, WRITE, { unitPath });
  const { act, lacks, evidence = [] } = step;
  const row = await asActor(ctx, actor, WRITE, async (tx) => {
    const day = today(ctx);
    const outfall = await lockOutfall(tx, day, id);
    if (!outfall) throw new TarimError(E.outfallUnknown, { id });
    const to = after(outfall.state, act, step.to);
    if (to === null) throw new TarimError(E.actNotNow, { code: outfall.code, state: outfall.state });
    const why = obstacle(act, actor.userId, outfall);
    if (why === 'no-plan') throw new TarimError(E.noPlan);
    if (why === 'own-work') throw new TarimError(E.ownWork);
    if (lacks.length > 0)
      throw new TarimError(E.stepLacks, { lacks: lacks.map((one) => LACKS[one]).join('、') });
    if ((await unknownEvidence(tx, evidence)).length > 0) throw new TarimError(E.evidenceUnknown);
    const at = new Date(ctx.clock.now());
    await changeOutfall(tx, id, { ...outfall, ...step.change(outfall), state: to }, at);
    const [stepId] = await insertSteps(tx, [
      {
        outfallId: id,
        unitPath: outfall.unitPath,
        act,
        from: outfall.state,
        to,
        reason: step.reason ?? null,
        detail: step.detail,
        evidence,
        byName: actor.name,
        byUser: actor.userId,
        at,
      },
    ]);
    const { sampledOn, values } = step.results ?? { sampledOn: day, values: [] };
    await insertResults(
      tx,
      values.map((one) => ({
        ...one,
        item: one.item.trim(),
        stepId: stepId!,
        outfallId: id,
        unitPath: outfall.unitPath,
        sampledOn,
      })),
    );
    await ctx.audit.record(tx, {
      actor,
      action: `sources.outfall.${act}`,
      subject: outfall.code,
      unitPath: outfall.unitPath,
      detail: { from: outfall.state, to, ...(step.reason ? { reason: step.reason } : {}) },
    });
    return (await outfallById(tx, day, id))!;
  });
  return (await present(ctx, [row]))[0]!;
}

/** 测 */
export async function monitorOutfall(
  ctx: Context,
  actor: Actor,
  id: number,
  input: MonitorInput,
): Promise<Outfall> {
  const { sampledOn, results, taskId, evidence } = input;
  if (taskId !== null && !(await taskById(ctx.db, today(ctx), taskId)))
    throw new TarimError(E.taskUnknown, { id: taskId });
  return take(ctx, actor, id, {
    act: 'monitor',
    lacks: lacksOfMonitor(input, today(ctx)),
    detail: { sampledOn, results: results.length, taskId },
    evidence,
    results: { sampledOn, values: results },
    change: (outfall) => ({ taskId: taskId ?? outfall.taskId }),
  });
}

/** 溯 */
export async function traceOutfall(
  ctx: Context,
  actor: Actor,
  id: number,
  input: TraceInput,
): Promise<Outfall> {
  const name = await requireEnterprise(ctx, input.enterpriseId);
  const responsible = input.responsible.trim() || name;
  return take(ctx, actor, id, {
    act: 'trace',
    lacks: lacksOfTrace(input),
    detail: { responsible, enterpriseId: input.enterpriseId, basis: input.basis.trim() },
    evidence: input.evidence,
    change: (outfall) => ({ responsible, ownerId: input.enterpriseId ?? outfall.ownerId }),
  });
}

/** 治：方案 */
export function planOutfall(ctx: Context, actor: Actor, id: number, input: PlanInput): Promise<Outfall> {
  const { treatment, deadline } = input;
  const [measure, treatmentBy] = [input.measure.trim(), input.responsible.trim()];
  return take(ctx, actor, id, {
    act: 'plan',
    lacks: lacksOfPlan(input, today(ctx)),
    detail: { treatment, measure, responsible: treatmentBy, deadline },
    change: () => ({ treatment, measure, treatmentBy, deadline, plannedBy: actor.userId }),
  });
}

/** 治：完成 */
export function treatOutfall(ctx: Context, actor: Actor, id: number, input: TreatInput): Promise<Outfall> {
  const { doneOn, note, evidence } = input;
  return take(ctx, actor, id, {
    act: 'treat',
    lacks: lacksOfTreat(input, today(ctx)),
    detail: { doneOn, note },
    evidence,
    change: () => ({ doneOn, treatedBy: actor.userId }),
  });
}

/** 销 */
export function closeOutfall(ctx: Context, actor: Actor, id: number, reason: string): Promise<Outfall> {
  return take(ctx, actor, id, {
    act: 'close',
    lacks: [],
    reason: reason.trim(),
    detail: {},
    change: () => ({}),
  });
}

/** Back to an earlier state. What the later ones had brought leaves the register and stays in the log. */
export function returnOutfall(
  ctx: Context,
  actor: Actor,
  id: number,
  { to, reason }: { to: OutfallState; reason: string },
): Promise<Outfall> {
  const undone = { doneOn: null, treatedBy: null };
  const unplanned = { treatment: null, measure: null, treatmentBy: null, deadline: null, plannedBy: null };
  const changes: Readonly<Record<string, Partial<Change>>> = {
    surveyed: { ...undone, ...unplanned, responsible: null, taskId: null },
    monitored: { ...undone, ...unplanned, responsible: null },
    traced: undone,
    treated: {},
  };
  return take(ctx, actor, id, {
    act: 'return',
    to,
    lacks: [],
    reason: reason.trim(),
    detail: {},
    change: () => changes[to] ?? {},
  });
}
