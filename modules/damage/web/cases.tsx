import { Link } from '@tanstack/react-router';
import { choiceFilter, ListPage, textFilter, unitFilter, useList, useMay, useText } from '@tarim/ui';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { DAMAGE_STATES, type DamageSummary, listDamageCases, SOURCES } from '../contract.ts';
import { OpenDialog } from './open-dialog.tsx';
import { ClockTag, Simulated, StateTag, yuan } from './words.tsx';

/** 损害赔偿案件, the newest first, each with the term that ends first. */
export default function CasesPage(): ReactNode {
  const t = useText('damage');
  const may = useMay();
  const [opening, setOpening] = useState(false);
  const list = useList(listDamageCases, {
    filters: {
      text: textFilter(t('cases.search'), { width: 260 }),
      state: choiceFilter(t('field.state'), DAMAGE_STATES, (one) => t(`state.${one}`), { width: 140 }),
      source: choiceFilter(t('field.source'), SOURCES, (one) => t(`source.${one}`), { width: 140 }),
      unit: unitFilter(t('field.unit'), { width: 260 }),
    },
    by: 'before',
    rows: ({ cases }) => cases as DamageSummary[],
    refetchMs: 60_000,
  });
  return (
    <ListPage
      title={t('menu.cases')}
      note={t('cases.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('damage.handle') ? (
            <Button type="primary" onClick={() => setOpening(true)}>
              {t('cases.new')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      width={1080}
      empty={t('cases.none')}
      columns={[
        {
          title: t('field.number'),
          value: (row) => row.number,
          render: (_, row) => <Link to={`/damage/cases/${row.id}` as string}>{row.number}</Link>,
        },
        { title: t('field.source'), value: (row) => t(`source.${row.source}`) },
        { title: t('field.party'), dataIndex: 'party' },
        { title: t('field.title'), dataIndex: 'title' },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => <StateTag state={row.state} />,
        },
        {
          title: t('field.next'),
          value: (row) => row.next?.due ?? '',
          render: (_, row) => (row.next ? <ClockTag clock={row.next} /> : t('cases.noClock')),
        },
        { title: t('field.amount'), value: (row) => yuan(row.amount), align: 'right' },
        { title: t('field.paid'), value: (row) => yuan(row.paid), align: 'right' },
        { title: t('field.foundOn'), dataIndex: 'foundOn', className: 'nowrap' },
      ]}
    >
      {opening ? <OpenDialog onClose={() => setOpening(false)} /> : null}
    </ListPage>
  );
}
