import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  ALARM_KIND_TITLES,
  ALARM_STATES_TITLES,
  CursorPager,
  DataTable,
  Figure,
  formatNumber,
  formatTime,
  instant,
  LiveHint,
  Page,
  QueryState,
  useCursor,
  useLive,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Input, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  ALARM_KINDS,
  type AlarmKind,
  countAlarms,
  exportAlarms,
  LIVE_ALARMS,
  listAlarms,
} from '../contract.ts';

type StateFilter = 'open' | 'pending' | 'firing' | 'recovering' | 'closed' | 'all';
const SEVERITY: Readonly<Record<string, string>> = { info: 'default', warning: 'orange', critical: 'red' };

/** All alarms: what is open now, newest first; filters, export. */
export default function AlarmsPage(): ReactNode {
  const t = useText('alarm');
  const client = useQueryClient();
  const [state, setState] = useState<StateFilter>('open');
  const [kind, setKind] = useState<AlarmKind | undefined>();
  const [q, setQ] = useState('');
  const at = useCursor<string>();
  const filter = { state, kind, q: q || undefined };
  const list = useRouteQuery(
    listAlarms,
    { query: { ...filter, cursor: at.cursor, limit: 100 } },
    { refetchMs: 15_000 },
  );
  const counts = useRouteQuery(countAlarms, {}, { refetchMs: 15_000 });
  const connected = useLive(
    [LIVE_ALARMS],
    () =>
      void client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('alarm.') }),
  );
  return (
    <Page
      title={t('alarms.alarms')}
      note={t('alarms.pendingFiringRecovering')}
      extra={(['xlsx', 'csv'] as const).map((format) => (
        <Button key={format} href={urlOf(exportAlarms, {}, { ...filter, format })}>
          {t('alarms.export')} {format.toUpperCase()}
        </Button>
      ))}
    >
      <LiveHint connected={connected} />
      <div className="figures">
        <Figure
          label={t('alarms.firing')}
          value={counts.data?.firing ?? '—'}
          tone={counts.data?.firing ? 'bad' : 'good'}
        />
        <Figure label={t('alarms.pending')} value={counts.data?.pending ?? '—'} />
        <Figure label={t('alarms.recovering')} value={counts.data?.recovering ?? '—'} />
        <Figure
          label={t('alarms.notAcknowledged')}
          value={counts.data?.unacknowledged ?? '—'}
          tone={counts.data?.unacknowledged ? 'warn' : 'good'}
        />
        <Figure label={t('alarms.firedIn24H')} value={counts.data?.firedLast24h ?? '—'} />
      </div>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Segmented<StateFilter>
          aria-label={t('alarms.state')}
          value={state}
          onChange={(value) => {
            setState(value);
            at.reset();
          }}
          options={[
            { value: 'open', label: t('alarms.open') },
            { value: 'firing', label: t('alarms.firing') },
            { value: 'pending', label: t('alarms.pending') },
            { value: 'closed', label: t('alarms.closed') },
            { value: 'all', label: t('alarms.all') },
          ]}
        />
        <Select
          allowClear
          aria-label={t('alarms.kind')}
          placeholder={t('alarms.allKinds')}
          style={{ width: 140 }}
          value={kind}
          onChange={(value) => {
            setKind(value);
            at.reset();
          }}
          options={ALARM_KINDS.map((value) => ({
            value,
            label: t(ALARM_KIND_TITLES[value]?.title ?? value),
          }))}
        />
        <Input.Search
          allowClear
          placeholder={t('alarms.pointEnterpriseOrFactor')}
          style={{ width: 240 }}
          onSearch={(text) => {
            setQ(text);
            at.reset();
          }}
        />
      </div>
      <QueryState query={list}>
        <DataTable
          exported={false}
          sortable={at.whole(list.data?.next)}
          name={t('alarms.alarms')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={list.data?.alarms ?? []}
          locale={{ emptyText: t('alarms.noSuchAlarm') }}
          columns={[
            {
              title: t('alarms.severity'),
              value: (row) => Object.keys(SEVERITY).indexOf(row.severity),
              dataIndex: 'severity',
              render: (value: string) => (
                <Tag color={SEVERITY[value]}>
                  {
                    {
                      info: t('alarms.info'),
                      warning: t('alarms.warning'),
                      critical: t('alarms.critical'),
                    }[value]
                  }
                </Tag>
              ),
            },
            {
              title: t('alarms.kind'),
              dataIndex: 'kind',
              value: (row) => t(ALARM_KIND_TITLES[row.kind]?.title ?? row.kind),
              render: (value: string) => t(ALARM_KIND_TITLES[value]?.title ?? value),
            },
            {
              title: t('alarms.state'),
              dataIndex: 'state',
              value: (row) => t(ALARM_STATES_TITLES[row.state]?.title ?? row.state),
              render: (value: string) => (
                <Tag color={ALARM_STATES_TITLES[value]?.colour}>
                  {t(ALARM_STATES_TITLES[value]?.title ?? value)}
                </Tag>
              ),
            },
            {
              title: t('alarms.object'),
              value: (row) => row.pointName,
              render: (_, row) => (
                <>
                  <Link to={`/alarms/${row.id}` as string}>{row.pointName}</Link>
                  <br />
                  <small className="muted">{row.enterpriseName ?? row.unitName}</small>
                </>
              ),
            },
            { title: t('alarms.factor'), dataIndex: 'codeName' },
            {
              title: t('alarms.valueLimit'),
              value: (row) => row.evidence.value,
              render: (_, row) =>
                row.evidence.value === null ? (
                  '—'
                ) : (
                  <>
                    <b className="exceeds">{formatNumber(row.evidence.value, 2)}</b> /{' '}
                    {formatNumber(row.evidence.limit, 2)} <small className="muted">{row.unit}</small>
                  </>
                ),
            },
            {
              title: t('alarms.started'),
              dataIndex: 'startedAt',
              value: (row) => instant(row.startedAt),
              render: (time: string) => formatTime(time),
            },
            { title: t('alarms.seen'), dataIndex: 'occurrences' },
            {
              title: t('alarms.acknowledged'),
              value: (row) => row.acknowledged?.by,
              render: (_, row) =>
                row.acknowledged ? (
                  <>
                    {row.acknowledged.by}
                    <br />
                    <small className="muted">{formatTime(row.acknowledged.at)}</small>
                  </>
                ) : (
                  <span className="muted">—</span>
                ),
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}
