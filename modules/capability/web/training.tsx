import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Empty } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Field, listPeople, type Person } from '../contract.ts';
import { PersonDialog } from './person-dialog.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { LightTag, Simulated, WorkSelect } from './words.tsx';

/** 培训考核: who was trained in what, and what ends. */
export default function TrainingPage(): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const unitName = useUnitName();
  const at = useCursor<number>();
  const [field, setField] = useState<Field | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const query = useRouteQuery(listPeople, { query: { field, unit, after: at.cursor } });
  const people = query.data?.people ?? [];
  const opened = people.find(({ id }) => id === open);
  return (
    <Page
      title={t('menu.training')}
      note={t('training.note')}
      extra={
        <>
          <Simulated when={people.some(({ simulated }) => simulated)} />
          {may('capability.manage') ? (
            <Button type="primary" onClick={() => setOpen('new')}>
              {t('training.addPerson')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <WorkSelect
          everything
          value={field}
          onChange={(chosen) => {
            setField(chosen);
            at.reset();
          }}
        />
        <div style={{ minWidth: 220 }}>
          <UnitSelect
            aria-label={t('field.unit')}
            allowClear
            {...(unit ? { value: unit } : {})}
            onChange={(path) => {
              setUnit(path);
              at.reset();
            }}
          />
        </div>
      </div>
      <QueryState query={query}>
        <DataTable<Person>
          name={t('menu.training')}
          sortable={at.whole(query.data?.after)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={people as Person[]}
          locale={{ emptyText: <Empty description={t('training.none')} /> }}
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
        />
        <CursorPager at={at} next={query.data?.after} busy={query.isPlaceholderData} />
      </QueryState>
      {opened ? <PersonDrawer person={opened} onClose={() => setOpen(null)} /> : null}
      {open === 'new' ? <PersonDialog onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}
