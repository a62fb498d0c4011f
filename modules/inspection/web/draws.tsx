import { Link, useNavigate } from '@tanstack/react-router';
import {
  formatPercent,
  formatTime,
  instant,
  ListPage,
  UnitSelect,
  unitFilter,
  useList,
  useMay,
  useRouteMutation,
  useText,
} from '@tarim/ui';
import { Button, Flex, Modal, Statistic } from 'antd';
import { type ReactNode, useState } from 'react';
import { commitDraw, type DrawSummary, listDraws, type Year } from '../contract.ts';
import { DrawTag, Simulated } from './words.tsx';

/** 双随机抽取: prepared, drawn and void draws, the newest first, and what the year has come to. */
export default function DrawsPage(): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const [preparing, setPreparing] = useState(false);
  const list = useList(listDraws, {
    filters: { unit: unitFilter(t('field.unit'), { width: 260 }) },
    by: 'before',
    rows: ({ draws }) => draws as DrawSummary[],
  });
  const year = list.query.data?.year;
  return (
    <ListPage
      title={t('menu.draws')}
      note={t('draws.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
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
      list={list}
      figures={year ? <YearFigures year={year} /> : null}
      width={900}
      empty={t('draws.none')}
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
    >
      {preparing ? <PrepareDialog onClose={() => setPreparing(false)} /> : null}
    </ListPage>
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
  const may = useMay();
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
        may={(path) => may('inspection.draw', path)}
        value={unit}
        onChange={setUnit}
      />
    </Modal>
  );
}
