import { Link, useNavigate } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatPercent,
  formatTime,
  instant,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty, Flex, Modal, Statistic } from 'antd';
import { type ReactNode, useState } from 'react';
import { commitDraw, type DrawSummary, listDraws, type Year } from '../contract.ts';
import { DrawTag, Simulated } from './words.tsx';

/** 双随机抽取: prepared, drawn and void draws, the newest first, and what the year has come to. */
export default function DrawsPage(): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const at = useCursor<number>();
  const [unit, setUnit] = useState<string | undefined>();
  const [preparing, setPreparing] = useState(false);
  const query = useRouteQuery(listDraws, { query: { before: at.cursor, unit } });
  const draws = query.data?.draws ?? [];
  return (
    <Page
      title={t('menu.draws')}
      note={t('draws.note')}
      extra={
        <>
          <Simulated when={draws.some(({ simulated }) => simulated)} />
          <a href="/draws" target="_blank" rel="noreferrer">
            {t('draws.public')}
          </a>
          {may('inspection.draw') ? (
            <Button type="primary" onClick={() => setPreparing(true)}>
              {t('draws.prepare')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={(next) => {
            at.reset();
            setUnit(next);
          }}
        />
      </div>
      <QueryState query={query}>
        {query.data ? <YearFigures year={query.data.year} /> : null}
        <DataTable<DrawSummary>
          name={t('menu.draws')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={draws as DrawSummary[]}
          locale={{ emptyText: <Empty description={t('draws.none')} /> }}
          columns={[
            {
              title: t('field.number'),
              value: (row) => row.number,
              className: 'nowrap',
              render: (_, row) => <Link to={`/inspection/draws/${row.id}` as string}>{row.number}</Link>,
            },
            { title: t('field.unit'), dataIndex: 'unitName' },
            {
              title: t('field.state'),
              value: (row) => t(`drawState.${row.state}`),
              render: (_, row) => <DrawTag state={row.state} />,
            },
            { title: t('field.pool'), dataIndex: 'pool', align: 'right' },
            { title: t('field.officers'), dataIndex: 'officers', align: 'right' },
            { title: t('field.drawn'), dataIndex: 'drawn', align: 'right' },
            { title: t('field.done'), dataIndex: 'done', align: 'right' },
            {
              title: t('field.committedAt'),
              value: (row) => instant(row.committedAt),
              render: (_, row) => formatTime(row.committedAt),
            },
            {
              title: t('field.drawnAt'),
              value: (row) => instant(row.drawnAt),
              render: (_, row) => (row.drawnAt ? formatTime(row.drawnAt) : '—'),
            },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {preparing ? <PrepareDialog onClose={() => setPreparing(false)} /> : null}
    </Page>
  );
}

function YearFigures({ year }: { year: Year }): ReactNode {
  const t = useText('inspection');
  return (
    <Flex gap={32} wrap style={{ margin: '8px 0 16px' }}>
      <Statistic title={t('year.pool')} value={year.pool} />
      <Statistic title={t('year.coverage')} value={formatPercent(year.coverage)} />
      <Statistic title={t('year.visits')} value={`${year.done} / ${year.visits}`} />
      <Statistic title={t('year.problems')} value={formatPercent(year.problemShare)} />
      <Statistic title={t('year.filed')} value={year.filed} />
      <Statistic title={t('year.repeated')} value={year.repeated} />
    </Flex>
  );
}

function PrepareDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('inspection');
  const navigate = useNavigate();
  const [unit, setUnit] = useState<string | undefined>();
  const commit = useRouteMutation(commitDraw, {
    success: t('draws.prepared'),
    onSuccess: ({ id }) => void navigate({ to: `/inspection/draws/${id}` as string }),
  });
  return (
    <Modal
      open
      title={t('draws.prepare')}
      okText={t('draws.commit')}
      okButtonProps={{ disabled: unit === undefined }}
      confirmLoading={commit.isPending}
      onCancel={onClose}
      onOk={() => commit.mutate({ body: { unitPath: unit } })}
    >
      <p className="muted">{t('draws.prepareHint')}</p>
      <UnitSelect
        aria-label={t('field.unit')}
        placeholder={t('field.unit')}
        style={{ width: '100%' }}
        value={unit}
        onChange={setUnit}
      />
    </Modal>
  );
}
