import { Link, useNavigate, useParams } from '@tanstack/react-router';
import {
  Figure,
  formatBytes,
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useLive,
  useMay,
  usePick,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Descriptions, Popconfirm, Progress, Typography } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import {
  cancelRun,
  type FieldMapping,
  getPipeline,
  getRun,
  getVersion,
  LIVE_RUNS,
  type Run,
  retryRun,
} from '../contract.ts';
import { RunProblems } from './run-problems.tsx';
import { durationText, ENDED, Simulated, StateTag } from './words.tsx';

const NO_FIELDS: readonly FieldMapping[] = [];
const GOING_MS = 1_000;
const ENDED_MS = 60_000;
const SHARE: Readonly<Partial<Record<Run['state'], number>>> = {
  queued: 5,
  fetching: 20,
  checking: 55,
  loading: 85,
};

/** One run: how far it is, what it read and changed, and which rows stayed out for what reason. */
export default function RunPage(): ReactNode {
  const t = useText('exchange');
  const pick = usePick();
  const may = useMay();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const [going, setGoing] = useState(true);
  const query = useRouteQuery(getRun, { params: { id } }, { refetchMs: going ? GOING_MS : ENDED_MS });
  useLive(may('exchange.read') ? [LIVE_RUNS] : [], (_, message) => {
    if ((message as { id: number }).id === id) void query.refetch();
  });
  const run = query.data?.run.id === id ? query.data.run : undefined;
  const state = run?.state;
  const version = useRouteQuery(
    getVersion,
    { params: { id: run?.pipelineId ?? 0, version: run?.version ?? 0 } },
    { enabled: run !== undefined },
  );
  useEffect(() => setGoing(state === undefined || !ENDED.has(state)), [state]);
  return (
    <Page
      title={t('run.title', { id })}
      note={
        run ? (
          <>
            <Link to={`/exchange/pipelines/${run.pipelineId}` as string}>
              {pick(run.titleZh, run.titleEn)}
            </Link>{' '}
            <Simulated when={version.data?.spec.simulated ?? false} />
          </>
        ) : undefined
      }
      extra={run ? <Acts run={run} /> : null}
    >
      <QueryState query={query}>
        {run && query.data ? (
          <>
            <State run={run} />
            <Counts run={run} />
            <Facts run={run} />
            {query.data.notes.map((one, index) => (
              <Alert key={index} type="info" showIcon style={{ marginTop: 8 }} title={one.message} />
            ))}
            <RunProblems
              run={run}
              fields={version.data?.spec.fields ?? NO_FIELDS}
              codes={query.data.codes}
              problems={query.data.problems}
            />
          </>
        ) : null}
      </QueryState>
    </Page>
  );
}

function Acts({ run }: { run: Run }): ReactNode {
  const t = useText('exchange');
  const navigate = useNavigate();
  const cancel = useRouteMutation(cancelRun, { success: t('run.cancelled') });
  const retry = useRouteMutation(retryRun, {
    success: t('run.started'),
    onSuccess: ({ id }) => void navigate({ to: `/exchange/runs/${id}` as string }),
  });
  const pipeline = useRouteQuery(getPipeline, { params: { id: run.pipelineId } }).data?.pipeline;
  const ended = ENDED.has(run.state);
  return (
    <>
      {run.mayWrite && !ended ? (
        <Popconfirm
          title={t('run.cancelSure')}
          onConfirm={() => cancel.mutate({ params: { id: run.id }, body: {} })}
        >
          <Button danger loading={cancel.isPending}>
            {t('run.cancel')}
          </Button>
        </Popconfirm>
      ) : null}
      {run.mayWrite && ended ? (
        <Button
          loading={retry.isPending}
          disabled={pipeline?.active === false}
          title={pipeline?.active === false ? t('run.inactive') : undefined}
          onClick={() => retry.mutate({ params: { id: run.id }, body: {} })}
        >
          {t('run.retry')}
        </Button>
      ) : null}
      {pipeline ? (
        <Link to={`/data/catalog/${pipeline.dataset}` as string}>
          <Button>{t('open.catalog')}</Button>
        </Link>
      ) : null}
      <Link to={'/map' as string}>
        <Button>{t('open.map')}</Button>
      </Link>
    </>
  );
}

function State({ run }: { run: Run }): ReactNode {
  const t = useText('exchange');
  const ended = ENDED.has(run.state);
  return (
    <div className="card" style={{ marginBottom: 12 }} aria-live="polite" data-testid="exchange-state">
      <StateTag state={run.state} /> {t(`stateHint.${run.state}`)}
      {ended ? null : (
        <Progress
          percent={SHARE[run.state] ?? 0}
          status="active"
          format={() => t('run.soFar', { n: formatNumber(run.read) })}
        />
      )}
      {run.nextTryAt && !ended ? (
        <p style={{ margin: '8px 0 0' }}>
          {t('run.nextTry', { at: formatTime(run.nextTryAt, 'full'), n: run.attempt })}
        </p>
      ) : null}
      {run.reason ? (
        <Alert
          type={run.state === 'failed' ? 'error' : 'warning'}
          showIcon
          style={{ marginTop: 10 }}
          title={run.reason}
          description={run.code ? <code>{run.code}</code> : undefined}
        />
      ) : null}
    </div>
  );
}

function Counts({ run }: { run: Run }): ReactNode {
  const t = useText('exchange');
  const tone = {
    rejected: run.rejected > 0 ? 'bad' : undefined,
    warned: run.warned > 0 ? 'warn' : undefined,
  } as const;
  return (
    <div className="figures" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(100px, 1fr))' }}>
      {(['read', 'accepted', 'rejected', 'warned', 'added', 'changed', 'unchanged', 'removed'] as const).map(
        (one) => {
          const colour = one === 'rejected' || one === 'warned' ? tone[one] : undefined;
          return (
            <Figure
              key={one}
              label={t(`count.${one}`)}
              value={formatNumber(run[one])}
              {...(colour ? { tone: colour } : {})}
            />
          );
        },
      )}
    </div>
  );
}

function Facts({ run }: { run: Run }): ReactNode {
  const t = useText('exchange');
  const fact = (key: string, children: ReactNode) => ({ key, label: t(`run.${key}`), children });
  return (
    <Descriptions
      size="small"
      bordered
      column={{ xs: 1, sm: 1, md: 2, xl: 3 }}
      styles={{ label: { whiteSpace: 'nowrap' } }}
      items={[
        fact('by', [run.by, t(`trigger.${run.trigger}`)].filter(Boolean).join(' · ')),
        fact('asked', formatTime(run.askedAt, 'full')),
        fact('ended', run.endedAt ? formatTime(run.endedAt, 'full') : '—'),
        fact('duration', durationText(t, run)),
        fact('attempt', run.attempt),
        fact('version', t('versions.nth', { version: run.version })),
        fact('source', <span style={{ overflowWrap: 'anywhere' }}>{run.source ?? '—'}</span>),
        fact('bytes', run.bytes === null ? '—' : formatBytes(run.bytes)),
        fact(
          'fingerprint',
          run.fingerprint ? (
            <Typography.Text code copyable={{ text: run.fingerprint }} title={run.fingerprint}>
              {run.fingerprint.slice(0, 16)}…
            </Typography.Text>
          ) : (
            '—'
          ),
        ),
      ]}
    />
  );
}
