import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  LiveHint,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useLive,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Empty, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  ALARM_KINDS,
  ALARM_STATES,
  type Alarm,
  type AlarmKind,
  type AlarmState,
  LIVE_CHANGES,
  listAlarms,
} from '../contract.ts';
import { SeverityTag, Simulated, StateTag } from './words.tsx';

const REFRESH_MS = 20_000;

interface Filters {
  readonly state?: AlarmState | undefined;
  readonly kind?: AlarmKind | undefined;
  readonly unit?: string | undefined;
}

/** 移动源报警. */
export default function AlarmsPage(): ReactNode {
  const t = useText('tracking');
  const client = useQueryClient();
  const at = useCursor<number>();
  const [filters, setFilters] = useState<Filters>({});
  const query = useRouteQuery(
    listAlarms,
    { query: { ...filters, before: at.cursor } },
    { refetchMs: REFRESH_MS },
  );
  const connected = useLive(
    [LIVE_CHANGES],
    () => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === listAlarms.id }),
  );
  const rows = query.data?.alarms ?? [];
  const filter = (more: Filters) => {
    setFilters({ ...filters, ...more });
    at.reset();
  };
  return (
    <Page
      title={t('menu.alarms')}
      note={t('proposal')}
      extra={<Simulated when={rows.some((one) => one.simulated)} />}
    >
      <LiveHint connected={connected} />
      <div className="filters">
        <div style={{ minWidth: 220 }}>
          <UnitSelect
            aria-label={t('field.unit')}
            allowClear
            {...(filters.unit ? { value: filters.unit } : {})}
            onChange={(unit) => filter({ unit })}
          />
        </div>
        <Select<AlarmState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ minWidth: 130 }}
          onChange={(state: AlarmState | undefined) => filter({ state })}
          options={ALARM_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <Select<AlarmKind>
          allowClear
          aria-label={t('field.kind')}
          placeholder={t('field.kind')}
          style={{ minWidth: 180 }}
          onChange={(kind: AlarmKind | undefined) => filter({ kind })}
          options={ALARM_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </div>
      <QueryState query={query}>
        <List rows={rows} sortable={at.whole(query.data?.after)} />
        <CursorPager at={at} next={query.data?.after} busy={query.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}

function List({ rows, sortable }: { rows: readonly Alarm[]; sortable: boolean }): ReactNode {
  const t = useText('tracking');
  const unitName = useUnitName();
  return (
    <DataTable<Alarm>
      name={t('menu.alarms')}
      sortable={sortable}
      rowKey="id"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={rows as Alarm[]}
      locale={{ emptyText: <Empty description={t('alarms.none')} /> }}
      columns={[
        {
          title: t('field.kind'),
          value: (row) => t(`kind.${row.kind}`),
          className: 'nowrap',
          render: (_, row) => (
            <Link to={`/tracking/alarms/${row.id}` as string}>{t(`kind.${row.kind}`)}</Link>
          ),
        },
        {
          title: t('field.severity'),
          value: (row) => t(`severity.${row.severity}`),
          render: (_, row) => <SeverityTag severity={row.severity} />,
        },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => <StateTag state={row.state} />,
        },
        {
          title: t('field.name'),
          value: (row) => row.terminalName,
          render: (_, row) => (
            <Link to={`/tracking/terminals/${row.terminalId}` as string}>{row.terminalName}</Link>
          ),
        },
        { title: t('field.owner'), dataIndex: 'owner' },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        {
          title: t('field.since'),
          value: (row) => instant(row.since),
          className: 'nowrap',
          render: (_, row) => formatTime(row.since),
        },
        { title: t('field.count'), value: (row) => row.count },
        { title: t('field.escalated'), value: (row) => t(row.escalated > 0 ? 'yes' : 'no') },
      ]}
    />
  );
}
