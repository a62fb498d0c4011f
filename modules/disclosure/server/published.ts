import type { DbOrTx } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { hiddenOf, type HiddenSettings, isShown } from './domain/publication.ts';
import { publicationRows } from './sql/publications.ts';

export type PublicPoint = Awaited<ReturnType<typeof listPoints>>[number];

export interface Published {
  readonly points: readonly PublicPoint[];
  readonly hidden: HiddenSettings;
}

/** The points the portal shows, of some kinds. */
export async function publishedPoints(db: DbOrTx, kinds: readonly string[]): Promise<Published> {
  const [points, settings] = await Promise.all([listPoints(db), publicationRows(db)]);
  const hidden = hiddenOf(settings);
  return { points: points.filter((point) => kinds.includes(point.kind) && isShown(point, hidden)), hidden };
}
