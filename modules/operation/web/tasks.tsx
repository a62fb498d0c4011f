import { Link, useNavigate } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatTime,
  Page,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { LIGHTS, listDueTasks, listParameterOutlets, type PlanTask } from '../contract.ts';
import { LightTag } from './light.tsx';
import { Simulated } from './words.tsx';

const ONE_LINE = { style: { whiteSpace: 'nowrap' } } as const;
const TONES = { green: 'good', yellow: 'warn', red: 'bad' } as const;

/** What maintenance is due, the overdue first; each leads to the outlet, where it is recorded. */
export default function TasksPage(): ReactNode {
  const t = useText('operation');
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [light, setLight] = useState<string | undefined>();
  const [q, setQ] = useState('');
  const list = useRouteQuery(listDueTasks, { query: { unitPath } });
  const all = list.data?.tasks ?? [];
  const words = q.trim().toLowerCase();
  const rows = all.filter(
    (row) =>
      (!light || row.light === light) &&
      (!words ||
        `${row.outlet.name} ${row.outlet.enterpriseName} ${row.name} ${row.operatorName}`
          .toLowerCase()
          .includes(words)),
  );
  return (
    <Page
      title={t('tasks.title')}
      note={t('tasks.note')}
      extra={
        <>
          <Simulated when={all.some((row) => row.outlet.simulated)} />
          <OutletChoice />
        </>
      }
    >
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
          value={light}
          onChange={setLight}
          options={LIGHTS.map((value) => ({ value, label: t(`light.${value}`) }))}
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
          {LIGHTS.toReversed().map((one) => (
            <Figure
              key={one}
              label={t(`light.${one}`)}
              value={all.filter((row) => row.light === one).length}
              tone={all.some((row) => row.light === one) ? TONES[one] : undefined}
            />
          ))}
        </div>
        <TaskTable rows={rows} outlet />
      </QueryState>
    </Page>
  );
}

/** An outlet without a plan has no task to come from. */
function OutletChoice(): ReactNode {
  const t = useText('operation');
  const navigate = useNavigate();
  const list = useRouteQuery(listParameterOutlets, { query: {} });
  return (
    <Select<number>
      showSearch
      style={{ width: 240 }}
      aria-label={t('tasks.open')}
      placeholder={t('tasks.open')}
      optionFilterProp="label"
      value={null}
      onChange={(id) => void navigate({ to: `/operation/outlets/${id}` as string })}
      options={list.data?.outlets.map((one) => ({ value: one.id, label: one.name }))}
    />
  );
}

export function TaskTable({ rows, outlet }: { rows: readonly PlanTask[]; outlet: boolean }): ReactNode {
  const t = useText('operation');
  const unitName = useUnitName();
  return (
    <DataTable<PlanTask>
      name={t('tasks.title')}
      rowKey={(row) => `${row.outlet.id}/${row.kind}`}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...rows]}
      columns={[
        {
          title: t('state'),
          value: (row) => t(`light.${row.light}`),
          render: (_, row) => <LightTag light={row.light} />,
        },
        { title: t('kind'), dataIndex: 'name' },
        ...(outlet
          ? [
              {
                title: t('outlet'),
                value: (row: PlanTask) => row.outlet.name,
                render: (_: unknown, row: PlanTask) => (
                  <Link to={`/operation/outlets/${row.outlet.id}` as string}>{row.outlet.name}</Link>
                ),
              },
              {
                title: t('unit'),
                value: (row: PlanTask) => unitName(row.outlet.unitPath, 'line'),
                render: (_: unknown, row: PlanTask) => unitName(row.outlet.unitPath),
              },
            ]
          : []),
        { title: t('tasks.due'), dataIndex: 'dueOn', onCell: () => ONE_LINE },
        { title: t('tasks.days'), dataIndex: 'days', align: 'right' },
        {
          title: t('tasks.last'),
          onCell: () => ONE_LINE,
          value: (row) => row.lastAt ?? '',
          render: (_, row) => (row.lastAt ? formatTime(row.lastAt, 'full').slice(0, 16) : t('tasks.never')),
        },
        { title: t('operator'), value: (row) => row.operatorName ?? '', dataIndex: 'operatorName' },
      ]}
    />
  );
}
