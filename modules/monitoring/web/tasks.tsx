import { Link, useLocation } from '@tanstack/react-router';
import { call } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  readAll,
  UnitSelect,
  useCursor,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { listTasks, TASK_STATES, type Task } from '../contract.ts';
import { TaskState } from './words.tsx';

/** Work that waits for somebody, by what it waits for. */
const QUEUES: Readonly<Record<string, string>> = {
  open: 'assigned,sampled,in-lab,reported,checked,reviewed,returned',
  review: 'reported,checked,reviewed',
};

/** Monitoring tasks (监测任务): those that end first in front. */
export default function TasksPage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const search = useLocation().search as { planId?: number | string; state?: string };
  const planId = search.planId === undefined ? undefined : Number(search.planId);
  const [state, setState] = useState<string | undefined>(search.state ?? (planId ? undefined : 'open'));
  const [month, setMonth] = useState('');
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [q, setQ] = useState('');
  const at = useCursor<number>();
  const filter = {
    planId,
    state: state ? (QUEUES[state] ?? state) : undefined,
    month: month || undefined,
    unitPath,
    q: q.trim() || undefined,
  };
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      at.reset();
    };
  const list = useRouteQuery(listTasks, { query: { ...filter, after: at.cursor, limit: 100 } });
  return (
    <Page title={t('tasks.title')} note={t('tasks.note')}>
      <div className="filters">
        <Input.Search allowClear placeholder={t('tasks.search')} onSearch={change(setQ)} />
        <Select
          allowClear
          aria-label={t('plan.state')}
          placeholder={t('tasks.allStates')}
          value={state}
          onChange={change(setState)}
          options={[
            ...Object.keys(QUEUES).map((value) => ({ value, label: t(`queue.${value}`) })),
            ...TASK_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
        />
        <Input
          type="month"
          aria-label={t('tasks.month')}
          style={{ width: 160 }}
          value={month}
          onChange={(event) => change(setMonth)(event.target.value)}
        />
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('plan.unit')}
          placeholder={t('tasks.allUnits')}
          value={unitPath}
          onChange={change(setUnitPath)}
        />
      </div>
      <QueryState query={list}>
        <DataTable<Task>
          name={t('tasks.title')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          sortable={at.whole(list.data?.next)}
          all={() =>
            readAll(async (after?: number) => {
              const answer = await call(listTasks, { query: { ...filter, after, limit: 500 } });
              return { rows: answer.tasks, next: answer.next };
            })
          }
          locale={{ emptyText: t('tasks.none') }}
          dataSource={list.data?.tasks ?? []}
          columns={[
            {
              title: t('task.code'),
              value: (row) => row.code,
              render: (_, row) => <Link to={`/monitoring/tasks/${row.id}` as string}>{row.code}</Link>,
            },
            { title: t('line.site'), dataIndex: 'pointName' },
            {
              title: t('line.medium'),
              value: (row) => t(POINT_KIND_TITLES[row.pointKind]?.title ?? row.pointKind),
              render: (_, row) => t(POINT_KIND_TITLES[row.pointKind]?.title ?? row.pointKind),
            },
            {
              title: t('plan.unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            { title: t('line.body'), dataIndex: 'body' },
            { title: t('task.dueTo'), dataIndex: 'dueTo' },
            {
              title: t('plan.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <TaskState state={row.state} overdue={row.overdue} />,
            },
            { title: t('simulated'), hidden: true, value: (row) => (row.simulated ? 1 : 0) },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}
