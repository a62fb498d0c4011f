import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  Figure,
  formatTime,
  instant,
  LiveHint,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useLive,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  DETECTORS,
  type Detector,
  LEAD_STATES,
  type LeadRow,
  type LeadState,
  LIVE_SIGNALS,
  listLeads,
} from '../contract.ts';
import { detectorName, Simulated, StateTag, StrengthBar } from './words.tsx';

const STRENGTHS = [0.3, 0.5, 0.8] as const;

/** Leads of falsification, newest first: what to look into, never what was found guilty. */
export default function LeadsPage(): ReactNode {
  const t = useText('signals');
  const unitName = useUnitName();
  const client = useQueryClient();
  const [detector, setDetector] = useState<Detector | undefined>();
  const [state, setState] = useState<LeadState | 'all'>('all');
  const [minStrength, setMinStrength] = useState<number | undefined>();
  const [unit, setUnit] = useState<string | undefined>();
  const [q, setQ] = useState('');
  const at = useCursor<number>();
  const connected = useLive(
    [LIVE_SIGNALS],
    () =>
      void client.invalidateQueries({
        predicate: (query) => String(query.queryKey[0]).startsWith('signals.'),
      }),
  );
  const list = useRouteQuery(
    listLeads,
    {
      query: { detector, state, minStrength, unit, q: q.trim() || undefined, before: at.cursor, limit: 100 },
    },
    { refetchMs: 30_000 },
  );
  const chosen =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      at.reset();
    };
  const rows = list.data?.leads ?? [];
  const counts = list.data?.counts;
  return (
    <Page
      title={t('leads.title')}
      note={t('leads.note')}
      extra={<Simulated when={rows.some((row) => row.simulated)} />}
    >
      <LiveHint connected={connected} />
      <div className="figures">
        {LEAD_STATES.map((one) => (
          <Figure key={one} label={t(`state.${one}`)} value={counts?.[one] ?? '—'} />
        ))}
      </div>
      <div className="filters">
        <Input.Search allowClear placeholder={t('leads.search')} onSearch={chosen(setQ)} />
        <Select
          allowClear
          aria-label={t('field.detector')}
          placeholder={t('field.detector')}
          style={{ minWidth: 190 }}
          value={detector}
          onChange={chosen(setDetector)}
          options={DETECTORS.map((value) => ({ value, label: detectorName(t, value) }))}
        />
        <Select
          aria-label={t('field.state')}
          value={state}
          onChange={chosen(setState)}
          options={[...LEAD_STATES, 'all' as const].map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('field.strength')}
          placeholder={t('field.strength')}
          value={minStrength}
          onChange={chosen(setMinStrength)}
          options={STRENGTHS.map((value) => ({ value, label: `≥ ${value}` }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 220 }}
          value={unit}
          onChange={chosen(setUnit)}
        />
      </div>
      <QueryState query={list}>
        <DataTable<LeadRow>
          name={t('leads.title')}
          rowKey="id"
          scroll={{ x: 1080 }}
          pagination={false}
          dataSource={rows as LeadRow[]}
          locale={{ emptyText: t('leads.none') }}
          columns={[
            {
              title: t('field.detector'),
              value: (row) => detectorName(t, row.detector),
              render: (_, row) => (
                <Link to={`/signals/leads/${row.id}` as string}>{detectorName(t, row.detector)}</Link>
              ),
            },
            {
              title: t('field.subject'),
              value: (row) => row.subjectName,
              render: (_, row) => (
                <>
                  {row.subjectName}
                  <div>
                    <small className="muted">{row.enterpriseName}</small> <Simulated when={row.simulated} />
                  </div>
                </>
              ),
            },
            {
              title: t('field.factor'),
              value: (row) => row.codeName ?? '',
              render: (_, row) => row.codeName ?? '—',
            },
            {
              title: t('field.strength'),
              value: (row) => row.strength,
              render: (_, row) => <StrengthBar strength={row.strength} />,
            },
            {
              title: t('field.baseRate'),
              value: (row) => row.baseRate,
              render: (_, row) => (row.baseRate === null ? '—' : `${(row.baseRate * 100).toFixed(1)} %`),
            },
            {
              title: t('field.state'),
              value: (row) => t(`state.${row.state}`),
              render: (_, row) => <StateTag state={row.state} />,
            },
            {
              title: t('field.unit'),
              value: (row) => unitName(row.unitPath),
              render: (_, row) => unitName(row.unitPath, 'line'),
            },
            {
              title: t('field.lastSeen'),
              value: (row) => instant(row.lastSeen),
              className: 'nowrap',
              render: (_, row) => formatTime(row.lastSeen),
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}
