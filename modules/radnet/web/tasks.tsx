import { tasksOfRadiation } from '@tarim/supervision/contract';
import { TaskLinks, useRouteQuery } from '@tarim/ui';
import type { ReactNode } from 'react';

const LOOK_MS = 30_000;

/** What was asked of whom about this finding (督办), with the way there. */
export function Tasks({ id }: { id: number }): ReactNode {
  const asked = { params: { source: 'radnet' as const, id } };
  const query = useRouteQuery(tasksOfRadiation, asked, { refetchMs: LOOK_MS });
  return <TaskLinks tasks={query.data?.tasks ?? []} />;
}
