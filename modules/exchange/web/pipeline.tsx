import { Link, useNavigate, useParams } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  Figure,
  formatBytes,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  useCursor,
  useLive,
  useMay,
  usePick,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Flex, Modal, Popconfirm, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  getPipeline,
  getVersion,
  LIVE_RUNS,
  listRuns,
  type PipelineDetail,
  type Run,
  removePipeline,
} from '../contract.ts';
import { OnOff, RunNow } from './pipelines.tsx';
import { SpecFacts } from './spec-facts.tsx';
import { cronText, durationText, RunBars, Simulated, StateTag } from './words.tsx';

const LOOK_MS = 30_000;

/** One pipeline: how it stands, its runs, settings and versions. */
export default function PipelinePage(): ReactNode {
  const t = useText('exchange');
  const pick = usePick();
  const unitName = useUnitName();
  const params = { id: Number((useParams({ strict: false }) as { id: string }).id) };
  const query = useRouteQuery(getPipeline, { params }, { refetchMs: LOOK_MS });
  const pipeline = query.data?.pipeline;
  return (
    <Page
      title={pipeline ? pick(pipeline.titleZh, pipeline.titleEn) : t('list.title')}
      note={
        pipeline ? (
          <>
            <code>{pipeline.slug}</code> · {unitName(pipeline.unitPath)} · {t(`kind.${pipeline.kind}`)}{' '}
            <Simulated when={pipeline.simulated} />
          </>
        ) : undefined
      }
      extra={
        pipeline ? (
          <>
            <OnOff row={pipeline} />
            {pipeline.mayWrite ? (
              <>
                <RunNow row={pipeline} primary />
                <Link to={`/exchange/pipelines/${pipeline.id}/edit` as string}>
                  <Button>{t('editor.edit')}</Button>
                </Link>
              </>
            ) : null}
            {pipeline.mayWrite && pipeline.rows === 0 ? <Remove id={pipeline.id} /> : null}
            <Link to={`/data/catalog/${pipeline.dataset}` as string}>
              <Button>{t('open.catalog')}</Button>
            </Link>
          </>
        ) : null
      }
    >
      <QueryState query={query}>{query.data ? <Pipeline detail={query.data} /> : null}</QueryState>
    </Page>
  );
}

/** Of one that never brought anything in: made by mistake, or given up. */
function Remove({ id }: { id: number }): ReactNode {
  const t = useText('exchange');
  const navigate = useNavigate();
  const remove = useRouteMutation(removePipeline, {
    success: t('remove.done'),
    onSuccess: () => void navigate({ to: '/exchange' as string }),
  });
  return (
    <Popconfirm title={t('remove.sure')} onConfirm={() => remove.mutate({ params: { id } })}>
      <Button danger loading={remove.isPending}>
        {t('remove.act')}
      </Button>
    </Popconfirm>
  );
}

function Pipeline({ detail }: { detail: PipelineDetail }): ReactNode {
  const t = useText('exchange');
  const { pipeline, spec, folder } = detail;
  const [last] = pipeline.runs;
  return (
    <>
      <div className="figures">
        <Figure label={t('list.rows')} value={formatNumber(pipeline.rows)} />
        <Figure
          label={t('list.last')}
          value={
            last ? (
              <Link to={`/exchange/runs/${last.id}` as string}>
                <StateTag state={last.state} />
              </Link>
            ) : (
              '—'
            )
          }
          hint={last ? formatTime(last.at) : t('list.noRuns')}
        />
        <Figure
          label={t('list.next')}
          value={pipeline.nextAt ? formatTime(pipeline.nextAt) : '—'}
          hint={cronText(t, pipeline.cron)}
        />
        <Figure label={t('list.recent')} value={<RunBars runs={pipeline.runs} />} />
      </div>
      {folder ? (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('folder.put')}
          description={<code style={{ overflowWrap: 'anywhere' }}>{folder}</code>}
        />
      ) : null}
      <Tabs
        destroyOnHidden
        items={[
          { key: 'runs', label: t('runs.title'), children: <Runs id={pipeline.id} /> },
          {
            key: 'spec',
            label: t('facts.title', { version: pipeline.version }),
            children: <SpecFacts spec={spec} folder={folder} />,
          },
          {
            key: 'versions',
            label: t('versions.title', { n: detail.versions.length }),
            children: <Versions detail={detail} />,
          },
        ]}
      />
    </>
  );
}

function Runs({ id }: { id: number }): ReactNode {
  const t = useText('exchange');
  const may = useMay();
  const at = useCursor<number>();
  const query = useRouteQuery(
    listRuns,
    { query: { pipeline: id, before: at.cursor } },
    { refetchMs: LOOK_MS },
  );
  useLive(may('exchange.read') ? [LIVE_RUNS] : [], (_, message) => {
    if ((message as { pipeline: number }).pipeline === id) void query.refetch();
  });
  return (
    <QueryState query={query}>
      <DataTable<Run>
        name={t('runs.title')}
        rowKey="id"
        pagination={false}
        sortable={at.whole(query.data?.next)}
        scroll={{ x: 1_000 }}
        locale={{ emptyText: t('runs.none') }}
        dataSource={[...(query.data?.runs ?? [])]}
        columns={[
          {
            title: t('runs.number'),
            value: (row) => row.id,
            render: (_, row) => <Link to={`/exchange/runs/${row.id}` as string}>{row.id}</Link>,
          },
          {
            title: t('run.state'),
            value: (row) => t(`state.${row.state}`),
            render: (_, row) => <StateTag state={row.state} />,
          },
          { title: t('run.asked'), value: (row) => instant(row.askedAt) },
          {
            title: t('run.by'),
            value: (row) => row.by ?? t(`trigger.${row.trigger}`),
          },
          { title: t('run.duration'), value: (row) => durationText(t, row) },
          { title: t('count.read'), value: (row) => row.read },
          { title: t('count.changes'), value: (row) => changesText(row) },
          {
            title: t('count.rejected'),
            value: (row) => row.rejected,
            render: (_, row) => (
              <span className={row.rejected > 0 ? 'exceeds' : undefined}>{formatNumber(row.rejected)}</span>
            ),
          },
          { title: t('run.bytes'), value: (row) => (row.bytes === null ? '—' : formatBytes(row.bytes)) },
          { title: t('run.version'), value: (row) => row.version },
          { title: t('problem.reason'), value: (row) => row.reason ?? '—' },
        ]}
      />
      <CursorPager at={at} next={query.data?.next} busy={query.isPlaceholderData} />
    </QueryState>
  );
}

/** `+12 ~3 −0`: rows that came, changed, went. */
const changesText = ({ added, changed, removed }: Run): string => `+${added} ~${changed} −${removed}`;

function Versions({ detail }: { detail: PipelineDetail }): ReactNode {
  const t = useText('exchange');
  const [open, setOpen] = useState<number | null>(null);
  return (
    <>
      <DataTable<PipelineDetail['versions'][number]>
        name={t('versions.title', { n: detail.versions.length })}
        exported={false}
        rowKey="version"
        pagination={false}
        dataSource={[...detail.versions]}
        columns={[
          {
            title: t('run.version'),
            value: (row) => row.version,
            render: (_, row) => (
              <button type="button" className="link" onClick={() => setOpen(row.version)}>
                {t('versions.nth', { version: row.version })}
              </button>
            ),
          },
          { title: t('versions.by'), value: (row) => row.by },
          { title: t('versions.at'), value: (row) => instant(row.at) },
        ]}
      />
      {open === null ? null : (
        <VersionDialog id={detail.pipeline.id} version={open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function VersionDialog({
  id,
  version,
  onClose,
}: {
  id: number;
  version: number;
  onClose: () => void;
}): ReactNode {
  const t = useText('exchange');
  const query = useRouteQuery(getVersion, { params: { id, version } });
  return (
    <Modal open footer={null} width={960} title={t('versions.nth', { version })} onCancel={onClose}>
      <QueryState query={query}>
        {query.data ? (
          <Flex vertical gap={10}>
            <span className="muted">
              {query.data.by} · {formatTime(query.data.at, 'full')}
            </span>
            <SpecFacts spec={query.data.spec} />
          </Flex>
        ) : null}
      </QueryState>
    </Modal>
  );
}
