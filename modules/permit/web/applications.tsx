import { Link } from '@tanstack/react-router';
import { choiceFilter, ListPage, unitFilter, useList, useMay, useText } from '@tarim/ui';
import { Button, Flex, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  APPLICATION_STATES,
  type ApplicationAct,
  listApplications,
  type PermitApplication,
} from '../contract.ts';
import { ActDialog } from './act-dialog.tsx';
import { ApplyDialog } from './apply-dialog.tsx';
import { ApplicationTag, ClockTag, Simulated } from './words.tsx';

interface Doing {
  readonly of: PermitApplication;
  readonly act: ApplicationAct['act'];
}

/** 排污许可申请, the newest first, with the term of review. */
export default function ApplicationsPage(): ReactNode {
  const t = useText('permit');
  const may = useMay();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [applying, setApplying] = useState(false);
  const list = useList(listApplications, {
    filters: {
      state: choiceFilter(t('field.state'), APPLICATION_STATES, (one) => t(`applicationState.${one}`), {
        width: 140,
      }),
      unit: unitFilter(t('field.unit'), { width: 240 }),
    },
    by: 'before',
    rows: ({ applications }) => applications as PermitApplication[],
    refetchMs: 60_000,
  });
  return (
    <ListPage
      title={t('menu.applications')}
      note={t('applications.note')}
      extra={
        <>
          <Simulated when={list.rows.some(({ simulated }) => simulated)} />
          {may('permit.file') ? (
            <Button type="primary" onClick={() => setApplying(true)}>
              {t('applications.new')}
            </Button>
          ) : null}
        </>
      }
      list={list}
      width={1080}
      empty={t('applications.none')}
      columns={[
        {
          title: t('field.kind'),
          value: (row) => t(`kind.${row.kind}`),
          render: (_, row) => (
            <>
              {t(`kind.${row.kind}`)} {row.late ? <Tag color="red">{t('application.late')}</Tag> : null}
            </>
          ),
        },
        { title: t('field.enterprise'), dataIndex: 'enterprise' },
        {
          title: t('field.permit'),
          value: (row) => row.permitNumber ?? '',
          render: (_, row) =>
            row.permitId === null ? (
              '—'
            ) : (
              <Link to={`/permit/permits/${row.permitId}` as string}>{row.permitNumber}</Link>
            ),
        },
        { title: t('field.submittedOn'), dataIndex: 'submittedOn', className: 'nowrap' },
        {
          title: t('field.state'),
          value: (row) => t(`applicationState.${row.state}`),
          render: (_, row) => <ApplicationTag state={row.state} />,
        },
        {
          title: t('field.clock'),
          value: (row) => row.clock?.due ?? '',
          render: (_, row) => (row.clock ? <ClockTag clock={row.clock} /> : '—'),
        },
        {
          title: '',
          render: (_, row) => (
            <Flex gap={4} wrap>
              {(row.acts as ApplicationAct['act'][]).map((act) => (
                <Button key={act} size="small" onClick={() => setDoing({ of: row, act })}>
                  {t(`act.${act}`)}
                </Button>
              ))}
            </Flex>
          ),
        },
      ]}
    >
      <p className="muted">{t('application.reviewNote')}</p>
      {doing ? <ActDialog {...doing} onClose={() => setDoing(null)} /> : null}
      {applying ? <ApplyDialog of={null} onClose={() => setApplying(false)} /> : null}
    </ListPage>
  );
}
