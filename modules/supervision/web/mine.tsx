import { Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { listTasks } from '../contract.ts';
import { TaskTable } from './task-table.tsx';
import { useTaskNews } from './tasks.tsx';
import { Simulated } from './words.tsx';

/** What waits for the signed-in person: to receive, to verify, to review, to decide. */
export default function MinePage(): ReactNode {
  const t = useText('supervision');
  useTaskNews();
  const list = useRouteQuery(listTasks, { query: { mine: true, limit: 500 } }, { refetchMs: 30_000 });
  const rows = list.data?.tasks ?? [];
  const groups = [
    { key: 'handle', rows: rows.filter((row) => !['replied', 'reviewing'].includes(row.state)) },
    { key: 'review', rows: rows.filter((row) => ['replied', 'reviewing'].includes(row.state)) },
  ] as const;
  return (
    <Page
      title={t('mine.title')}
      note={t('mine.note')}
      extra={<Simulated when={rows.some((row) => row.simulated)} />}
    >
      <QueryState query={list}>
        {groups.map((one) => (
          <section key={one.key}>
            <h4 className="section-title">{t(`mine.${one.key}`, { n: one.rows.length })}</h4>
            <TaskTable tasks={one.rows} name={t('mine.title')} empty={t('mine.none')} />
          </section>
        ))}
      </QueryState>
    </Page>
  );
}
