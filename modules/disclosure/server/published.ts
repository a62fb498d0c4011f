import type { DbOrTx } from '@tarim/platform';
import { listPoints, pointParameters, type RegisteredPoint } from '@tarim/registry/queries';
import { type HiddenSettings, hiddenOf, isShown } from './domain/publication.ts';
import { publicationRows } from './sql/publications.ts';

export type PublicPoint = RegisteredPoint;

export interface Published {
  readonly points: readonly PublicPoint[];
  /** Whether a factor is kept back: everywhere by a setting, or at this point by the registry. */
  readonly hides: (pointId: number | null, code: string) => boolean;
}

/** The points of some kinds that the portal shows, and what it shows of them. */
export async function publishedPoints(db: DbOrTx, kinds: readonly string[]): Promise<Published> {
  const [open, settings] = await Promise.all([
    listPoints(db, { kinds, publicOnly: true }),
    publicationRows(db),
  ]);
  const hidden = hiddenOf(settings);
  const points = open.filter((point) => isShown(point, hidden));
  const parameters = await pointParameters(
    db,
    points.map((point) => point.id),
  );
  const closed = new Set(parameters.filter((one) => !one.public).map((one) => `${one.pointId}|${one.code}`));
  return {
    points,
    hides: (pointId, code) =>
      hidden.codes.has(code) || (pointId !== null && closed.has(`${pointId}|${code}`)),
  };
}

/** What settings hold back from the public, for those who join it to the registry's own marks by themselves. */
export async function heldBack(db: DbOrTx): Promise<HiddenSettings> {
  return hiddenOf(await publicationRows(db));
}
