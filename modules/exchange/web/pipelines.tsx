import { Link, useNavigate } from '@tanstack/react-router';
import {
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  useLive,
  useMay,
  usePick,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Empty, Flex, Input, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { LIVE_RUNS, listPipelines, type PipelineRow, startRun, switchPipeline } from '../contract.ts';
import { RunDialog } from './run-dialog.tsx';
import { cronText, RunBars, Simulated, SOURCE_KINDS, StateTag } from './words.tsx';

const LOOK_MS = 30_000;
const OUTCOMES = ['good', 'partial', 'failed', 'going', 'never'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** How the newest run stands, as one filters by it. */
function outcomeOf({ runs: [last] }: PipelineRow): Outcome | null {
  if (!last) return 'never';
  if (last.state === 'done' || last.state === 'unchanged') return 'good';
  if (last.state === 'partial' || last.state === 'failed') return last.state;
  return last.state === 'cancelled' ? null : 'going';
}

/** All pipelines with how their last runs went and when the next is due. */
export default function PipelinesPage(): ReactNode {
  const t = useText('exchange');
  const pick = usePick();
  const may = useMay();
  const unitName = useUnitName();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [off, setOff] = useState<'on' | 'off'>();
  const query = useRouteQuery(listPipelines, {}, { refetchMs: LOOK_MS });
  useLive(may('exchange.read') ? [LIVE_RUNS] : [], () => void query.refetch());
  const all = query.data?.pipelines ?? [];
  const words = text.trim().toLowerCase();
  const shown = all.filter(
    (one) =>
      (!words ||
        [one.titleZh, one.titleEn, one.slug, one.unitName, unitName(one.unitPath)].some((part) =>
          part.toLowerCase().includes(words),
        )) &&
      (!kind || one.kind === kind) &&
      (!outcome || outcomeOf(one) === outcome) &&
      (!off || one.active === (off === 'on')),
  );
  const create = may('exchange.write') ? (
    <Link to={'/exchange/new' as string}>
      <Button type="primary">{t('list.new')}</Button>
    </Link>
  ) : null;
  return (
    <Page
      title={t('list.title')}
      note={t('list.note')}
      extra={
        <>
          {may('exchange.hosts') ? (
            <Link to={'/exchange/hosts' as string}>
              <Button>{t('hosts.title')}</Button>
            </Link>
          ) : null}
          {create}
        </>
      }
    >
      <QueryState query={query}>
        {all.length === 0 ? (
          <div className="card placeholder">
            <Empty description={t('list.empty')} />
            <p>{t(create ? 'list.emptyHint' : 'list.emptyAsk')}</p>
          </div>
        ) : (
          <>
            <div className="filters">
              <Input.Search
                allowClear
                aria-label={t('list.search')}
                placeholder={t('list.search')}
                onChange={(event) => setText(event.target.value)}
              />
              <Select
                allowClear
                aria-label={t('source.kind')}
                placeholder={t('source.kind')}
                value={kind}
                onChange={setKind}
                options={SOURCE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
              />
              <Select<Outcome>
                allowClear
                aria-label={t('list.last')}
                placeholder={t('list.last')}
                value={outcome}
                onChange={setOutcome}
                options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
              />
              <Select<'on' | 'off'>
                allowClear
                aria-label={t('list.active')}
                placeholder={t('list.active')}
                value={off}
                onChange={setOff}
                options={(['on', 'off'] as const).map((value) => ({ value, label: t(`active.${value}`) }))}
              />
            </div>
            <DataTable<PipelineRow>
              name={t('list.title')}
              rowKey="id"
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              scroll={{ x: 1_100 }}
              locale={{ emptyText: t('list.none') }}
              dataSource={shown}
              columns={[
                {
                  title: t('list.name'),
                  value: (row) => pick(row.titleZh, row.titleEn),
                  render: (_, row) => (
                    <>
                      <Link to={`/exchange/pipelines/${row.id}` as string}>
                        {pick(row.titleZh, row.titleEn)}
                      </Link>{' '}
                      <Simulated when={row.simulated} />
                      <div className="muted">
                        <code>{row.slug}</code>
                      </div>
                    </>
                  ),
                },
                { title: t('list.owner'), value: (row) => unitName(row.unitPath) },
                { title: t('source.kind'), value: (row) => t(`kind.${row.kind}`) },
                {
                  title: t('list.last'),
                  value: (row) => instant(row.runs[0]?.at),
                  render: (_, row) => {
                    const [last] = row.runs;
                    return last ? (
                      <Link to={`/exchange/runs/${last.id}` as string} className="cell-nowrap">
                        <StateTag state={last.state} />
                        {formatTime(last.at)}
                      </Link>
                    ) : (
                      <span className="muted">{t('list.noRuns')}</span>
                    );
                  },
                },
                {
                  title: t('list.recent'),
                  render: (_, row) => <RunBars runs={row.runs} />,
                },
                {
                  title: t('list.rows'),
                  value: (row) => row.rows,
                  render: (_, row) => (
                    <Link to={`/data/catalog/${row.dataset}` as string}>{formatNumber(row.rows)}</Link>
                  ),
                },
                {
                  title: t('list.next'),
                  value: (row) => instant(row.nextAt),
                  render: (_, row) => (
                    <>
                      <div className="cell-nowrap">{row.nextAt ? formatTime(row.nextAt) : '—'}</div>
                      <small className="muted">{cronText(t, row.cron)}</small>
                    </>
                  ),
                },
                {
                  title: t('list.active'),
                  value: (row) => t(row.active ? 'active.on' : 'active.off'),
                  render: (_, row) => <OnOff row={row} />,
                },
                { title: '', render: (_, row) => (row.mayWrite ? <RunNow row={row} /> : null) },
              ]}
            />
          </>
        )}
      </QueryState>
    </Page>
  );
}

export function OnOff({ row }: { row: PipelineRow }): ReactNode {
  const t = useText('exchange');
  const change = useRouteMutation(switchPipeline, { success: t('saved') });
  return (
    <Flex gap={6} align="center">
      <Switch
        size="small"
        aria-label={t('list.switch', { name: row.titleZh })}
        checked={row.active}
        disabled={!row.mayWrite}
        loading={change.isPending}
        onChange={(active) => change.mutate({ params: { id: row.id }, body: { active } })}
      />
      <span className="muted">{t(row.active ? 'active.on' : 'active.off')}</span>
    </Flex>
  );
}

/** A file is asked for where files are brought; other sources are fetched at once. Leads to the run. */
export function RunNow({ row, primary = false }: { row: PipelineRow; primary?: boolean }): ReactNode {
  const t = useText('exchange');
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const start = useRouteMutation(startRun, {
    success: t('run.started'),
    onSuccess: ({ id }) => void navigate({ to: `/exchange/runs/${id}` as string }),
  });
  return (
    <>
      <Button
        size={primary ? 'middle' : 'small'}
        type={primary ? 'primary' : 'default'}
        disabled={!row.active}
        title={row.active ? undefined : t('run.inactive')}
        loading={start.isPending}
        onClick={() =>
          row.kind === 'upload' ? setAsking(true) : start.mutate({ params: { id: row.id }, body: {} })
        }
      >
        {t('run.now')}
      </Button>
      {asking ? <RunDialog row={row} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
