import { Link } from '@tanstack/react-router';
import { formatTime, instant, ListPage, useList, useMay, useText } from '@tarim/ui';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { listRounds, type RoundSummary } from '../contract.ts';
import { PrepareDialog } from './prepare-dialog.tsx';
import { RoundTag, Simulated } from './words.tsx';

/** 稽查批次: the newest first. */
export default function RoundsPage(): ReactNode {
  const t = useText('audit');
  const may = useMay();
  const [preparing, setPreparing] = useState(false);
  const list = useList(listRounds, {
    filters: {},
    by: 'before',
    rows: ({ rounds }) => rounds as RoundSummary[],
  });
  return (
    <ListPage
      title={t('menu.rounds')}
      note={t('rounds.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('audit.plan') ? (
            <Button type="primary" onClick={() => setPreparing(true)}>
              {t('rounds.prepare')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      width={900}
      empty={t('rounds.none')}
      columns={[
        {
          title: t('field.number'),
          value: (row) => row.number,
          className: 'nowrap',
          render: (_, row) => <Link to={`/audit/rounds/${row.id}` as string}>{row.number}</Link>,
        },
        { title: t('field.title'), dataIndex: 'title' },
        { title: t('field.unit'), dataIndex: 'unitName' },
        { title: t('field.audited'), value: (row) => row.audited.map(({ name }) => name).join('、') },
        { title: t('field.period'), value: (row) => `${row.from} – ${row.to}` },
        {
          title: t('field.state'),
          value: (row) => t(`roundState.${row.state}`),
          render: (_, row) => <RoundTag state={row.state} />,
        },
        { title: t('field.pool'), dataIndex: 'pool', align: 'right' },
        {
          title: t('field.signed'),
          value: (row) => `${row.signed} / ${row.papers}`,
          align: 'right',
        },
        {
          title: t('roundState.prepared'),
          value: (row) => instant(row.at),
          render: (_, row) => formatTime(row.at),
        },
      ]}
    >
      {preparing ? <PrepareDialog onClose={() => setPreparing(false)} /> : null}
    </ListPage>
  );
}
