import { beijingIso } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import type { ReviewLevel, getTask as route } from '../../contract.ts';
import { missingResults } from '../domain/missing-results.ts';
import { type Act, after, conflictOf, type Hands } from '../domain/task-life.ts';
import { resultsOf } from '../sql/results.ts';
import { officialOf, presentRound, type ReviewRow, reviewsOf } from '../sql/reviews.ts';
import { containersOf, presentSampling, samplingOf } from '../sql/samples.ts';
import { presentTask, type TaskRow } from '../sql/tasks.ts';
import { knownTask } from './frame.ts';

type Answer = Static<NonNullable<typeof route.response>>;

/** What each act needs the right to. */
const ACTIONS: ReadonlyArray<readonly [Act, string]> = [
  ['sample', 'monitoring.sample'],
  ['receive', 'monitoring.analyse'],
  ['report', 'monitoring.analyse'],
  ['check', 'monitoring.review'],
  ['review', 'monitoring.review'],
  ['sign', 'monitoring.review'],
  ['return', 'monitoring.review'],
  ['reopen', 'monitoring.review'],
  ['cancel', 'monitoring.plan'],
];

/** Who had a hand in the round that is under way. */
export function handsOf(task: TaskRow, reviews: readonly ReviewRow[]): Hands {
  const round = presentRound(reviews);
  const passed = reviews.filter((one) => one.round === round && one.decision === 'pass');
  return {
    sampledBy: task.sampledBy,
    reportedBy: task.reportedBy,
    passed: Object.fromEntries(passed.map((one) => [one.level, one.userId])),
  };
}

/** A task with everything that happened to it, and what the asking person may do next. */
export async function getTask(ctx: Context, actor: Actor, id: number): Promise<Answer> {
  const task = await knownTask(ctx, id);
  const [sampling, containers, results, reviews, official] = await Promise.all([
    samplingOf(ctx.db, id),
    containersOf(ctx.db, id),
    resultsOf(ctx.db, id),
    reviewsOf(ctx.db, id),
    officialOf(ctx.db, id),
  ]);
  return {
    task: presentTask(task),
    sampling: sampling ? presentSampling(sampling) : null,
    containers,
    results,
    missing: sampling ? missingResults(task.items, containers, results) : [],
    reviews: reviews.map(({ level, decision, comment, by, at }) => ({
      level,
      decision,
      comment,
      by,
      at: beijingIso(at.getTime()),
    })),
    official,
    next: nextActs(ctx, actor, task, handsOf(task, reviews)),
  };
}

function nextActs(ctx: Context, actor: Actor, task: TaskRow, hands: Hands): Answer['next'] {
  return ACTIONS.filter(([act]) => after(task.state, act) !== null).map(([act, action]) => {
    if (!ctx.policy.can(actor, action, { unitPath: task.unitPath }))
      return { act, allowed: false, why: 'no-right' };
    const levels: readonly string[] = ['check', 'review', 'sign'];
    const conflict = levels.includes(act) ? conflictOf(act as ReviewLevel, actor.userId, hands) : null;
    return { act, allowed: conflict === null, why: conflict };
  });
}
