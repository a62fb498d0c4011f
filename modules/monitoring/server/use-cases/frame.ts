import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import type { Task } from '../../contract.ts';
import { type Act, after } from '../domain/task-life.ts';
import { monitoringErrors as E } from '../errors.ts';
import { lockTasks, presentTask, setTaskState, type TaskRow, taskById } from '../sql/tasks.ts';

export const today = (ctx: Context) => beijingDate(ctx.clock.now());

/** @throws TarimError MONITORING_TASK_UNKNOWN */
export async function knownTask(ctx: Context, id: number): Promise<TaskRow> {
  const task = await taskById(ctx.db, today(ctx), id);
  if (!task) throw new TarimError(E.taskUnknown, { id });
  return task;
}

/** @throws TarimError MONITORING_ACT_NOT_NOW when the task is not in a state for it */
export function requireAct(task: TaskRow, act: Act): void {
  if (after(task.state, act) === null)
    throw new TarimError(E.actNotNow, { code: task.code, state: task.state });
}

export interface Work {
  readonly tx: Tx;
  readonly task: TaskRow;
  readonly at: Date;
}

/**
 * The frame of everything a person does to a task: within their competence, one at a time, as its life allows, audited, in a
 * transaction in which row-level security holds. `body` gives the detail for the audit log.
 */
export async function workOnTask(
  ctx: Context,
  actor: Actor,
  id: number,
  { action, act, audit }: { action: string; act: Act; audit: string },
  body: (work: Work) => Promise<{
    detail?: Readonly<Record<string, unknown>>;
    by?: { sampledBy?: string; reportedBy?: string };
  }>,
): Promise<Task> {
  const { unitPath } = await knownTask(ctx, id);
  ctx.policy.require(actor, action, { unitPath });
  const day = today(ctx);
  return asActor(ctx, actor, action, async (tx) => {
    const [task] = await lockTasks(tx, day, [id]);
    if (!task) throw new TarimError(E.taskUnknown, { id });
    requireAct(task, act);
    const at = new Date(ctx.clock.now());
    const { detail, by } = await body({ tx, task, at });
    await setTaskState(tx, id, after(task.state, act)!, at, by);
    await ctx.audit.record(tx, { actor, action: audit, subject: task.code, unitPath, detail });
    return presentTask((await taskById(tx, day, id))!);
  });
}
