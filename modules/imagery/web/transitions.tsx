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
import { listTransitions, type TransitionRun } from '../contract.ts';
import { inHectares } from './class-names.ts';
import { TransitionDialog } from './transition-dialog.tsx';
import { hectares, percent, RunState, Simulated, taken, useImageryNews } from './words.tsx';

const LOOK_MS = 15_000;

/** 土地覆盖转移: comparisons of thematic rasters, the newest first. */
export default function TransitionsPage(): ReactNode {
  const t = useText('imagery');
  const may = useMay();
  const { searchStr } = useLocation();
  const asked = Number(new URLSearchParams(searchStr).get('after') ?? 0);
  const [asking, setAsking] = useState(asked > 0);
  const at = useCursor<number>();
  const query = useRouteQuery(listTransitions, { query: { before: at.cursor } }, { refetchMs: LOOK_MS });
  const connected = useImageryNews();
  const runs = query.data?.runs ?? [];
  const next = query.data?.more ? runs.at(-1)?.id : null;
  return (
    <Page
      title={t('menu.transitions')}
      note={t('transitions.note')}
      extra={
        <>
          <Simulated when={runs.some((one) => one.simulated)} />
          {may('imagery.detect') ? (
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('transitions.new')}
            </Button>
          ) : null}
        </>
      }
    >
      <LiveHint connected={connected} />
      <QueryState query={query}>
        <DataTable<TransitionRun>
          name={t('menu.transitions')}
          sortable={at.whole(next)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1_000 }}
          dataSource={runs as TransitionRun[]}
          locale={{ emptyText: <Empty description={t('transitions.none')} /> }}
          columns={[
            {
              title: t('field.title'),
              value: (row) => row.title,
              render: (_, row) => (
                <>
                  <Link to={`/imagery/transitions/${row.id}` as string}>{row.title}</Link>{' '}
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
            {
              title: t('transition.changed'),
              value: (row) => (row.outcome ? inHectares(row.outcome.changedArea) : null),
              render: (_, row) =>
                row.outcome
                  ? `${hectares(row.outcome.changedArea)} · ${percent(row.outcome.changedShare)}`
                  : '—',
            },
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
        <TransitionDialog {...(asked > 0 ? { after: asked } : {})} onClose={() => setAsking(false)} />
      ) : null}
    </Page>
  );
}
