import { Link } from '@tanstack/react-router';
import { tasksOfRadiation } from '@tarim/supervision/contract';
import { formatTime, useRouteQuery, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';

const LOOK_MS = 30_000;
const LIGHT: Readonly<Record<string, string>> = { green: 'green', yellow: 'gold', red: 'red' };

/** What was asked of whom about this alarm (督办), with the way there. */
export function Tasks({ id }: { id: number }): ReactNode {
  const t = useText('tracking');
  const query = useRouteQuery(
    tasksOfRadiation,
    { params: { source: 'tracking', id } },
    { refetchMs: LOOK_MS },
  );
  const tasks = query.data?.tasks ?? [];
  if (tasks.length === 0) return <p className="muted">{t('tasks.none')}</p>;
  return (
    <ul className="steps">
      {tasks.map((task) => (
        <li key={task.id}>
          <Link to={`/supervision/tasks/${task.id}` as string}>{task.code}</Link>{' '}
          <Tag color={LIGHT[task.light]}>{t(`supervision:state.${task.state}`)}</Tag>
          <span className="muted">{t('tasks.due', { time: formatTime(task.dueAt) })}</span>
        </li>
      ))}
    </ul>
  );
}
