import type { Context, Static } from '@tarim/platform';
import type { listTasks as route, Task } from '../../contract.ts';
import { listTaskRows, presentTask } from '../sql/tasks.ts';
import { today } from './frame.ts';

/** Tasks page by page, those that end first in front; `state` may name several, parted by commas. */
export async function listTasks(
  ctx: Context,
  query: Static<NonNullable<typeof route.query>>,
): Promise<{ tasks: Task[]; next: number | null }> {
  const limit = query.limit ?? 100;
  const rows = await listTaskRows(ctx.db, today(ctx), {
    states: query.state ? query.state.split(',') : null,
    planId: query.planId ?? null,
    pointId: query.pointId ?? null,
    month: query.month ? `${query.month}-01` : null,
    unitPath: query.unitPath ?? null,
    q: query.q?.trim() || null,
    after: query.after ?? null,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  return { tasks: page.map(presentTask), next: rows.length > limit ? page.at(-1)!.id : null };
}
