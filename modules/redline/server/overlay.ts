import { type Areal, area, boxesMeet, boxOf, type GeosPool, polygonalPart } from '@tarim/geo';
import type { DbOrTx } from '@tarim/platform';
import type { Inside } from '../contract.ts';
import { shapesOn } from './sql/areas.ts';

/** Square metres below which an overlay is a touching border and no share. */
export const SLIVER_M2 = 1;

export interface Part<T> {
  readonly of: T;
  readonly areaM2: number;
  /** Of the shape, 0–1. */
  readonly share: number;
}

/** What of a shape lies in each of others: geodesic, on CGCS2000, largest first. */
export async function partsIn<T extends { readonly geometry: Areal }>(
  geos: Pick<GeosPool, 'intersection'>,
  shape: Areal,
  others: readonly T[],
): Promise<Part<T>[]> {
  const [whole, box] = [area(shape), boxOf(shape)];
  const parts: Part<T>[] = [];
  for (const other of others) {
    if (!boxesMeet(box, boxOf(other.geometry))) continue;
    const part = polygonalPart(await geos.intersection(shape, other.geometry));
    const areaM2 = part ? area(part) : 0;
    if (areaM2 >= SLIVER_M2) parts.push({ of: other, areaM2, share: Math.min(1, areaM2 / whole) });
  }
  return parts.toSorted((a, b) => b.areaM2 - a.areaM2);
}

/** The areas that a shape meets, by the boundaries in force on a day. */
export async function insideOf(
  db: DbOrTx,
  geos: Pick<GeosPool, 'intersection'>,
  shape: Areal,
  on: string,
): Promise<Inside[]> {
  const parts = await partsIn(geos, shape, await shapesOn(db, on, boxOf(shape)));
  return parts.map(({ of, areaM2, share }) => ({
    kind: of.kind,
    code: of.code,
    name: of.name,
    version: of.version,
    zone: of.zone,
    areaM2,
    share,
  }));
}
