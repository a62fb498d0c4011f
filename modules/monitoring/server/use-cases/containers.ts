import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import type { listContainers as listRoute, receiveContainers as receiveRoute } from '../../contract.ts';
import { after } from '../domain/task-life.ts';
import { monitoringErrors as E } from '../errors.ts';
import { addCustody, containersByCode, markReceived, openContainers } from '../sql/samples.ts';
import { lockTasks, setTaskState } from '../sql/tasks.ts';
import { requireAct, today } from './frame.ts';

/** Containers on their way to the laboratory, or those that it has. */
export async function listContainers(
  ctx: Context,
  waiting: boolean,
): Promise<Static<NonNullable<typeof listRoute.response>>> {
  const rows = await openContainers(ctx.db, { waiting });
  return {
    containers: rows.map(({ taskState: _, pointKind: __, pointId: ___, sampledAt, ...row }) => ({
      ...row,
      sampledAt: beijingIso(sampledAt.getTime()),
    })),
  };
}

/** The laboratory takes containers over, or refuses them: the refused ones stay on the way, with the reason in their chain. */
export async function receiveContainers(
  ctx: Context,
  actor: Actor,
  { codes, accept, condition }: Static<NonNullable<typeof receiveRoute.body>>,
): Promise<{ received: number; tasks: number[] }> {
  const known = await containersByCode(ctx.db, codes);
  const unknown = codes.filter((code) => !known.some((one) => one.code === code));
  if (unknown.length > 0) throw new TarimError(E.containerUnknown, { codes: unknown.join(', ') });
  for (const unitPath of new Set(known.map((one) => one.unitPath)))
    ctx.policy.require(actor, 'monitoring.analyse', { unitPath });
  if (!accept && condition.trim() === '') throw new TarimError(E.commentMissing);
  return asActor(ctx, actor, 'monitoring.analyse', async (tx) => {
    const at = new Date(ctx.clock.now());
    const tasks = await lockTasks(tx, today(ctx), [...new Set(known.map((one) => one.taskId))]);
    for (const task of tasks) requireAct(task, 'receive');
    const fresh = (await containersByCode(tx, codes)).filter((one) => !one.received);
    await addCustody(tx, fresh, {
      step: accept ? 'received' : 'refused',
      byName: actor.name,
      byUser: actor.userId,
      at,
      condition: condition.trim() || null,
    });
    if (accept) {
      await markReceived(
        tx,
        fresh.map((one) => one.code),
      );
      for (const task of tasks) await setTaskState(tx, task.id, after(task.state, 'receive')!, at);
    }
    for (const task of tasks)
      await ctx.audit.record(tx, {
        actor,
        action: accept ? 'monitoring.samples.received' : 'monitoring.samples.refused',
        subject: task.code,
        unitPath: task.unitPath,
        detail: {
          codes: fresh.filter((one) => one.taskId === task.id).map((one) => one.code),
          condition: condition.trim(),
        },
      });
    return { received: accept ? fresh.length : 0, tasks: tasks.map((one) => one.id) };
  });
}
