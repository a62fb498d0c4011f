import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { listRequests, REQUEST_STATES, type RequestState } from '../contract.ts';
import { AskDialog } from './ask-dialog.tsx';
import { count, Simulated, StateTag } from './words.tsx';

/** Requests of one's own, and those that wait for one's decision; each leads to its key and use log. */
export default function RequestsPage(): ReactNode {
  const t = useText('catalog');
  const unitName = useUnitName();
  const navigate = useNavigate();
  const reviewer = useMay('catalog.approve');
  const asked = new URLSearchParams(useLocation().searchStr).get('ask');
  const [view, setView] = useState<'mine' | 'review'>(reviewer && !asked ? 'review' : 'mine');
  const [state, setState] = useState<RequestState | undefined>();
  const [asking, setAsking] = useState(asked !== null);
  const at = useCursor<number>();
  const list = useRouteQuery(listRequests, { query: { view, state, before: at.cursor, limit: 100 } });
  const rows = list.data?.requests ?? [];
  return (
    <Page
      title={t('requests.title')}
      note={t('requests.note')}
      extra={
        <>
          <Simulated when={rows.some((row) => row.simulated)} />
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('requests.ask')}
          </Button>
        </>
      }
    >
      <div className="filters">
        {reviewer ? (
          <Segmented
            value={view}
            onChange={(value) => {
              setView(value);
              at.reset();
            }}
            options={(['review', 'mine'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
          />
        ) : null}
        <Select
          allowClear
          aria-label={t('request.state')}
          placeholder={t('request.state')}
          style={{ minWidth: 140 }}
          value={state}
          onChange={(value) => {
            setState(value);
            at.reset();
          }}
          options={REQUEST_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </div>
      <QueryState query={list}>
        <DataTable
          name={t('requests.title')}
          rowKey="id"
          sortable={false}
          pagination={false}
          scroll={{ x: 900 }}
          locale={{ emptyText: t('requests.none') }}
          dataSource={rows}
          columns={[
            {
              title: t('request.body'),
              value: (row) => row.body,
              render: (_, row) => <Link to={`/data/requests/${row.id}` as string}>{row.body}</Link>,
            },
            {
              title: t('request.datasets'),
              value: (row) => row.datasets.map((one) => one.dataset).join(' '),
              render: (_, row) => row.datasets.map((one) => <div key={one.dataset}>{one.dataset}</div>),
            },
            {
              title: t('request.unit'),
              value: (row) => unitName(row.unitPath),
              render: (_, row) => unitName(row.granted?.unitPath ?? row.unitPath, 'line'),
            },
            {
              title: t('request.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <StateTag request={row} />,
            },
            {
              title: t('request.submittedAt'),
              value: (row) => instant(row.submittedAt),
              className: 'nowrap',
              render: (_, row) => formatTime(row.submittedAt),
            },
            {
              title: t('request.validTo'),
              value: (row) => row.granted?.expiresAt ?? row.validTo,
              className: 'nowrap',
              render: (_, row) => row.validTo,
            },
            {
              title: t('request.today'),
              value: (row) => row.readToday,
              render: (_, row) =>
                row.granted ? `${count(row.readToday)} / ${count(row.granted.dailyRows)}` : '—',
            },
            {
              title: t('request.key'),
              value: (row) => row.key?.prefix ?? '',
              render: (_, row) => (row.key ? <code>{row.key.prefix}…</code> : '—'),
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
      {asking ? (
        <AskDialog
          first={asked ?? undefined}
          onClose={() => setAsking(false)}
          onDone={(id) => void navigate({ to: `/data/requests/${id}` as string })}
        />
      ) : null}
    </Page>
  );
}
