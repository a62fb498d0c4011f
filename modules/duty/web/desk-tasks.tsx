import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countTasks, LIVE_TASKS, listTasks, type TaskRow } from '@tarim/supervision/contract';
import { formatTime, QueryState, useLive, useRouteQuery, useText } from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';

const REFRESH_MS = 30_000;
const SHOWN = 8;
const COLOURS = { green: '#2f8f4e', yellow: '#d98a1f', red: '#c2453b' } as const;
const RANK = { red: 0, yellow: 1, green: 2 } as const;

/** Supervision tasks of the unit that are open (未结督办): the late ones first. */
export function DeskTasks({ unitPath }: { unitPath: string }): ReactNode {
  const t = useText('duty');
  const client = useQueryClient();
  const query = useRouteQuery(
    listTasks,
    { query: { state: 'open', unit: unitPath, limit: 200 } },
    { refetchMs: REFRESH_MS },
  );
  const counts = useRouteQuery(countTasks, { query: { unit: unitPath } }, { refetchMs: REFRESH_MS });
  useLive(
    [LIVE_TASKS],
    () =>
      void client.invalidateQueries({
        predicate: (one) => String(one.queryKey[0]).startsWith('supervision.'),
      }),
  );
  const tasks = [...(query.data?.tasks ?? [])]
    .sort((a, b) => RANK[a.light] - RANK[b.light] || a.dueAt.localeCompare(b.dueAt))
    .slice(0, SHOWN);
  return (
    <div className="card">
      <h4>
        <Link to={'/supervision/tasks' as string}>{t('tasks.title', { n: counts.data?.open ?? '—' })}</Link>
      </h4>
      {counts.data ? (
        <p className="muted">
          {t('tasks.counts', {
            unreceived: counts.data.unreceived,
            yellow: counts.data.yellow,
            red: counts.data.red,
          })}
        </p>
      ) : null}
      <QueryState query={query}>
        {tasks.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('tasks.none')} />
        ) : (
          <ul className="queue">
            {tasks.map((task) => (
              <Line key={task.id} task={task} />
            ))}
          </ul>
        )}
      </QueryState>
    </div>
  );
}

function Line({ task }: { task: TaskRow }): ReactNode {
  const t = useText('duty');
  return (
    <li>
      <i style={{ background: COLOURS[task.light] }} title={t(`supervision:light.${task.light}`)} />
      <div>
        <Link to={`/supervision/tasks/${task.id}` as string}>{task.subject}</Link>
        <br />
        <small className="muted">
          {task.unitName}
          {task.assignee ? ` · ${t('tasks.assignee', { name: task.assignee.name })}` : ''} ·{' '}
          {t('tasks.due', { time: formatTime(task.dueAt) })}
        </small>
      </div>
      <small>{t(`supervision:state.${task.state}`)}</small>
    </li>
  );
}
