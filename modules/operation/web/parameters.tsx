import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  DataTable,
  Figure,
  formatTime,
  Page,
  QueryState,
  SheetDialog,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Input, Popconfirm, Progress, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  importParameters,
  listParameterOutlets,
  listReadingRuns,
  type ParameterOutlet,
  parameterTemplate,
  readParameters,
} from '../contract.ts';
import { Simulated } from './words.tsx';

const STATES = ['mismatch', 'agree', 'unread'] as const;
const stateOf = (row: ParameterOutlet): (typeof STATES)[number] =>
  row.mismatches > 0 ? 'mismatch' : row.readAt === null ? 'unread' : 'agree';

/** Outlets by whether instrument, logger, platform and filing have the same parameters; reading them by reverse command. */
export default function ParametersPage(): ReactNode {
  const t = useText('operation');
  const unitName = useUnitName();
  const mayRead = useMay('operation.remote');
  const mayFile = useMay('operation.configure');
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [state, setState] = useState<string | undefined>();
  const [q, setQ] = useState('');
  const [file, setFile] = useState(false);
  const list = useRouteQuery(listParameterOutlets, { query: { unitPath } });
  const all = list.data?.outlets ?? [];
  const words = q.trim().toLowerCase();
  const rows = all.filter(
    (row) =>
      (!state || stateOf(row) === state) &&
      (!words || `${row.name} ${row.enterpriseName} ${row.code}`.toLowerCase().includes(words)),
  );
  return (
    <Page
      title={t('parameters.title')}
      note={t('parameters.note')}
      extra={
        <>
          <Simulated when={all.some((row) => row.simulated)} />
          {mayFile ? <Button onClick={() => setFile(true)}>{t('parameters.import')}</Button> : null}
          {mayRead && unitPath ? <ReadUnit unitPath={unitPath} /> : null}
        </>
      }
    >
      <Runs />
      <div className="filters">
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('unit')}
          placeholder={t('allUnits')}
          value={unitPath}
          onChange={setUnitPath}
        />
        <Select
          allowClear
          style={{ minWidth: 140 }}
          aria-label={t('state')}
          placeholder={t('allStates')}
          value={state}
          onChange={setState}
          options={STATES.map((value) => ({ value, label: t(`parameters.${value}`) }))}
        />
        <Input
          allowClear
          style={{ width: 240 }}
          aria-label={t('search')}
          placeholder={t('search')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      <QueryState query={list}>
        <div className="figures">
          {STATES.map((one) => (
            <Figure
              key={one}
              label={t(`parameters.${one}`)}
              value={all.filter((row) => stateOf(row) === one).length}
              tone={one === 'mismatch' && all.some((row) => row.mismatches > 0) ? 'bad' : undefined}
            />
          ))}
        </div>
        <DataTable<ParameterOutlet>
          name={t('parameters.title')}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={[...rows].sort((a, b) => b.mismatches - a.mismatches)}
          columns={[
            {
              title: t('outlet'),
              value: (row) => row.name,
              render: (_, row) => <Link to={`/operation/parameters/${row.id}` as string}>{row.name}</Link>,
            },
            { title: t('enterprise'), dataIndex: 'enterpriseName', value: (row) => row.enterpriseName ?? '' },
            {
              title: t('unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            {
              title: t('parameters.readAt'),
              value: (row) => row.readAt ?? '',
              render: (_, row) => <ReadAt row={row} />,
            },
            { title: t('parameters.told'), dataIndex: 'told', align: 'right' },
            {
              title: t('parameters.mismatches'),
              value: (row) => row.mismatches,
              align: 'right',
              render: (_, row) => (row.mismatches > 0 ? <Tag color="red">{row.mismatches}</Tag> : 0),
            },
          ]}
        />
      </QueryState>
      {file ? (
        <SheetDialog
          title={t('parameters.import')}
          def={importParameters}
          template={urlOf(parameterTemplate, {}, {})}
          accept=".xlsx,.csv"
          onClose={() => setFile(false)}
        />
      ) : null}
    </Page>
  );
}

export function ReadAt({ row }: { row: Pick<ParameterOutlet, 'readAt' | 'unreadable'> }): ReactNode {
  const t = useText('operation');
  if (row.readAt) return formatTime(row.readAt, 'full').slice(0, 16);
  return <span className="muted">{row.unreadable ? t(`unreadable.${row.unreadable}`) : t('never')}</span>;
}

function ReadUnit({ unitPath }: { unitPath: string }): ReactNode {
  const t = useText('operation');
  const may = useMay('operation.remote', unitPath);
  const read = useRouteMutation(readParameters, { success: t('parameters.asked') });
  if (!may) return null;
  return (
    <Popconfirm
      title={t('parameters.readUnit')}
      description={t('parameters.readNote')}
      onConfirm={() => read.mutate({ body: { unitPath } })}
    >
      <Button type="primary" loading={read.isPending}>
        {t('parameters.readUnit')}
      </Button>
    </Popconfirm>
  );
}

/** The reading that is under way, or the last one. */
function Runs(): ReactNode {
  const t = useText('operation');
  const may = useMay('operation.read');
  const list = useRouteQuery(listReadingRuns, {}, { refetchMs: 3_000, enabled: may });
  const [run] = list.data?.runs ?? [];
  if (!run) return null;
  return (
    <div className="card" style={{ marginBottom: 12 }}>
      <b>{run.endedAt ? t('parameters.lastRun') : t('parameters.running')}</b>{' '}
      <span className="muted">
        {run.by} · {formatTime(run.at, 'full').slice(0, 16)} ·{' '}
        {t('parameters.runFigures', { asked: run.asked, read: run.read, failed: run.failed })}
      </span>
      <Progress
        percent={run.devices === 0 ? 100 : Math.round((100 * run.devicesDone) / run.devices)}
        status={run.endedAt ? 'success' : 'active'}
        format={() => `${run.devicesDone}/${run.devices}`}
      />
    </div>
  );
}
