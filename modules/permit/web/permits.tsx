import { Link } from '@tanstack/react-router';
import {
  brought,
  choiceFilter,
  flagFilter,
  ListPage,
  textFilter,
  unitFilter,
  useList,
  useMay,
  useText,
} from '@tarim/ui';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPermits, PERMIT_CLASSES, type PermitSummary } from '../contract.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { RenewalTag, Simulated, StateTag } from './words.tsx';

/** 排污许可证, the newest first, with what each needs. */
export default function PermitsPage(): ReactNode {
  const t = useText('permit');
  const may = useMay();
  const [registering, setRegistering] = useState(false);
  const list = useList(listPermits, {
    filters: {
      // From an enterprise one comes here to its permits.
      enterprise: brought(),
      text: textFilter(t('permits.search'), { width: 240 }),
      class: choiceFilter(t('field.class'), PERMIT_CLASSES, (one) => t(`class.${one}`), { width: 140 }),
      unit: unitFilter(t('field.unit'), { width: 240 }),
      renewal: flagFilter(t('permits.renewal')),
    },
    ask: ({ enterprise, ...rest }) => ({ ...rest, enterpriseId: Number(enterprise ?? 0) || undefined }),
    by: 'before',
    rows: ({ permits }) => permits as PermitSummary[],
    refetchMs: 60_000,
  });
  return (
    <ListPage
      title={t('menu.permits')}
      note={t('permits.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('permit.manage') ? (
            <Button type="primary" onClick={() => setRegistering(true)}>
              {t('permits.new')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      width={1080}
      empty={t('permits.none')}
      columns={[
        {
          title: t('field.number'),
          value: (row) => row.number,
          render: (_, row) => <Link to={`/permit/permits/${row.id}` as string}>{row.number}</Link>,
        },
        { title: t('field.enterprise'), dataIndex: 'enterprise' },
        { title: t('field.class'), value: (row) => t(`class.${row.class}`) },
        { title: t('field.validTo'), dataIndex: 'validTo', className: 'nowrap' },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => <StateTag state={row.state} />,
        },
        {
          title: t('field.renewal'),
          value: (row) => row.renewal?.due ?? '',
          render: (_, row) => <RenewalTag renewal={row.renewal} />,
        },
        {
          title: t('field.reports'),
          value: (row) => row.lateReports,
          render: (_, row) =>
            row.lateReports > 0 ? <Tag color="red">{t('permit.late', { n: row.lateReports })}</Tag> : '—',
        },
        { title: t('field.issuer'), dataIndex: 'issuer' },
      ]}
    >
      {registering ? <RegisterDialog onClose={() => setRegistering(false)} /> : null}
    </ListPage>
  );
}
