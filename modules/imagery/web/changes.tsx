import { Link, useLocation } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  LiveHint,
  Page,
  QueryState,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ChangeRun, listChangeRuns } from '../contract.ts';
import { RunDialog } from './run-dialog.tsx';
import { RunState, Simulated, taken, useImageryNews } from './words.tsx';

const LOOK_MS = 15_000;

/** 变化检测: comparisons of scenes, the newest first. */
export default function ChangesPage(): ReactNode {
  const t = useText('imagery');
  const may = useMay();
  const { searchStr } = useLocation();
  const asked = Number(new URLSearchParams(searchStr).get('after') ?? 0);
  const [asking, setAsking] = useState(asked > 0);
  const at = useCursor<number>();
  const query = useRouteQuery(listChangeRuns, { query: { before: at.cursor } }, { refetchMs: LOOK_MS });
  const connected = useImageryNews();
  const runs = query.data?.runs ?? [];
  const next = query.data?.more ? runs.at(-1)?.id : null;
  return (
    <Page
      title={t('menu.changes')}
      note={t('changes.note')}
      extra={
        <>
          <Simulated when={runs.some((one) => one.simulated)} />
          {may('imagery.detect') ? (
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('changes.new')}
            </Button>
          ) : null}
        </>
      }
    >
      <LiveHint connected={connected} />
      <QueryState query={query}>
        <DataTable<ChangeRun>
          name={t('menu.changes')}
          sortable={at.whole(next)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1_000 }}
          dataSource={runs as ChangeRun[]}
          locale={{ emptyText: <Empty description={t('changes.none')} /> }}
          columns={[
            {
              title: t('field.title'),
              value: (row) => row.title,
              render: (_, row) => (
                <>
                  <Link to={`/imagery/changes/${row.id}` as string}>{row.title}</Link>{' '}
                  <Simulated when={row.simulated} />
                </>
              ),
            },
            {
              title: t('field.state'),
              value: (row) => t(`run.${row.state}`),
              render: (_, row) => <RunState run={row} />,
            },
            {
              title: t('field.before'),
              className: 'cell-nowrap',
              value: (row) => instant(row.before.takenAt),
              render: (_, row) => formatTime(row.before.takenAt, 'date'),
            },
            {
              title: t('field.after'),
              className: 'cell-nowrap',
              value: (row) => instant(row.after.takenAt),
              render: (_, row) => formatTime(row.after.takenAt, 'date'),
            },
            { title: t('field.method'), value: (row) => t(`method.${row.parameters.method}`) },
            { title: t('field.patches'), value: (row) => (row.state === 'done' ? row.patches : null) },
            { title: t('field.by'), value: (row) => row.byName },
            {
              title: t('field.askedAt'),
              className: 'cell-nowrap',
              value: (row) => instant(row.askedAt),
              render: (_, row) => taken(row.askedAt),
            },
          ]}
        />
        <CursorPager at={at} next={next} busy={query.isPlaceholderData} />
      </QueryState>
      {asking ? (
        <RunDialog {...(asked > 0 ? { after: asked } : {})} onClose={() => setAsking(false)} />
      ) : null}
    </Page>
  );
}
