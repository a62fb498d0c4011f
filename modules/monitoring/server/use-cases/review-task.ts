import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type { reviewTask as route, Task } from '../../contract.ts';
import { type Judgement, judgeTask } from '../domain/judge-task.ts';
import { missingResults } from '../domain/missing-results.ts';
import { samplesOf } from '../domain/samples-of.ts';
import { conflictOf } from '../domain/task-life.ts';
import { monitoringErrors as E } from '../errors.ts';
import { resultsOf } from '../sql/results.ts';
import { insertOfficial, insertReview, presentRound, reviewsOf, withdrawOfficial } from '../sql/reviews.ts';
import { containersOf, samplingOf } from '../sql/samples.ts';
import { type Work, workOnTask } from './frame.ts';
import { handsOf } from './get-task.ts';

/** Hands the results of a task to the reviewers (提交校核). @throws TarimError MONITORING_RESULTS_MISSING */
export function reportTask(ctx: Context, actor: Actor, id: number, comment?: string): Promise<Task> {
  const frame = { action: 'monitoring.analyse', act: 'report', audit: 'monitoring.task.reported' } as const;
  return workOnTask(ctx, actor, id, frame, async ({ tx, task }) => {
    const missing = missingResults(task.items, await containersOf(tx, id), await resultsOf(tx, id));
    if (missing.length > 0)
      throw new TarimError(E.resultsMissing, {
        count: missing.length,
        items: missing
          .slice(0, 5)
          .map((one) => [one.container, one.item].filter(Boolean).join(' '))
          .join('、'),
      });
    return { by: { reportedBy: actor.userId }, detail: comment ? { comment } : {} };
  });
}

/** One level of the three (校核, 审核, 签发): passes it or returns the task. The signature judges and publishes. */
export function reviewTask(
  ctx: Context,
  actor: Actor,
  id: number,
  { level, decision, comment }: Static<NonNullable<typeof route.body>>,
): Promise<Task> {
  const words = comment?.trim() || null;
  if (decision === 'return' && words === null) throw new TarimError(E.commentMissing);
  const act = decision === 'return' ? 'return' : level;
  const audit = decision === 'return' ? 'monitoring.task.returned' : `monitoring.task.${level}-passed`;
  return workOnTask(ctx, actor, id, { action: 'monitoring.review', act, audit }, async (work) => {
    const { tx, task, at } = work;
    const reviews = await reviewsOf(tx, id);
    const conflict = conflictOf(level, actor.userId, handsOf(task, reviews));
    if (conflict === 'own-work') throw new TarimError(E.ownWork);
    if (conflict === 'own-level') throw new TarimError(E.ownLevel);
    const round = presentRound(reviews);
    const who = { by: actor.name, userId: actor.userId, at };
    await insertReview(tx, id, task.unitPath, { round, level, decision, comment: words, ...who });
    if (decision === 'return' || level !== 'sign') return { detail: { level, comment: words } };
    const judged = await publish(work, actor.name);
    return { detail: { level, comment: words, grade: judged.grade, verdict: judged.verdict } };
  });
}

async function publish({ tx, task, at }: Work, signer: string): Promise<Judgement> {
  const sampling = (await samplingOf(tx, task.id))!;
  const [point] = await pointsByIds(tx, [task.pointId]);
  const site = { kind: task.pointKind, attributes: point?.attributes ?? {} };
  const judged = judgeTask(site, sampling.sampledAt.getTime(), samplesOf(await resultsOf(tx, task.id)));
  await insertOfficial(tx, task, sampling.sampledAt, { by: signer, at }, judged);
  return judged;
}

/** Takes an official result back, to be corrected and reviewed again. */
export function reopenTask(ctx: Context, actor: Actor, id: number, reason: string): Promise<Task> {
  const frame = { action: 'monitoring.review', act: 'reopen', audit: 'monitoring.task.reopened' } as const;
  return workOnTask(ctx, actor, id, frame, async ({ tx, at }) => {
    await withdrawOfficial(tx, id, reason.trim(), at);
    return { detail: { reason: reason.trim() } };
  });
}

/** A task that cannot be done: dry, frozen, out of reach. */
export function cancelTask(ctx: Context, actor: Actor, id: number, reason: string): Promise<Task> {
  const frame = { action: 'monitoring.plan', act: 'cancel', audit: 'monitoring.task.cancelled' } as const;
  return workOnTask(ctx, actor, id, frame, async () => ({ detail: { reason: reason.trim() } }));
}
