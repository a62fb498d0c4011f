import { subscribe, type Tx } from '@tarim/platform';
import { taskChanged } from '@tarim/supervision/contract';
import { type TaskOfNotice, tasksByIds } from '@tarim/supervision/queries';
import type { Occasion } from '../../contract.ts';
import type { Occurrence } from '../domain/plan-notices.ts';
import { tellOf } from './tell.ts';

/** Acts of supervision that people are told of: what arrives, what is urged, what is late. */
const OCCASION_OF: Readonly<Record<string, Occasion>> = {
  dispatch: 'task-dispatched',
  transfer: 'task-dispatched',
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

/** Tasks of supervision: their units' duty is told of them; of an overdue one also that of the units above, by its rules. */
export const tellOfTasks = subscribe(taskChanged, 'duty.tell-of-tasks', async ({ items }, tx, ctx) => {
  const told = items.flatMap((item) => {
    const occasion = OCCASION_OF[item.act];
    return occasion ? [{ ...item, occasion }] : [];
  });
  for (const [occasion, of] of Map.groupBy(told, (one) => one.occasion))
    await tellOf(ctx, tx, await occurrencesOfTasks(tx, occasion, of));
});

async function occurrencesOfTasks(
  tx: Tx,
  occasion: Occasion,
  items: readonly { readonly id: number; readonly act: string; readonly at: string }[],
): Promise<Occurrence[]> {
  const tasks = new Map(
    (
      await tasksByIds(
        tx,
        items.map((one) => one.id),
      )
    ).map((task) => [task.id, task]),
  );
  return items.flatMap(({ id, act, at }) => {
    const task = tasks.get(id);
    if (!task) return [];
    return [
      {
        // A person may urge more than once; the clock does so once.
        key: `${occasion}:${id}:${act}${act === 'remind' || act === 'transfer' ? `:${at}` : ''}`,
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
    ...(task.pointName && task.pointName !== task.subject ? [`点位：${task.pointName}`] : []),
    `要求：${task.requirement}`,
    `签收期限：${minute(task.receiveBy)}；办理期限：${minute(task.dueAt)}（北京时间）`,
    ...(task.simulated ? ['模拟数据，并非真实监测结果。'] : []),
  ].join('\n');
}
