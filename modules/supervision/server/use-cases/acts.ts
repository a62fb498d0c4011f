import { beijingIso, HOUR_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static, type Tx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import {
  type askExtension as askRoute,
  type EvidenceFile,
  leadMade,
  type leadTask as leadRoute,
  type replyTask as replyRoute,
  type TaskAct,
  type Verification,
} from '../../contract.ts';
import { calendarOf } from '../calendar.ts';
import { actionFor, after, obstacle } from '../domain/life.ts';
import { supervisionErrors as E } from '../errors.ts';
import { insertLead, leadCode } from '../sql/notices.ts';
import { ruleById } from '../sql/rules.ts';
import { lockTask, type Task, taskById } from '../sql/tasks.ts';
import { dueOf } from './due.ts';
import { type Doer, notNow, requireOwnFiles, type Step, takeStep, tellLive } from './take-step.ts';

export interface ActInput {
  readonly text?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly evidence?: readonly EvidenceFile[];
  /** What of the task changes with the act. */
  change?(task: Task, tx: Tx, at: Date): Promise<Partial<Task>> | Partial<Task>;
  /** In the same transaction, when the step stands. */
  followUp?(tx: Tx, task: Task, at: Date): Promise<void>;
}

/**
 * The frame of every act of a person: within their competence, as the life of the task and the separation of duties allow, one at
 * a time, logged and audited in a transaction in which row-level security holds.
 * @throws TarimError SUPERVISION_TASK_UNKNOWN, FORBIDDEN, SUPERVISION_ACT_NOT_NOW, SUPERVISION_OWN_REPLY, SUPERVISION_OWN_REQUEST
 */
export async function act(
  ctx: Context,
  actor: Actor,
  id: number,
  kind: TaskAct,
  input: ActInput,
): Promise<void> {
  const known = await taskById(ctx.db, id);
  if (!known) throw new TarimError(E.taskUnknown, { id });
  const action = actionFor(kind, actor.userId, known.assignee, (one) =>
    ctx.policy.can(actor, one, { unitPath: known.unitPath }),
  );
  ctx.policy.require(actor, action, { unitPath: known.unitPath });
  const done = await asActor(ctx, actor, action, async (tx) => {
    const task = await lockTask(tx, id);
    if (!task) throw new TarimError(E.taskUnknown, { id });
    await requireOwnFiles(tx, actor.userId, input.evidence ?? []);
    return perform(ctx, tx, task, kind, input, actor, new Date(ctx.clock.now()));
  });
  tellLive(ctx, id, kind, done.state);
}

/** The act itself, whoever does it: also the demonstration goes this way. */
export async function perform(
  ctx: Context,
  tx: Tx,
  task: Task,
  kind: TaskAct,
  input: ActInput,
  by: Doer,
  at: Date,
): Promise<Task> {
  const to = after(task.state, kind);
  if (to === null) throw notNow(task);
  const why = obstacle(kind, by?.userId ?? '', task);
  if (why === 'own-reply') throw new TarimError(E.ownReply);
  if (why === 'own-request') throw new TarimError(E.ownRequest);
  if (why === 'no-extension') throw new TarimError(E.noExtension);
  if (why === 'extension-pending') throw new TarimError(E.extensionPending);
  const step: Step = {
    act: kind,
    to,
    text: input.text?.trim() || null,
    detail: input.detail,
    evidence: input.evidence,
    change: await input.change?.(task, tx, at),
  };
  const now = await takeStep(ctx, tx, task, step, by, at);
  await input.followUp?.(tx, now, at);
  return now;
}

type BodyOf<R extends { body?: unknown }> = Static<
  NonNullable<R['body']> & import('@tarim/platform').TSchema
>;

/** 签收 */
export const receive = (by: string): ActInput => ({
  change: (_task, _tx, at) => ({ receivedAt: at, receivedBy: by }),
});

/** 核实 */
export const verify = (verification: Verification, text: string | null): ActInput => ({
  text,
  detail: { verification },
  change: () => ({ verification }),
});

/** 反馈. On site there is something to show. @throws TarimError SUPERVISION_EVIDENCE_MISSING */
export const reply = (
  { confirmed, text, evidence }: BodyOf<typeof replyRoute>,
  userId: string,
): ActInput => ({
  text,
  detail: { confirmed },
  evidence,
  change: (task, _tx, at) => {
    if (task.verification === 'on-site' && evidence.length === 0) throw new TarimError(E.evidenceMissing);
    return { repliedAt: at, repliers: [...new Set([...task.repliers, userId])], extension: null };
  },
});

/** 办结 */
export const close = (text: string): ActInput => ({ text, change: (_task, _tx, at) => ({ endedAt: at }) });

/** 退回整改: the reply does not count any more. */
export const giveBack = (text: string): ActInput => ({
  text,
  change: () => ({ repliedAt: null, remindedAt: null }),
});

/** 撤销 */
export const cancel = (text: string): ActInput => ({
  text,
  change: (_task, _tx, at) => ({ endedAt: at, extension: null }),
});

/** 催办 */
export const remind = (text: string): ActInput => ({
  text,
  change: (_task, _tx, at) => ({ remindedAt: at }),
});

/** 转案件线索 */
export const handOver = (
  ctx: Context,
  { facts, suspected }: BodyOf<typeof leadRoute>,
  by: string,
): ActInput => ({
  text: suspected,
  detail: { facts },
  change: (_task, _tx, at) => ({ endedAt: at }),
  followUp: async (tx, task, at) => {
    const { id: taskId, unitPath, pointId, enterpriseId, cause, simulated } = task;
    const leadId = await insertLead(tx, { taskId, unitPath, facts, suspected, byName: by, at });
    await ctx.outbox.publish(tx, leadMade, {
      leadId,
      code: leadCode(leadId),
      taskId,
      unitPath,
      pointId,
      enterpriseId,
      cause,
      suspected,
      at: beijingIso(at.getTime()),
      simulated,
    });
  },
});

/** 移交: both units must be the person's; the new body has its own time to receive, the deadline stays. */
export async function transfer(
  ctx: Context,
  actor: Actor,
  unitPath: string,
  text: string,
): Promise<ActInput> {
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  ctx.policy.require(actor, 'supervision.dispatch', { unitPath });
  return {
    text,
    detail: { to: unitPath },
    change: async (task, tx, at) => {
      if (task.unitPath === unitPath) throw new TarimError(E.sameUnit);
      const rule = task.ruleId === null ? null : await ruleById(tx, task.ruleId);
      return {
        unitPath,
        receivedAt: null,
        receivedBy: null,
        escalatedAt: null,
        extension: null,
        receiveBy: new Date(at.getTime() + (rule?.order.receiveHours ?? 24) * HOUR_MS),
      };
    },
  };
}

/** 申请延期, in the unit of the deadline. */
export const askExtension = ({ length, text }: BodyOf<typeof askRoute>, actor: Actor): ActInput => ({
  text,
  detail: { length },
  change: ({ clock }) => ({
    extension: { length, unit: clock.unit, reason: text, by: actor.name, byUser: actor.userId },
  }),
});

/** 批准或不批准延期 */
export const decideExtension = (ctx: Context, grant: boolean, text: string): ActInput => ({
  text,
  change: async (task, tx, at) => {
    const { extension } = task;
    if (!grant || !extension) return { extension: null };
    const { length, unit } = extension;
    const clock = { ...task.clock, extensions: [...task.clock.extensions, { length, unit }] };
    const dueAt = dueOf(clock, await calendarOf(ctx, tx, task.unitPath));
    const late = dueAt.getTime() < at.getTime();
    return {
      clock,
      dueAt,
      extension: null,
      remindedAt: null,
      escalatedAt: late ? task.escalatedAt : null,
    };
  },
});
