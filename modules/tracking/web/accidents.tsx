import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Empty, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type Accident, listAccidents } from '../contract.ts';
import { ClockTag } from './clock.tsx';
import { Simulated } from './words.tsx';

const REFRESH_MS = 30_000;

/** 辐射事故, the newest first. */
export default function AccidentsPage(): ReactNode {
  const t = useText('tracking');
  const unitName = useUnitName();
  const query = useRouteQuery(listAccidents, {}, { refetchMs: REFRESH_MS });
  const rows = query.data?.accidents ?? [];
  return (
    <Page
      title={t('menu.accidents')}
      note={t('accidents.note')}
      extra={<Simulated when={rows.some((one) => one.simulated)} />}
    >
      <QueryState query={query}>
        <DataTable<Accident>
          name={t('menu.accidents')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 800 }}
          dataSource={rows as Accident[]}
          locale={{ emptyText: <Empty description={t('accidents.none')} /> }}
          columns={[
            {
              title: t('field.name'),
              value: (row) => row.terminalName,
              className: 'nowrap',
              render: (_, row) => (
                <Link to={`/tracking/accidents/${row.id}` as string}>{row.terminalName}</Link>
              ),
            },
            { title: t('field.owner'), dataIndex: 'owner' },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            { title: t('field.grade'), value: (row) => row.grade ?? '—' },
            {
              title: t('field.foundAt'),
              value: (row) => instant(row.foundAt),
              className: 'nowrap',
              render: (_, row) => formatTime(row.foundAt),
            },
            {
              title: t('field.dueAt'),
              value: (row) => instant(row.dueAt),
              className: 'nowrap',
              render: (_, row) => (
                <>
                  {formatTime(row.dueAt)} <ClockTag one={row} />
                </>
              ),
            },
            {
              title: t('field.state'),
              value: (row) => t(`accidentState.${row.state}`),
              render: (_, row) => <Tag>{t(`accidentState.${row.state}`)}</Tag>,
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}
