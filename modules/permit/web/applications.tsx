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
} from '@tarim/ui';
import { Button, Empty, Flex, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  APPLICATION_STATES,
  type ApplicationAct,
  type ApplicationState,
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
  const at = useCursor<number>();
  const [state, setState] = useState<ApplicationState | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [applying, setApplying] = useState(false);
  const query = useRouteQuery(
    listApplications,
    { query: { before: at.cursor, state, unit } },
    { refetchMs: 60_000 },
  );
  const applications = query.data?.applications ?? [];
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      at.reset();
      set(value);
    };
  return (
    <Page
      title={t('menu.applications')}
      note={t('applications.note')}
      extra={
        <>
          <Simulated when={applications.some(({ simulated }) => simulated)} />
          {may('permit.file') ? (
            <Button type="primary" onClick={() => setApplying(true)}>
              {t('applications.new')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Select<ApplicationState>
          allowClear
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          style={{ width: 140 }}
          value={state}
          onChange={anew(setState)}
          options={APPLICATION_STATES.map((one) => ({ value: one, label: t(`applicationState.${one}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 240 }}
          value={unit}
          onChange={anew(setUnit)}
        />
      </div>
      <QueryState query={query}>
        <DataTable<PermitApplication>
          name={t('menu.applications')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1080 }}
          dataSource={applications as PermitApplication[]}
          locale={{ emptyText: <Empty description={t('applications.none')} /> }}
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
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
        <p className="muted">{t('application.reviewNote')}</p>
      </QueryState>
      {doing ? <ActDialog {...doing} onClose={() => setDoing(null)} /> : null}
      {applying ? <ApplyDialog of={null} onClose={() => setApplying(false)} /> : null}
    </Page>
  );
}
