import { HOUR_MS } from '@tarim/kernel';
import type { Context, JobResult } from '@tarim/platform';
import { superiorOf } from '../domain/dispatch.ts';
import { bodyOf } from '../sql/bodies.ts';
import { lockTask, type Task, watchedTasks } from '../sql/tasks.ts';
import { takeStep, tellLive } from '../use-cases/take-step.ts';

/** Reminds of tasks that are due soon and tells the superior of those that are overdue; each once. */
export async function watchDeadlines(ctx: Context): Promise<JobResult> {
  const now = new Date(ctx.clock.now());
  let reminded = 0;
  let escalated = 0;
  for (const { id } of await watchedTasks(ctx.db, now)) {
    const done = await ctx.db.transaction().execute(async (tx) => {
      const task = await lockTask(tx, id);
      if (!task || !['dispatched', 'received', 'verifying', 'returned'].includes(task.state)) return null;
      const late = now.getTime() > task.dueAt.getTime() + 999;
      if (late ? task.escalatedAt : remindedInTime(task)) return null;
      if (!late) {
        const step = { act: 'reminder', to: task.state, change: { remindedAt: now } };
        await takeStep(ctx, tx, task, step, null, now);
        return 'reminder' as const;
      }
      const superior = superiorOf(task.unitPath);
      const detail = superior === null ? {} : { superior, superiorName: (await bodyOf(tx, superior)).name };
      const step = { act: 'escalate', to: task.state, detail, change: { escalatedAt: now } };
      await takeStep(ctx, tx, task, step, null, now);
      return 'escalate' as const;
    });
    if (done === 'reminder') reminded++;
    if (done === 'escalate') escalated++;
    if (done) tellLive(ctx, id, done, 'dispatched');
  }
  return { reminded, escalated };
}

/** What a person urged long before does not stand for the reminder near the end. */
const remindedInTime = ({ remindedAt, dueAt, warnHours }: Task): boolean =>
  remindedAt !== null && remindedAt.getTime() >= dueAt.getTime() - warnHours * HOUR_MS;
