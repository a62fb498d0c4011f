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
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Select, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { LIVE_REPORTS, listReports, type ReportKind } from '../contract.ts';
import { MakeDialog } from './make-dialog.tsx';
import { Schedules } from './schedules.tsx';
import { kindName, kindOptions, Made } from './words.tsx';

/** Reports that were made, newest first, and what makes them by itself. */
export default function ReportsPage(): ReactNode {
  const t = useText('reporting');
  const client = useQueryClient();
  const mayMake = useMay('reporting.make');
  const hears = useMay('reporting.read');
  const [making, setMaking] = useState(false);
  const connected = useLive(
    hears ? [LIVE_REPORTS] : [],
    () =>
      void client.invalidateQueries({
        predicate: (query) => String(query.queryKey[0]).startsWith('reporting.'),
      }),
  );
  return (
    <Page
      title={t('list.title')}
      note={t('list.note')}
      extra={
        mayMake ? (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t('list.make')}
          </Button>
        ) : null
      }
    >
      <LiveHint connected={connected} />
      <Tabs
        items={[
          { key: 'reports', label: t('list.reports'), children: <ReportList /> },
          { key: 'schedules', label: t('list.schedules'), children: <Schedules /> },
        ]}
      />
      {making ? <MakeDialog onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}

function ReportList(): ReactNode {
  const t = useText('reporting');
  const [kind, setKind] = useState<ReportKind | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const at = useCursor<number>();
  const list = useRouteQuery(
    listReports,
    { query: { kind, unit, before: at.cursor, limit: 50 } },
    { refetchMs: 15_000 },
  );
  const chosen =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      at.reset();
    };
  return (
    <>
      <div className="filters">
        <Select
          allowClear
          aria-label={t('field.kind')}
          placeholder={t('list.allKinds')}
          value={kind}
          onChange={chosen(setKind)}
          options={kindOptions(t)}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('list.allUnits')}
          value={unit}
          onChange={chosen(setUnit)}
          style={{ width: 280 }}
        />
      </div>
      <QueryState query={list}>
        <DataTable
          name={t('list.title')}
          rowKey="id"
          sortable={at.whole(list.data?.next)}
          pagination={false}
          scroll={{ x: 900 }}
          locale={{ emptyText: t('list.none') }}
          dataSource={list.data?.reports ?? []}
          columns={[
            {
              title: t('field.kind'),
              value: (row) => kindName(t, row.kind),
              render: (_, row) => (
                <Link to={`/reports/detail?id=${row.id}` as string}>{kindName(t, row.kind)}</Link>
              ),
            },
            { title: t('field.unit'), dataIndex: 'unitName' },
            { title: t('field.period'), dataIndex: 'period', className: 'nowrap' },
            {
              title: t('field.number'),
              value: (row) => row.number,
              render: (_, row) => t('numberOf', { n: row.number }),
            },
            {
              title: t('field.language'),
              value: (row) => t(`language.${row.language}`),
              render: (_, row) => t(`language.${row.language}`),
            },
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <Made report={row} t={t} />,
            },
            {
              title: t('field.template'),
              dataIndex: 'templateRevision',
            },
            {
              title: t('field.askedBy'),
              value: (row) => row.askedBy ?? t('bySchedule'),
              render: (_, row) => row.askedBy ?? <Tag>{t('bySchedule')}</Tag>,
            },
            {
              title: t('field.askedAt'),
              className: 'nowrap',
              value: (row) => instant(row.askedAt),
              render: (_, row) => formatTime(row.askedAt),
            },
            {
              title: t('field.published'),
              className: 'nowrap',
              value: (row) => instant(row.published?.at),
              render: (_, row) =>
                row.published ? (
                  formatTime(row.published.at)
                ) : (
                  <span className="muted">{t('unpublished')}</span>
                ),
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
    </>
  );
}
