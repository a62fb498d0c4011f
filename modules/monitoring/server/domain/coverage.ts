import type { UnitRow } from '@tarim/region/queries';
import type { RegisteredPoint } from '@tarim/registry/queries';

export interface CoveredUnit {
  readonly code: string;
  readonly path: string;
  readonly names: Record<string, string>;
  readonly hierarchy: string;
  readonly level: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly sites: Record<string, number>;
}

/** Levels that count as county-level (县级): a prefecture-level city without counties stands for itself. */
const COUNTY_LEVEL: ReadonlySet<string> = new Set(['county', 'city']);

/** Whether a site is in service on a day: registered as such, opened by then, not retired yet. */
export function inService({ lifecycle, openedOn, retiredOn, active }: RegisteredPoint, day: string): boolean {
  if (!active || lifecycle === 'planned' || lifecycle === 'suspended') return false;
  if (lifecycle === 'retired' && retiredOn === null) return false;
  return (openedOn === null || openedOn <= day) && (retiredOn === null || retiredOn > day);
}

/** Each county-level unit with the number of its sites by kind; a kind that it has none of is absent. */
export function coverageOf(
  units: readonly UnitRow[],
  points: readonly RegisteredPoint[],
  day: string,
): CoveredUnit[] {
  const serving = points.filter((one) => inService(one, day));
  const parents = new Set(units.map((one) => one.parent));
  return units
    .filter(
      (unit) => COUNTY_LEVEL.has(unit.level) || (unit.level === 'prefecture' && !parents.has(unit.code)),
    )
    .map(({ code, path, names, hierarchy, level, lon, lat }) => {
      const sites: Record<string, number> = {};
      for (const point of serving)
        if (point.unitPath.startsWith(path)) sites[point.kind] = (sites[point.kind] ?? 0) + 1;
      return { code, path, names: { ...names } as Record<string, string>, hierarchy, level, lon, lat, sites };
    });
}
