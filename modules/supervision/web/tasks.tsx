import { useQueryClient } from '@tanstack/react-query';
import { urlOf } from '@tarim/platform/contract';
import {
  CursorPager,
  choiceFilter,
  ExportLinks,
  Figure,
  FilterBar,
  flagFilter,
  LiveHint,
  Page,
  QueryState,
  segmentsFilter,
  textFilter,
  unitFilter,
  useLanguage,
  useList,
  useLive,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import type { ReactNode } from 'react';
import {
  CAUSES,
  countTasks,
  exportTasks,
  LIGHTS,
  LIVE_TASKS,
  listTasks,
  SEVERITIES,
  SOURCE_KINDS,
  TASK_STATES,
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
  const choose = <T extends string>(name: string, values: readonly T[]) =>
    choiceFilter(t(`field.${name}`), values, (one) => t(`${name}.${one}`));
  const list = useList(listTasks, {
    filters: {
      q: textFilter(t('tasks.search')),
      state: segmentsFilter(
        t('field.state'),
        ['open', ...TASK_STATES, 'all'] as const,
        (one) => t(`state.${one}`),
        {
          control: 'choice',
        },
      ),
      // Figures of other pages lead to what they count.
      light: choose('light', LIGHTS),
      cause: choose('cause', CAUSES),
      severity: choose('severity', SEVERITIES),
      source: choose('source', SOURCE_KINDS),
      unit: unitFilter(t('field.body'), { width: 220 }),
      escalated: flagFilter(t('tasks.escalated')),
    },
    by: 'before',
    next: 'next',
    most: 100,
    rows: ({ tasks }) => tasks,
    refetchMs: LOOK_MS,
  });
  const { unit } = list.values;
  const counts = useRouteQuery(countTasks, { query: { unit } }, { refetchMs: LOOK_MS });
  const connected = useTaskNews();
  return (
    <Page
      title={t('tasks.title')}
      note={t('tasks.note')}
      extra={
        <>
          <Simulated when={list.rows.some((row) => row.simulated)} />
          <ExportLinks href={(format) => urlOf(exportTasks, {}, { ...list.asked, format, lang: language })} />
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
      <FilterBar of={list} />
      <QueryState query={list.query}>
        <TaskTable
          tasks={list.rows}
          name={t('tasks.title')}
          empty={t('tasks.none')}
          sortable={list.pages?.at.whole(list.pages.next)}
        />
        {list.pages ? <CursorPager {...list.pages} busy={list.query.isPlaceholderData} /> : null}
      </QueryState>
    </Page>
  );
}
