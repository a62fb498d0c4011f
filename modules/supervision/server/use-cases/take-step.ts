import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, Tx } from '@tarim/platform';
import { type EvidenceFile, LIVE_TASKS, type TaskState, taskChanged } from '../../contract.ts';
import { supervisionErrors as E } from '../errors.ts';
import { foreignFiles, insertStep } from '../sql/steps.ts';
import { type Task, taskCode, updateTask } from '../sql/tasks.ts';

export interface Step {
  readonly act: string;
  readonly to: TaskState;
  readonly text?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly evidence?: readonly EvidenceFile[];
  readonly change?: Partial<Task>;
}

/** Who does it: a person; the platform (null); in the demonstration somebody who is only named. */
export type Doer = Actor | { readonly name: string; readonly userId: null } | null;

/** Writes what happened to a task: its new state, the step in its log, the audit entry and the event. One transaction. */
export async function takeStep(
  ctx: Context,
  tx: Tx,
  task: Task,
  step: Step,
  by: Doer,
  at: Date,
): Promise<Task> {
  const { act, to, text = null, detail = {}, evidence = [] } = step;
  const now: Task = { ...task, ...step.change, state: to, updatedAt: at };
  await updateTask(tx, now);
  await insertStep(tx, {
    taskId: task.id,
    unitPath: now.unitPath,
    at,
    act,
    from: task.state,
    to,
    text,
    detail,
    evidence,
    byName: by?.name ?? null,
    byUser: by?.userId ?? null,
  });
  await ctx.audit.record(tx, {
    actor: by && 'posts' in by ? by : null,
    action: `supervision.task.${act}`,
    subject: `task/${task.id}`,
    unitPath: now.unitPath,
    detail: { from: task.state, to, ...(text ? { text } : {}), ...detail },
  });
  await tellChange(ctx, tx, now, act, task.state, at);
  return now;
}

export async function tellChange(
  ctx: Context,
  tx: Tx,
  task: Task,
  act: string,
  from: TaskState | null,
  at: Date,
): Promise<void> {
  const { id, state, unitPath, pointId, enterpriseId } = task;
  const item = { id, act, from, to: state, unitPath, pointId, enterpriseId, at: beijingIso(at.getTime()) };
  await ctx.outbox.publish(tx, taskChanged, { items: [item] });
}

/** After the transaction: open pages read again. */
export function tellLive(ctx: Context, id: number, act: string, to: TaskState): void {
  ctx.live.publish(LIVE_TASKS, { items: [{ id, act, to }] });
}

/** Files must have been brought by the person who names them. @throws TarimError SUPERVISION_FILE_UNKNOWN */
export async function requireOwnFiles(
  tx: Tx,
  userId: string,
  evidence: readonly EvidenceFile[],
): Promise<void> {
  const foreign = await foreignFiles(
    tx,
    userId,
    evidence.map((one) => one.sha256),
  );
  if (foreign.length > 0) throw new TarimError(E.fileUnknown);
}

export const notNow = (task: Task): TarimError =>
  new TarimError(E.actNotNow, { code: taskCode(task.id), state: task.state });
