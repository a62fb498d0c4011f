import { Link } from '@tanstack/react-router';
import {
  brought,
  choiceFilter,
  ListPage,
  monthFilter,
  POINT_KIND_TITLES,
  textFilter,
  unitFilter,
  useAddress,
  useList,
  useText,
  useUnitName,
} from '@tarim/ui';
import type { ReactNode } from 'react';
import { listTasks, TASK_STATES, type Task } from '../contract.ts';
import { TaskState } from './words.tsx';

/** Work that waits for somebody, by what it waits for. */
const QUEUES = {
  open: 'assigned,sampled,in-lab,reported,checked,reviewed,returned',
  review: 'reported,checked,reviewed',
} as const;
const STATES = [...(Object.keys(QUEUES) as (keyof typeof QUEUES)[]), ...TASK_STATES];
const isQueue = (state: string): state is keyof typeof QUEUES => state in QUEUES;

/** Monitoring tasks (监测任务): those that end first in front. */
export default function TasksPage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const { get } = useAddress();
  const list = useList(listTasks, {
    filters: {
      planId: brought(),
      q: textFilter(t('tasks.search')),
      state: choiceFilter(
        t('plan.state'),
        STATES,
        (one) => t(isQueue(one) ? `queue.${one}` : `state.${one}`),
        {
          hint: t('tasks.allStates'),
          // A plan shows all of its tasks.
          first: get('planId') ? undefined : 'open',
        },
      ),
      month: monthFilter(t('tasks.month'), { width: 160 }),
      unit: unitFilter(t('plan.unit'), { hint: t('tasks.allUnits'), width: 240 }),
    },
    ask: ({ planId, state, unit, ...rest }) => ({
      ...rest,
      planId: planId === undefined ? undefined : Number(planId),
      state: state && isQueue(state) ? QUEUES[state] : state,
      unitPath: unit,
    }),
    by: 'after',
    next: 'next',
    most: 100,
    rows: ({ tasks }) => tasks as Task[],
  });
  return (
    <ListPage
      title={t('tasks.title')}
      note={t('tasks.note')}
      list={list}
      width={900}
      empty={t('tasks.none')}
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
  );
}
