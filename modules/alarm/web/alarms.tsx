import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
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
  useLanguage,
  useLive,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Input, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  ALARM_KINDS,
  ALARM_STATES,
  type AlarmKind,
  type AlarmState,
  countAlarms,
  exportAlarms,
  LIVE_ALARMS,
  listAlarms,
  type Severity,
} from '../contract.ts';
import { kindName, SEVERITIES, SeverityTag, StateTag, stateName } from './words.tsx';

type StateFilter = AlarmState | 'open' | 'all';

/** All alarms: what is open now, newest first; filters, export. */
export default function AlarmsPage(): ReactNode {
  const t = useText('alarm');
  const { language } = useLanguage();
  const client = useQueryClient();
  const [state, setState] = useState<StateFilter>('open');
  const [kind, setKind] = useState<AlarmKind | undefined>();
  const [severity, setSeverity] = useState<Severity | undefined>();
  const [q, setQ] = useState('');
  const at = useCursor<string>();
  const filter = { state, kind, severity, q: q || undefined };
  const list = useRouteQuery(
    listAlarms,
    { query: { ...filter, cursor: at.cursor, limit: 100 } },
    { refetchMs: 15_000 },
  );
  const counts = useRouteQuery(countAlarms, {}, { refetchMs: 15_000 });
  const hears = useMay('alarm.read');
  const connected = useLive(
    hears ? [LIVE_ALARMS] : [],
    () =>
      void client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('alarm.') }),
  );
  const chosen =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      at.reset();
    };
  return (
    <Page
      title={t('list.title')}
      note={t('list.note')}
      extra={(['xlsx', 'csv'] as const).map((format) => (
        <Button key={format} href={urlOf(exportAlarms, {}, { ...filter, format, lang: language })}>
          {t('list.export', { format: format.toUpperCase() })}
        </Button>
      ))}
    >
      <LiveHint connected={connected} />
      <div className="figures">
        <Figure
          label={stateName(t, 'firing')}
          value={counts.data?.firing ?? '—'}
          tone={counts.data?.firing ? 'bad' : 'good'}
        />
        <Figure label={stateName(t, 'pending')} value={counts.data?.pending ?? '—'} />
        <Figure label={stateName(t, 'recovering')} value={counts.data?.recovering ?? '—'} />
        <Figure
          label={t('list.unacknowledged')}
          value={counts.data?.unacknowledged ?? '—'}
          tone={counts.data?.unacknowledged ? 'warn' : 'good'}
        />
        <Figure label={t('list.firedIn24h')} value={counts.data?.firedLast24h ?? '—'} />
      </div>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <div style={{ maxWidth: '100%', overflowX: 'auto' }}>
          <Segmented<StateFilter>
            aria-label={t('field.state')}
            value={state}
            onChange={chosen(setState)}
            options={[
              { value: 'open', label: t('state.open') },
              ...ALARM_STATES.map((value) => ({ value, label: stateName(t, value) })),
              { value: 'all', label: t('state.all') },
            ]}
          />
        </div>
        <Select
          allowClear
          aria-label={t('field.kind')}
          placeholder={t('list.allKinds')}
          style={{ width: 140 }}
          value={kind}
          onChange={chosen(setKind)}
          options={ALARM_KINDS.map((value) => ({ value, label: kindName(t, value) }))}
        />
        <Select
          allowClear
          aria-label={t('field.severity')}
          placeholder={t('list.allSeverities')}
          style={{ width: 120 }}
          value={severity}
          onChange={chosen(setSeverity)}
          options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
        />
        <Input.Search
          allowClear
          placeholder={t('list.search')}
          style={{ width: 240 }}
          onSearch={chosen(setQ)}
        />
      </div>
      <QueryState query={list}>
        <DataTable
          exported={false}
          sortable={at.whole(list.data?.next)}
          name={t('list.title')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={list.data?.alarms ?? []}
          locale={{ emptyText: t('list.none') }}
          columns={[
            {
              title: t('field.severity'),
              value: (row) => SEVERITIES.indexOf(row.severity),
              render: (_, row) => <SeverityTag severity={row.severity} t={t} />,
            },
            {
              title: t('field.kind'),
              value: (row) => kindName(t, row.kind),
              render: (_, row) => row.ruleName ?? kindName(t, row.kind),
            },
            {
              title: t('field.state'),
              value: (row) => stateName(t, row.state),
              render: (_, row) => <StateTag state={row.state} t={t} />,
            },
            {
              title: t('field.point'),
              value: (row) => row.pointName,
              render: (_, row) => (
                <>
                  <Link to={`/alarms/${row.id}` as string}>{row.pointName}</Link>
                  {row.group ? (
                    <Tag color="purple">{t('alarm.groupOf', { n: row.group.members })}</Tag>
                  ) : null}
                  {row.hush ? <Tag>{t(`hush.kind.${row.hush.kind}`)}</Tag> : null}
                  {row.escalated > 0 ? (
                    <Tag color="volcano">{t('alarm.escalated', { n: row.escalated })}</Tag>
                  ) : null}
                  <br />
                  <small className="muted">{row.enterpriseName ?? row.unitName}</small>
                </>
              ),
            },
            { title: t('field.factor'), dataIndex: 'codeName' },
            {
              title: t('field.valueLimit'),
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
              title: t('field.startedAt'),
              dataIndex: 'startedAt',
              value: (row) => instant(row.startedAt),
              render: (time: string) => formatTime(time),
            },
            { title: t('field.occurrences'), dataIndex: 'occurrences' },
            {
              title: t('field.acknowledged'),
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
