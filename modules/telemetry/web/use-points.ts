import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '@tarim/platform/contract';
import { listPoints, type Point } from '@tarim/registry/contract';
import { readAll } from '@tarim/ui';

/** What a list of points is narrowed by: part of a name, code, enterprise or MN; kind; unit path. */
export interface PointFilter {
  readonly q?: string;
  readonly kind?: string;
  readonly unitPath?: string;
}

/**
 * All points of a filter, not a page of them: a map shows every point, and states, which come from elsewhere, are
 * filtered and sorted here. The key begins as that of the route, so that a change of the registry reads them anew.
 */
export function usePoints(filter: PointFilter = {}) {
  return useQuery<Point[], Error>({
    queryKey: [listPoints.id, 'all', filter],
    queryFn: ({ signal }) =>
      readAll(async (before?: number) => {
        const query = { ...filter, kind: filter.kind as Point['kind'], before, limit: 1_000 };
        const answer = await call(listPoints, { query, signal });
        return { rows: answer.points, next: answer.next };
      }),
    placeholderData: keepPreviousData,
  });
}
