import type { Context, Tx } from '@tarim/platform';
import { hasEnded } from '../domain/life.ts';
import { endGround } from '../sql/steps.ts';
import { tasksOfGround } from '../sql/tasks.ts';
import { takeStep } from './take-step.ts';

/** Tells the tasks that rest on it that a ground of theirs was withdrawn or settled; once, and open ones by a step of their log. */
export async function endGrounds(
  ctx: Context,
  tx: Tx,
  source: 'tracking' | 'radnet' | 'emf',
  ref: number,
  why: string,
): Promise<void> {
  const at = new Date(ctx.clock.now());
  if (!(await endGround(tx, source, ref, at, why))) return;
  for (const task of await tasksOfGround(tx, source, ref)) {
    if (hasEnded(task.state)) continue;
    const step = { act: 'ground-ended', to: task.state, detail: { [source]: ref, why } };
    await takeStep(ctx, tx, task, step, null, at);
  }
}
