import { tasksOfRadiation } from '@tarim/supervision/contract';
import { TaskLinks, useRouteQuery } from '@tarim/ui';
import type { ReactNode } from 'react';

/** What was asked of whom about a measurement over the limit (督办), with the way there. */
export function Tasks({ measurementId }: { measurementId: number }): ReactNode {
  const query = useRouteQuery(tasksOfRadiation, { params: { source: 'emf', id: measurementId } });
  return <TaskLinks tasks={query.data?.tasks ?? []} />;
}
