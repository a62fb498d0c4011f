import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { ColouredMap } from '@tarim/ui/map';
import { Button, Card, Empty, Flex, Popconfirm } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  decideJob,
  endFence,
  type Fence,
  type FenceKind,
  type Job,
  listFences,
  listJobs,
} from '../contract.ts';
import { PermitDialog } from './permit-form.tsx';
import { PhaseTag, Simulated } from './words.tsx';

const COLOURS: Readonly<Record<FenceKind | 'job', string>> = {
  depot: '#1565c0',
  corridor: '#00897b',
  'no-go': '#c62828',
  job: '#f9a825',
};
const KINDS = ['depot', 'corridor', 'no-go', 'job'] as const;

/** 作业与围栏: what was filed, what is permitted, on one map. */
export default function JobsPage(): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const [open, setOpen] = useState<'job' | 'fence' | null>(null);
  const jobs = useRouteQuery(listJobs, {});
  const fences = useRouteQuery(listFences, {});
  const held = useMemo(() => (fences.data?.fences ?? []).filter((one) => one.until === null), [fences.data]);
  const areas = useMemo(
    () => [
      ...held.map((one) => ({
        id: `fence-${one.id}`,
        geometry: one.geometry as never,
        colour: COLOURS[one.kind],
      })),
      ...(jobs.data?.jobs ?? [])
        .filter((one) => one.state === 'approved')
        .map((one) => ({ id: `job-${one.id}`, geometry: one.geometry as never, colour: COLOURS.job })),
    ],
    [held, jobs.data],
  );
  const legend = useMemo(
    () => KINDS.map((kind) => ({ colour: COLOURS[kind], text: t(`fence.${kind}`) })),
    [t],
  );
  const close = () => setOpen(null);
  return (
    <Page
      title={t('menu.jobs')}
      note={t('jobs.note')}
      extra={
        <>
          <Simulated when={held.some((one) => one.simulated)} />
          {may('tracking.manage') ? (
            <>
              <Button onClick={() => setOpen('fence')}>{t('fence.add')}</Button>
              <Button type="primary" onClick={() => setOpen('job')}>
                {t('jobs.add')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <Flex vertical gap={16}>
        <ColouredMap areas={areas} legend={legend} height={360} />
        <QueryState query={jobs}>
          <Jobs rows={jobs.data?.jobs ?? []} />
        </QueryState>
        <QueryState query={fences}>
          <Card title={t('fence.title')}>
            <Fences rows={held} />
          </Card>
        </QueryState>
      </Flex>
      {open ? <PermitDialog what={open} onClose={close} /> : null}
    </Page>
  );
}

function Jobs({ rows }: { rows: readonly Job[] }): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const decide = useRouteMutation(decideJob, { success: t('saved') });
  return (
    <DataTable<Job>
      name={t('jobs.title')}
      rowKey="id"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      dataSource={rows as Job[]}
      locale={{ emptyText: <Empty description={t('jobs.none')} /> }}
      columns={[
        {
          title: t('field.job'),
          value: (row) => row.name,
          render: (_, row) => <Link to={`/tracking/jobs/${row.id}` as string}>{row.name}</Link>,
        },
        { title: t('field.owner'), dataIndex: 'owner' },
        { title: t('field.filing'), value: (row) => row.filing || '—' },
        {
          title: t('field.from'),
          value: (row) => instant(row.startsAt),
          className: 'nowrap',
          render: (_, row) => formatTime(row.startsAt),
        },
        {
          title: t('field.until'),
          value: (row) => instant(row.endsAt),
          className: 'nowrap',
          render: (_, row) => formatTime(row.endsAt),
        },
        {
          title: t('field.state'),
          value: (row) => t(`phase.${row.phase}`),
          render: (_, row) => <PhaseTag phase={row.phase} />,
        },
        { title: t('field.decidedBy'), value: (row) => row.decidedBy ?? '—' },
        {
          title: t('field.actions'),
          value: () => '',
          render: (_, row) =>
            may('tracking.manage', row.unitPath) ? (
              <Flex gap={8}>
                {(row.state === 'filed'
                  ? (['approved', 'refused'] as const)
                  : row.state === 'approved'
                    ? (['withdrawn'] as const)
                    : []
                ).map((decision) => (
                  <Button
                    key={decision}
                    size="small"
                    onClick={() => decide.mutate({ params: { id: row.id }, body: { decision, note: '' } })}
                  >
                    {t(`decide.${decision}`)}
                  </Button>
                ))}
              </Flex>
            ) : null,
        },
      ]}
    />
  );
}

function Fences({ rows }: { rows: readonly Fence[] }): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const end = useRouteMutation(endFence, { success: t('saved') });
  return (
    <DataTable<Fence>
      name={t('fence.title')}
      rowKey="id"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={rows as Fence[]}
      locale={{ emptyText: <Empty description={t('fence.none')} /> }}
      columns={[
        { title: t('field.fence'), dataIndex: 'name' },
        { title: t('field.kind'), value: (row) => t(`fence.${row.kind}`) },
        {
          title: t('field.terminals'),
          value: (row) => (row.terminals.length === 0 ? t('fence.all') : row.terminals.length),
        },
        {
          title: t('field.from'),
          value: (row) => instant(row.from),
          render: (_, row) => formatTime(row.from),
        },
        {
          title: t('field.actions'),
          value: () => '',
          render: (_, row) =>
            may('tracking.manage', row.unitPath) ? (
              <Popconfirm title={t('fence.endSure')} onConfirm={() => end.mutate({ params: { id: row.id } })}>
                <Button size="small">{t('fence.end')}</Button>
              </Popconfirm>
            ) : null,
        },
      ]}
    />
  );
}
