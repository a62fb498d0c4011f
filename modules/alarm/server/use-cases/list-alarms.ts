import type { Actor, Context, Language, Static } from '@tarim/platform';
import type { listAlarms as route } from '../../contract.ts';
import { listAlarmViews } from '../sql/read.ts';
import { readerOf } from './access.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { present } from './present.ts';

const DEFAULT_LIMIT = 100;

/** Alarms the reader may see, newest start first, a page at a time. */
export async function listAlarms(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const after = decodeCursor(query.cursor);
  const views = await listAlarmViews(
    ctx.db,
    { ...query, ...readerOf(ctx, actor) },
    { after, limit: limit + 1 },
  );
  const more = views.length > limit;
  if (more) views.length = limit;
  return { alarms: await present(ctx, views, language), next: more ? encodeCursor(views.at(-1)!) : null };
}
