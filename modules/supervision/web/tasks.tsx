import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  CursorPager,
  Figure,
  LiveHint,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useLanguage,
  useLive,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Checkbox, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  CAUSES,
  countTasks,
  exportTasks,
  LIGHTS,
  LIVE_TASKS,
  listTasks,
  SEVERITIES,
  SOURCE_KINDS,
  type SourceKind,
  TASK_STATES,
  type TaskLight,
  type TaskSeverity,
  type TaskState,
} from '../contract.ts';
import { TaskTable } from './task-table.tsx';
import { Simulated } from './words.tsx';

const LOOK_MS = 30_000;

/** Keeps pages of tasks true while others work on them. */
export function useTaskNews(): boolean {
  const client = useQueryClient();
  return useLive(
    [LIVE_TASKS],
    () =>
      void client.invalidateQueries({
        predicate: (query) => String(query.queryKey[0]).startsWith('supervision.'),
      }),
  );
}

/** All tasks: what is open now, newest first; filters, lights, export. */
export default function TasksPage(): ReactNode {
  const t = useText('supervision');
  const { language } = useLanguage();
  const [state, setState] = useState<TaskState | 'open' | 'all'>('open');
  // Figures of other pages lead to what they count.
  const { searchStr } = useLocation();
  const search = new URLSearchParams(searchStr);
  const [light, setLight] = useState<TaskLight | undefined>(
    LIGHTS.find((one) => one === search.get('light')),
  );
  const [source, setSource] = useState<SourceKind | undefined>();
  const [cause, setCause] = useState<string | undefined>();
  const [severity, setSeverity] = useState<TaskSeverity | undefined>();
  const [unit, setUnit] = useState<string | undefined>(search.get('unit') ?? undefined);
  const [escalated, setEscalated] = useState(false);
  const [q, setQ] = useState('');
  const at = useCursor<number>();
  const filter = {
    state,
    light,
    source,
    cause,
    severity,
    unit,
    escalated: escalated || undefined,
    q: q.trim() || undefined,
  };
  const list = useRouteQuery(
    listTasks,
    { query: { ...filter, before: at.cursor, limit: 100 } },
    { refetchMs: LOOK_MS },
  );
  const counts = useRouteQuery(countTasks, { query: { unit } }, { refetchMs: LOOK_MS });
  const connected = useTaskNews();
  const chosen =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      set(value);
      at.reset();
    };
  const rows = list.data?.tasks ?? [];
  return (
    <Page
      title={t('tasks.title')}
      note={t('tasks.note')}
      extra={
        <>
          <Simulated when={rows.some((row) => row.simulated)} />
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button key={format} href={urlOf(exportTasks, {}, { ...filter, format, lang: language })}>
              {t('tasks.export', { format: format.toUpperCase() })}
            </Button>
          ))}
        </>
      }
    >
      <LiveHint connected={connected} />
      <div className="figures">
        <Figure label={t('tasks.open')} value={counts.data?.open ?? '—'} />
        <Figure
          label={t('tasks.unreceived')}
          value={counts.data?.unreceived ?? '—'}
          tone={counts.data?.unreceived ? 'warn' : 'good'}
        />
        <Figure
          label={t('light.yellow')}
          value={counts.data?.yellow ?? '—'}
          tone={counts.data?.yellow ? 'warn' : 'good'}
        />
        <Figure
          label={t('light.red')}
          value={counts.data?.red ?? '—'}
          tone={counts.data?.red ? 'bad' : 'good'}
        />
        <Figure label={t('tasks.ended30d')} value={counts.data?.ended30d ?? '—'} />
      </div>
      <div className="filters">
        <Input.Search allowClear placeholder={t('tasks.search')} onSearch={chosen(setQ)} />
        <Select
          aria-label={t('field.state')}
          value={state}
          onChange={chosen(setState)}
          options={[
            { value: 'open', label: t('state.open') },
            ...TASK_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
            { value: 'all', label: t('state.all') },
          ]}
        />
        <Select
          allowClear
          aria-label={t('field.light')}
          placeholder={t('field.light')}
          value={light}
          onChange={chosen(setLight)}
          options={LIGHTS.map((value) => ({ value, label: t(`light.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('field.cause')}
          placeholder={t('field.cause')}
          value={cause}
          onChange={chosen(setCause)}
          options={CAUSES.map((value) => ({ value, label: t(`cause.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('field.severity')}
          placeholder={t('field.severity')}
          value={severity}
          onChange={chosen(setSeverity)}
          options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('field.source')}
          placeholder={t('field.source')}
          value={source}
          onChange={chosen(setSource)}
          options={SOURCE_KINDS.map((value) => ({ value, label: t(`source.${value}`) }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.body')}
          placeholder={t('field.body')}
          style={{ width: 220 }}
          value={unit}
          onChange={chosen(setUnit)}
        />
        <Checkbox checked={escalated} onChange={(event) => chosen(setEscalated)(event.target.checked)}>
          {t('tasks.escalated')}
        </Checkbox>
      </div>
      <QueryState query={list}>
        <TaskTable
          tasks={rows}
          name={t('tasks.title')}
          empty={t('tasks.none')}
          sortable={at.whole(list.data?.next)}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}
