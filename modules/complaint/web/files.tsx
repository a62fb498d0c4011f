import { Link } from '@tanstack/react-router';
import {
  choiceFilter,
  flagFilter,
  ListPage,
  textFilter,
  unitFilter,
  useList,
  useMay,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { COMPLAINT_KINDS, COMPLAINT_STATES, type ComplaintSummary, listComplaints } from '../contract.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { ClockTag, RetaliationTag, Simulated, StateTag } from './words.tsx';

/** 信访举报收件箱, the newest first, each with the term that ends first. */
export default function FilesPage(): ReactNode {
  const t = useText('complaint');
  const may = useMay();
  const unitName = useUnitName();
  const [registering, setRegistering] = useState(false);
  const list = useList(listComplaints, {
    filters: {
      text: textFilter(t('files.search'), { width: 240 }),
      state: choiceFilter(t('field.state'), COMPLAINT_STATES, (one) => t(`state.${one}`), { width: 130 }),
      kind: choiceFilter(t('field.kind'), COMPLAINT_KINDS, (one) => t(`kind.${one}`), { width: 130 }),
      unit: unitFilter(t('field.unit'), { width: 240 }),
      retaliation: flagFilter(t('files.retaliation')),
    },
    by: 'before',
    rows: ({ files }) => files as ComplaintSummary[],
    refetchMs: 60_000,
  });
  return (
    <ListPage
      title={t('menu.files')}
      note={t('files.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('complaint.handle') ? (
            <Button type="primary" onClick={() => setRegistering(true)}>
              {t('files.new')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      width={1080}
      empty={t('files.none')}
      columns={[
        {
          title: t('field.number'),
          value: (row) => row.number,
          render: (_, row) => <Link to={`/complaint/files/${row.id}` as string}>{row.number}</Link>,
        },
        { title: t('field.kind'), value: (row) => t(`kind.${row.kind}`) },
        { title: t('field.object'), dataIndex: 'object' },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        {
          title: t('field.state'),
          value: (row) => t(`state.${row.state}`),
          render: (_, row) => (
            <>
              <StateTag state={row.state} />
              <RetaliationTag when={row.retaliation} />
            </>
          ),
        },
        {
          title: t('field.next'),
          value: (row) => row.next?.due ?? '',
          render: (_, row) => (row.next ? <ClockTag clock={row.next} /> : t('files.noClock')),
        },
        { title: t('field.identity'), value: (row) => t(row.realName ? 'real' : 'anonymous') },
        { title: t('field.channel'), value: (row) => t(`channel.${row.channel}`) },
        { title: t('field.receivedOn'), dataIndex: 'receivedOn', className: 'nowrap' },
      ]}
    >
      {registering ? <RegisterDialog onClose={() => setRegistering(false)} /> : null}
    </ListPage>
  );
}
