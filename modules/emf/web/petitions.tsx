import { Link } from '@tanstack/react-router';
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
import { Button, Empty, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPetitions, PETITION_STATES, type Petition, type PetitionState } from '../contract.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { Light, PetitionTag, Simulated } from './words.tsx';

/** 电磁投诉监测: complaints, the newest first, with the term that ends next. */
export default function PetitionsPage(): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const unitName = useUnitName();
  const at = useCursor<number>();
  const [state, setState] = useState<PetitionState | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  // From a complaint of 信访举报 one comes with its number.
  const [complaint] = useState(() => new URLSearchParams(globalThis.location.search).get('complaint'));
  const [registering, setRegistering] = useState(complaint !== null);
  const query = useRouteQuery(listPetitions, { query: { before: at.cursor, state, unit } });
  const rows = (query.data?.petitions ?? []) as Petition[];
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      at.reset();
      set(value);
    };
  return (
    <Page
      title={t('menu.petitions')}
      note={t('petitions.note')}
      extra={
        <>
          <Simulated when={rows.some(({ simulated }) => simulated)} />
          {may('emf.petition') ? (
            <Button type="primary" onClick={() => setRegistering(true)}>
              {t('petitions.register')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Select<PetitionState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ width: 150 }}
          onChange={anew(setState)}
          options={PETITION_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 240 }}
          {...(unit ? { value: unit } : {})}
          onChange={anew(setUnit)}
        />
      </div>
      <QueryState query={query}>
        <DataTable<Petition>
          name={t('menu.petitions')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={rows}
          locale={{ emptyText: <Empty description={t('petitions.none')} /> }}
          columns={[
            {
              title: t('field.number'),
              value: (row) => row.number,
              render: (_, row) => <Link to={`/emf/petitions/${row.id}` as string}>{row.number}</Link>,
            },
            { title: t('field.receivedOn'), dataIndex: 'receivedOn' },
            { title: t('field.place'), dataIndex: 'place' },
            { title: t('field.facility'), value: (row) => row.facilityName ?? '' },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            {
              title: t('field.nth'),
              value: (row) => row.nth,
              render: (_, row) =>
                row.levelPath === row.unitPath ? (
                  row.nth
                ) : (
                  <>
                    {row.nth} <Tag color="red">{t('petition.escalated')}</Tag>
                  </>
                ),
            },
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <PetitionTag state={row.state} />,
            },
            {
              title: t('field.next'),
              value: (row) => row.next?.due ?? '',
              render: (_, row) =>
                row.next ? (
                  <>
                    {t(`clock.${row.next.key}`)} {row.next.due} <Light light={row.next.light} />
                  </>
                ) : (
                  '—'
                ),
            },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {registering ? <RegisterDialog complaint={complaint} onClose={() => setRegistering(false)} /> : null}
    </Page>
  );
}
