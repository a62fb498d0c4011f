import type { DbOrTx } from '@tarim/platform';
import { boxOfText } from '../domain/mercator.ts';
import { type SceneFilter, type SceneRow, sceneRows } from '../sql/scenes.ts';

/** What a page is asked for by: a box and a place to go on from as they stand in an address. */
export interface PageAsked extends Omit<SceneFilter, 'box' | 'after'> {
  readonly bbox?: string | undefined;
  readonly cursor?: string | undefined;
}

/**
 * A page of scenes, the newest first, and where the next one begins (null at the end).
 * @throws TarimError IMAGERY_BOX_INVALID
 */
export async function scenePage(
  db: DbOrTx,
  { bbox, cursor, limit, ...filter }: PageAsked,
): Promise<{ rows: SceneRow[]; cursor: string | null }> {
  const [takenAt, id] = cursor?.split('-').map(Number) ?? [];
  const found = await sceneRows(db, {
    ...filter,
    box: bbox === undefined ? undefined : boxOfText(bbox),
    after: takenAt === undefined || id === undefined ? undefined : { takenAt, id },
    limit: limit + 1,
  });
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, cursor: last ? `${last.takenAt.getTime()}-${last.id}` : null };
}
