import type { Actor, Context, Language, Static } from '@tarim/platform';
import type { listReports as route } from '../../contract.ts';
import { reportsWhere } from '../sql/reports.ts';
import { asReader } from './access.ts';
import { presentReport } from './present.ts';

const DEFAULT_LIMIT = 50;

/** Reports the reader may see, newest first, a page at a time. */
export async function listReports(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const rows = await asReader(ctx, actor, (tx) => reportsWhere(tx, query, limit + 1));
  const more = rows.length > limit;
  if (more) rows.length = limit;
  return { reports: rows.map((row) => presentReport(row, language)), next: more ? rows.at(-1)!.id : null };
}
