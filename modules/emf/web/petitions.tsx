import { Link } from '@tanstack/react-router';
import {
  choiceFilter,
  ListPage,
  unitFilter,
  useAddress,
  useList,
  useMay,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPetitions, PETITION_STATES, type Petition } from '../contract.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { Light, PetitionTag, Simulated } from './words.tsx';

/** 电磁投诉监测: complaints, the newest first, with the term that ends next. */
export default function PetitionsPage(): ReactNode {
  const t = useText('emf');
  const may = useMay();
  const unitName = useUnitName();
  // From a complaint of 信访举报 one comes with its number.
  const complaint = useAddress().get('complaint') ?? null;
  const [registering, setRegistering] = useState(complaint !== null);
  const list = useList(listPetitions, {
    filters: {
      state: choiceFilter(t('field.state'), PETITION_STATES, (one) => t(`state.${one}`), { width: 150 }),
      unit: unitFilter(t('field.unit'), { width: 240 }),
    },
    by: 'before',
    rows: ({ petitions }) => petitions as Petition[],
  });
  return (
    <ListPage
      title={t('menu.petitions')}
      note={t('petitions.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('emf.petition') ? (
            <Button type="primary" onClick={() => setRegistering(true)}>
              {t('petitions.register')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      width={900}
      empty={t('petitions.none')}
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
    >
      {registering ? <RegisterDialog complaint={complaint} onClose={() => setRegistering(false)} /> : null}
    </ListPage>
  );
}
