import { ListPage, unitFilter, useList, useMay, useText, useUnitName } from '@tarim/ui';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPeople, type Person } from '../contract.ts';
import { PersonDialog } from './person-dialog.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { LightTag, Simulated, useWorkFilter } from './words.tsx';

/** 培训考核: who was trained in what, and what ends. */
export default function TrainingPage(): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const unitName = useUnitName();
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const { field, askWork } = useWorkFilter();
  const list = useList(listPeople, {
    filters: { field, unit: unitFilter(t('field.unit'), { width: 220 }) },
    ask: askWork,
    by: 'after',
    rows: ({ people }) => people as Person[],
  });
  const opened = list.rows.find(({ id }) => id === open);
  return (
    <ListPage
      title={t('menu.training')}
      note={t('training.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('capability.manage') ? (
            <Button type="primary" onClick={() => setOpen('new')}>
              {t('training.addPerson')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      width={900}
      empty={t('training.none')}
      columns={[
        {
          title: t('field.person'),
          value: (row) => row.name,
          render: (_, row) => (
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row.id)}>
              {row.name}
            </Button>
          ),
        },
        { title: t('field.post'), value: (row) => row.post || '—' },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        { title: t('field.work'), value: (row) => t(`work.${row.field}`) },
        { title: t('field.inspector'), value: (row) => row.certificate ?? '—', className: 'nowrap' },
        { title: t('field.course'), value: (row) => row.trainings[0]?.course ?? '—' },
        { title: t('field.score'), value: (row) => row.trainings[0]?.score ?? '—', align: 'right' },
        { title: t('field.hoursThisYear'), dataIndex: 'hoursThisYear', align: 'right' },
        {
          title: t('field.light'),
          value: (row) => (row.light ? t(`light.${row.light}`) : '—'),
          render: (_, row) => <LightTag light={row.light} />,
        },
        { title: t('field.active'), value: (row) => t(row.active ? 'yes' : 'no') },
      ]}
    >
      {opened ? <PersonDrawer person={opened} onClose={() => setOpen(null)} /> : null}
      {open === 'new' ? <PersonDialog onClose={() => setOpen(null)} /> : null}
    </ListPage>
  );
}
