import type { DbOrTx } from '@tarim/platform';
import type { TaskSeverity } from '../../contract.ts';
import { allBodies } from '../sql/bodies.ts';
import { taskCode, tasksOf } from '../sql/tasks.ts';
import { iso } from './present.ts';

/** What a letter says of a task. */
export interface TaskOfNotice {
  readonly id: number;
  readonly code: string;
  readonly severity: TaskSeverity;
  readonly subject: string;
  readonly pointName: string | null;
  readonly unitPath: string;
  /** The body that has to act. */
  readonly bodyName: string;
  readonly requirement: string;
  /** Whom a person handed it to, with the account that notices go to. */
  readonly assignee: { readonly name: string; readonly userId: string | null } | null;
  readonly radiation: boolean;
  /** ISO instants in Beijing time. */
  readonly receiveBy: string;
  readonly dueAt: string;
  readonly simulated: boolean;
}

export async function tasksByIds(db: DbOrTx, ids: readonly number[]): Promise<TaskOfNotice[]> {
  if (ids.length === 0) return [];
  const [tasks, bodies] = await Promise.all([tasksOf(db, ids), allBodies(db)]);
  const names = new Map(bodies.map((one) => [one.unitPath, one.name]));
  return tasks.map((task) => ({
    id: task.id,
    code: taskCode(task.id),
    severity: task.severity,
    subject: task.subject,
    pointName: task.pointName,
    unitPath: task.unitPath,
    bodyName: names.get(task.unitPath) ?? task.unitPath,
    requirement: task.requirement,
    assignee: task.assignee && { name: task.assignee.name, userId: task.assignee.userId },
    radiation: task.cause.startsWith('mobile-') || task.cause.startsWith('gamma-'),
    receiveBy: iso(task.receiveBy),
    dueAt: iso(task.dueAt),
    simulated: task.simulated,
  }));
}
