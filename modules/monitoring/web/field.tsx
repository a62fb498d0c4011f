import { Link } from '@tanstack/react-router';
import { CallError, call } from '@tarim/platform/contract';
import { Page, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Alert, Empty, Input, Tag } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { listTasks, submitSampling } from '../contract.ts';
import { forgetDraft, keepDraft, readDraft, waitingTasks } from './sampling-draft.ts';
import { TaskState } from './words.tsx';

/** Sampling on a telephone: the sites that wait, and the forms that wait for a network. */
export default function FieldPage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const [q, setQ] = useState('');
  const list = useRouteQuery(listTasks, {
    query: { state: 'assigned', q: q.trim() || undefined, limit: 200 },
  });
  const { waiting, refused } = useSending(() => void list.refetch());
  return (
    <Page title={t('field.title')} note={t('field.note')}>
      {waiting > 0 ? <Alert type="warning" showIcon title={t('field.waiting', { n: waiting })} /> : null}
      {refused.map((one) => (
        <Alert
          key={one.taskId}
          type="error"
          showIcon
          title={one.message}
          action={<Link to={`/monitoring/field/${one.taskId}` as string}>{t('field.open')}</Link>}
        />
      ))}
      <Input.Search allowClear placeholder={t('tasks.search')} style={{ margin: '12px 0' }} onSearch={setQ} />
      <QueryState query={list}>
        {(list.data?.tasks ?? []).length === 0 ? <Empty description={t('field.none')} /> : null}
        <div className="grid cards-320">
          {(list.data?.tasks ?? []).map((task) => (
            <Link
              key={task.id}
              className="card"
              style={{ color: 'inherit', display: 'block' }}
              to={`/monitoring/field/${task.id}` as string}
            >
              <b>{task.pointName}</b> <TaskState state={task.state} overdue={task.overdue} />
              {readDraft(task.id) ? <Tag color="gold">{t('field.draft')}</Tag> : null}
              {task.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
              <div className="muted">
                {unitName(task.unitPath)} · {t('task.until', { day: task.dueTo })} ·{' '}
                {t('field.items', { n: task.items.length })}
              </div>
              <small className="muted">
                {task.code} · {task.body}
              </small>
            </Link>
          ))}
        </div>
      </QueryState>
    </Page>
  );
}

/** Sends finished forms whenever there is a network; what the server refuses is shown and goes back to being a draft. */
function useSending(onSent: () => void): {
  waiting: number;
  refused: readonly { taskId: number; message: string }[];
} {
  // Once, and at each return of the network: a new function of the page is no reason to send.
  const sent = useRef(onSent);
  sent.current = onSent;
  const [waiting, setWaiting] = useState(() => waitingTasks().length);
  const [refused, setRefused] = useState<readonly { taskId: number; message: string }[]>([]);
  useEffect(() => {
    const send = async () => {
      for (const taskId of waitingTasks()) {
        const draft = readDraft(taskId);
        if (!draft) continue;
        try {
          await call(submitSampling, { params: { id: taskId }, body: draft.input });
          forgetDraft(taskId);
          sent.current();
        } catch (error) {
          // Without an answer there was no network: it waits on.
          if (!(error instanceof CallError)) break;
          keepDraft(taskId, { ...draft, waiting: false });
          setRefused((all) => [...all, { taskId, message: error.message }]);
        }
      }
      setWaiting(waitingTasks().length);
    };
    void send();
    addEventListener('online', send);
    return () => removeEventListener('online', send);
  }, []);
  return { waiting, refused };
}
