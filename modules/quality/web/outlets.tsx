import { Link } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  Page,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Input, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listOutlets, type OutletMonth, SIGN_LEVELS } from '../contract.ts';
import { monthBack, monthStep, Simulated, StateTag } from './words.tsx';

const STATES = ['open', ...SIGN_LEVELS] as const;

/** Outlets by how far the review of a month has come; each leads to its workbench. */
export default function OutletsPage(): ReactNode {
  const t = useText('quality');
  const unitName = useUnitName();
  const [month, setMonth] = useState(() => monthBack(1));
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [state, setState] = useState<string | undefined>();
  const [q, setQ] = useState('');
  const list = useRouteQuery(listOutlets, { query: { month, unitPath } });
  const all = list.data?.outlets ?? [];
  const words = q.trim().toLowerCase();
  const rows = all.filter(
    (row) =>
      (!state || row.state === state) &&
      (!words || `${row.name} ${row.enterpriseName} ${row.code}`.toLowerCase().includes(words)),
  );
  return (
    <Page
      title={t('outlets.title')}
      note={t('outlets.note')}
      extra={<Simulated when={all.some((row) => row.simulated)} />}
    >
      <div className="filters">
        <Button onClick={() => setMonth(monthStep(month, -1))}>
          <span className="arrow">←</span>
        </Button>
        <Input
          type="month"
          style={{ width: 150 }}
          aria-label={t('month')}
          value={month}
          onChange={(event) => event.target.value && setMonth(event.target.value)}
        />
        <Button disabled={month >= monthBack(0)} onClick={() => setMonth(monthStep(month, 1))}>
          <span className="arrow">→</span>
        </Button>
        <Select
          allowClear
          aria-label={t('state')}
          placeholder={t('allStates')}
          value={state}
          onChange={setState}
          options={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('unit')}
          placeholder={t('allUnits')}
          value={unitPath}
          onChange={setUnitPath}
        />
        <Input
          allowClear
          style={{ width: 240 }}
          aria-label={t('outlets.search')}
          placeholder={t('outlets.search')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      <QueryState query={list}>
        <div className="figures">
          {STATES.map((one) => (
            <Figure
              key={one}
              label={t(`state.${one}`)}
              value={all.filter((row) => row.state === one).length}
              tone={one === 'final' ? 'good' : undefined}
            />
          ))}
          <Figure
            label={t('marks.late')}
            value={all.reduce((sum, row) => sum + row.lateMarks, 0)}
            tone={all.some((row) => row.lateMarks > 0) ? 'warn' : undefined}
          />
        </div>
        <DataTable<OutletMonth>
          name={`${t('outlets.title')} ${month}`}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={rows}
          columns={[
            {
              title: t('outlet'),
              value: (row) => row.name,
              render: (_, row) => (
                <Link to={`/quality/review/${row.id}?month=${month}` as string}>{row.name}</Link>
              ),
            },
            { title: t('enterprise'), value: (row) => row.enterpriseName ?? '', dataIndex: 'enterpriseName' },
            {
              title: t('kind'),
              value: (row) => t(`kind.${row.kind}`),
              render: (_, row) => t(`kind.${row.kind}`),
            },
            {
              title: t('unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            {
              title: t('state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <StateTag state={row.state} version={row.version} />,
            },
            { title: t('operations'), dataIndex: 'operations', align: 'right' },
            { title: t('marks.title'), dataIndex: 'marks', align: 'right' },
            {
              title: t('marks.late'),
              value: (row) => row.lateMarks,
              align: 'right',
              render: (_, row) => (row.lateMarks > 0 ? <Tag color="red">{row.lateMarks}</Tag> : 0),
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}
