import { Link } from '@tanstack/react-router';
import { DataTable, formatTime, instant, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { SEVERITIES, type TaskRow } from '../contract.ts';
import { causeName, Lamp, SeverityTag, StateTag } from './words.tsx';

/** Tasks as a list: lights first, then what, who and until when. */
export function TaskTable({
  tasks,
  name,
  empty,
  sortable = true,
}: {
  tasks: readonly TaskRow[];
  name: string;
  empty: string;
  sortable?: boolean;
}): ReactNode {
  const t = useText('supervision');
  return (
    <DataTable<TaskRow>
      exported={false}
      sortable={sortable}
      name={name}
      rowKey="id"
      pagination={false}
      scroll={{ x: 1_060 }}
      dataSource={tasks as TaskRow[]}
      locale={{ emptyText: empty }}
      columns={[
        {
          title: t('field.light'),
          value: (row) => ['red', 'yellow', 'green'].indexOf(row.light),
          render: (_, row) => <Lamp light={row.light} />,
        },
        {
          title: t('field.code'),
          value: (row) => row.id,
          className: 'nowrap',
          render: (_, row) => <Link to={`/supervision/tasks/${row.id}` as string}>{row.code}</Link>,
        },
        {
          title: t('field.subject'),
          value: (row) => row.subject,
          render: (_, row) => (
            <>
              {row.subject}
              {row.pointName && row.pointName !== row.subject ? (
                <>
                  <br />
                  <small className="muted">{row.pointName}</small>
                </>
              ) : null}
            </>
          ),
        },
        {
          title: t('field.cause'),
          value: (row) => causeName(t, row.cause),
          render: (_, row) => (
            <>
              {causeName(t, row.cause)} <small className="muted">{row.codeName}</small>
            </>
          ),
        },
        {
          title: t('field.severity'),
          value: (row) => SEVERITIES.indexOf(row.severity),
          render: (_, row) => <SeverityTag severity={row.severity} />,
        },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => <StateTag state={row.state} />,
        },
        { title: t('field.body'), dataIndex: 'unitName' },
        {
          title: t('field.dispatchedAt'),
          value: (row) => instant(row.dispatchedAt),
          render: (_, row) => formatTime(row.dispatchedAt),
        },
        {
          title: t('field.dueAt'),
          value: (row) => instant(row.dueAt),
          render: (_, row) => formatTime(row.dueAt),
        },
        { title: t('field.alarms'), dataIndex: 'alarms' },
      ]}
    />
  );
}
