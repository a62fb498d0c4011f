import { distance } from '@tarim/geo';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { TARGET_SIZES, type Target, type TargetKind } from '../../contract.ts';
import { inService } from '../domain/coverage.ts';

type Site = Pick<
  RegisteredPoint,
  'id' | 'code' | 'name' | 'kind' | 'lon' | 'lat' | 'lifecycle' | 'openedOn' | 'retiredOn' | 'active'
>;
interface Listed
  extends Pick<
    Target,
    'id' | 'code' | 'name' | 'kind' | 'unitPath' | 'medium' | 'size' | 'lon' | 'lat' | 'simulated'
  > {
  readonly sites: readonly string[];
  readonly removed?: boolean;
}

/** Whether something of this size has to be monitored. What says no size is held to have to: nobody may slip out by a gap. */
export function isRequired(kind: TargetKind, size: number | null): boolean {
  const from = TARGET_SIZES[kind]?.from ?? null;
  return from === null || size === null || size >= from;
}

/**
 * What covers an object on a day: of the sites that were named for it, those in service and of its medium. Nearness alone covers
 * nothing: a site in the next valley says nothing of a works; the nearest is only told.
 */
export function coverageOfTargets(
  targets: readonly Listed[],
  points: readonly Site[],
  planned: ReadonlySet<number>,
  day: string,
): Target[] {
  const byCode = new Map(points.map((one) => [one.code, one]));
  const serving = points.filter((one) => inService(one as RegisteredPoint, day));
  const serves = new Set(serving.map((one) => one.id));
  return targets.map(({ sites: codes, removed: _, ...target }) => {
    const sites = codes.flatMap((code) => {
      const site = byCode.get(code);
      if (!site) return [];
      const { id, name, kind } = site;
      return [{ id, code, name, serves: serves.has(id) && kind === target.medium, planned: planned.has(id) }];
    });
    const covering = sites.filter((one) => one.serves);
    return {
      ...target,
      sites,
      required: isRequired(target.kind, target.size),
      covered: covering.length > 0,
      planned: covering.some((one) => one.planned),
      nearest: nearestOf(target, serving),
    };
  });
}

/** By the flat distance, which orders places of one region well enough; the one that is told is measured on the ellipsoid. */
function nearestOf(
  { medium, lon, lat }: Pick<Listed, 'medium' | 'lon' | 'lat'>,
  serving: readonly Site[],
): Target['nearest'] {
  if (lon === null || lat === null) return null;
  const narrow = Math.cos((lat * Math.PI) / 180);
  let least = Number.POSITIVE_INFINITY;
  let nearest: Site | null = null;
  for (const site of serving) {
    if (site.kind !== medium || site.lon === null || site.lat === null) continue;
    const flat = ((site.lon - lon) * narrow) ** 2 + (site.lat - lat) ** 2;
    if (flat < least) [least, nearest] = [flat, site];
  }
  if (nearest === null) return null;
  const { id, code, name } = nearest;
  const metres = distance([lon, lat], [nearest.lon!, nearest.lat!]);
  return { id, code, name, km: Math.round(metres / 100) / 10 };
}
