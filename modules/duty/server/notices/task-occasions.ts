import { type Context, subscribe, type Tx } from '@tarim/platform';
import { taskChanged } from '@tarim/supervision/contract';
import { type TaskOfNotice, tasksByIds } from '@tarim/supervision/queries';
import type { Occasion } from '../../contract.ts';
import type { Occurrence } from '../domain/plan-notices.ts';
import { answeredTasks } from '../sql/awaiting.ts';
import { putInInbox } from '../sql/messages.ts';
import { expectAnswer } from './expect-answer.ts';
import { tellOf } from './tell.ts';

/** Acts of supervision that people are told of: what arrives, what is urged, what is late. */
const OCCASION_OF: Readonly<Record<string, Occasion>> = {
  dispatch: 'task-dispatched',
  transfer: 'task-dispatched',
  assign: 'task-dispatched',
  reminder: 'task-due',
  remind: 'task-due',
  escalate: 'task-overdue',
};
const HEADLINES: Partial<Record<Occasion, string>> = {
  'task-dispatched': '督办下达',
  'task-due': '督办催办',
  'task-overdue': '督办超期',
};
const SEVERITY_WORDS = { info: '提示', warning: '一般', critical: '严重' } as const;

/** What ends the waiting for whoever a task was handed to. */
const TAKEN: ReadonlySet<string> = new Set(['receive', 'assign', 'transfer', 'cancel', 'close', 'lead']);

/**
 * Tasks of supervision: their units' duty is told of them; of an overdue one also that of the units above, by its rules. Whom a task was
 * handed to by name (指派) finds it among their messages whatever the rules say, and has to receive it in the time of its severity.
 */
export const tellOfTasks = subscribe(taskChanged, 'duty.tell-of-tasks', async ({ items }, tx, ctx) => {
  const taken = items.filter(({ act }) => TAKEN.has(act)).map(({ id }) => id);
  await answeredTasks(tx, taken, new Date(ctx.clock.now()));
  const told = items.flatMap((item) => {
    const occasion = OCCASION_OF[item.act];
    return occasion ? [{ ...item, occasion }] : [];
  });
  for (const [occasion, of] of Map.groupBy(told, (one) => one.occasion)) {
    const tasks = await tasksByIds(
      tx,
      of.map((one) => one.id),
    );
    const occurrences = occurrencesOfTasks(tasks, occasion, of);
    await tellOf(ctx, tx, occurrences);
    await tellNamed(ctx, tx, tasks, occurrences);
  }
});

async function tellNamed(
  ctx: Context,
  tx: Tx,
  tasks: readonly TaskOfNotice[],
  occurrences: readonly TaskOccurrence[],
): Promise<void> {
  const at = new Date(ctx.clock.now());
  for (const { taskId, handed, ...one } of occurrences) {
    const task = tasks.find(({ id }) => id === taskId);
    if (!task?.assignee) continue;
    const { userId } = task.assignee;
    const { key, occasion, subject, body, link } = one;
    if (userId)
      await putInInbox(
        tx,
        [{ key: `${key}|${userId}`, personId: userId, occasion, subject, body, link }],
        at,
      );
    if (handed && task.radiation) await expectAnswer(ctx, tx, `task:${taskId}:${handed}`, one);
  }
}

interface TaskOccurrence extends Occurrence {
  readonly taskId: number;
  /** When it was handed on and has to be received; null: it is told for another reason. */
  readonly handed: string | null;
}

/** Acts that a person may do more than once; the clock does each once. */
const OFTEN: ReadonlySet<string> = new Set(['remind', 'transfer', 'assign']);

function occurrencesOfTasks(
  rows: readonly TaskOfNotice[],
  occasion: Occasion,
  items: readonly { readonly id: number; readonly act: string; readonly at: string }[],
): TaskOccurrence[] {
  const tasks = new Map(rows.map((task) => [task.id, task]));
  return items.flatMap(({ id, act, at }) => {
    const task = tasks.get(id);
    if (!task) return [];
    return [
      {
        taskId: id,
        handed: act === 'dispatch' || act === 'assign' ? at : null,
        key: `${occasion}:${id}:${act}${OFTEN.has(act) ? `:${at}` : ''}`,
        occasion,
        severity: task.severity,
        unitPath: task.unitPath,
        subject: `${task.simulated ? '（模拟）' : ''}【${HEADLINES[occasion]}·${SEVERITY_WORDS[task.severity]}】${task.subject}`,
        body: bodyOf(task),
        link: `/supervision/tasks/${id}`,
        simulated: task.simulated,
      },
    ];
  });
}

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

function bodyOf(task: TaskOfNotice): string {
  return [
    `任务：${task.code}，${task.subject}`,
    `承办：${task.bodyName}`,
    ...(task.assignee ? [`指派：${task.assignee.name}`] : []),
    ...(task.pointName && task.pointName !== task.subject ? [`点位：${task.pointName}`] : []),
    `要求：${task.requirement}`,
    `签收期限：${minute(task.receiveBy)}；办理期限：${minute(task.dueAt)}（北京时间）`,
    ...(task.simulated ? ['模拟数据，并非真实监测结果。'] : []),
  ].join('\n');
}
