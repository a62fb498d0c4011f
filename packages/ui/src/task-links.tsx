import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { formatTime } from './format.ts';
import { useText } from './language.tsx';

const LIGHT: Readonly<Record<string, string>> = { green: 'green', yellow: 'gold', red: 'red' };

export interface LinkedTask {
  readonly id: number;
  readonly code: string;
  readonly state: string;
  readonly light: string;
  readonly dueAt: string;
}

/** What was asked of whom about something (督办), with the way there; the words are those of supervision. */
export function TaskLinks({ tasks }: { tasks: readonly LinkedTask[] }): ReactNode {
  const t = useText('ui');
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
