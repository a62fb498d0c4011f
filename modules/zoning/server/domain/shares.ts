import { type Areal, area, boxesMeet, boxOf, type GeosPool, polygonalPart } from '@tarim/geo';

/** Square metres below which an overlay is a touching border and no share. */
const SLIVER_M2 = 1;

export interface Share<U> {
  readonly unit: U;
  readonly areaKm2: number;
  /** Of the site, 0–1. */
  readonly share: number;
}

/**
 * What of a site lies in which unit (面积占比), by overlay and geodesic area on CGCS2000, largest first. `uncovered` is the
 * share in no unit; it is measured on the union, so units that overlap do not hide a gap.
 */
export async function sharesOf<U extends { readonly geometry: Areal }>(
  geos: Pick<GeosPool, 'intersection' | 'union'>,
  site: Areal,
  units: readonly U[],
): Promise<{ areaKm2: number; shares: Share<U>[]; uncovered: number }> {
  const whole = area(site);
  const parts: Areal[] = [];
  const shares: Share<U>[] = [];
  for (const unit of units) {
    if (!boxesMeet(boxOf(site), boxOf(unit.geometry))) continue;
    const part = polygonalPart(await geos.intersection(site, unit.geometry));
    const m2 = part ? area(part) : 0;
    if (!part || m2 < SLIVER_M2) continue;
    parts.push(part);
    shares.push({ unit, areaKm2: m2 / 1e6, share: m2 / whole });
  }
  const covered = polygonalPart(await geos.union(parts));
  const uncovered = Math.max(0, 1 - (covered ? area(covered) : 0) / whole);
  return { areaKm2: whole / 1e6, shares: shares.toSorted((a, b) => b.areaKm2 - a.areaKm2), uncovered };
}
